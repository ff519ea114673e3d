export {
  type ActingFor,
  type ActingRule,
  actingRule,
  type ProofOfRight,
} from './acting-for.ts';
export { ageOn, type ConsentBy, consentNeededFrom } from './age.ts';
export { burstTimings } from './burst-timings.ts';
export { type OtherCode, otherCodes } from './code-kind.ts';
export {
  type ConsentGiver,
  type ConsentPurpose,
  consentGivers,
  consentPurposeSchema,
  consentText,
  mayConsent,
} from './consent.ts';
export { checkDeclared, type DeclaredCheck, type DeclaredField, type DeclaredPerson } from './declared.ts';
export {
  type IdentityWarning,
  identityWarnings,
  isIdNumber,
  maskNumber,
} from './id-number.ts';
export {
  type CardDefect,
  type CardReading,
  type CardRepair,
  type ExtraField,
  type FieldShape,
  parseCard,
} from './parse-card.ts';
export { type CardPerson, type Sex, sexes } from './person.ts';
export { type RawKey, rawKeySchema } from './raw-key.ts';
export { longestCodeBytes } from './scanned-text.ts';
export { needsStaffCheck, type Trust, trusts } from './trust.ts';
