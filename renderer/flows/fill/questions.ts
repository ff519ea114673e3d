import {
  type Answers,
  asRecord,
  type Field,
  type FieldState,
  type Form,
  type FormEvaluation,
  type FormStep,
  type Remark,
} from '../../../shared/form/index.ts';

/** The boxes of compound fields that are asked one at a time. */
export type Part =
  | 'type'
  | 'number'
  | 'issuer'
  | 'issuedOn'
  | 'title'
  | 'book'
  | 'agency'
  | 'date'
  | 'time'
  | 'from'
  | 'to'
  | 'name'
  | 'where'
  | 'detail';

/** One thing asked at a time: a field, a box of a compound field, or one of a row of a repeat field. */
export interface Question {
  readonly stepId: string;
  /** `child_full_name`, in a row `household_members.0.member_name`. */
  readonly path: string;
  readonly part: Part | null;
}

export function isSameQuestion(a: Question, b: Question): boolean {
  return a.stepId === b.stepId && a.path === b.path && a.part === b.part;
}

/** A stored path in pieces: the answer's field, and in rows which row and which inner field. */
export function splitPath(path: string): {
  readonly fieldId: string;
  readonly row: number | null;
  readonly innerId: string | null;
} {
  const [fieldId = '', row, innerId] = path.split('.');
  return { fieldId, row: row === undefined ? null : Number(row), innerId: innerId ?? null };
}

export function findField(form: Form, path: string): Field | undefined {
  const { fieldId, innerId } = splitPath(path);
  const field = form.steps.flatMap((step) => step.fields).find((one) => one.id === fieldId);
  return innerId === null ? field : field?.fields.find((one) => one.id === innerId);
}

/** The value at a question, exactly as entered. */
export function valueAt(answers: Answers, { path, part }: Pick<Question, 'path' | 'part'>): unknown {
  const { fieldId, row, innerId } = splitPath(path);
  const answer = Object.hasOwn(answers, fieldId) ? answers[fieldId]?.value : undefined;
  const rows = Array.isArray(answer) ? answer : [];
  const whole = row === null || innerId === null ? answer : asRecord(rows[row])?.[innerId];
  if (part === null) return whole;
  const record = asRecord(whole);
  // A place holds its address inside; an address is its own.
  if (part === 'where') return isPlace(record) ? record?.address : whole;
  if (part === 'detail') return asRecord(record?.address)?.detail ?? record?.detail;
  return record?.[part];
}

function isPlace(record: Readonly<Record<string, unknown>> | null): boolean {
  return record !== null && ('name' in record || 'address' in record);
}

/** The whole answer of the field after the value at a question changed; null when nothing is left of it. */
export function answerWith(
  answers: Answers,
  field: Field,
  { path, part }: Pick<Question, 'path' | 'part'>,
  value: unknown,
): unknown {
  const { fieldId, row, innerId } = splitPath(path);
  const inner = part === null ? value : withPart(field, valueAt(answers, { path, part: null }), part, value);
  if (row === null || innerId === null) return inner ?? null;
  const before = Object.hasOwn(answers, fieldId) ? answers[fieldId]?.value : undefined;
  const rows: unknown[] = Array.isArray(before) ? [...before] : [];
  const { [innerId]: _old, ...others } = asRecord(rows[row]) ?? {};
  rows[row] = inner === null || inner === undefined ? others : { ...others, [innerId]: inner };
  return rows;
}

function withPart(field: Field, whole: unknown, part: Part, value: unknown): unknown {
  const record = asRecord(whole) ?? {};
  if (field.kind === 'place' && (part === 'where' || part === 'detail')) {
    const address = part === 'where' ? value : pruned({ ...asRecord(record.address), detail: value });
    return pruned({ ...record, address });
  }
  if (part === 'where') return value;
  // The only kind of paper there is needs no question.
  const types = asRecord(field.options)?.types;
  const only =
    field.kind === 'id-document' && Array.isArray(types) && types.length === 1 ? types[0] : undefined;
  return pruned({ ...(only === undefined ? {} : { type: only }), ...record, [part]: value });
}

