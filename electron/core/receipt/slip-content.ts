import { maskNumber } from '../../../shared/identity/index.ts';
import type { Say } from '../../../shared/words/index.ts';
import type { ReceiptFacts } from './receipt-facts.ts';
import { receiptWords } from './receipt-words.ts';

/** A text, and the same in English where the person reads English. */
export interface SlipText {
  readonly text: string;
  readonly english: string | null;
}

export interface SlipFact {
  readonly label: SlipText;
  readonly value: string;
  readonly english: string | null;
  readonly strong: boolean;
}

/** Everything on the 80 mm slip, in the order of reading. */
export interface SlipContent {
  readonly office: readonly string[];
  readonly title: SlipText;
  readonly marks: readonly SlipText[];
  readonly codeLabel: SlipText;
  readonly isTemporary: boolean;
  readonly code: string;
  readonly barcodeText: string;
  readonly codeNote: SlipText;
  readonly qrText: string;
  readonly qrCaption: SlipText;
  readonly facts: readonly SlipFact[];
  readonly later: { readonly label: SlipText; readonly titles: readonly string[] } | null;
  readonly notes: readonly SlipText[];
}

/**
 * Puts the facts on the slip. `say` and `english` speak the area `receipt`; Vietnamese is the language of the law, so
 * English only stands under it (null: not at all). The slip is easily lost: the identity number is masked, and neither
 * owner nor addresses of people stand on it but where the post goes.
 */
export function slipContent(facts: ReceiptFacts, say: Say, english: Say | null): SlipContent {
  const words = receiptWords(facts, say, { language: 'vi', moment: 'receipt.slip.moment' });
  const inEnglish =
    english === null ? null : receiptWords(facts, english, { language: 'en', moment: 'receipt.slip.moment' });
  const both = (id: string, params: Parameters<Say>[1] = {}): SlipText => ({
    text: say(id, params),
    english: english?.(id, params) ?? null,
  });
  const pair = (text: string | null, other: string | null | undefined): readonly SlipText[] =>
    text === null ? [] : [{ text, english: other ?? null }];
  const fact = (id: string, value: string, other: string | null | undefined, strong = false): SlipFact => ({
    label: both(id),
    value,
    english: other === undefined || other === value ? null : other,
    strong,
  });
  const { filer, delivery, office } = facts;
  const who = [filer.fullName, ...(filer.idNumber === null ? [] : [maskNumber(filer.idNumber)])].join(' · ');
  const counts = { papers: words.handedIn, pages: facts.pagesHandedIn };
  const collect =
    delivery.way === 'office'
      ? fact('receipt.slip.collect', words.officePlace(), inEnglish?.officePlace())
      : fact(
          'receipt.slip.collect',
          say('receipt.slip.post', delivery),
          english?.('receipt.slip.post', delivery),
        );
  return {
    office: [office.name, `${office.place} · ${office.counter}`],
    title: both('receipt.slip.title'),
    marks: [...pair(words.about(), inEnglish?.about()), ...pair(words.copy(), inEnglish?.copy())],
    codeLabel: both(facts.isTemporary ? 'receipt.code.temporary' : 'receipt.slip.code'),
    isTemporary: facts.isTemporary,
    code: facts.code,
    barcodeText: facts.barcodeText,
    codeNote: facts.isTemporary
      ? both('receipt.code.later')
      : both('receipt.code.alias', { code: facts.temporaryCode }),
    qrText: facts.qrText,
    qrCaption: both('receipt.qr'),
    facts: [
      fact(
        'receipt.slip.procedure',
        facts.procedure.name,
        english === null ? undefined : (facts.procedure.nameEn ?? undefined),
        true,
      ),
      fact('receipt.slip.filer', who, undefined),
      fact(
        'receipt.slip.received',
        words.received('receipt.slip.received.unknown'),
        inEnglish?.received('receipt.slip.received.unknown'),
      ),
      fact('receipt.slip.due', words.due(), inEnglish?.due(), true),
      ...(facts.kind === 'withdrawal'
        ? []
        : [
            fact(
              'receipt.slip.papers',
              say('receipt.slip.papers.count', counts),
              english?.('receipt.slip.papers.count', counts),
            ),
            fact('receipt.fee', words.fee(), inEnglish?.fee()),
            ...words
              .cash()
              .map((taken, index) => fact('receipt.cash', taken, inEnglish?.cash()[index], true)),
          ]),
      collect,
    ],
    later:
      words.later.length === 0
        ? null
        : {
            label: both('receipt.slip.later', { count: words.later.length }),
            titles: words.later.map(({ title }) => title),
          },
    notes: [
      both('receipt.track.kiosk', { counter: office.counter }),
      ...(facts.isTemporary ? [] : [both('receipt.track.portal')]),
      both('receipt.slip.keep'),
      both('receipt.slip.printed', { ...words.printed(), kiosk: facts.kioskId }),
    ],
  };
}
