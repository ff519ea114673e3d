import { momentParts, type Say } from '../../../shared/words/index.ts';
import type { FormHead, FormLine, FormSignature, FormTable } from '../pdf/index.ts';
import type { ReceiptFacts } from './receipt-facts.ts';
import { type ReceiptWords, receiptWords } from './receipt-words.ts';

/** Everything that stands on Mẫu số 01, in the order of reading (FACTS 6). */
export interface FormContent extends FormHead {
  readonly title: string;
  /** What a supplement or withdrawal is, and which copy this is. */
  readonly marks: readonly string[];
  readonly codeLabel: string;
  /** Stands in a frame: a temporary code must not be taken for the official one. */
  readonly isTemporary: boolean;
  readonly code: string;
  readonly barcodeText: string;
  readonly codeNotes: readonly string[];
  readonly qrText: string;
  readonly qrCaption: string;
  /** Lines of one or two fields; two share a line where they fit. */
  readonly person: readonly (readonly FormLine[])[];
  readonly papersLabel: string;
  readonly papers: FormTable | null;
  readonly papersNote: string;
  readonly certifiedLabel: string;
  readonly certified: FormTable | null;
  readonly numbered: readonly FormLine[];
  readonly tracking: readonly FormLine[];
  readonly register: readonly string[];
  readonly signatures: readonly FormSignature[];
  readonly notesLabel: string;
  readonly notes: readonly string[];
  readonly foot: string;
  /** "Liên 1", "Liên 2": each is the whole receipt. A copy is for the customer alone. */
  readonly parts: readonly string[];
}

/** Puts the facts in the words of Mẫu số 01. `say` speaks the area `receipt` in Vietnamese, the language of the law. */
export function formContent(facts: ReceiptFacts, say: Say): FormContent {
  const words = receiptWords(facts, say, { language: 'vi', moment: 'receipt.moment' });
  const about = words.about();
  const copy = words.copy();
  const customer = say('receipt.part.customer');
  return {
    agency: [say('receipt.agency', { commune: words.commune }), facts.office.name].map((text) =>
      text.toLocaleUpperCase('vi'),
    ),
    country: say('receipt.country'),
    motto: say('receipt.motto'),
    placeDate:
      facts.receivedAtMs === null
        ? say('receipt.placeNoDate', { commune: words.placeName })
        : say('receipt.placeDate', { commune: words.placeName, ...momentParts(facts.receivedAtMs) }),
    formNumber: say('receipt.form'),
    title: say('receipt.title'),
    marks: [about, copy].filter((mark) => mark !== null),
    codeLabel: say(facts.isTemporary ? 'receipt.code.temporary' : 'receipt.code'),
    isTemporary: facts.isTemporary,
    code: facts.code,
    barcodeText: facts.barcodeText,
    codeNotes: [
      facts.isTemporary
        ? say('receipt.code.later')
        : say('receipt.code.alias', { code: facts.temporaryCode }),
    ],
    qrText: facts.qrText,
    qrCaption: say('receipt.qr'),
    person: personLines(facts, words, say),
    papersLabel: say('receipt.papers'),
    papers: papersTable(facts, words, say),
    papersNote:
      words.handedIn === 0
        ? say('receipt.papers.none')
        : say('receipt.papers.sum', { papers: words.handedIn, pages: facts.pagesHandedIn }),
    certifiedLabel: say('receipt.certified'),
    certified: certifiedTable(facts, words, say),
    numbered: [
      { label: say('receipt.sets'), value: say('receipt.sets.one') },
      {
        label: say('receipt.processing'),
        value:
          (facts.kind === 'withdrawal' ? null : facts.procedure.processingTime) ??
          say('receipt.processing.unknown'),
      },
      { label: say('receipt.received'), value: words.received('receipt.received.unknown'), strong: true },
      { label: say('receipt.due'), value: words.due(), strong: true },
      { label: say('receipt.collect'), value: collectAt(facts, words, say) },
    ],
    tracking: [
      {
        label: say('receipt.track'),
        value: [
          say('receipt.track.kiosk', { counter: facts.office.counter }),
          ...(facts.isTemporary ? [] : [say('receipt.track.portal')]),
        ].join(' '),
      },
    ],
    register: [say('receipt.register'), say('receipt.register.number')],
    signatures: [
      { title: say('receipt.sign.filer'), hint: say('receipt.sign.hint'), below: facts.filer.fullName },
      {
        title: say('receipt.sign.officer'),
        hint: say('receipt.sign.hint'),
        below: say('receipt.sign.kiosk', { kiosk: facts.kioskId }),
        isRemark: true,
      },
    ],
    notesLabel: say('receipt.notes'),
    notes: [
      say('receipt.note.parts'),
      say('receipt.note.post'),
      ...(facts.due?.provisional === true ? [say('receipt.note.provisional')] : []),
      ...(facts.needsIdentityCheck ? [say('receipt.note.identity')] : []),
    ],
    foot: say('receipt.foot', { code: facts.code, ...words.printed() }),
    parts: copy === null ? [say('receipt.part.file'), customer] : [customer],
  };
}

