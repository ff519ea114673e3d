import * as z from 'zod';
import { feeClaimSchema } from '../dossier/manifest.ts';
import { printerFaultCodes } from '../faults/index.ts';
import { dongSchema } from '../money/dong.ts';
import { call, everyone, type Role } from './call.ts';

const officers: readonly Role[] = ['staff', 'supervisor'];
const dossierId = z.uuid();
/** Made by the page for one press: the same id twice is once. */
const eventId = z.uuid();
const payable = dongSchema.min(1);
const reason = z.string().trim().min(1).max(500);
const reference = z.string().trim().min(4).max(40);

/** What the fee is called; `ask-staff` as long as nobody could say the amount. */
export const feeStates = [
  'ask-staff',
  'nothing-due',
  'unpaid',
  'claimed',
  'confirmed',
  'too-little',
  'too-much',
  'twice',
  'after-time-out',
  'refunded',
] as const;
export type FeeState = (typeof feeStates)[number];

const offerSchema = z.object({
  /** The text of the VietQR code. */
  qrText: z.string(),
  bankName: z.string(),
  account: z.string(),
  holder: z.string(),
  vnd: payable,
  content: z.string(),
  expiresAtMs: z.number(),
  /** By the core's clock, so that a screen need not know the time. */
  leftSeconds: z.number().int().nonnegative(),
  /** False: made without a network; the portal hears of it later, and so does the kiosk of the money. */
  isTold: z.boolean(),
});

const paymentSchema = z.object({
  id: z.string(),
  way: z.enum(['cash', 'transfer', 'post']),
  vnd: dongSchema,
  backVnd: dongSchema,
  confirmedBy: z.enum(['portal', 'officer']).nullable(),
  late: z.enum(['in-time', 'late', 'accepted']),
  isDisputed: z.boolean(),
});

/** The fee of one dossier as the person sees it. */
export const feeViewSchema = z.object({
  dossierId,
  code: z.string(),
  procedureName: z.string(),
  state: z.enum(feeStates),
  isCancelled: z.boolean(),
  /** Null: nobody has said it yet. */
  dueVnd: dongSchema.nullable(),
  heldVnd: dongSchema,
  owedVnd: dongSchema,
  /** Goes back to the citizen, or an officer says why not. */
  spareVnd: dongSchema,
  pendingVnd: dongSchema,
  exemption: z.enum(['none', 'claimed', 'granted', 'refused']),
  way: z.enum(['counter', 'later', 'post']),
  delivery: z.enum(['office', 'post']).nullable(),
  payments: z.array(paymentSchema),
  /** The code that is shown now; null when none is, or its time is over. */
  offer: offerSchema.nullable(),
  /** False: this office takes no transfers, as far as the kiosk has heard. */
  mayTransfer: z.boolean(),
});
export type FeeView = z.infer<typeof feeViewSchema>;

const lineSchema = z.object({
  seq: z.number().int(),
  kind: z.string(),
  vnd: dongSchema.nullable(),
  payment: z.string().nullable(),
  /** Null: the kiosk, the portal or the bank. */
  officer: z.string().nullable(),
  reason: z.string().nullable(),
  atMs: z.number(),
});

/** The same for the officer: who it is about, and every happening. */
export const feeFileSchema = feeViewSchema.extend({
  /** Null: erased when its time was over; the money stays. */
  filer: z.string().nullable(),
  claim: feeClaimSchema,
  lines: z.array(lineSchema),
  needsOfficer: z.boolean(),
});
export type FeeFile = z.infer<typeof feeFileSchema>;

const rowSchema = z.object({
  dossierId,
  code: z.string(),
  procedureName: z.string(),
  state: z.enum(feeStates),
  exemption: feeViewSchema.shape.exemption,
  dueVnd: dongSchema.nullable(),
  heldVnd: dongSchema,
  needsOfficer: z.boolean(),
  openedAtMs: z.number(),
});
export type FeeRow = z.infer<typeof rowSchema>;

const unmatchedSchema = z.object({
  reference: z.string(),
  vnd: payable,
  movedAtMs: z.number(),
  content: z.string(),
});
export type UnmatchedTransfer = z.infer<typeof unmatchedSchema>;

const countSchema = z.int().min(0).max(100_000);
const notesSchema = z.partialRecord(
  z.enum(['500000', '200000', '100000', '50000', '20000', '10000', '5000', '2000', '1000', '500', '200']),
  countSchema,
);

const drawerSchema = z.object({
  officer: z.string(),
  name: z.string(),
  takenVnd: dongSchema,
  /** Signed, as what a day adds to a drawer may be negative. */
  correctedVnd: z.int(),
  refundedVnd: z.int(),
  netVnd: z.int(),
  movements: z.int().nonnegative(),
  /** Null: never closed before. */
  sinceMs: z.number().nullable(),
});
export type Drawer = z.infer<typeof drawerSchema>;

export const closingSchema = z.object({
  closingId: z.uuid(),
  officer: z.string(),
  name: z.string(),
  closedBy: z.string(),
  atMs: z.number(),
  openingVnd: dongSchema,
  takenVnd: dongSchema,
  correctedVnd: z.int(),
  refundedVnd: z.int(),
  netVnd: z.int(),
  movements: z.int(),
  expectedVnd: z.int(),
  countedVnd: dongSchema,
  differenceVnd: z.int(),
  outcome: z.enum(['even', 'short', 'over']),
  reason: z.string(),
});
export type Closing = z.infer<typeof closingSchema>;

