import { parseCardDate } from './card-date.ts';
import { type OtherCode, recogniseOtherCode } from './code-kind.ts';
import { doubtsAboutNumber, type IdentityWarning, isIdNumber } from './id-number.ts';
import { type CardPerson, type Sex, sexes } from './person.ts';
import {
  hasLostLetters,
  hasLostMarks,
  isAscii,
  longestCodeBytes,
  readScannedText,
  type TextRepair,
} from './scanned-text.ts';

/** Why nothing may be filled in from a code; the first reason found, in the order of the checks. */
export type CardDefect =
  | 'empty'
  | 'not_card_text'
  | 'field_count'
  | 'id_digits'
  | 'old_id_digits'
  | 'text_lossy'
  | 'name_empty'
  | 'birth_date_invalid'
  | 'sex_unknown'
  | 'issue_date_invalid'
  | 'issue_before_birth';

export type CardRepair = TextRepair | 'date_separator_removed' | 'spaces_trimmed';

/** What a field further behind looks like. Its meaning is unverified (FACTS: card of 2024), so it is only kept. */
export type FieldShape = 'empty' | 'id-number' | 'old-number' | 'date' | 'sex' | 'text';

export interface ExtraField {
  readonly text: string;
  readonly shape: FieldShape;
}

/** What came out of a code. `warnings` are for the officer; they never stop anybody. */
export type CardReading =
  | {
      readonly kind: 'card';
      readonly person: CardPerson;
      readonly extra: readonly ExtraField[];
      readonly warnings: readonly IdentityWarning[];
      readonly repairs: readonly CardRepair[];
    }
  | { readonly kind: 'damaged'; readonly defect: Exclude<CardDefect, 'not_card_text'> }
  | { readonly kind: 'other'; readonly code: OtherCode };

const cardStart = /^\d{12}(?!\d)/;
const oldNumber = /^(?:\d{9}|\d{12})?$/;

/**
 * Reads the code of an identity card of either generation (2021: seven fields; 2024: the same and more) as scanners
 * really send it. Never throws, whatever the bytes.
 */
export function parseCard(scanned: Uint8Array | string, prefixes: ReadonlySet<string>): CardReading {
  if (scanned.length > longestCodeBytes) return { kind: 'other', code: 'unknown' };
  const { text, repairs: textRepairs } = readScannedText(scanned);
  if (text.trim() === '') return damaged('empty');
  const raw = text.split('|');
  const fields = raw.map((field) => field.trim());
  const [idNumber = '', old = '', fullName = '', birth = '', sexText = '', residence = '', issued = ''] =
    fields;
  if (fields.length < 7) {
    return cardStart.test(text.trimStart())
      ? damaged('field_count')
      : { kind: 'other', code: recogniseOtherCode(text) };
  }
  if (!isIdNumber(idNumber)) return damaged('id_digits');
  if (!oldNumber.test(old)) return damaged('old_id_digits');
  if (hasLostLetters(fullName) || hasLostMarks(residence) || hasLostMarks(sexText)) {
    return damaged('text_lossy');
  }
  if (!/\p{L}/u.test(fullName)) return damaged('name_empty');
  const birthDate = parseCardDate(birth);
  if (birthDate === null) return damaged('birth_date_invalid');
  const sex = findSex(sexText);
  if (sex === undefined) return damaged('sex_unknown');
  const issueDate = parseCardDate(issued);
  if (issueDate === null) return damaged('issue_date_invalid');
  if (issueDate.day < birthDate.day) return damaged('issue_before_birth');

  const repairs: CardRepair[] = [...textRepairs];
  if (birthDate.separated || issueDate.separated) repairs.push('date_separator_removed');
  if (raw.some((field, index) => field !== fields[index])) repairs.push('spaces_trimmed');
  const warnings = [...doubtsAboutNumber({ idNumber, birthDate: birthDate.day, sex, prefixes })];
  // A keyboard scanner may drop every letter beyond ASCII; a true card without any is rare but possible.
  if (isAscii(fullName) && isAscii(residence)) warnings.push('no_diacritics');
  return {
    kind: 'card',
    person: {
      idNumber,
      oldIdNumber: old === '' ? null : old,
      fullName,
      birthDate: birthDate.day,
      sex,
      residence,
      issueDate: issueDate.day,
    },
    extra: fields.slice(7).map((field) => ({ text: field, shape: shapeOf(field) })),
    warnings,
    repairs,
  };
}

function damaged(defect: Exclude<CardDefect, 'not_card_text'>): CardReading {
  return { kind: 'damaged', defect };
}

function findSex(text: string): Sex | undefined {
  const folded = text.toLowerCase();
  return sexes.find((sex) => sex.toLowerCase() === folded);
}

function shapeOf(field: string): FieldShape {
  if (field === '') return 'empty';
  if (isIdNumber(field)) return 'id-number';
  if (/^\d{9}$/.test(field)) return 'old-number';
  if (parseCardDate(field) !== null) return 'date';
  return findSex(field) === undefined ? 'text' : 'sex';
}
