import { isDay } from './card-date.ts';
import { doubtsAboutNumber, type IdentityWarning, isIdNumber } from './id-number.ts';
import { type Sex, sexes } from './person.ts';

/** What a person types of themselves. Only the name must be there: no card and no number are no dead end. */
export interface DeclaredPerson {
  readonly fullName: string;
  readonly idNumber: string | null;
  readonly birthDate: string | null;
  readonly sex: Sex | null;
  readonly residence: string | null;
}

export type DeclaredField = keyof DeclaredPerson;

export type DeclaredCheck =
  | {
      readonly ok: true;
      readonly person: DeclaredPerson;
      readonly warnings: readonly IdentityWarning[];
    }
  | { readonly ok: false; readonly fields: readonly DeclaredField[] };

const longestName = 120;
const longestResidence = 300;
const oldestYears = 130;
const nameShape = /^[\p{L}\p{M}][\p{L}\p{M}\s'’ʼ.-]*$/u;
const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Checks typed details and writes them one way (NFC, single spaces, digits alone). `today` is an ISO day. */
export function checkDeclared(
  typed: DeclaredPerson,
  rules: { readonly today: string; readonly prefixes: ReadonlySet<string> },
): DeclaredCheck {
  const fullName = tidy(typed.fullName);
  // People group the digits as the card does not: 064 203 000 123.
  const idNumber = emptyToNull(typed.idNumber?.replace(/[\s.-]/g, ''));
  const residence = emptyToNull(typed.residence === null ? null : tidy(typed.residence));
  const birthDate = emptyToNull(typed.birthDate);
  const sex = typed.sex;
  const wrong: DeclaredField[] = [];
  if (fullName.length > longestName || !nameShape.test(fullName)) wrong.push('fullName');
  if (idNumber !== null && !isIdNumber(idNumber)) wrong.push('idNumber');
  if (birthDate !== null && !isBirthDay(birthDate, rules.today)) wrong.push('birthDate');
  if (sex !== null && !sexes.includes(sex)) wrong.push('sex');
  if (residence !== null && residence.length > longestResidence) wrong.push('residence');
  if (wrong.length > 0) return { ok: false, fields: wrong };
  const warnings =
    idNumber === null || birthDate === null || sex === null
      ? []
      : doubtsAboutNumber({ idNumber, birthDate, sex, prefixes: rules.prefixes });
  return { ok: true, person: { fullName, idNumber, birthDate, sex, residence }, warnings };
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function emptyToNull(text: string | null | undefined): string | null {
  return text === undefined || text === null || text === '' ? null : text;
}

function isBirthDay(text: string, today: string): boolean {
  const [, year, month, day] = isoDay.exec(text) ?? [];
  if (!isDay(Number(year), Number(month), Number(day))) return false;
  return text <= today && Number(year) >= Number(today.slice(0, 4)) - oldestYears;
}