const faults = ['SESSION_NOT_OPEN', 'FEE_NONE', 'TRACK_CLOSED', 'VAULT_FILE_DAMAGED'] as const;
const staffFaults = [
  'FEE_NONE',
  'VAULT_FILE_DAMAGED',
  'PAYMENT_AMOUNT_REFUSED',
  'PAYMENT_REASON_MISSING',
  'PAYMENT_UNKNOWN',
  'PAYMENT_CONTRADICTED',
  'PAYMENT_BACK_TOO_MUCH',
] as const;
const act = call({ roles: officers, faults: staffFaults, audit: 'payment-recorded' });

/** The fee of a dossier from unpaid to confirmed, for the person at the kiosk and for the counter. */
export const feesContract = {
  /** Of a dossier that is open in this visit; asks the portal for news meanwhile. */
  view: call({ roles: everyone, faults }).input(z.object({ dossierId })).output(feeViewSchema),
  /** Shows a code to pay by for what is still owed, or the one that is still good. */
  offer: call({
    roles: everyone,
    faults: [...faults, 'FEE_NOTHING_OWED', 'FEE_NO_ACCOUNT'],
    audit: 'payment-recorded',
  })
    .input(z.object({ dossierId }))
    .output(feeViewSchema),
  /** "Tôi đã chuyển tiền": proves nothing, and the officer sees it. */
  claim: call({ roles: everyone, faults, audit: 'payment-recorded' })
    .input(z.object({ dossierId, eventId }))
    .output(feeViewSchema),
  /** How what is owed will be paid; money moves nowhere yet. Post and counter see it. */
  chooseWay: call({
    roles: everyone,
    faults: [...faults, 'FEE_NOTHING_OWED', 'POST_NOT_BY_POST'],
    audit: 'payment-recorded',
  })
    .input(z.object({ dossierId, eventId, way: z.enum(['counter', 'later', 'post']) }))
    .output(feeViewSchema),
  list: call({ roles: officers })
    .input(
      z.object({
        which: z.enum(['unpaid', 'needs-officer', 'today']),
        limit: z.number().int().min(1).max(100).default(50),
        offset: z.number().int().nonnegative().default(0),
      }),
    )
    .output(z.object({ rows: z.array(rowSchema), total: z.number().int() })),
  /** By any code of a receipt. */
  find: call({ roles: officers, faults: ['FEE_NONE', 'VAULT_FILE_DAMAGED'] })
    .input(z.object({ code: z.string().trim().min(4).max(80) }))
    .output(feeFileSchema),
  file: call({ roles: officers, faults: ['FEE_NONE', 'VAULT_FILE_DAMAGED'] })
    .input(z.object({ dossierId }))
    .output(feeFileSchema),
  /** The amount of a fee that the catalogue does not know, or of one that was reckoned from a wrong count. */
  setDue: act.input(z.object({ dossierId, eventId, vnd: dongSchema, reason })).output(feeFileSchema),
  /** What was claimed, checked against the paper that proves it; 100 percent is free. */
  decideExemption: call({ roles: officers, faults: staffFaults, audit: 'exemption-decided' })
    .input(
      z.object({
        dossierId,
        eventId,
        outcome: z.enum(['granted', 'refused']),
        percentOff: z.int().min(0).max(100),
        reason,
      }),
    )
    .output(feeFileSchema),
  /** `vnd` stays in the drawer; `givenVnd` less it goes back as change. */
  takeCash: act
    .input(z.object({ dossierId, eventId, vnd: payable, givenVnd: payable }))
    .output(z.object({ file: feeFileSchema, changeVnd: dongSchema })),
  /** A transfer that the officer has seen in the statement (`reference` is the bank's), or money the postman handed over. */
  confirm: act
    .input(z.object({ dossierId, reference, way: z.enum(['transfer', 'post']), vnd: payable, reason }))
    .output(feeFileSchema),
  acceptLate: act
    .input(z.object({ dossierId, eventId, payment: z.string().max(80), reason }))
    .output(feeFileSchema),
  /** The payment was in truth of this amount; never an edit. */
  correct: act
    .input(z.object({ dossierId, eventId, payment: z.string().max(80), vnd: dongSchema, reason }))
    .output(feeFileSchema),
  refund: act
    .input(
      z.object({
        dossierId,
        eventId,
        payment: z.string().max(80),
        way: z.enum(['cash', 'transfer']),
        vnd: payable,
        reason,
      }),
    )
    .output(feeFileSchema),
  /** Transfers of which nobody can tell the dossier, as the portal said last. */
  unmatched: call({ roles: officers }).output(z.array(unmatchedSchema)),
  /** What each drawer should hold since it was last counted; one's own, and for a supervisor everybody's. */
  drawers: call({ roles: officers }).output(z.array(drawerSchema)),
  /** Whether the books are whole: null, or when a database that was made anew lacked money of before. */
  books: call({ roles: officers }).output(z.object({ lostAtMs: z.number().nullable() })),
  /** Twice with the same id is one closing. */
  closeDrawer: call({
    roles: officers,
    faults: ['CASH_DIFFERENCE_UNEXPLAINED', 'PAYMENT_AMOUNT_REFUSED', 'DRAWER_NOT_YOURS'],
    audit: 'drawer-closed',
  })
    .input(
      z.object({
        closingId: z.uuid(),
        officer: z.string().max(80),
        openingVnd: dongSchema,
        counted: notesSchema,
        reason: z.string().trim().max(500),
      }),
    )
    .output(closingSchema),
  printClosing: call({
    roles: officers,
    faults: [
      'DRAWER_NOT_YOURS',
      ...printerFaultCodes,
      'PRINT_CANCELLED',
      'PAPER_FORM_FONT_MISSING',
      'PAPER_NOT_DRAWN',
    ],
    timeoutMs: 180_000,
    audit: 'counter-paper-printed',
  })
    .input(z.object({ closingId: z.uuid() }))
    .output(z.object({ printed: z.literal(true) })),
};
