import { asRecord, type FormLists } from './kind.ts';
import { getKind } from './kinds/kinds.ts';
import { type Field, type Form, formSchema } from './schema.ts';

/** A shared section: steps, fields or blocks that forms take in by `$use`, with `{{parameters}}` filled in. */
export interface SectionFile {
  readonly file: string;
  readonly json: unknown;
}

/** One thing wrong with a form file: where in the composed form (JSON pointer), and what. */
export interface FormProblem {
  readonly pointer: string;
  readonly what: string;
  /** Where it was written, when the composed form has no such place. */
  readonly origin?: Origin;
}

/** Where a part of the composed form was written. */
export interface Origin {
  readonly file: string;
  readonly pointer: string;
}

export interface Composed {
  readonly form: Form | null;
  readonly problems: readonly FormProblem[];
  readonly origins: ReadonlyMap<string, Origin>;
}

type Slot = 'steps' | 'fields' | 'blocks';
type Json = Readonly<Record<string, unknown>>;

/** Sections may use sections; deeper than this it is a circle. */
const deepest = 5;

/** Puts the shared sections in, checks the shape, and remembers where every part came from. */
export function composeForm(
  source: SectionFile,
  sections: ReadonlyMap<string, SectionFile>,
  lists: FormLists,
): Composed {
  const problems: FormProblem[] = [];
  const origins = new Map<string, Origin>([['', { file: source.file, pointer: '' }]]);
  const json = asRecord(source.json);
  if (json === null) return { form: null, problems: [{ pointer: '', what: 'is not an object' }], origins };

  const rules: unknown[] = [];
  addRules(json.rules, source.file);
  const paper = asRecord(json.paper) ?? {};
  const whole = {
    ...json,
    steps: expand(json.steps, 'steps', { file: source.file, pointer: '/steps' }, '/steps', 0),
    paper: {
      ...paper,
      blocks: expand(
        paper.blocks,
        'blocks',
        { file: source.file, pointer: '/paper/blocks' },
        '/paper/blocks',
        0,
      ),
    },
    rules,
  };
  const parsed = formSchema.safeParse(whole);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      problems.push({ pointer: `/${issue.path.map(String).join('/')}`, what: issue.message });
    }
    return { form: null, problems, origins };
  }
  const steps = parsed.data.steps.map((step) => ({ ...step, fields: step.fields.map(withOptions) }));
  return { form: problems.length > 0 ? null : { ...parsed.data, steps, lists }, problems, origins };

  function addRules(list: unknown, file: string): void {
    if (!Array.isArray(list)) return;
    for (const [index, one] of list.entries()) {
      const same = rules.some((other) => asRecord(other)?.id === asRecord(one)?.id);
      if (same && file !== source.file) continue; // a section used twice brings its rules once
      origins.set(`/rules/${rules.length}`, { file, pointer: `/rules/${index}` });
      rules.push(one);
    }
  }

  function expand(list: unknown, slot: Slot, from: Origin, to: string, depth: number, start = 0): unknown {
    if (!Array.isArray(list)) return list;
    const out: unknown[] = [];
    for (const [index, item] of list.entries()) {
      const here: Origin = { file: from.file, pointer: `${from.pointer}/${index}` };
      const target = `${to}/${start + out.length}`;
      const record = asRecord(item);
      if (record === null) {
        out.push(item);
      } else if (record.$use === undefined) {
        origins.set(target, here);
        out.push(withInnerFields(record, here, target, depth));
      } else {
        out.push(...takeSection(record, slot, here, to, depth, start + out.length));
      }
    }
    return out;
  }

  function withInnerFields(record: Json, here: Origin, target: string, depth: number): Json {
    if (!Array.isArray(record.fields)) return record;
    const from = { file: here.file, pointer: `${here.pointer}/fields` };
    return { ...record, fields: expand(record.fields, 'fields', from, `${target}/fields`, depth) };
  }

  function takeSection(
    record: Json,
    slot: Slot,
    here: Origin,
    to: string,
    depth: number,
    start: number,
  ): unknown[] {
    const name = String(record.$use);
    const section = sections.get(name);
    origins.set(`${to}/${start}`, here);
    if (section === undefined || depth >= deepest) {
      problems.push({
        pointer: `${to}/${start}`,
        what: section ? `section ${name} uses itself` : `unknown section ${name}`,
        origin: here,
      });
      return [];
    }
    const filled = asRecord(
      fillIn(section.json, {
        ...asRecord(asRecord(section.json)?.defaults),
        ...asRecord(record.with),
      }),
    );
    const left = /\{\{[\w.]+\}\}/u.exec(JSON.stringify({ [slot]: filled?.[slot], rules: filled?.rules }));
    if (left !== null)
      problems.push({
        pointer: `${to}/${start}`,
        what: `section ${name} needs the parameter ${left[0]}`,
        origin: here,
      });
    if (!Array.isArray(filled?.[slot])) {
      problems.push({ pointer: `${to}/${start}`, what: `section ${name} has no ${slot}`, origin: here });
      return [];
    }
    if (slot !== 'blocks') addRules(filled.rules, section.file);
    const expanded = expand(
      filled[slot],
      slot,
      { file: section.file, pointer: `/${slot}` },
      to,
      depth + 1,
      start,
    );
    return Array.isArray(expanded) ? expanded : [];
  }
}

/** Fills in what the kind's options leave open. Wrong options stay as they are: the lint names them. */
function withOptions(field: Field): Field {
  const options = getKind(field.kind).parseOptions(field.options);
  return {
    ...field,
    options: options.success ? options.data : field.options,
    fields: field.fields.map(withOptions),
  };
}

/** Replaces `{{name}}` in every text and key; a text that is nothing but `{{name}}` becomes the value itself. */
function fillIn(part: unknown, values: Json): unknown {
  if (typeof part === 'string') {
    const whole = /^\{\{([\w.]+)\}\}$/u.exec(part);
    if (whole?.[1] !== undefined) return lookUp(values, whole[1]) ?? part;
    return part.replace(/\{\{([\w.]+)\}\}/gu, (hole, name: string) => {
      const value = lookUp(values, name);
      return typeof value === 'string' || typeof value === 'number' ? String(value) : hole;
    });
  }
  if (Array.isArray(part)) return part.map((one) => fillIn(one, values));
  const record = asRecord(part);
  return record === null
    ? part
    : Object.fromEntries(
        Object.entries(record).map(([key, value]) => [String(fillIn(key, values)), fillIn(value, values)]),
      );
}

function lookUp(values: Json, path: string): unknown {
  let at: unknown = values;
  for (const key of path.split('.')) at = asRecord(at)?.[key];
  return at;
}
