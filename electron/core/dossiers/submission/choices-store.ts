import * as z from 'zod';
import type { FeeChoice } from '../../../../shared/contract/index.ts';
import { type Delivery, deliverySchema, feeClaimSchema } from '../../../../shared/dossier/manifest.ts';
import type { Store } from '../../storage/index.ts';

const rowSchema = z.object({ delivery: z.string().nullable(), feeClaim: z.string().nullable() });
const feeSchema = z.object({
  exemptionClaimed: z.boolean(),
  way: z.enum(['counter', 'later', 'post']),
  basis: feeClaimSchema.shape.basis,
});

/** What the person chose before handing in; writing happens inside the caller's transaction. */
export interface ChoicesStore {
  read(draftId: string): { readonly delivery: Delivery | null; readonly fee: FeeChoice | null };
  setDelivery(draftId: string, delivery: Delivery): void;
  setFee(draftId: string, fee: FeeChoice): void;
}

export function createChoicesStore({ db }: Pick<Store, 'db'>): ChoicesStore {
  const read = db.prepare<[string], unknown>(
    'SELECT delivery, fee_claim AS feeClaim FROM draft WHERE dossier_id = ?',
  );
  const setDelivery = db.prepare<[string, string]>('UPDATE draft SET delivery = ? WHERE dossier_id = ?');
  const setFee = db.prepare<[string, string]>('UPDATE draft SET fee_claim = ? WHERE dossier_id = ?');
  return {
    read(draftId) {
      const { delivery, feeClaim } = rowSchema.parse(read.get(draftId));
      return {
        delivery: delivery === null ? null : deliverySchema.parse(JSON.parse(delivery)),
        fee: feeClaim === null ? null : feeSchema.parse(JSON.parse(feeClaim)),
      };
    },
    setDelivery: (draftId, delivery) => void setDelivery.run(JSON.stringify(delivery), draftId),
    setFee: (draftId, fee) => void setFee.run(JSON.stringify(fee), draftId),
  };
}
