import { setImmediate as nextTurn } from 'node:timers/promises';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { Say } from '../../../shared/words/index.ts';
import { defineDrawing, type FormHead, type FormSignature } from '../pdf/index.ts';
import { type PaperFacts, paperFoot, paperHead, signature } from './facts.ts';

interface RegisterDossier {
  readonly code: string;
  readonly procedure: string;
  readonly sets: number;
  /** The agency that leads the work. */
  readonly lead: string;
  readonly receivedAtMs: number | null;
  readonly dueAtMs: number | null;
  /** When the result came back to the desk, and when the person got it. */
  readonly passedAtMs: number | null;
  readonly returnedAtMs: number | null;
  readonly way: 'office' | 'post' | 'online' | null;
  readonly note: string;
}

/** One row of Mẫu số 07; a person's data is gone when its legal retention is over, the dossier stays countable. */
export type RegisterRow = RegisterDossier &
  (
    | { readonly kind: 'kept'; readonly person: string; readonly address: string; readonly phone: string }
    | { readonly kind: 'erased' }
  );

/** A text, a number, or a moment, which a spreadsheet can sort by. */
export type RegisterCell = string | number | { readonly atMs: number };

/** The columns of Mẫu số 07 in the order of FACTS 6, with their parts of the width. */
const columns = [
  ['number', 0.04],
  ['code', 0.135],
  ['procedure', 0.11],
  ['sets', 0.04],
  ['person', 0.09],
  ['contact', 0.115],
  ['lead', 0.075],
  ['received', 0.0625],
  ['due', 0.0625],
  ['passed', 0.0625],
  ['returned', 0.0625],
  ['way', 0.055],
  ['signed', 0.04],
  ['note', 0.05],
] as const;

/** What the register says around its rows. */
export interface RegisterWords {
  readonly title: string;
  readonly period: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly head: FormHead;
  readonly signatures: readonly FormSignature[];
  readonly foot: string;
}

/** The whole register for the drawing thread: rows as bytes, which are handed over without stopping the core. */
export interface RegisterOrder {
  readonly as: 'pdf' | 'xlsx';
  readonly words: RegisterWords;
  readonly batches: readonly Uint8Array[];
}

export const registerDrawing = defineDrawing<RegisterOrder>('register');

/**
 * Rows in one file: a PDF of 10,000 has 530 pages, and the thread that writes ends what takes too long or too much
 * memory. A longer period is asked for in parts.
 */
export const mostRegisterRows = { pdf: 10_000, xlsx: 50_000 } as const;

export interface RegisterFacts extends PaperFacts {
  /** As dates at the office, dd/mm/yyyy; both days count. */
  readonly from: string;
  readonly until: string;
  readonly officer: string;
}

/** `say` speaks the areas `officepapers` and `receipt` in Vietnamese. */
export function registerWords(facts: RegisterFacts, say: Say): RegisterWords {
  const period = say('officepapers.register.period', { from: facts.from, until: facts.until });
  return {
    title: say('officepapers.register.title'),
    period,
    columns: columns.map(([id, width]) => ({ title: say(`officepapers.register.${id}`), width })),
    head: paperHead(facts, say('officepapers.register.form'), say),
    signatures: [signature(say('officepapers.sign.register'), facts.officer, say)],
    foot: paperFoot(facts, period, say),
  };
}

/** The cells of one row; `number` is its STT. Signed by hand, so that cell is always empty. */
export function registerCells(row: RegisterRow, number: number, say: Say): readonly RegisterCell[] {
  const erased = say('officepapers.register.erased');
  const moment = (atMs: number | null): RegisterCell => (atMs === null ? '' : { atMs });
  return [
    number,
    row.code,
    row.procedure,
    row.sets,
    row.kind === 'erased' ? erased : row.person,
    row.kind === 'erased' ? erased : [row.address, row.phone].filter((part) => part !== '').join(', '),
    row.lead,
    moment(row.receivedAtMs),
    moment(row.dueAtMs),
    moment(row.passedAtMs),
    moment(row.returnedAtMs),
    row.way === null ? '' : say(`officepapers.register.way.${row.way}`),
    '',
    row.note,
  ];
}

/**
 * The order for `workshop.draw(registerDrawing, …)`. `rows` come in batches as the database gives them; between two
 * batches everything else has its turn, so keep a batch at some 250 rows. Raises REGISTER_TOO_LONG.
 */
export async function orderRegister(given: {
  readonly as: RegisterOrder['as'];
  readonly words: RegisterWords;
  readonly rows: Iterable<readonly RegisterRow[]> | AsyncIterable<readonly RegisterRow[]>;
  readonly say: Say;
}): Promise<RegisterOrder> {
  const most = mostRegisterRows[given.as];
  const encoder = new TextEncoder();
  const batches: Uint8Array[] = [];
  let count = 0;
  for await (const rows of given.rows) {
    if (count + rows.length > most) {
      throw new KioskFault('REGISTER_TOO_LONG', { details: { most, as: given.as } });
    }
    const cells = rows.map((row, index) => registerCells(row, count + index + 1, given.say));
    count += rows.length;
    batches.push(encoder.encode(JSON.stringify(cells)));
    await nextTurn();
  }
  return { as: given.as, words: given.words, batches };
}

/** The rows of one batch again, in the drawing thread. */
export function readBatch(batch: Uint8Array): readonly (readonly RegisterCell[])[] {
  return JSON.parse(new TextDecoder().decode(batch)) as readonly (readonly RegisterCell[])[]; // our own, from orderRegister
}
