import * as z from 'zod';
import { deliverySchema } from '../dossier/manifest.ts';
import { postPayers } from '../dossier/post.ts';
import { printerFaultCodes } from '../faults/index.ts';
import { dongSchema } from '../money/dong.ts';
import { call, everyone, type Role } from './call.ts';

const officers: readonly Role[] = ['staff', 'supervisor'];
const dossierId = z.uuid();
/** Made by the page for one press: the same id twice is once. */
const eventId = z.uuid();
const postage = dongSchema.nullable();

/** What the post costs from this office, as the office entered it; null stands for "hỏi cán bộ". */
export const postageTableSchema = z.object({
  commune: postage,
  province: postage,
  elsewhere: postage,
  payer: z.enum(postPayers),
});
export type PostageTable = z.infer<typeof postageTableSchema>;

/** How the result of one dossier comes to its owner. */
export const postViewSchema = z.object({
  dossierId,
  code: z.string(),
  /** Null: erased when its time was over. */
  delivery: deliverySchema.nullable(),
  /** The commune of the address is none of today's units. */
  isPlaceGone: z.boolean(),
  /** What it may be today. */
  placesNow: z.array(z.object({ communeCode: z.string(), commune: z.string() })),
  /** Until the letter is handed to the postman. */
  mayChange: z.boolean(),
  postageVnd: postage,
  payer: z.enum(postPayers),
  note: z.string(),
  /** Fee of the dossier that the postman collects. */
  collectVnd: dongSchema,
  /** How the person said that they will pay it: `post` is to the postman. Null: nobody knows. */
  feeWay: z.enum(['counter', 'later', 'post']).nullable(),
  trackingNumber: z.string().nullable(),
  dispatchedAtMs: z.number().nullable(),
  listNumber: z.string().nullable(),
});
export type PostView = z.infer<typeof postViewSchema>;

const rowSchema = postViewSchema.extend({
  procedureName: z.string(),
  /** The portal says that the result is there. */
  isReady: z.boolean(),
});
export type PostRow = z.infer<typeof rowSchema>;

const faults = ['SESSION_NOT_OPEN', 'TRACK_NONE', 'TRACK_CLOSED', 'VAULT_FILE_DAMAGED'] as const;
const staffFaults = ['TRACK_NONE', 'VAULT_FILE_DAMAGED', 'POST_DISPATCHED', 'POST_NOT_BY_POST'] as const;
const printFaults = [
  ...printerFaultCodes,
  'PRINT_CANCELLED',
  'PAPER_FORM_FONT_MISSING',
  'PAPER_NOT_DRAWN',
] as const;

/** The post's part: where the result goes, who pays, label and list, and the number by which it is followed. */
export const postContract = {
  table: call({ roles: everyone }).output(postageTableSchema.nullable()),
  /** Of a dossier that is open in this visit, or for an officer. */
  view: call({ roles: everyone, faults }).input(z.object({ dossierId })).output(postViewSchema),
  /** Another address or another way, until the letter has left. */
  change: call({
    roles: everyone,
    faults: [...faults, 'POST_DISPATCHED', 'POST_PLACE_GONE'],
    audit: 'post-recorded',
  })
    .input(z.object({ dossierId, eventId, delivery: deliverySchema }))
    .output(postViewSchema),
  list: call({ roles: officers, timeoutMs: 15_000 })
    .input(
      z.object({
        which: z.enum(['to-send', 'sent']),
        limit: z.number().int().min(1).max(100).default(50),
        offset: z.number().int().nonnegative().default(0),
      }),
    )
    .output(z.object({ rows: z.array(rowSchema), total: z.number().int() })),
  setTable: call({ roles: officers, audit: 'postage-entered' })
    .input(postageTableSchema)
    .output(postageTableSchema),
  setPostage: call({ roles: officers, faults: staffFaults, audit: 'post-recorded' })
    .input(
      z.object({
        dossierId,
        eventId,
        postageVnd: postage,
        payer: z.enum(postPayers),
        note: z.string().trim().max(200),
      }),
    )
    .output(postViewSchema),
  setTracking: call({ roles: officers, faults: staffFaults, audit: 'post-recorded' })
    .input(
      z.object({
        dossierId,
        eventId,
        trackingNumber: z
          .string()
          .trim()
          .toUpperCase()
          .regex(/^[0-9A-Z]{6,30}$/),
      }),
    )
    .output(postViewSchema),
  printLabel: call({
    roles: officers,
    faults: [...staffFaults, 'POST_PLACE_GONE', ...printFaults],
    timeoutMs: 180_000,
    audit: 'counter-paper-printed',
  })
    .input(z.object({ dossierId }))
    .output(z.object({ printed: z.literal(true) })),
  /** Notes that these letters have left; the same id again is the same list. Printing it is a call of its own. */
  dispatch: call({
    roles: officers,
    faults: [...staffFaults, 'POST_PLACE_GONE'],
    audit: 'post-recorded',
  })
    .input(z.object({ listId: z.uuid(), dossierIds: z.array(dossierId).min(1).max(100) }))
    .output(z.object({ listNumber: z.string() })),
  printList: call({
    roles: officers,
    faults: [...staffFaults, ...printFaults],
    timeoutMs: 180_000,
    audit: 'counter-paper-printed',
  })
    .input(z.object({ listNumber: z.string().max(40) }))
    .output(z.object({ printed: z.literal(true) })),
};
