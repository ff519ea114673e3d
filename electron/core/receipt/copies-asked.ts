import type { Answers } from '../../../shared/form/index.ts';

/** The fields by which the chứng thực forms ask for copies: in each row of a list of papers, or for the one document. */
const inRows = 'paper_copies';
const ofOne = 'document_copies';

/** How many copies of each paper are to be certified; null where nobody asked, or not for the same number of each. */
export function copiesAsked(answers: Answers): number | null {
  const counts = new Set<number>();
  for (const [fieldId, { value }] of Object.entries(answers)) {
    if (fieldId === ofOne) add(value);
    if (Array.isArray(value)) for (const row of value) add(isRecord(row) ? row[inRows] : undefined);
  }
  const [only, ...others] = counts;
  return only === undefined || others.length > 0 ? null : only;

  function add(value: unknown): void {
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) counts.add(value);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
