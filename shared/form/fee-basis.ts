import { asRecord } from './kind.ts';
import type { Form } from './schema.ts';

/** What a filled form says of its fee. */
export interface FormFee {
  /** Null where the form counts nothing, or not everything is answered yet: a part would come to a wrong amount. */
  readonly count: FeeCount | null;
  /** Something is asked for beside it that the fee table does not price: whoever sums up must not name an amount. */
  readonly hasMore: boolean;
}

/** What a fee is reckoned from: cases or copies by their number, papers by the pages of the original and the copies of it. */
export interface FeeCount {
  readonly count: number | null;
  readonly papers: { readonly pages: number; readonly copies: number }[];
}

/** So that nobody is asked for it twice; `values` as `evaluateForm` gives them. */
export function formFee(
  { feeBasis }: Pick<Form, 'feeBasis'>,
  values: Readonly<Record<string, unknown>>,
): FormFee {
  if (feeBasis === undefined) return { count: null, hasMore: false };
  if ('beside' in feeBasis) return { count: null, hasMore: isCount(values[feeBasis.beside]) };
  return { count: countIn(feeBasis, values), hasMore: false };
}

function countIn(
  feeBasis: Exclude<NonNullable<Form['feeBasis']>, { readonly beside: string }>,
  values: Readonly<Record<string, unknown>>,
): FeeCount | null {
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
