import * as z from 'zod';
import type { Paper } from '../devices/index.ts';
import type { Store } from '../storage/index.ts';

/** The paper of one sealed revision: each has its own numbers. */
export interface ReceiptSheet {
  readonly dossierId: string;
  readonly revision: number;
  readonly paper: Paper;
}

const entrySchema = z.object({
  /** 0 is the receipt itself; n is "BẢN SAO SỐ n". */
  copy: z.int().nonnegative(),
  state: z.enum(['issued', 'sent', 'confirmed', 'failed']),
  printer: z.string(),
  fault: z.string().nullable(),
  at: z.number(),
});
type LedgerEntry = z.infer<typeof entrySchema>;

/** What was put on paper, as far as the printers said. Writing happens inside the caller's transaction. */
export interface PrintLedger {
  /** The newest attempt; null when there was none. */
  findLast(sheet: ReceiptSheet): LedgerEntry | null;
  countConfirmed(sheet: ReceiptSheet): number;
  /**
   * Opens an attempt and returns its copy number. A number is taken again only when its paper surely did not come out:
   * what was sent and never answered for may lie in somebody's bag.
   */
  issue(sheet: ReceiptSheet, at: number): number;
  /** `fault` beside 'sent' is why nobody knows whether it came out. */
  settle(sheet: ReceiptSheet, entry: LedgerEntry): void;
}

export function createPrintLedger({ db }: Pick<Store, 'db'>): PrintLedger {
  const where = 'dossier_id = @dossierId AND revision = @revision AND paper = @paper';
  const last = db.prepare<[ReceiptSheet], unknown>(
    `SELECT copy - 1 AS copy, state, printer, fault, at FROM receipt_print WHERE ${where} ORDER BY copy DESC LIMIT 1`,
  );
  const confirmed = db
    .prepare<[ReceiptSheet], number>(
      `SELECT count(*) FROM receipt_print WHERE ${where} AND state = 'confirmed'`,
    )
    .pluck();
  const put = db.prepare<[ReceiptSheet & LedgerEntry]>(
    `INSERT INTO receipt_print (dossier_id, revision, paper, copy, state, printer, fault, at)
     VALUES (@dossierId, @revision, @paper, @copy + 1, @state, @printer, @fault, @at)
     ON CONFLICT (dossier_id, revision, paper, copy) DO UPDATE SET state = excluded.state,
       printer = excluded.printer, fault = excluded.fault, at = excluded.at`,
  );

  function findLast(sheet: ReceiptSheet): LedgerEntry | null {
    const row = last.get(sheet);
    return row === undefined ? null : entrySchema.parse(row);
  }

  return {
    findLast,
    countConfirmed: (sheet) => confirmed.get(sheet) ?? 0,
    issue(sheet, at) {
      const before = findLast(sheet);
      const copy = before === null ? 0 : mayExist(before) ? before.copy + 1 : before.copy;
      put.run({ ...sheet, copy, state: 'issued', printer: '', fault: null, at });
      return copy;
    },
    settle: (sheet, entry) => void put.run({ ...sheet, ...entry }),
  };
}

function mayExist({ state }: LedgerEntry): boolean {
  return state === 'confirmed' || state === 'sent';
}
