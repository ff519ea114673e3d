import * as z from 'zod';

/** A public Ed25519 key: 32 bytes, base64url. */
export const publicKeySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** SHA-256 or HMAC-SHA256, lower-case hexadecimal. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
/** A moment in UTC with milliseconds. */
export const momentSchema = z.iso.datetime({ precision: 3 });

export const healthAnswerSchema = z.object({
  status: z.enum(['ok', 'maintenance']),
});

export const timeAnswerSchema = z.object({
  now: momentSchema,
});

export const enrolInputSchema = z.object({
  kioskId: z.string().min(1).max(32),
  /** The first group of the one-time code. */
  codeName: z.string().length(4),
  kioskPublicKey: publicKeySchema,
  /** HMAC with the secret part of the code over `kioskProofText`. */
  kioskProof: sha256Schema,
});

export const enrolAnswerSchema = z.object({
  portalPublicKey: publicKeySchema,
  /** HMAC with the secret part of the code over `portalProofText`. */
  portalProof: sha256Schema,
  enrolledAt: momentSchema,
});

/** What the province's catalogue of procedures holds now: names, sizes and hashes, so that only changes are fetched. */
export const catalogueManifestSchema = z.object({
  version: z.string().min(1).max(64),
  publishedAt: momentSchema,
  files: z.array(
    z.object({
      path: z
        .string()
        .regex(/^[a-z0-9][a-z0-9._/-]*$/i)
        .refine((path) => !path.includes('..')),
      sha256: sha256Schema,
      sizeBytes: z.int().nonnegative(),
    }),
  ),
});
export type CatalogueManifest = z.infer<typeof catalogueManifestSchema>;

/** A refusal in the portal's own words; `code` is one of the errors that the call declares, or an HTTP one. */
export const refusalSchema = z.object({
  code: z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/),
  status: z.int(),
  message: z.string(),
});
