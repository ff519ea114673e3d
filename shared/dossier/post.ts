import * as z from 'zod';
import { unreachable } from '../assert.ts';
import { KioskFault } from '../faults/index.ts';
import { dongSchema } from '../money/dong.ts';
import { type Delivery, deliverySchema } from './manifest.ts';

const id = z.string().min(1).max(80);
const officer = z.string().min(1).max(80);
const atMs = z.int().nonnegative();

/** Who pays the post, and when. */
export const postPayers = ['office', 'recipient-paid', 'recipient-on-delivery'] as const;
export type PostPayer = (typeof postPayers)[number];

/** What happens to a result that goes by post, after the dossier was sealed. Only ever added. */
export const postEventSchema = z.discriminatedUnion('kind', [
  /** Another address or another way. `officer` is null when the citizen did it at the kiosk. */
  z.strictObject({
    kind: z.literal('delivery-changed'),
    id,
    delivery: deliverySchema,
    officer: officer.nullable(),
    atMs,
  }),
  z.strictObject({
    kind: z.literal('postage-set'),
    id,
    /** Null: not known yet ("hỏi cán bộ"). */
    postageVnd: dongSchema.nullable(),
    payer: z.enum(postPayers),
    note: z.string().max(200),
    officer,
    atMs,
  }),
  /** Handed to the postman with the list of this number. */
  z.strictObject({ kind: z.literal('dispatched'), id, listNumber: z.string().min(1).max(40), officer, atMs }),
  z.strictObject({
    kind: z.literal('tracking-set'),
    id,
    trackingNumber: z.string().regex(/^[0-9A-Z]{6,30}$/),
    officer,
    atMs,
  }),
]);
export type PostEvent = Readonly<z.infer<typeof postEventSchema>>;

/** How the result's way stands now. */
export interface PostStanding {
  readonly delivery: Delivery;
  readonly postageVnd: number | null;
  /** Null: nobody has said it for this dossier. */
  readonly payer: PostPayer | null;
  readonly note: string;
  readonly trackingNumber: string | null;
  readonly dispatchedAtMs: number | null;
  readonly listNumber: string | null;
}

/** As it was sealed: nothing has happened yet. */
export function startOfPost(delivery: Delivery): PostStanding {
  return {
    delivery,
    postageVnd: null,
    payer: null,
    note: '',
    trackingNumber: null,
    dispatchedAtMs: null,
    listNumber: null,
  };
}

/**
 * The standing after one event. Raises POST_DISPATCHED for a change after the letter has left, and POST_NOT_BY_POST for
 * a letter that nobody sends.
 */
export function recordPost(standing: PostStanding, event: PostEvent): PostStanding {
  switch (event.kind) {
    case 'delivery-changed':
      if (standing.dispatchedAtMs !== null) throw new KioskFault('POST_DISPATCHED');
      return { ...standing, delivery: event.delivery };
    case 'postage-set':
      return { ...standing, postageVnd: event.postageVnd, payer: event.payer, note: event.note };
    case 'dispatched':
      if (standing.delivery.way !== 'post') throw new KioskFault('POST_NOT_BY_POST');
      if (standing.dispatchedAtMs !== null) throw new KioskFault('POST_DISPATCHED');
      return { ...standing, dispatchedAtMs: event.atMs, listNumber: event.listNumber };
    case 'tracking-set':
      if (standing.delivery.way !== 'post') throw new KioskFault('POST_NOT_BY_POST');
      return { ...standing, trackingNumber: event.trackingNumber };
    default:
      return unreachable(event);
  }
}
