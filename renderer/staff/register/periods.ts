import { momentParts } from '../../../shared/words/index.ts';

/** Both days count, yyyy-mm-dd at the office. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

export const periods = ['today', 'month', 'last-month', 'year'] as const;

/** The usual spans of a register; what is not over yet ends today. */
export function periodOf(name: (typeof periods)[number], nowMs: number): Period {
  const { year, month, day } = momentParts(nowMs);
  const today = `${year}-${month}-${day}`;
  switch (name) {
    case 'today':
      return { from: today, until: today };
    case 'month':
      return { from: `${year}-${month}-01`, until: today };
    case 'last-month': {
      const last = new Date(Date.UTC(Number(year), Number(month) - 1, 0));
      const until = last.toISOString().slice(0, 10);
      return { from: `${until.slice(0, 8)}01`, until };
    }
    case 'year':
      return { from: `${year}-01-01`, until: today };
  }
}

/** As people write a day here. */
export function writtenDay(iso: string): string {
  return iso.split('-').toReversed().join('/');
}
