import * as z from 'zod';

const id = z.string().min(1).max(80);
const officer = z.string().min(1).max(80);
const atMs = z.int().nonnegative();
/** Judged by the ledger, which answers with a fault in words. */
const vnd = z.number();
const reason = z.string().max(500);

/**
 * What happens to the fee of one dossier. `id` names the happening (told twice, it counts once); of a transfer it is
 * the bank's reference, so that the bank's message and the portal's answer speak of the same money.
 */
export const paymentEventSchema = z.discriminatedUnion('kind', [
  /** The fee was computed or an exemption was decided. */
  z.strictObject({ kind: z.literal('due-set'), id, vnd, officer, reason, atMs }),
  /** A way to pay is shown (again): money is in time from now on. */
  z.strictObject({ kind: z.literal('offered'), id, atMs }),
  /** The person says that it is paid. Proves nothing. */
  z.strictObject({ kind: z.literal('claimed'), id, atMs }),
  /** How the person will pay what is owed; the newest counts. `officer` is null when the person said it at the kiosk. */
  z.strictObject({
    kind: z.literal('way-chosen'),
    id,
    way: z.enum(['counter', 'later', 'post']),
    officer: officer.nullable(),
    atMs,
  }),
  /** The offer is over. Money that moves later needs an officer's word. */
  z.strictObject({ kind: z.literal('timed-out'), id, atMs }),
  /** The dossier is gone: nothing is due any more, all that is held goes back. */
  z.strictObject({ kind: z.literal('cancelled'), id, atMs }),
  z.strictObject({ kind: z.literal('cash-taken'), id, vnd, officer, atMs }),
  /** Money was seen at the bank: a claim, no confirmation (issue: only the portal or an officer confirms). */
  z.strictObject({ kind: z.literal('bank-message'), id, vnd, atMs }),
  /** The portal's signed answer about one transfer; `atMs` is when the money moved, not when we heard. */
  z.strictObject({ kind: z.literal('portal-paid'), id, vnd, atMs }),
  z.strictObject({ kind: z.literal('portal-unpaid'), id, atMs }),
  /** An officer has seen it in the account's statement, or the postman has handed it over. */
  z.strictObject({
    kind: z.literal('officer-confirmed'),
    id,
    way: z.enum(['transfer', 'post']),
    vnd,
    officer,
    reason,
    atMs,
  }),
  z.strictObject({ kind: z.literal('late-accepted'), id, payment: id, officer, reason, atMs }),
  /** The payment was in truth of this amount; 0 when there was none. */
  z.strictObject({ kind: z.literal('corrected'), id, payment: id, vnd, officer, reason, atMs }),
  z.strictObject({
    kind: z.literal('refunded'),
    id,
    payment: id,
    way: z.enum(['cash', 'transfer']),
    vnd,
    officer,
    reason,
    atMs,
  }),
]);
export type PaymentEvent = Readonly<z.infer<typeof paymentEventSchema>>;
