import * as z from 'zod';
import { printerFaultCodes } from '../faults/index.ts';
import { call, everyone, faultCodeSchema } from './call.ts';

const dossierId = z.uuid();

/** What is known of the newest print of one paper; "đã in" may be said of `printed` only. */
const printStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('printing') }),
  z.object({ kind: z.literal('printed'), copy: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('failed'), fault: faultCodeSchema.nullable() }),
  /** It may have come out: staff look at the tray. */
  z.object({ kind: z.literal('unknown') }),
]);
export type ReceiptPrint = z.infer<typeof printStateSchema>;

/** The receipt as the screen shows it, to read and to photograph; needs no printer. Times in ms since 1970. */
export const receiptViewSchema = z.object({
  dossierId,
  kind: z.enum(['submission', 'supplement', 'withdrawal']),
  procedureCode: z.string(),
  procedureName: z.string(),
  /** As it is read aloud. */
  code: z.string(),
  isTemporary: z.boolean(),
  temporaryCode: z.string(),
  qrText: z.string(),
  /** Null: this machine's clock was not to be believed. */
  receivedAtMs: z.number().nullable(),
  /** Null: "theo thông báo". */
  due: z.object({ atMs: z.number(), provisional: z.boolean() }).nullable(),
  delivery: z.enum(['office', 'post']),
  pagesHandedIn: z.number().int().nonnegative(),
  later: z.array(z.string()),
  prints: z.object({ a4: printStateSchema, slip: printStateSchema }),
  /** How far it is on its way to the portal. */
  queue: z.object({
    state: z.enum(['waiting', 'sending', 'parked', 'delivered', 'paper', 'cancelled']),
    percent: z.number().int().min(0).max(100),
    fault: faultCodeSchema.nullable(),
  }),
});
export type ReceiptView = z.infer<typeof receiptViewSchema>;

/** Receipts of dossiers that are open to the person: handed in or opened by their number in this visit. */
export const receiptsContract = {
  view: call({ roles: everyone, faults: ['RECEIPT_NONE', 'TRACK_CLOSED', 'VAULT_FILE_DAMAGED'] })
    .input(z.object({ dossierId }))
    .output(receiptViewSchema),
  /** Resolves when the printer itself has confirmed. */
  print: call({
    roles: everyone,
    faults: [
      'RECEIPT_NONE',
      'TRACK_CLOSED',
      'VAULT_FILE_DAMAGED',
      ...printerFaultCodes,
      'PRINT_CANCELLED',
      'PAPER_FORM_FONT_MISSING',
      'PAPER_NOT_DRAWN',
    ],
    timeoutMs: 180_000,
    audit: 'receipt-printed',
  })
    .input(z.object({ dossierId, paper: z.enum(['a4', 'slip']) }))
    .output(z.object({ copy: z.number().int().nonnegative() })),
};
