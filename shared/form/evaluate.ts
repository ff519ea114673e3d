import type { AnswerSource, Answers, FormContext } from './answers.ts';
import { formNodes, type Node, orderFields, rowNodes } from './graph.ts';
import { asRecord, type KindContext } from './kind.ts';
import { getKind, type KindName } from './kinds/kinds.ts';
import { applyLogic, holds } from './logic.ts';
import { type Finding, type FormMessage, fault } from './message.ts';
import type { Field, Form, FormRule } from './schema.ts';

/** One thing to say at one place. `path` is the field's, with row numbers: "household_members.0.full_name". */
export interface Remark {
  readonly stepId: string;
  readonly path: string;
  /** The inner box of a compound field, when the remark is about one. */
  readonly part: string | null;
  readonly message: FormMessage;
}

export interface FieldState {
  readonly id: string;
  readonly path: string;
  readonly kind: KindName;
  readonly relevant: boolean;
  readonly required: boolean;
  /** Normalised; null when empty, irrelevant or unreadable. */
  readonly value: unknown;
  /** Nothing was answered. */
  readonly empty: boolean;
  readonly source: AnswerSource | null;
  readonly faults: readonly Remark[];
  readonly warnings: readonly Remark[];
  /** Rows of a repeat field. */
  readonly rows: readonly (readonly FieldState[])[];
}

export interface StepState {
  readonly id: string;
  readonly relevant: boolean;
  readonly fields: readonly FieldState[];
  /** Nothing stops the way forward. An irrelevant step is complete. */
  readonly complete: boolean;
}

/** An answer that will not be sent: its question does not apply any more, or the form has no such field. */
export interface Dropped {
  readonly id: string;
  readonly stepId: string | null;
}

export interface FormEvaluation {
  readonly steps: readonly StepState[];
  readonly allFaults: readonly Remark[];
  readonly allWarnings: readonly Remark[];
  readonly dropped: readonly Dropped[];
  readonly calculated: Readonly<Record<string, unknown>>;
  /** What may be sealed: relevant answers without faults, normalised, and calculated values. */
  readonly values: Readonly<Record<string, unknown>>;
}

type Data = Record<string, unknown>;

interface Draft {
  readonly stepId: string;
  readonly state: FieldState;
  readonly faults: Remark[];
  readonly warnings: Remark[];
}

const ordered = new WeakMap<object, readonly Node[]>();

function inOrder(key: object, nodes: () => readonly Node[]): readonly Node[] {
  const known = ordered.get(key);
  if (known !== undefined) return known;
  const made = orderFields(nodes()).order;
  ordered.set(key, made);
  return made;
}

/** The names that logic sees before any answer. */
export function contextData(context: FormContext): Data {
  return {
    $today: context.today,
    $agency: context.office.agency,
    $police: context.office.police,
    $place: context.office.place,
    $procedure_code: context.procedure.code,
    $procedure_name: context.procedure.name,
  };
}

/**
 * Judges all answers at once: the one rule set behind Next, the review page and sealing, in page and core alike.
 * Total and deterministic for any answers; rules were checked when the form was loaded.
 */
export function evaluateForm(form: Form, answers: Answers, context: FormContext): FormEvaluation {
  const kindContext: KindContext = { today: context.today, places: context.places, lists: form.lists };
  const data: Data = contextData(context);
  const drafts = new Map<string, Draft>();

  for (const node of inOrder(form, () => formNodes(form))) {
    const stepId = node.step?.id ?? '';
    const relevant = node.step?.relevant === undefined || holds(node.step.relevant, data);
    const answer = Object.hasOwn(answers, node.field.id) ? answers[node.field.id] : undefined;
    const draft = judgeField(node.field, answer?.value, {
      stepId,
      path: node.field.id,
      relevant,
      source: answer?.source ?? null,
      data,
      kindContext,
    });
    drafts.set(node.field.id, draft);
    if (draft.state.value !== null && draft.faults.length === 0) data[node.field.id] = draft.state.value;
  }
  for (const rule of form.rules) applyRule(rule, drafts.get(rule.at), data);

  const steps = form.steps.map((step): StepState => {
    const fields = step.fields.flatMap((field) => drafts.get(field.id)?.state ?? []);
    const relevant = step.relevant === undefined || holds(step.relevant, data);
    return {
      id: step.id,
      relevant,
      fields,
      complete: !relevant || fields.every((field) => field.faults.length === 0),
    };
  });
  const states = steps.flatMap((step) => step.fields);
  return {
    steps,
    allFaults: states.flatMap((state) => state.faults),
    allWarnings: states.flatMap((state) => state.warnings),
    dropped: findDropped(answers, steps),
    calculated: valuesOf(states.filter((state) => state.kind === 'computed')),
    values: valuesOf(states.filter((state) => state.faults.length === 0)),
  };
}

function valuesOf(states: readonly FieldState[]): Readonly<Record<string, unknown>> {
  const held = states.filter((state) => state.relevant && state.value !== null);
  return Object.fromEntries(held.map((state) => [state.id, state.value]));
}

