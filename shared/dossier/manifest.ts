import * as z from 'zod';
import { answerSchema } from '../form/index.ts';
import { consentGivers } from '../identity/index.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const moment = z.iso.datetime({ precision: 3 });

/** An officer who looked with their own eyes, and when. Left out where nobody did: old manifests keep their hash. */
const looked = { officer: z.string().min(1).max(80), at: moment };

/** A person as the dossier names them; what is not known is null, never an empty text. */
export const dossierPersonSchema = z.strictObject({
  fullName: z.string().min(1).max(200),
  idNumber: z.string().max(40).nullable(),
  birthDate: z.iso.date().nullable(),
  phone: z.string().max(40).nullable(),
  email: z.string().max(200).nullable(),
  address: z.string().max(500).nullable(),
});
export type DossierPerson = z.infer<typeof dossierPersonSchema>;

export const dossierPersonsSchema = z.strictObject({
  /** Who stands at the kiosk ("người nộp"). */
  filer: dossierPersonSchema,
  /** Whose matter it is ("chủ hồ sơ"); the same content when one files for oneself. */
  owner: dossierPersonSchema,
  /** How far the filer's identity is proven (shared/identity/trust.ts); the officer checks what is less than verified. */
  trust: z.enum(['declared', 'card-qr', 'chip-read', 'chip-verified', 'portal-verified']),
  needsIdentityCheck: z.boolean(),
  /** The officer held the document beside the person; the reason says why it was done at the counter. */
  identityCheck: z.strictObject({ ...looked, reason: z.string().min(1).max(500) }).optional(),
});
export type DossierPersons = z.infer<typeof dossierPersonsSchema>;

/** Where the result goes (FACTS 1, level 4). */
export const deliverySchema = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('office') }),
  z.strictObject({
    way: z.literal('post'),
    recipient: z.string().min(1).max(200),
    phone: z.string().min(1).max(40),
    /** Code and name of the commune in force, and what is written before it. */
    communeCode: z.string().regex(/^\d{5}$/),
    commune: z.string().min(1).max(200),
    street: z.string().min(1).max(300),
  }),
]);
export type Delivery = z.infer<typeof deliverySchema>;

/** What an amount was reckoned from: cases, cards, documents; papers by the pages of the original. */
export const feeBasisSchema = z.strictObject({
  count: z.int().positive().max(1_000).nullable(),
  papers: z
    .array(z.strictObject({ pages: z.int().positive().max(10_000), copies: z.int().positive().max(1_000) }))
    .max(100),
});

/** What the person says about the fee; whether it holds is the officer's to check. */
export const feeClaimSchema = z.strictObject({
  /** Absent: nothing was counted. */
  basis: feeBasisSchema.optional(),
  /** Something is asked for that the fee table does not price (extract copies beside a registration). */
  hasMore: z.literal(true).optional(),
  /** Null: nobody could compute it here ("hỏi cán bộ"). */
  amountVnd: z.int().nonnegative().nullable(),
  exemptionClaimed: z.boolean(),
  way: z.enum(['counter', 'later', 'post']),
});
export type FeeClaim = z.infer<typeof feeClaimSchema>;

/** One file of a revision, as the portal will hold it. */
export const sealedFileSchema = z.strictObject({
  /** From 1, in the order of the papers list; with the official code it makes the file's name (FACTS 4). */
  ordinal: z.int().positive(),
  componentId: z.string().nullable(),
  kind: z.enum(['form', 'paper', 'brought']),
  title: z.string().min(1).max(500),
  mediaType: z.literal('application/pdf'),
  sizeBytes: z.int().positive(),
  sha256,
  pageCount: z.int().positive(),
  /** Pages (from 1) that the person kept although the kiosk doubted them; the officer looks there first. */
  doubtfulPages: z.array(z.int().positive()),
  /** The original was held beside the scan ("đã đối chiếu bản chính"). */
  compared: z.strictObject(looked).optional(),
});
export type SealedFile = z.infer<typeof sealedFileSchema>;

/** What the person agreed to before their data were used, in which words, and when (Law 91/2025/QH15 Đ9). */
const sealedConsentSchema = z.strictObject({
  purpose: z.string().min(1),
  /** Of the words; their hash names them exactly. */
  version: z.int().nonnegative(),
  language: z.enum(['vi', 'en']),
  textSha256: sha256,
  givenBy: z.enum(consentGivers),
  givenAt: moment,
});
export type SealedConsent = z.infer<typeof sealedConsentSchema>;

/** A paper of the list that is not among the files, and why. */
export const absentPaperSchema = z.strictObject({
  componentId: z.string(),
  title: z.string().min(1).max(500),
  because: z.enum(['later', 'shown-only', 'not-needed']),
});
export type AbsentPaper = z.infer<typeof absentPaperSchema>;

/**
 * What is frozen when a person submits, and all that the portal is told. The content hash is SHA-256 over this object in
 * canonical JSON (RFC 8785); it binds the portal's acceptance to every byte of every file.
 */
export const dossierContentSchema = z.strictObject({
  format: z.literal(1),
  /** UUIDv7; the same from the first answer on. */
  dossierId: z.uuid(),
  /** 0: the submission; a supplement, a withdrawal or a correction counts on. */
  revision: z.int().nonnegative(),
  kind: z.enum(['submission', 'supplement', 'withdrawal']),
  kioskId: z.string().min(1),
  agencyCode: z.string().min(1),
  communeCode: z.string().regex(/^\d{5}$/),
  temporaryCode: z.string().min(1),
  procedureCode: z.string().min(1),
  procedureName: z.string().min(1),
  catalogueVersion: z.string().min(1),
  formVersion: z.string().min(1),
  sealedAt: moment,
  /** False when the kiosk's clock was not to be believed: the portal's time of arrival counts. */
  clockTrusted: z.boolean(),
  /** Null: "theo thông báo". */
  dueAt: moment.nullable(),
  persons: dossierPersonsSchema,
  /** The answers exactly as entered, by field of the form. */
  answers: z.record(z.string(), answerSchema),
  delivery: deliverySchema,
  fee: feeClaimSchema,
  files: z.array(sealedFileSchema),
  absent: z.array(absentPaperSchema),
  /** The portal's request that a supplement answers; why a withdrawal is asked. */
  supplementOf: z.uuid().nullable(),
  withdrawalReason: z.string().max(500).nullable(),
  /** Those that stood when it was handed in. Left out where nobody was asked. */
  consents: z.array(sealedConsentSchema).min(1).optional(),
  /**
   * Set on a correction: the revisions from this one up to `revision` were refused and never come; this one is whole and
   * takes their place. With 0 it creates the dossier. Left out of everything else: old manifests keep their hash.
   */
  supersedes: z.int().nonnegative().optional(),
});
export type DossierContent = z.infer<typeof dossierContentSchema>;

/** What lies sealed beside the vault: the content and where its files are, enough to rebuild every row. */
export const manifestSchema = z.strictObject({
  content: dossierContentSchema,
  contentHash: sha256,
  /** Vault ids by ordinal. */
  fileIds: z.record(z.string().regex(/^\d+$/), z.string().regex(/^[0-9a-f]{32}$/)),
  /** The number behind the temporary code, so that a restored kiosk counts on above it. */
  codeNumber: z.int().positive(),
});
export type Manifest = z.infer<typeof manifestSchema>;
