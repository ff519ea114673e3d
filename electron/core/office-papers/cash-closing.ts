import { denominations } from '../../../shared/money/index.ts';
import type { Say } from '../../../shared/words/index.ts';
import { type PaperFacts, paperFoot, paperHead, shortMoment, signature } from './facts.ts';
import type { OfficePaper } from './office-paper.ts';

/** A drawer that was counted: what the books say, what lay in it, and why they differ. */
export interface CashClosingFacts extends PaperFacts {
  readonly officer: string;
  readonly closedBy: string;
  readonly closedAtMs: number;
  readonly openingVnd: number;
  readonly takenVnd: number;
  readonly correctedVnd: number;
  readonly refundedVnd: number;
  readonly expectedVnd: number;
  readonly countedVnd: number;
  readonly differenceVnd: number;
  readonly reason: string;
  /** How many of each note, by its value. */
  readonly counted: Readonly<Record<string, number>>;
}

/** The record of a counted drawer; both sign. `say` speaks `officepapers` and `receipt` in Vietnamese. */
export function cashClosing(facts: CashClosingFacts, say: Say): OfficePaper {
  const money = (vnd: number): string => say('receipt.fee.amount', { amount: format.format(vnd) });
  const line = (id: string, vnd: number, strong = false) => [
    { label: say(`officepapers.cash.${id}`), value: money(vnd), strong },
  ];
  return {
    sheet: 'portrait',
    head: paperHead(facts, say('officepapers.cash.form'), say),
    number: null,
    title: say('officepapers.cash.title'),
    subtitle: say('officepapers.cash.subtitle', {
      officer: facts.officer,
      moment: shortMoment(facts.closedAtMs),
    }),
    blocks: [
      {
        kind: 'lines',
        lines: [
          line('opening', facts.openingVnd),
          line('taken', facts.takenVnd),
          line('corrected', facts.correctedVnd),
          line('refunded', facts.refundedVnd),
          line('expected', facts.expectedVnd, true),
          line('counted', facts.countedVnd, true),
          line('difference', facts.differenceVnd, true),
          ...(facts.reason === ''
            ? []
            : [[{ label: say('officepapers.reason'), value: facts.reason, strong: true }]]),
        ],
      },
      {
        kind: 'table',
        table: {
          head: ['note', 'pieces', 'sum'].map((id) => say(`officepapers.cash.${id}`)),
          widths: [0.4, 0.25, 0.35],
          centred: [1],
          rows: denominations
            .map((note) => ({ note, pieces: facts.counted[String(note)] ?? 0 }))
            .filter(({ pieces }) => pieces > 0)
            .map(({ note, pieces }) => [money(note), String(pieces), money(note * pieces)]),
        },
      },
    ],
    signatures: [
      signature(say('officepapers.sign.cashier'), facts.officer, say),
      signature(say('officepapers.sign.counter'), facts.closedBy, say),
    ],
    foot: paperFoot(facts, say('officepapers.cash.title'), say),
  };
}

const format = new Intl.NumberFormat('vi-VN');
