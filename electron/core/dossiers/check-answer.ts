import { KioskFault } from '../../../shared/faults/index.ts';
import {
  asRecord,
  type Field,
  type Form,
  type FormContext,
  getKind,
  type KindContext,
} from '../../../shared/form/index.ts';

/** The largest answer is a signature of 20,000 points; nothing a person enters comes near this. */
const largestAnswer = 400_000;
const mostRows = 60;

/**
 * Refuses (INPUT_REFUSED) what no screen of ours can send: an unknown field, one that takes no answer, a value of
 * another shape. A wrong answer of the right shape passes: it is kept as typed and judged by the form's rules.
 */
export function checkAnswer(form: Form, context: FormContext, fieldPath: string, value: unknown): void {
  const field = form.steps.flatMap((step) => step.fields).find((one) => one.id === fieldPath);
  const kindContext: KindContext = { today: context.today, places: context.places, lists: form.lists };
  const isFine =
    field !== undefined && JSON.stringify(value).length <= largestAnswer && fits(field, value, kindContext);
  if (!isFine)
    throw new KioskFault('INPUT_REFUSED', { details: { call: 'drafts.answer', fields: fieldPath } });
}

function fits(field: Field, value: unknown, context: KindContext): boolean {
  const kind = getKind(field.kind);
  if (!kind.typed) return false;
  const { findings, value: rows } = kind.examine(value, field.options, context);
  if (findings.some(({ id, part }) => id === 'unreadable' && part === undefined)) return false;
  if (field.kind !== 'repeat' || !Array.isArray(rows)) return true;
  return rows.length <= mostRows && rows.every((row) => fitsRow(field, row, context));
}

function fitsRow(repeat: Field, row: unknown, context: KindContext): boolean {
  const record = asRecord(row);
  if (record === null) return false;
  return Object.entries(record).every(([id, value]) => {
    const inner = repeat.fields.find((one) => one.id === id);
    return inner !== undefined && fits(inner, value, context);
  });
}
