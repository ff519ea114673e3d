import * as z from 'zod';
import { dossierContentSchema } from '../dossier/manifest.ts';
import { momentSchema, sha256Schema } from './schemas.ts';

/**
 * The code that all channels share, issued by the portal alone: agency, day, running number of the day; in the
 * provinces' short form (`000.00.06.H56-231027-0361`) or the ministries' long one (`G09.20-20260609-0092637`).
 */
export const officialCodeSchema = z.string().regex(/^[A-Z0-9]+(\.[A-Z0-9]+)*-(\d{6}-\d{4,5}|\d{8}-\d{7})$/);

/** The ten states of the national portal (FACTS 11), from "newly registered" to "result handed over". */
const portalStateSchema = z.int().min(1).max(10);

const revisionParams = {
  dossierId: z.uuid(),
  /** In the address, so a text of digits on the wire. */
  revision: z.coerce.number().int().nonnegative(),
};

/** SHA-256 over the canonical JSON (RFC 8785) of `content`; the same key with another hash is another content. */
export const createDossierInputSchema = z.object({
  ...revisionParams,
  contentHash: sha256Schema,
  content: dossierContentSchema,
});

export const createDossierAnswerSchema = z.object({
  /** Where files are uploaded (tus 1.0.0), below the portal's base address. */
  uploadsPath: z.string().regex(/^\/[\w./-]+$/),
  /** Ordinals of the files that the portal holds whole, with the hash it was told. */
  held: z.array(z.int().positive()),
});

export const finaliseDossierInputSchema = z.object({
  ...revisionParams,
  contentHash: sha256Schema,
  fileCount: z.int().nonnegative(),
});

/** What the portal holds, read back from its own disk: the proof that a dossier was delivered. */
export const deliveryProofSchema = z.object({
  officialCode: officialCodeSchema,
  receivedAt: momentSchema,
  contentHash: sha256Schema,
  fileCount: z.int().nonnegative(),
  files: z.array(
    z.object({ ordinal: z.int().positive(), sizeBytes: z.int().positive(), sha256: sha256Schema }),
  ),
  state: portalStateSchema,
  stateAt: momentSchema,
});
export type DeliveryProof = z.infer<typeof deliveryProofSchema>;

const historySchema = z.array(
  z.object({ seq: z.int().positive(), state: portalStateSchema, at: momentSchema }),
);

/** What is missing, in the officer's words; answered by a revision of kind `supplement` that names the request. */
export const supplementRequestSchema = z.object({
  requestId: z.uuid(),
  askedAt: momentSchema,
  reason: z.string().min(1).max(2_000),
  /** Null: no last day was given. */
  until: z.iso.date().nullable(),
  papers: z
    .array(
      z.object({
        /** A paper of the procedure's list; null for one that is not in it. */
        componentId: z.string().nullable(),
        title: z.string().min(1).max(500),
        note: z.string().max(1_000).nullable(),
      }),
    )
    .min(1),
});
export type SupplementRequest = z.infer<typeof supplementRequestSchema>;

/** The most dossiers that one question about states names. */
export const mostStatesAtOnce = 100;

export const readStatesInputSchema = z.object({
  dossierIds: z.array(z.uuid()).min(1).max(mostStatesAtOnce),
});

export const readStatesAnswerSchema = z.object({
  /** Only those that the portal knows and this kiosk handed in. */
  dossiers: z.array(
    z.object({
      dossierId: z.uuid(),
      officialCode: officialCodeSchema,
      state: portalStateSchema,
      stateAt: momentSchema,
      /** When the result is due now: waiting for papers moves it (FACTS 7). Left out or null: the portal names no day. */
      dueAt: momentSchema.nullable().optional(),
      history: historySchema,
      supplementRequests: z.array(supplementRequestSchema),
    }),
  ),
});
export type DossierStates = z.infer<typeof readStatesAnswerSchema>['dossiers'][number];

export const lookUpInputSchema = z.object({ code: z.string().min(4).max(60) });

/** By the code alone one learns procedure, state and dates, and nobody's name. */
export const lookUpAnswerSchema = z.object({
  found: z
    .object({
      officialCode: officialCodeSchema,
      procedureCode: z.string().min(1),
      procedureName: z.string().min(1).max(500),
      receivedAt: momentSchema,
      dueAt: momentSchema.nullable(),
      state: portalStateSchema,
      stateAt: momentSchema,
      history: historySchema,
    })
    .nullable(),
});
export type FoundDossier = NonNullable<z.infer<typeof lookUpAnswerSchema>['found']>;

/** What a refusal may say beside its code; all of it optional, and read by its own names only. */
export const refusalDataSchema = z.object({
  /** Why the content is not taken, in words for an officer. */
  reasons: z.array(z.string().max(500)).optional(),
  /** Ordinals of the files that are not there. */
  missing: z.array(z.int().positive()).optional(),
  /** The largest file that is taken. */
  largestFileBytes: z.int().positive().optional(),
  retryAfterSeconds: z.int().nonnegative().optional(),
});
