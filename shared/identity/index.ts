export { actingRule } from './acting-for.ts';
export { ageOn, consentNeededFrom } from './age.ts';
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
export { checkDeclared, type DeclaredPerson } from './declared.ts';
export {
  identityWarnings,
  isIdNumber,
  maskNumber,
} from './id-number.ts';
export {
  type CardReading,
  parseCard,
} from './parse-card.ts';
export { type Sex, sexes } from './person.ts';
export { type RawKey, rawKeySchema } from './raw-key.ts';
export { longestCodeBytes } from './scanned-text.ts';
export { needsStaffCheck, type Trust, trusts } from './trust.ts';
