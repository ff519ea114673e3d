import * as z from 'zod';
import {
  burstTimings,
  consentGivers,
  identityWarnings,
  rawKeySchema,
  sexes,
  trusts,
} from '../identity/index.ts';
import { call, everyone } from './call.ts';
import { languages } from './reading.ts';

/** Who the person is, as far as the kiosk was told. Dates are ISO days. */
export const personSchema = z.object({
  fullName: z.string(),
  idNumber: z.string().nullable(),
  /** For screens that others can see: 064•••••123. */
  maskedIdNumber: z.string().nullable(),
  oldIdNumber: z.string().nullable(),
  birthDate: z.string().nullable(),
  sex: z.enum(sexes).nullable(),
  residence: z.string().nullable(),
  issueDate: z.string().nullable(),
});

const knownSchema = z.object({
  person: personSchema,
  trust: z.enum(trusts),
  /** For the officer; never a reason to stop. */
  warnings: z.array(z.enum(identityWarnings)),
  /** Staff must look at the person and the card. */
  needsStaffCheck: z.boolean(),
});

/** `shown` waits for "Đúng là tôi"; only `confirmed` fills forms. */
export const identityStateSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('none') }),
  knownSchema.extend({ step: z.literal('shown') }),
  knownSchema.extend({ step: z.literal('confirmed') }),
]);
export type IdentityState = z.infer<typeof identityStateSchema>;

/** A code as the page got it: decoded from a camera picture, or as the raw keys of a keyboard scanner. */
export const shownCodeSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('camera'), bytes: z.base64().max(6_000) }),
  z.object({ from: z.literal('keyboard'), keys: z.array(rawKeySchema).max(burstTimings.mostKeys) }),
]);
export type ShownCode = z.input<typeof shownCodeSchema>;

const declaredInputSchema = z.object({
  fullName: z.string().max(200),
  idNumber: z.string().max(40).nullable(),
  birthDate: z.string().max(10).nullable(),
  sex: z.enum(sexes).nullable(),
  residence: z.string().max(400).nullable(),
});

/** Who is at the kiosk in this session. Everything of it is gone when the session ends. */
export const identityContract = {
  state: call({ roles: everyone }).output(identityStateSchema),
  /** A code that the page read. While somebody is confirmed, another card changes nothing. */
  showCode: call({
    roles: everyone,
    faults: [
      'SESSION_NOT_OPEN',
      'CODE_NOT_A_CARD',
      'CARD_LETTERS_LOST',
      'CARD_CODE_DAMAGED',
      'CARDS_TWO_AT_ONCE',
      'KEYS_NOT_A_CODE',
    ],
  })
    .input(shownCodeSchema)
    .output(identityStateSchema),
  /** "Đúng là tôi". */
  confirm: call({
    roles: everyone,
    faults: ['SESSION_NOT_OPEN', 'IDENTITY_MISSING'],
    audit: 'identity-confirmed',
  }).output(identityStateSchema),
  /** Typed by hand: confirmed at once, with the lowest trust. `details.fields` names what is wrong. */
  declare: call({
    roles: everyone,
    faults: ['SESSION_NOT_OPEN', 'IDENTITY_INPUT_INVALID'],
    audit: 'identity-confirmed',
  })
    .input(declaredInputSchema)
    .output(identityStateSchema),
  /** "Không phải tôi", or a wish to start afresh. Consents given as this person are withdrawn. */
  forget: call({ roles: everyone }).output(identityStateSchema),
};

/** What stands under a consent: enough to prove later who agreed to which words, when and where. */
export const consentProofSchema = z.object({
  proofId: z.uuid(),
  purpose: z.string(),
  version: z.number().int(),
  language: z.enum(languages),
  textSha256: z.string(),
  givenBy: z.enum(consentGivers),
  /** Account of the officer who helped; null when nobody did. */
  helpedBy: z.string().nullable(),
  /** The kiosk's id. */
  device: z.string(),
  givenAt: z.number(),
  withdrawnAt: z.number().nullable(),
});
export type ConsentProof = z.infer<typeof consentProofSchema>;

/** A purpose in the person's language with the hash of exactly these words. Never ticked beforehand. */
export const consentItemSchema = z.object({
  purpose: z.string(),
  version: z.number().int(),
  basis: z.enum(['public-task', 'consent']),
  sensitive: z.boolean(),
  language: z.enum(languages),
  title: z.string(),
  text: z.array(z.string()),
  legalBasis: z.array(z.string()),
  agree: z.string(),
  decline: z.string(),
  textSha256: z.string(),
  /** The standing proof, if there is one that is enough for a person of this age. */
  given: consentProofSchema.nullable(),
});
export type ConsentItem = z.infer<typeof consentItemSchema>;

export const consentListSchema = z.object({
  items: z.array(consentItemSchema),
  /** Whose consent counts for this person; null where no birth date is known. */
  neededFrom: z.enum(['guardian', 'child-and-guardian', 'self']).nullable(),
});
export type ConsentList = z.infer<typeof consentListSchema>;

/** Consent per purpose (Law 91/2025/QH15 Đ9), given and taken back one by one. */
export const consentContract = {
  list: call({ roles: everyone, faults: ['SESSION_NOT_OPEN'] }).output(consentListSchema),
  /** Records that somebody pressed "agree" under exactly the words with this hash. */
  give: call({
    roles: everyone,
    faults: ['SESSION_NOT_OPEN', 'CONSENT_TEXT_CHANGED', 'CONSENT_NEEDS_GUARDIAN'],
    audit: 'consent-given',
  })
    .input(z.object({ purpose: z.string(), textSha256: z.string(), givenBy: z.enum(consentGivers) }))
    .output(consentListSchema),
  withdraw: call({ roles: everyone, faults: ['SESSION_NOT_OPEN'], audit: 'consent-withdrawn' })
    .input(z.object({ purpose: z.string() }))
    .output(consentListSchema),
};
