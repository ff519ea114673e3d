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

/**
 * How people sign in at a kiosk of this province. The provider's address comes from here, in an answer that the portal
 * signed, and from nowhere else: a kiosk is never told by its own configuration whom to believe.
 */
export const signInAnswerSchema = z.object({
  /** Null: no sign-in at kiosks. */
  provider: z
    .object({
      /** OpenID Connect issuer; its metadata must name the device grant (RFC 8628). */
      issuer: z.url({ protocol: /^https?$/ }).max(300),
      clientId: z.string().min(1).max(120),
      /** Must hold `openid`. */
      scope: z.string().min(1).max(200),
      /** The claim that holds the 12 digits; name, birthdate and gender are the standard ones. */
      idNumberClaim: z.string().min(1).max(120),
    })
    .nullable(),
  /** Does the portal open accounts at a kiosk (FACTS 12)? */
  registration: z.boolean(),
});
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;

const registrationId = z.uuid();

/** Where a registration stands; times are lengths, so that neither clock matters. */
const codeSentSchema = z.object({
  outcome: z.literal('code-sent'),
  expiresInSeconds: z.int().nonnegative(),
  attemptsLeft: z.int().nonnegative(),
  resendsLeft: z.int().nonnegative(),
  resendInSeconds: z.int().nonnegative(),
});

export const startRegistrationInputSchema = z.object({
  /** Made by the kiosk: the same id is the same registration. */
  registrationId,
  fullName: z.string().min(1).max(200),
  idNumber: z.string().regex(/^\d{12}$/),
  phone: z.string().regex(/^0\d{9}$/),
});
export const startRegistrationAnswerSchema = z.discriminatedUnion('outcome', [
  codeSentSchema,
  z.object({ outcome: z.enum(['account-exists', 'not-offered', 'too-many']) }),
]);
export const resendRegistrationInputSchema = z.object({
  registrationId,
  /** Counted from 1: a repeated question sends no second message. */
  resend: z.int().positive(),
});
export const resendRegistrationAnswerSchema = z.discriminatedUnion('outcome', [
  codeSentSchema,
  z.object({ outcome: z.enum(['expired', 'too-many']) }),
]);
export const confirmRegistrationInputSchema = z.object({
  registrationId,
  code: z.string().regex(/^\d{4,10}$/),
});
export const confirmRegistrationAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.enum(['registered', 'expired', 'too-many']) }),
  z.object({ outcome: z.literal('wrong'), attemptsLeft: z.int().nonnegative() }),
]);

export type StartRegistration = z.infer<typeof startRegistrationInputSchema>;
export type StartRegistrationAnswer = z.infer<typeof startRegistrationAnswerSchema>;
export type ResendRegistrationAnswer = z.infer<typeof resendRegistrationAnswerSchema>;
export type ConfirmRegistrationAnswer = z.infer<typeof confirmRegistrationAnswerSchema>;

/** A refusal in the portal's own words; `code` is one of the errors that the call declares, or an HTTP one. */
export const refusalSchema = z.object({
  code: z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/),
  status: z.int(),
  message: z.string(),
  /** Beside the code; read with the schema of the call's refusals where one is declared. */
  data: z.unknown().optional(),
});
