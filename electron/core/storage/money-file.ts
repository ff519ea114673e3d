import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Sensitive } from '../../../shared/sensitive.ts';
import type { Db } from './database-file.ts';
import { deleteMeta, readMeta, writeMeta } from './kiosk-meta.ts';
import { SealBroken, seal, unseal } from './seal.ts';
import { withStorageFaults } from './storage-faults.ts';

const text = z.string();
const number = z.number();
const name = z.string().nullable();

/** One row as migrations 0160 and 0170 write it down; the columns of the database by their own names. */
const lineSchema = z.discriminatedUnion('table', [
  z.strictObject({
    table: z.literal('payment_event'),
    seq: number,
    dossier_id: text,
    kind: text,
    event_id: text,
    event: text,
    name,
  }),
  z.strictObject({
    table: z.literal('exemption_decision'),
    seq: number,
    dossier_id: text,
    decision_id: text,
    outcome: text,
    percent_off: number,
    officer: text,
    reason: text,
    at: number,
    name,
  }),
  z.strictObject({
    table: z.literal('payment_offer'),
    offer_id: text,
    dossier_id: text,
    vnd: number,
    content: text,
    pay_to: text,
    made_at: number,
    expires_at: number,
  }),
  z.strictObject({
    table: z.literal('cash_closing'),
    closing_id: text,
    officer: text,
    from_seq: number,
    to_seq: number,
    closing: text,
    counted: text,
    closed_by: text,
    at: number,
    name,
  }),
  /** What the post costs; migration 0170. */
  z.strictObject({
    table: z.literal('postage_table'),
    seq: number,
    value: text,
    officer: text,
    at: number,
    name,
  }),
]);
type Line = z.infer<typeof lineSchema>;

/**
 * Numbers of happenings go to the portal as their names. Those of sealed amounts are not in the file: a database that was
 * made anew counts on far above every one that may have been told.
 */
const seqGap = 1_000_000;

const place = { magic: 'MCKM', place: 'money.log' } as const;

/**
 * What happened to the money, beside the database and encrypted like it: only ever added, one line a row. The database is
 * the truth; the file follows it at once and is read only when the database is lost or an old copy takes its place.
 */
export interface MoneyFile {
  /** Writes what is not in it yet; what could not be written waits for the next time. Raises the disk's faults. */
  follow(): void;
  /**
   * Puts what it knows and `db` does not into `db`. Where there is no file, or a line of it cannot be read, `db` says from
   * now on that money of before is missing, `follow` writes a new file, and the answer is false.
   */
  restore(atMs: number): boolean;
}

const lostKey = 'money_lost_at';
const anewKey = 'money_file_anew';

/** When the books were found to have lost money of before; null when they never did. In ms since 1970. */
export function readMoneyLost(db: Db): number | null {
  return z.number().nullable().parse(readMeta(db, lostKey));
}

export function createMoneyFile(deps: {
  readonly db: Db;
  readonly filePath: string;
  readonly key: Sensitive<Buffer>;
}): MoneyFile {
  const { db, filePath, key } = deps;
  const unfiled = db.prepare<[], { n: number; line: string }>(
    'SELECT n, line FROM money_unfiled ORDER BY n LIMIT 1000',
  );
  const forget = db.prepare<[number]>('DELETE FROM money_unfiled WHERE n <= ?');
  const fileAgain = db.prepare(
    `INSERT INTO money_unfiled (line)
     SELECT line FROM (
       SELECT part, place, line FROM money_line UNION ALL SELECT 5, seq, line FROM postage_line
     ) ORDER BY part, place`,
  );

  function append(lines: readonly string[]): void {
    const file = openSync(filePath, 'a+', 0o600);
    try {
      // A line that a power cut tore is still in the database, and comes again whole.
      ftruncateSync(file, wholeSizeOf(file));
      const sealed = lines.map((line) => `${seal(key, place, Buffer.from(line)).toString('base64')}\n`);
      writeSync(file, sealed.join(''));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  function readLines(): { readonly lines: readonly Line[]; readonly isWhole: boolean } {
    if (!existsSync(filePath)) return { lines: [], isWhole: false };
    const bytes = readFileSync(filePath);
    const lines: Line[] = [];
    let isWhole = true;
    for (const line of bytes.toString('latin1').split('\n').slice(0, -1)) {
      try {
        const plain = unseal(key, place, Buffer.from(line, 'base64'));
        lines.push(lineSchema.parse(JSON.parse(plain.toString('utf8'))));
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error;
        isWhole = false;
      }
    }
    return { lines, isWhole };
  }

  return {
    follow() {
      withStorageFaults(path.dirname(filePath), () => {
        const isAnew = readMeta(db, anewKey) !== null;
        if (isAnew && existsSync(filePath)) renameSync(filePath, `${filePath}.damaged`);
        const isThere = existsSync(filePath);
        if (!isThere) {
          db.transaction(() => {
            forget.run(Number.MAX_SAFE_INTEGER);
            fileAgain.run();
            deleteMeta(db, anewKey);
          }).immediate();
        }
        let rows = unfiled.all();
        if (!isThere && rows.length === 0) append([]);
        while (rows.length > 0) {
          append(rows.map(({ line }) => line));
          forget.run(rows.at(-1)?.n ?? 0);
          rows = unfiled.all();
        }
      });
    },
    restore(atMs) {
      const { lines, isWhole } = readLines();
      db.transaction(() => {
        const before = db.prepare<[], number>('SELECT coalesce(max(n), 0) FROM money_unfiled').pluck().get();
        for (const line of lines) putBack(db, line);
        // What came from the file need not go there again.
        db.prepare<[number]>('DELETE FROM money_unfiled WHERE n > ?').run(before ?? 0);
        if (!isWhole) {
          writeMeta(db, anewKey, true);
          writeMeta(db, lostKey, atMs);
        }
        for (const table of ['payment_event', 'post_event']) countOnAbove(db, table);
      }).immediate();
      return isWhole;
    },
  };
}

/** Longer than any line. */
const tailBytes = 64 * 1024;

/** Up to the end of the last whole line of an open file. */
function wholeSizeOf(file: number): number {
  const { size } = fstatSync(file);
  const from = Math.max(0, size - tailBytes);
  const tail = Buffer.alloc(size - from);
  readSync(file, tail, 0, tail.length, from);
  return from + tail.lastIndexOf(0x0a) + 1;
}

function putBack(db: Db, line: Line): void {
  const { table, ...row } = line;
  const { name: who, ...columns } = { name: null, ...row };
  const names = Object.keys(columns);
  db.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((one) => `@${one}`).join(', ')})
     ON CONFLICT DO NOTHING`,
  ).run(columns);
  const officer =
    line.table === 'payment_event' ? officerOf(line.event) : 'officer' in line ? line.officer : null;
  if (who === null || officer === null) return;
  db.prepare('INSERT INTO officer_name (account_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING').run(
    officer,
    who,
  );
}

function officerOf(event: string): string | null {
  return z.object({ officer: z.string().nullable().default(null) }).parse(JSON.parse(event)).officer;
}

function countOnAbove(db: Db, table: string): void {
  const { changes } = db
    .prepare('UPDATE sqlite_sequence SET seq = seq + ? WHERE name = ?')
    .run(seqGap, table);
  if (changes === 0) db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run(table, seqGap);
}
