import type { FormProblem } from './compose.ts';
import { contextNames, formNodes, type Node, orderFields, rowNodes } from './graph.ts';
import { asRecord } from './kind.ts';
import { getKind } from './kinds/kinds.ts';
import { inspectLogic, type Logic } from './logic.ts';
import { prefillNames } from './prefill.ts';
import type { Field, Form, FormRule } from './schema.ts';

/** What the official list of a procedure's form asks for. */
export interface OfficialField {
  readonly key: string;
}

/**
 * Everything wrong with a composed form that its shape does not show: names nobody knows, circles, steps nobody
 * reaches, paper with a hole in it, official fields left out. Empty means that the engine and the paper can rely on it.
 */
export function lintForm(form: Form, official: readonly OfficialField[] = []): readonly FormProblem[] {
  const problems: FormProblem[] = [];
  const fields = new Map<string, Field>();
  const stepIds = new Set<string>();

  for (const [stepIndex, step] of form.steps.entries()) {
    if (stepIds.has(step.id)) say(`/steps/${stepIndex}`, `step id ${step.id} is used twice`);
    stepIds.add(step.id);
    for (const [index, field] of step.fields.entries()) {
      if (fields.has(field.id))
        say(`/steps/${stepIndex}/fields/${index}`, `field id ${field.id} is used twice`);
      fields.set(field.id, field);
    }
  }
  const names = new Set<string>([...fields.keys(), ...contextNames]);

  for (const [stepIndex, step] of form.steps.entries()) {
    checkLogic(step.relevant, names, `/steps/${stepIndex}/relevant`);
    if (step.relevant !== undefined && neverHolds(step.relevant)) {
      say(`/steps/${stepIndex}/relevant`, `step ${step.id} can never be reached`);
    }
    for (const [index, field] of step.fields.entries())
      checkField(field, names, `/steps/${stepIndex}/fields/${index}`);
  }
  checkRules(form.rules, fields, names, '/rules');
  checkFeeBasis();
  checkCycle(formNodes(form), '/steps');
  checkPaper();
  checkOfficial();
  return problems;

  function say(pointer: string, what: string): void {
    problems.push({ pointer, what });
  }

  function checkLogic(rule: Logic | undefined, known: ReadonlySet<string>, pointer: string): void {
    if (rule === undefined) return;
    const { variables, unknownOperations } = inspectLogic(rule);
    for (const name of variables) if (!known.has(name)) say(pointer, `unknown field ${name}`);
    for (const name of unknownOperations) say(pointer, `unknown operation ${name}`);
    for (const [name, wanted] of comparedTexts(rule)) {
      const ids = answersOf(fields.get(name), form);
      if (ids !== null && !ids.includes(wanted)) say(pointer, `${name} can never be ${wanted}`);
    }
  }

  function checkField(field: Field, known: ReadonlySet<string>, pointer: string): void {
    const options = getKind(field.kind).parseOptions(field.options);
    if (!options.success) {
      for (const issue of options.error.issues) {
        say(`${pointer}/options`, `${field.id}: ${issue.path.map(String).join('.')} ${issue.message}`);
      }
    }
    checkLogic(field.relevant, known, `${pointer}/relevant`);
    checkLogic(field.required, known, `${pointer}/required`);
    checkLogic(field.suggest, known, `${pointer}/suggest`);
    checkLogic(field.calculate, known, `${pointer}/calculate`);
    if (field.relevant !== undefined && neverHolds(field.relevant)) {
      say(`${pointer}/relevant`, `field ${field.id} can never be reached`);
    }
    if ((field.kind === 'computed') !== (field.calculate !== undefined)) {
      say(pointer, `${field.id}: calculate belongs to kind computed and to no other`);
    }
    if ((field.kind === 'repeat') !== field.fields.length > 0) {
      say(pointer, `${field.id}: inner fields belong to kind repeat and to no other`);
    }
    if (field.prefill !== undefined && !prefillNames.some((name) => name === field.prefill)) {
      say(`${pointer}/prefill`, `unknown prefill ${field.prefill}`);
    }
    if (field.kind !== 'repeat') return;
    const inner = new Map(field.fields.map((one) => [one.id, one]));
    const innerNames = new Set([...known, ...inner.keys()]);
    for (const [index, one] of field.fields.entries()) {
      if (fields.has(one.id))
        say(`${pointer}/fields/${index}`, `row field ${one.id} hides the field of the same id`);
      checkField(one, innerNames, `${pointer}/fields/${index}`);
    }
    checkRules(field.rules, inner, innerNames, `${pointer}/rules`);
    checkCycle(rowNodes(field), `${pointer}/fields`);
  }

  function checkRules(
    rules: readonly FormRule[],
    here: ReadonlyMap<string, Field>,
    known: ReadonlySet<string>,
    pointer: string,
  ): void {
    for (const [index, rule] of rules.entries()) {
      if (!here.has(rule.at)) say(`${pointer}/${index}/at`, `unknown field ${rule.at}`);
      checkLogic(rule.wrong, known, `${pointer}/${index}/wrong`);
    }
  }

  function checkCycle(nodes: readonly Node[], pointer: string): void {
    const { cycle } = orderFields(nodes);
    if (cycle === null) return;
    const at = nodes.find((node) => node.field.id === cycle[0]);
    const stepIndex = at?.step ? form.steps.indexOf(at.step) : -1;
    const index = at?.step?.fields.indexOf(at.field) ?? -1;
    say(
      stepIndex < 0 ? pointer : `/steps/${stepIndex}/fields/${index}`,
      `circle of conditions: ${cycle.join(' → ')}`,
    );
  }

  function checkFeeBasis(): void {
    const { feeBasis } = form;
    if (feeBasis === undefined) return;
    const need = (field: Field | undefined, part: string, what: string): void => {
      if (field?.kind !== 'number') say(`/feeBasis/${part}`, what);
    };
    if ('count' in feeBasis) {
      need(fields.get(feeBasis.count), 'count', `${feeBasis.count} is not a number`);
    } else if ('beside' in feeBasis) {
      need(fields.get(feeBasis.beside), 'beside', `${feeBasis.beside} is not a number`);
    } else {
      const { papers } = feeBasis;
      const rows = fields.get(papers)?.fields ?? [];
      for (const part of ['pages', 'copies'] as const) {
        const inner = rows.find(({ id }) => id === feeBasis[part]);
        need(inner, part, `${feeBasis[part]} is not a number in the rows of ${papers}`);
      }
    }
  }

  function checkPaper(): void {
    const { paper } = form;
    const need = (id: string | undefined, pointer: string): Field | undefined => {
      if (id === undefined) return undefined;
      const field = fields.get(id);
      if (field === undefined) say(pointer, `paper uses the unknown field ${id}`);
      return field;
    };
    need(paper.addressee?.field, '/paper/addressee');
    for (const [index, block] of paper.blocks.entries()) {
      const pointer = `/paper/blocks/${index}`;
      checkLogic(block.when, names, `${pointer}/when`);
      if (block.kind === 'line') for (const cell of block.cells) need(cell.field, pointer);
      if (block.kind === 'ticks') need(block.field, pointer);
      if (block.kind !== 'table') continue;
      const table = need(block.field, pointer);
      for (const column of block.columns) {
        const known = column.field === '#' || table?.fields.some((inner) => inner.id === column.field);
        if (table !== undefined && !known) say(pointer, `paper uses the unknown column ${column.field}`);
      }
    }
    for (const [index, signature] of paper.signatures.entries()) {
      need(signature.name, `/paper/signatures/${index}`);
      const drawn = need(signature.signature, `/paper/signatures/${index}`);
      if (drawn !== undefined && drawn.kind !== 'signature') {
        say(`/paper/signatures/${index}`, `${drawn.id} is not a signature`);
      }
    }
  }

  function checkOfficial(): void {
    const covered = new Set([...fields.values()].flatMap((field) => [field.id, ...(field.covers ?? [])]));
    for (const { key } of official) {
      if (!covered.has(key)) say('', `the procedure's official field ${key} is not asked`);
    }
  }
}

