import type { KioskConfig } from '../../../shared/config/index.ts';
import type { DataHolding } from '../../../shared/contract/index.ts';
import type { DossierContent, DossierPerson } from '../../../shared/dossier/manifest.ts';
import { clockTime, dayOf, type Say } from '../../../shared/words/index.ts';
import { type OfficePaper, paperFoot, paperHead } from '../office-papers/index.ts';
import type { DossierRecords } from './records.ts';
import type { RequestRecord } from './request-store.ts';

/** Something that is held, with the content of each time it was handed in; a kept form has none that may be opened. */
export interface HeldContent {
  readonly holding: DataHolding;
  readonly contents: readonly DossierContent[];
}

/** What this kiosk holds of a person, on paper: which data, from when, sent where, kept how long. */
export function personalExtract(facts: {
  readonly record: RequestRecord;
  readonly held: readonly HeldContent[];
  readonly atMs: number;
  readonly office: KioskConfig['office'];
  readonly kioskId: string;
  readonly retentionDays: number;
  readonly officerName: string;
  readonly readAnswers: (content: DossierContent) => readonly (readonly [label: string, words: string])[];
  readonly records: DossierRecords;
  readonly say: Say;
}): OfficePaper {
  const { say, record, atMs } = facts;
  const erasedRows = facts.records.registerRows(record.person.fullName);
  const paper = { office: facts.office, issuedAtMs: atMs };
  return {
    sheet: 'portrait',
    head: paperHead(paper, '', say),
    number: null,
    title: say('personaldata.extract.title'),
    subtitle: say('personaldata.extract.subtitle', {
      number: record.number,
      kiosk: facts.kioskId,
      time: clockTime(atMs),
      date: dayOf('vi', atMs),
    }),
    blocks: [
      {
        kind: 'lines',
        lines: [
          [{ label: say('personaldata.extract.person'), value: record.person.fullName, strong: true }],
          [{ label: say('personaldata.extract.idNumber'), value: record.person.idNumber }],
        ],
      },
      ...(facts.held.length === 0
        ? [text(say('personaldata.extract.nothing'), 'bold')]
        : facts.held.flatMap((one, index) => heldBlocks(one, index + 1, facts))),
      ...(erasedRows === 0
        ? []
        : [text(say('personaldata.extract.register.erased', { count: erasedRows }), 'regular')]),
      text(say('personaldata.extract.use'), 'regular'),
      text(say('personaldata.extract.kept', { days: facts.retentionDays }), 'regular'),
    ],
    signatures: [
      {
        title: say('personaldata.extract.signature'),
        hint: say('receipt.sign.hint'),
        below: facts.officerName,
      },
    ],
    foot: paperFoot(paper, say('personaldata.extract.foot', { number: record.number }), say),
  };
}

function text(words: string, style: 'regular' | 'bold'): PaperBlock {
  return { kind: 'text', text: words, style };
}

type PaperBlock = OfficePaper['blocks'][number];

/** What the tables are made with. */
type Reading = Pick<Parameters<typeof personalExtract>[0], 'say' | 'readAnswers' | 'records'>;

function heldBlocks(
  { holding, contents }: HeldContent,
  index: number,
  reading: Reading,
): readonly PaperBlock[] {
  const { say } = reading;
  const { what, code, procedureName, atMs } = holding;
  const date = dayOf('vi', atMs);
  const title = text(
    what === 'kept-form'
      ? say('personaldata.extract.keptForm', { index, procedure: procedureName, date })
      : say('personaldata.extract.dossier', { index, code: code ?? '', procedure: procedureName, date }),
    'bold',
  );
  const [first] = contents;
  const rows = [
    ...contents.flatMap((content) => contentRows(content, reading)),
    // Beside the dossier, once for all that was handed in for it.
    ...(first === undefined ? [] : reading.records.of(first).map((row) => [...row])),
  ];
  if (rows.length === 0) return [title, text(say('personaldata.extract.keptForm.line'), 'regular')];
  return [
    title,
    {
      kind: 'table',
      table: {
        head: [say('personaldata.extract.head.what'), say('personaldata.extract.head.value')],
        widths: [0.36, 0.64],
        centred: [],
        size: 10,
        rows,
      },
    },
  ];
}

function contentRows(content: DossierContent, { say, readAnswers }: Reading): readonly (readonly string[])[] {
  const { persons, delivery, files } = content;
  const isOne = JSON.stringify(persons.filer) === JSON.stringify(persons.owner);
  return [
    [say('personaldata.extract.filer'), personText(persons.filer, say)],
    ...(isOne ? [] : [[say('personaldata.extract.owner'), personText(persons.owner, say)]]),
    ...(delivery.way === 'post'
      ? [
          [
            say('personaldata.extract.delivery'),
            [delivery.recipient, delivery.phone, delivery.street, delivery.commune].join(', '),
          ],
        ]
      : []),
    ...readAnswers(content).filter(([, words]) => words !== ''),
    [
      say('personaldata.extract.files'),
      files
        .map(({ title, pageCount }) => say('personaldata.extract.file', { title, pages: pageCount }))
        .join('\n'),
    ],
  ];
}

function personText(person: DossierPerson, say: Say): string {
  const { fullName, idNumber, birthDate, phone, email, address } = person;
  return [
    fullName,
    ...(idNumber === null ? [] : [say('personaldata.extract.number', { number: idNumber })]),
    ...(birthDate === null
      ? []
      : [say('personaldata.extract.birth', { date: birthDate.split('-').reverse().join('/') })]),
    ...[phone, email, address].flatMap((one) => one ?? []),
  ].join('; ');
}
