import { KioskFault } from '../faults/index.ts';
import { dongSchema } from './dong.ts';
import type { CashMovement } from './ledger.ts';

/** Notes in use, and the two small ones that are still money. */
export const denominations = [
  500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200,
] as const;
export type Denomination = (typeof denominations)[number];

/** How many of each note were counted; a note that is not named was counted as none. */
export type CountedNotes = Readonly<Partial<Record<Denomination, number>>>;

export interface DrawerDay {
  readonly officer: string;
  readonly takenVnd: number;
  /** Signed: corrections of this day, also of what was typed on an earlier day. */
  readonly correctedVnd: number;
  readonly refundedVnd: number;
  /** What the day added to the drawer; negative when more went out than came in. */
  readonly netVnd: number;
  readonly movements: number;
}

export type CashClosing = DrawerDay & {
  readonly openingVnd: number;
  readonly expectedVnd: number;
  readonly countedVnd: number;
  /** Counted less expected. */
  readonly differenceVnd: number;
  readonly outcome: 'even' | 'short' | 'over';
  readonly reason: string;
};

/**
 * What each officer's drawer moved between two moments (the first counts, the second does not), officers in order of
 * their ids. `movements` are those of every dossier's ledger.
 */
export function drawersOf(
  movements: Iterable<CashMovement>,
  period: { readonly fromMs: number; readonly toMs: number },
): readonly DrawerDay[] {
  const drawers = new Map<string, DrawerDay>();
  for (const { kind, officer, vnd, atMs } of movements) {
    if (atMs < period.fromMs || atMs >= period.toMs) continue;
    const before = drawers.get(officer) ?? emptyDrawer(officer);
    drawers.set(officer, {
      ...before,
      takenVnd: before.takenVnd + (kind === 'taken' ? vnd : 0),
      correctedVnd: before.correctedVnd + (kind === 'corrected' ? vnd : 0),
      refundedVnd: before.refundedVnd - (kind === 'refunded' ? vnd : 0),
      netVnd: before.netVnd + vnd,
      movements: before.movements + 1,
    });
  }
  return [...drawers.values()].sort((a, b) => (a.officer < b.officer ? -1 : 1));
}

/** A drawer in which nothing moved: it is counted at the end of the day all the same. */
export function emptyDrawer(officer: string): DrawerDay {
  return { officer, takenVnd: 0, correctedVnd: 0, refundedVnd: 0, netVnd: 0, movements: 0 };
}

/** What lies on the table. Raises PAYMENT_AMOUNT_REFUSED for half a note or less than none. */
export function countNotes(counted: CountedNotes): number {
  let sum = 0;
  for (const note of denominations) {
    const count = counted[note] ?? 0;
    if (!dongSchema.safeParse(count).success) throw new KioskFault('PAYMENT_AMOUNT_REFUSED');
    sum += note * count;
  }
  return sum;
}

/**
 * Closes one drawer for the day: the change it opened with, what moved, what was counted. Never makes the figures
 * agree: a difference is kept with its reason. Raises CASH_DIFFERENCE_UNEXPLAINED and PAYMENT_AMOUNT_REFUSED.
 */
export function closeDrawer(given: {
  readonly drawer: DrawerDay;
  readonly openingVnd: number;
  readonly counted: CountedNotes;
  readonly reason: string;
}): CashClosing {
  const { drawer, openingVnd } = given;
  if (!dongSchema.safeParse(openingVnd).success) throw new KioskFault('PAYMENT_AMOUNT_REFUSED');
  const expectedVnd = openingVnd + drawer.netVnd;
  const countedVnd = countNotes(given.counted);
  const differenceVnd = countedVnd - expectedVnd;
  const reason = given.reason.trim();
  if (differenceVnd !== 0 && reason === '') {
    throw new KioskFault('CASH_DIFFERENCE_UNEXPLAINED', { details: { differenceVnd } });
  }
  return {
    ...drawer,
    openingVnd,
    expectedVnd,
    countedVnd,
    differenceVnd,
    outcome: differenceVnd === 0 ? 'even' : differenceVnd < 0 ? 'short' : 'over',
    reason,
  };
}