/** The ids a field can hold, where they are known. */
function answersOf(field: Field | undefined, form: Form): readonly string[] | null {
  const options = asRecord(field?.options);
  if (field?.kind === 'choice' && Array.isArray(options?.choices)) {
    return options.choices.map((choice) => String(asRecord(choice)?.id));
  }
  if (field?.kind === 'relation') {
    return Array.isArray(options?.only)
      ? options.only.map(String)
      : form.lists.relation.map((item) => item.id);
  }
  return null;
}

/** Pairs of a field and a text that a rule compares it with (`==` and `in`). */
function comparedTexts(rule: Logic): readonly (readonly [string, string])[] {
  if (typeof rule !== 'object' || rule === null) return [];
  if (Array.isArray(rule)) return rule.flatMap(comparedTexts);
  return Object.entries(rule).flatMap(([operation, argument]) => {
    const inner = comparedTexts(argument);
    if (!Array.isArray(argument) || (operation !== '==' && operation !== 'in')) return inner;
    const name = asRecord(argument[0])?.var;
    const texts = (Array.isArray(argument[1]) ? argument[1] : [argument[1]]).filter(
      (text) => typeof text === 'string',
    );
    return typeof name === 'string' ? [...inner, ...texts.map((text) => [name, text] as const)] : inner;
  });
}

/** A condition without variables that is false: whatever anybody answers, it stays so. */
function neverHolds(rule: Logic): boolean {
  if (rule === false || rule === null || rule === 0 || rule === '') return true;
  if (typeof rule !== 'object' || Array.isArray(rule)) return false;
  const all = 'and' in rule ? rule.and : undefined;
  if (Array.isArray(all)) return all.some(neverHolds) || contradicts(all);
  const any = 'or' in rule ? rule.or : undefined;
  return Array.isArray(any) && any.every(neverHolds);
}

/** `x == a` and `x == b` at once. */
function contradicts(parts: readonly Logic[]): boolean {
  const wanted = new Map<string, string>();
  for (const part of parts) {
    if (typeof part !== 'object' || part === null || Array.isArray(part) || !('==' in part)) continue;
    const sides = part['=='];
    if (!Array.isArray(sides)) continue;
    const name = JSON.stringify(sides[0]);
    const value = JSON.stringify(sides[1]);
    if (wanted.has(name) && wanted.get(name) !== value) return true;
    wanted.set(name, value);
  }
  return false;
}
