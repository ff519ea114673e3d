import * as z from 'zod';
import { type PayTo, payToSchema } from '../../../shared/portal/index.ts';
import type { Store } from '../storage/index.ts';

const offerSchema = z.object({
  offerId: z.string(),
  dossierId: z.string(),
  vnd: z.number(),
  content: z.string(),
  payTo: z.string().transform((text) => payToSchema.parse(JSON.parse(text))),
  madeAt: z.number(),
  expiresAt: z.number(),
  toldAt: z.number().nullable(),
});
export type Offer = z.infer<typeof offerSchema>;

const unmatchedSchema = z.object({
  reference: z.string(),
  vnd: z.number(),
  movedAtMs: z.number(),
  content: z.string(),
});
export type Unmatched = z.infer<typeof unmatchedSchema>;

/** Codes to pay by that were shown, the account they name, and the transfers nobody can place. */
export interface OfferStore {
  newest(dossierId: string): Offer | null;
  add(offer: Omit<Offer, 'toldAt'>): void;
  untold(limit: number): readonly Offer[];
  markTold(offerId: string, atMs: number): void;
  /** Dossiers of offers made since then, those first that were not asked about for longest. */
  toAsk(sinceMs: number, limit: number): readonly string[];
  markAsked(dossierIds: readonly string[], atMs: number): void;
  payTo(): PayTo | null;
  setPayTo(payTo: PayTo | null, atMs: number): void;
  unmatched(): readonly Unmatched[];
  setUnmatched(transfers: readonly Unmatched[]): void;
}

export function createOfferStore({ db }: Pick<Store, 'db'>): OfferStore {
  const columns = `SELECT offer_id AS offerId, dossier_id AS dossierId, vnd, content, pay_to AS payTo,
    made_at AS madeAt, expires_at AS expiresAt, told_at AS toldAt FROM payment_offer`;
  const newest = db.prepare<[string], unknown>(
    `${columns} WHERE dossier_id = ? ORDER BY made_at DESC, offer_id DESC LIMIT 1`,
  );
  const put = db.prepare(
    `INSERT INTO payment_offer (offer_id, dossier_id, vnd, content, pay_to, made_at, expires_at)
     VALUES (@offerId, @dossierId, @vnd, @content, @payTo, @madeAt, @expiresAt)`,
  );
  const untold = db.prepare<[number], unknown>(`${columns} WHERE told_at IS NULL ORDER BY made_at LIMIT ?`);
  const markTold = db.prepare<[number, string]>('UPDATE payment_offer SET told_at = ? WHERE offer_id = ?');
  const toAsk = db
    .prepare<[number, number], string>(
      `SELECT dossier_id FROM payment_offer WHERE made_at >= ? GROUP BY dossier_id
       ORDER BY coalesce(max(asked_at), 0) LIMIT ?`,
    )
    .pluck();
  const markAsked = db.prepare<[number, string]>(
    'UPDATE payment_offer SET asked_at = ? WHERE dossier_id = ?',
  );
  const payTo = db.prepare<[], string | null>('SELECT value FROM pay_to').pluck();
  const setPayTo = db.prepare(
    `INSERT INTO pay_to (slot, value, heard_at) VALUES (1, @value, @atMs)
     ON CONFLICT (slot) DO UPDATE SET value = excluded.value, heard_at = excluded.heard_at`,
  );
  const unmatched = db.prepare<[], unknown>(
    'SELECT reference, vnd, moved_at AS movedAtMs, content FROM unmatched_transfer ORDER BY moved_at DESC',
  );
  const clearUnmatched = db.prepare('DELETE FROM unmatched_transfer');
  const putUnmatched = db.prepare(
    'INSERT INTO unmatched_transfer VALUES (@reference, @vnd, @movedAtMs, @content) ON CONFLICT DO NOTHING',
  );
  return {
    newest(dossierId) {
      const row = newest.get(dossierId);
      return row === undefined ? null : offerSchema.parse(row);
    },
    add: (offer) => void put.run({ ...offer, payTo: JSON.stringify(offer.payTo) }),
    untold: (limit) => z.array(offerSchema).parse(untold.all(limit)),
    markTold: (offerId, atMs) => void markTold.run(atMs, offerId),
    toAsk: (sinceMs, limit) => toAsk.all(sinceMs, limit),
    markAsked(dossierIds, atMs) {
      for (const dossierId of dossierIds) markAsked.run(atMs, dossierId);
    },
    payTo() {
      const text = payTo.get() ?? null;
      return text === null ? null : payToSchema.parse(JSON.parse(text));
    },
    setPayTo: (value, atMs) =>
      void setPayTo.run({ value: value === null ? null : JSON.stringify(value), atMs }),
    unmatched: () => z.array(unmatchedSchema).parse(unmatched.all()),
    setUnmatched(transfers) {
      clearUnmatched.run();
      for (const transfer of transfers) putUnmatched.run(transfer);
    },
  };
}
