import { asRecord } from './kind.ts';
import type { Form } from './schema.ts';

/** What a fee is reckoned from: cases or copies by their number, papers by the pages of the original and the copies of it. */
export interface FeeCount {
  readonly count: number | null;
  readonly papers: readonly { readonly pages: number; readonly copies: number }[];
}

/**
 * What a filled form says of its fee, so that nobody is asked for it twice (`values` as `evaluateForm` gives them). Null
 * where the form counts nothing, or not everything is answered yet: a part of it would come to a wrong amount.
 */
export function feeCountOf(
  { feeBasis }: Pick<Form, 'feeBasis'>,
  values: Readonly<Record<string, unknown>>,
): FeeCount | null {
  if (feeBasis === undefined) return null;
  if ('count' in feeBasis) {
    const count = values[feeBasis.count];
    return isCount(count) ? { count, papers: [] } : null;
  }
  const rows = values[feeBasis.papers];
  if (!Array.isArray(rows) || rows.length === 0) return null;
  const papers = rows.flatMap((row) => {
    const pages = asRecord(row)?.[feeBasis.pages];
    const copies = asRecord(row)?.[feeBasis.copies];
    return isCount(pages) && isCount(copies) ? [{ pages, copies }] : [];
  });
  return papers.length === rows.length ? { count: null, papers } : null;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}
