import type { Sex } from './person.ts';

/** Doubts about a number. They are shown to the officer and never stop anybody: the number has no check digit. */
export const identityWarnings = [
  'unknown_province_prefix',
  'id_birth_year_mismatch',
  'id_sex_mismatch',
  'no_diacritics',
] as const;
export type IdentityWarning = (typeof identityWarnings)[number];

const twelveDigits = /^\d{12}$/;

export function isIdNumber(text: string): boolean {
  return twelveDigits.test(text);
}

/**
 * Compares a number of 12 digits with birth year and sex: digit 4 is century and sex (0/1 = 1900s male/female,
 * 2/3 = 2000s …), digits 5-6 the year. TT 59/2021, which said so, has expired; hence doubts, never refusals.
 */
export function doubtsAboutNumber(number: {
  readonly idNumber: string;
  readonly birthDate: string;
  readonly sex: Sex;
  readonly prefixes: ReadonlySet<string>;
}): readonly IdentityWarning[] {
  const { idNumber, birthDate, sex, prefixes } = number;
  const warnings: IdentityWarning[] = [];
  if (!prefixes.has(idNumber.slice(0, 3))) warnings.push('unknown_province_prefix');
  const centuryAndSex = Number(idNumber[3]);
  const year = 1900 + Math.floor(centuryAndSex / 2) * 100 + Number(idNumber.slice(4, 6));
  if (String(year) !== birthDate.slice(0, 4)) warnings.push('id_birth_year_mismatch');
  if ((centuryAndSex % 2 === 0) !== (sex === 'Nam')) warnings.push('id_sex_mismatch');
  return warnings;
}

/** `064•••••123` for screens that others can see (UI.md "Time and privacy"); short numbers show nothing. */
export function maskNumber(number: string): string {
  if (number.length < 9) return '•'.repeat(number.length);
  return `${number.slice(0, 3)}•••••${number.slice(-3)}`;
}
