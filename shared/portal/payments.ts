import * as z from 'zod';
import { postEventSchema } from '../dossier/post.ts';
import { paymentEventSchema } from '../money/index.ts';
import { momentSchema } from './schemas.ts';

const vnd = z.int().positive().max(10_000_000_000);
const reference = z.string().min(1).max(80);

/** The Treasury's or the office's account that takes fees, with the names that people read. */
export const payToSchema = z.object({
  bankBin: z.string().regex(/^\d{6}$/),
  bankName: z.string().min(1).max(120),
  account: z.string().regex(/^[0-9A-Za-z]{1,19}$/),
  holder: z.string().min(1).max(120),
});
export type PayTo = z.infer<typeof payToSchema>;

/** One transfer; `reference` is the bank's own and names the same money for ever. */
const transferSchema = z.object({ reference, vnd, movedAt: momentSchema });

export const paidDossierSchema = z.object({ dossierId: z.uuid(), transfers: z.array(transferSchema) });

export const offerPaymentInputSchema = z.object({
  dossierId: z.uuid(),
  /** Made by the kiosk: the same id is the same offer. */
  offerId: z.uuid(),
  vnd,
  /** What will stand in the transfer; no two dossiers of a province share it. */
  content: z.string().min(1).max(25),
  expiresAt: momentSchema,
});

export const offerPaymentAnswerSchema = z.object({
  /** Null: this office takes no transfers. */
  payTo: payToSchema.nullable(),
  transfers: z.array(transferSchema),
});

/** The most dossiers that one question about payments names. */
export const mostPaymentsAtOnce = 100;

export const readPaymentsInputSchema = z.object({ dossierIds: z.array(z.uuid()).max(mostPaymentsAtOnce) });

/** Every transfer of a dossier, each time: hearing of one twice changes nothing. */
export const readPaymentsAnswerSchema = z.object({
  payTo: payToSchema.nullable(),
  dossiers: z.array(paidDossierSchema),
  /** Transfers to the office's account of which nobody can tell the dossier. */
  unmatched: z.array(transferSchema.extend({ content: z.string().max(500) })).max(200),
});
export type PaymentsAnswer = z.infer<typeof readPaymentsAnswerSchema>;

/** What the counter recorded about the money or the post of a dossier. */
export const officeEventSchema = z.object({
  /** Made by the kiosk; told twice, it counts once. */
  eventId: z.string().min(1).max(200),
  dossierId: z.uuid(),
  event: z.discriminatedUnion('about', [
    z.object({ about: z.literal('payment'), payment: paymentEventSchema }),
    z.object({ about: z.literal('post'), post: postEventSchema }),
  ]),
});
export type OfficeEvent = z.infer<typeof officeEventSchema>;

export const mostEventsAtOnce = 100;

export const tellEventsInputSchema = z.object({
  events: z.array(officeEventSchema).min(1).max(mostEventsAtOnce),
});
/** The ids that the portal holds now, durably. */
export const tellEventsAnswerSchema = z.object({ taken: z.array(z.string()) });
