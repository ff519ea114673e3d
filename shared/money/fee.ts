import { assert } from '../assert.ts';
import { type FeeLine, pagedFeeVnd } from '../procedure/index.ts';
import { assertDong } from './dong.ts';

/** Papers to be certified: each is counted by the pages of its original, and priced for each copy. */
export interface PaperOrder {
  readonly pages: number;
  readonly copies: number;
}

/** An exemption that stands beside a fee: the citizen claims it, an officer checks it against the paper that proves it. */
export type Exemption =
  | { readonly kind: 'none' | 'claimed' | 'refused' }
  /** Whole percent taken off; 100 is free. */
  | { readonly kind: 'granted'; readonly percentOff: number };

/** One line of the fee table as this dossier uses it. */
export interface FeeItem {
  /** As `feeLines` gives it for the channel and the day of submission: reductions for a time are already in it. */
  readonly line: FeeLine;
  /** Cards, documents, cases: whatever the line counts. Null: nobody has said how many. */
  readonly count: number | null;
  /** Only for a line that is priced by the page. Null: the pages are not known yet. */
  readonly papers: readonly PaperOrder[] | null;
  readonly exemption: Exemption;
}

export interface ReckonedItem {
  readonly usualVnd: number;
  readonly dueVnd: number;
  /** What would still come off when the claimed exemption is granted in full. */
  readonly undecidedVnd: number;
  /** Last day of the reduction that is in the amount. */
  readonly reducedUntil: string | null;
}

export type FeeReckoning =
  | {
      readonly kind: 'known';
      readonly items: readonly ReckonedItem[];
      /** Before reductions and exemptions. */
      readonly usualVnd: number;
      readonly dueVnd: number;
      readonly undecidedVnd: number;
    }
  /** The catalogue or the dossier does not say enough: an officer sets the amount; a part sum would mislead. */
  | {
      readonly kind: 'ask-staff';
      readonly because: 'set-by-province' | 'see-fee-law' | 'not-printed' | 'conflict' | 'unit' | 'count';
    };

/**
 * The fee of a dossier in whole đồng. No line at all is 'not-printed': an empty page promises nothing. A claimed
 * exemption takes nothing off until an officer has granted it.
 */
export function reckonFee(items: readonly FeeItem[]): FeeReckoning {
  if (items.length === 0) return { kind: 'ask-staff', because: 'not-printed' };
  const reckoned: ReckonedItem[] = [];
  for (const item of items) {
    const one = reckonItem(item);
    if (typeof one === 'string') return { kind: 'ask-staff', because: one };
    reckoned.push(one);
  }
  const sum = (key: 'usualVnd' | 'dueVnd' | 'undecidedVnd'): number =>
    assertDong(reckoned.reduce((all, one) => all + one[key], 0));
  return {
    kind: 'known',
    items: reckoned,
    usualVnd: sum('usualVnd'),
    dueVnd: sum('dueVnd'),
    undecidedVnd: sum('undecidedVnd'),
  };
}

type Unclear = Extract<FeeReckoning, { kind: 'ask-staff' }>['because'];

function reckonItem({ line, count, papers, exemption }: FeeItem): ReckonedItem | Unclear {
  const { amount, per } = line;
  if (amount.kind === 'ask-staff') return amount.because;
  if (amount.kind === 'free') return { usualVnd: 0, dueVnd: 0, undecidedVnd: 0, reducedUntil: null };
  if (line.tiers.length > 0) {
    if (papers === null) return 'count';
    const vnd = papers.reduce((all, { pages, copies }) => {
      assertCount(pages);
      assertCount(copies);
      return all + (pagedFeeVnd(line, { pages, copies }) ?? 0);
    }, 0);
    return withExemption({ usualVnd: vnd, vnd, until: null, exemption });
  }
  // A bare number with an unknown unit is the amount of one only as long as there is one.
  if (per?.kind === 'ask-staff' && count !== 1) return 'unit';
  if (count === null && per !== null) return 'count';
  const times = per === null ? 1 : (count ?? 1);
  assertCount(times);
  return withExemption({
    usualVnd: (amount.usualVnd ?? amount.vnd) * times,
    vnd: amount.vnd * times,
    until: amount.until,
    exemption,
  });
}

/** A part of a đồng that a percentage leaves is the citizen's. */
function withExemption(given: {
  readonly usualVnd: number;
  readonly vnd: number;
  readonly until: string | null;
  readonly exemption: Exemption;
}): ReckonedItem {
  const { exemption } = given;
  const vnd = assertDong(given.vnd);
  const percentOff = exemption.kind === 'granted' ? exemption.percentOff : 0;
  assert(Number.isInteger(percentOff) && percentOff >= 0 && percentOff <= 100, 'a percentage is 0 to 100');
  return {
    usualVnd: assertDong(given.usualVnd),
    dueVnd: Math.floor((vnd * (100 - percentOff)) / 100),
    undecidedVnd: exemption.kind === 'claimed' ? vnd : 0,
    reducedUntil: given.until,
  };
}

function assertCount(value: number): void {
  assert(Number.isInteger(value) && value >= 0, 'a count is a whole number');
}