function findDropped(answers: Answers, steps: readonly StepState[]): readonly Dropped[] {
  const dropped: Dropped[] = [];
  const known = new Set<string>();
  for (const step of steps) {
    for (const field of step.fields) {
      known.add(field.id);
      if (field.relevant || field.kind === 'computed' || !Object.hasOwn(answers, field.id)) continue;
      if (!isBlank(answers[field.id]?.value)) dropped.push({ id: field.id, stepId: step.id });
    }
  }
  for (const [id, answer] of Object.entries(answers)) {
    if (!known.has(id) && !isBlank(answer?.value)) dropped.push({ id, stepId: null });
  }
  return dropped;
}

function isBlank(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

interface Place {
  readonly stepId: string;
  readonly path: string;
  readonly relevant: boolean;
  readonly source: AnswerSource | null;
  readonly data: Data;
  readonly kindContext: KindContext;
}

function judgeField(field: Field, input: unknown, at: Place): Draft {
  const relevant = at.relevant && (field.relevant === undefined || holds(field.relevant, at.data));
  const base = { id: field.id, path: at.path, kind: field.kind, source: at.source, rows: [] };
  const faults: Remark[] = [];
  const warnings: Remark[] = [];
  const kind = getKind(field.kind);
  if (!relevant) {
    return draftOf(at.stepId, {
      ...base,
      relevant,
      required: false,
      value: null,
      empty: true,
      faults,
      warnings,
    });
  }
  const required = kind.typed && holds(field.required, at.data);
  const given = field.kind === 'computed' ? applyLogic(field.calculate ?? null, at.data) : input;
  const examined = kind.examine(given, field.options, at.kindContext);
  for (const finding of examined.findings) say(finding, at, finding.severity === 'fault' ? faults : warnings);
  if (field.kind === 'repeat' && Array.isArray(examined.value)) {
    const { rows, values } = judgeRows(field, examined.value, at, faults, warnings);
    const empty = values.length === 0;
    if (empty && required) say(fault('required'), at, faults);
    return draftOf(at.stepId, {
      ...base,
      rows,
      relevant,
      required,
      value: empty ? null : values,
      empty,
      faults,
      warnings,
    });
  }
  if (examined.empty && required) say(fault('required'), at, faults);
  const { value, empty } = examined;
  return draftOf(at.stepId, { ...base, relevant, required, value, empty, faults, warnings });
}

/** Rows that are empty throughout do not count: a person may leave the last one open. */
function judgeRows(field: Field, input: readonly unknown[], at: Place, faults: Remark[], warnings: Remark[]) {
  const rows: FieldState[][] = [];
  const values: Data[] = [];
  const most = 60; // more rows than any form allows are refused by the kind and not walked through
  for (const [index, item] of input.slice(0, most).entries()) {
    const record = asRecord(item);
    const path = `${at.path}.${index}`;
    if (record === null) {
      say(fault('unreadable'), { ...at, path }, faults);
      continue;
    }
    const rowData: Data = { ...at.data };
    const drafts = new Map<string, Draft>();
    for (const node of inOrder(field, () => rowNodes(field))) {
      const inner = node.field;
      const given = Object.hasOwn(record, inner.id) ? record[inner.id] : undefined;
      const place = { ...at, relevant: true, path: `${path}.${inner.id}`, data: rowData };
      const draft = judgeField(inner, given, place);
      drafts.set(inner.id, draft);
      if (draft.state.value !== null && draft.faults.length === 0) rowData[inner.id] = draft.state.value;
    }
    const states = field.fields.flatMap((inner) => drafts.get(inner.id)?.state ?? []);
    if (states.every((state) => state.empty || state.kind === 'computed')) {
      rows.push(states.map((state) => ({ ...state, faults: [], warnings: [] })));
      continue;
    }
    rows.push(states);
    for (const rule of field.rules) applyRule(rule, drafts.get(rule.at), rowData);
    faults.push(...states.flatMap((state) => state.faults));
    warnings.push(...states.flatMap((state) => state.warnings));
    values.push({ ...valuesOf(states) });
  }
  return { rows, values };
}

function draftOf(
  stepId: string,
  state: FieldState & { readonly faults: Remark[]; readonly warnings: Remark[] },
): Draft {
  return { stepId, state, faults: state.faults, warnings: state.warnings };
}

function say(finding: Finding, at: { readonly stepId: string; readonly path: string }, into: Remark[]): void {
  into.push({
    stepId: at.stepId,
    path: at.path,
    part: finding.part ?? null,
    message: { kind: 'known', id: finding.id, params: finding.params },
  });
}

function applyRule(rule: FormRule, draft: Draft | undefined, data: Data): void {
  // An answer that is missing or faulty by itself is not in the data: there is nothing to compare yet.
  if (draft === undefined || data[rule.at] === undefined || !holds(rule.wrong, data)) return;
  const remark: Remark = {
    stepId: draft.stepId,
    path: draft.state.path,
    part: null,
    message: { kind: 'rule', rule: rule.id, words: rule.words },
  };
  (rule.severity === 'fault' ? draft.faults : draft.warnings).push(remark);
}
