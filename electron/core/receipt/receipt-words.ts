import type { Language } from '../../../shared/contract/index.ts';
import { communeName, momentParts, type Say } from '../../../shared/words/index.ts';
import type { ReceiptFacts, ReceiptPaper } from './receipt-facts.ts';

/** The words that both the A4 and the slip need, the slip's times being short. `say` speaks the area `receipt`. */
export function receiptWords(
  facts: ReceiptFacts,
  say: Say,
  at: { readonly language: Language; readonly moment: string },
) {
  const { office } = facts;
  const commune = office.place.split(',')[0]?.trim() ?? office.place;
  const amount = (vnd: number): string =>
    vnd === 0 ? say('receipt.fee.free') : say('receipt.fee.amount', { amount: moneyFormat.format(vnd) });

  return {
    commune,
    placeName: communeName(commune),
    amount,
    received: (unknown: string): string =>
      facts.receivedAtMs === null ? say(unknown) : say(at.moment, momentParts(facts.receivedAtMs)),
    due(): string {
      if (facts.due === null) return say('receipt.due.notice');
      const moment = say(at.moment, momentParts(facts.due.atMs));
      return facts.due.provisional ? say('receipt.due.provisional', { moment }) : moment;
    },
    /** What the revision is, when it is not the submission. */
    about(): string | null {
      switch (facts.kind) {
        case 'submission':
          return null;
        case 'supplement':
          return say('receipt.supplement', { count: facts.revision });
        case 'withdrawal':
          return say('receipt.withdrawal');
      }
    },
    copy: (): string | null => (facts.copy === 0 ? null : say('receipt.copy', { count: facts.copy })),
    fee(): string {
      const { amountVnd, exemptionClaimed, hasMore } = facts.fee;
      // The usual price is not the whole of it when more is asked for.
      const usual = hasMore ? null : facts.procedure.fee;
      const isFree = amountVnd === null ? usual?.isFree === true : amountVnd === 0;
      const value = amountVnd === null ? usual?.[at.language] : amount(amountVnd);
      const words = value ?? say('receipt.fee.unknown');
      if (exemptionClaimed) return `${words}. ${say('receipt.fee.exempt')}`;
      return isFree ? words : `${words}. ${say('receipt.fee.ask')}`;
    },
    /** "8.000 đ, Lê Thị Lan thu lúc …" for each time that cash was taken. */
    cash: (): readonly string[] =>
      facts.cash.map(({ vnd, officer, atMs }) => {
        const what = { amount: moneyFormat.format(vnd), moment: say(at.moment, momentParts(atMs)) };
        return officer === null
          ? say('receipt.cash.taken', what)
          : say('receipt.cash.taken.by', { ...what, officer });
      }),
    /** Why a paper was not handed in; null for one that was. */
    absence(paper: ReceiptPaper): string | null {
      if (paper.state === 'handed-in') return null;
      return say(paper.state === 'later' ? 'receipt.papers.later' : 'receipt.papers.shown');
    },
    /** "1 bản chính, 2 bản sao" that the procedure asks for; empty when it does not say. */
    counts: ({ originals, copies }: ReceiptPaper): string =>
      [
        ...(originals > 0 ? [say('receipt.papers.originals', { count: originals })] : []),
        ...(copies > 0 ? [say('receipt.papers.copies', { count: copies })] : []),
      ].join(', '),
    handedIn: facts.papers.filter(({ state }) => state === 'handed-in').length,
    later: facts.papers.filter(({ state }) => state === 'later'),
    officePlace: (): string =>
      say('receipt.collect.office', { office: office.name, place: office.place, counter: office.counter }),
    printed: (): { readonly time: string; readonly date: string } => {
      const { hour, minute, day, month, year } = momentParts(facts.printedAtMs);
      return { time: `${hour}:${minute}`, date: `${day}/${month}/${year}` };
    },
  };
}
export type ReceiptWords = ReturnType<typeof receiptWords>;

const moneyFormat = new Intl.NumberFormat('vi-VN');