function pruned(record: Readonly<Record<string, unknown>>): unknown {
  const kept = Object.entries(record).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

/** The boxes of one field that are asked, in order; a simple field is one question. */
function partsOf(field: Field, value: unknown): readonly (Part | null)[] {
  const options = asRecord(field.options);
  const record = asRecord(value);
  switch (field.kind) {
    case 'id-document': {
      const types = Array.isArray(options?.types) ? options.types : [];
      const first: Part[] = types.length === 1 ? [] : ['type'];
      return options?.parts === 'number' ? [...first, 'number'] : [...first, 'number', 'issuer', 'issuedOn'];
    }
    case 'document-reference':
      return Array.isArray(options?.parts)
        ? (options.parts as readonly Part[])
        : ['number', 'agency', 'date'];
    case 'date-range':
      return ['from', 'to'];
    case 'date-time':
      return ['date', 'time'];
    case 'address':
      return record?.communeCode === undefined ? ['where'] : ['where', 'detail'];
    case 'place':
      return asRecord(record?.address)?.communeCode === undefined
        ? ['name', 'where']
        : ['name', 'where', 'detail'];
    default:
      return [null];
  }
}

/** The box that a field begins with: there its help is read. */
export function isFirstPart(field: Field, part: Part | null): boolean {
  return partsOf(field, null)[0] === part;
}

function isAsked(field: Field): boolean {
  return field.kind !== 'note' && field.kind !== 'computed';
}

/** The questions of one step that apply now, in order. Rows of a repeat field are questions of their own list. */
export function questionsOfStep(
  step: FormStep,
  evaluation: FormEvaluation,
  answers: Answers,
): readonly Question[] {
  const states = evaluation.steps.find((one) => one.id === step.id)?.fields ?? [];
  return step.fields.flatMap((field) => {
    const state = states.find((one) => one.id === field.id);
    if (!isAsked(field) || state === undefined || !state.relevant) return [];
    return questionsOfField(step.id, field, field.id, answers);
  });
}

/** The questions of one row of a repeat field, in order. */
export function questionsOfRow(
  stepId: string,
  repeat: Field,
  row: number,
  evaluation: FormEvaluation,
  answers: Answers,
): readonly Question[] {
  const states = findState(evaluation, repeat.id)?.rows[row] ?? [];
  return repeat.fields.flatMap((field) => {
    const state = states.find((one) => one.id === field.id);
    if (!isAsked(field) || state?.relevant === false) return [];
    return questionsOfField(stepId, field, `${repeat.id}.${row}.${field.id}`, answers);
  });
}

function questionsOfField(stepId: string, field: Field, path: string, answers: Answers): readonly Question[] {
  return partsOf(field, valueAt(answers, { path, part: null })).map((part) => ({ stepId, path, part }));
}

export function findState(evaluation: FormEvaluation, path: string): FieldState | undefined {
  const { fieldId, row, innerId } = splitPath(path);
  const state = evaluation.steps.flatMap((step) => step.fields).find((one) => one.id === fieldId);
  if (row === null || innerId === null) return state;
  return state?.rows[row]?.find((one) => one.id === innerId);
}

/** The box of a field where a remark is shown. */
function partOfRemark(field: Field, remark: Remark, answers: Answers): Part | null {
  const parts = partsOf(field, valueAt(answers, { path: remark.path, part: null }));
  if (parts.length === 1) return parts[0] ?? null;
  const named = parts.find((part) => part === remark.part);
  if (named !== undefined) return named;
  const isUnit = ['provinceCode', 'communeCode', 'asWritten'].includes(remark.part ?? '');
  if (isUnit && parts.includes('where')) return 'where';
  // About the whole field: said at the first box that is still empty, else at the first.
  const empty = parts.find((part) => isBlank(valueAt(answers, { path: remark.path, part })));
  return empty ?? parts[0] ?? null;
}

export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return Object.keys(Object(value)).length === 0 && typeof value === 'object';
}

/** The question where a remark is to be answered. */
export function questionOfRemark(form: Form, remark: Remark, answers: Answers): Question {
  const { fieldId, row, innerId } = splitPath(remark.path);
  const field = findField(form, remark.path);
  // A row without an inner field is the row's own list.
  const path = row !== null && innerId === null ? fieldId : remark.path;
  const part = field === undefined || path !== remark.path ? null : partOfRemark(field, remark, answers);
  return { stepId: remark.stepId, path, part };
}

/** What is said at a question: remarks of its field that belong to its box. */
export function remarksAt(
  form: Form,
  remarks: readonly Remark[],
  question: Question,
  answers: Answers,
): readonly Remark[] {
  return remarks.filter((remark) => isSameQuestion(questionOfRemark(form, remark, answers), question));
}

/** Sentences and worked-out texts that stand with a question: what follows it, and before the first also what leads. */
export function besideQuestion(
  step: FormStep,
  question: Question,
  questions: readonly Question[],
): readonly Field[] {
  const { fieldId } = splitPath(question.path);
  const last = questions.filter((one) => splitPath(one.path).fieldId === fieldId).at(-1);
  const at = step.fields.findIndex((field) => field.id === fieldId);
  const beside: Field[] = [];
  const isFirst = questions[0] !== undefined && isSameQuestion(questions[0], question);
  if (isFirst) beside.push(...step.fields.slice(0, Math.max(at, 0)).filter((field) => !isAsked(field)));
  if (last === undefined || !isSameQuestion(last, question)) return beside;
  for (const field of step.fields.slice(at + 1)) {
    if (isAsked(field)) break;
    beside.push(field);
  }
  return beside;
}