function personLines(facts: ReceiptFacts, words: ReceiptWords, say: Say): readonly (readonly FormLine[])[] {
  const { filer, owner, procedure, office } = facts;
  const named = `${procedure.name} (${procedure.code})`;
  const optional = (id: string, value: string | null): readonly FormLine[] =>
    value === null ? [] : [{ label: say(id), value }];
  return [
    [{ label: say('receipt.department.label'), value: `${office.name}, ${office.counter}` }],
    [
      { label: say('receipt.filer'), value: filer.fullName, strong: true },
      ...optional('receipt.idNumber', filer.idNumber),
    ],
    [{ label: say('receipt.address'), value: filer.address ?? '' }],
    [
      { label: say('receipt.phone'), value: filer.phone ?? '' },
      { label: say('receipt.email'), value: filer.email ?? '' },
    ],
    [
      {
        label: say('receipt.request'),
        value:
          facts.kind === 'submission' ? named : say(`receipt.request.${facts.kind}`, { procedure: named }),
        strong: true,
      },
    ],
    optional('receipt.reason', facts.withdrawalReason),
    optional('receipt.owner', owner?.fullName ?? null),
    optional('receipt.owner.address', owner?.address ?? null),
    facts.kind === 'withdrawal'
      ? []
      : [
          { label: say('receipt.fee'), value: words.fee() },
          { label: say('receipt.fee.way'), value: say(`receipt.fee.${facts.fee.way}`) },
        ],
  ].filter((fields) => fields.length > 0);
}

/** What the kiosk took in is the electronic copy: the columns of paper stay empty, for the officer who gets paper. */
function papersTable(facts: ReceiptFacts, words: ReceiptWords, say: Say): FormTable | null {
  if (facts.papers.length === 0) return null;
  return {
    head: ['number', 'name', 'original', 'certified', 'photo', 'electronic'].map((id) =>
      say(`receipt.papers.${id}`),
    ),
    widths: [0.06, 0.4, 0.13, 0.14, 0.1, 0.17],
    centred: [0, 2, 3, 4, 5],
    rows: facts.papers.map((paper, index) => {
      const absence = words.absence(paper);
      const remarks = [
        ...(absence !== null && words.counts(paper) !== '' ? [words.counts(paper)] : []),
        ...(paper.isCompared ? [say('receipt.papers.compared')] : []),
      ];
      return [
        String(index + 1),
        remarks.length === 0 ? paper.title : `${paper.title} (${remarks.join('; ')})`,
        '',
        '',
        '',
        absence ?? say('receipt.papers.pages', { count: paper.pages }),
      ];
    }),
  };
}

function certifiedTable(facts: ReceiptFacts, words: ReceiptWords, say: Say): FormTable | null {
  const { certified } = facts;
  if (certified === null || certified.length === 0) return null;
  const orStaff = (value: string | null): string => value ?? say('receipt.certified.byStaff');
  const fees = certified.map(({ feeVnd }) => feeVnd);
  const total = fees.every((fee) => fee !== null)
    ? fees.reduce((sum: number, fee) => sum + (fee ?? 0), 0)
    : null;
  const sum = (count: 'pages' | 'copies'): string | null =>
    certified.some((one) => one[count] === null)
      ? null
      : String(certified.reduce((all, one) => all + (one[count] ?? 0), 0));
  return {
    head: [
      say('receipt.papers.number'),
      say('receipt.papers.name'),
      say('receipt.certified.pages'),
      say('receipt.certified.copies'),
      say('receipt.certified.fee'),
    ],
    widths: [0.06, 0.5, 0.13, 0.13, 0.18],
    centred: [0, 2, 3, 4],
    rows: [
      ...certified.map(({ title, pages, copies, feeVnd }, index) => [
        String(index + 1),
        title ?? say('receipt.certified.counted', { number: index + 1 }),
        String(pages),
        orStaff(copies === null ? null : String(copies)),
        orStaff(feeVnd === null ? null : words.amount(feeVnd)),
      ]),
      [
        '',
        say('receipt.certified.total'),
        orStaff(sum('pages')),
        orStaff(sum('copies')),
        orStaff(total === null ? null : words.amount(total)),
      ],
    ],
  };
}

function collectAt(facts: ReceiptFacts, words: ReceiptWords, say: Say): string {
  const { delivery } = facts;
  if (delivery.way === 'office') return words.officePlace();
  const { recipient, street, commune, phone } = delivery;
  return say('receipt.collect.post', { recipient, street, commune, phone });
}
