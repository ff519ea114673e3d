import * as z from 'zod';
import { defineKind, noOptions } from '../kind.ts';
import { fault } from '../message.ts';
import { numberInWords } from '../number-words.ts';

/** "1.250.000" as figures are grouped in Vietnamese. */
export function groupDigits(value: number): string {
  const [whole = '', rest] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/gu, '.');
  return rest === undefined ? grouped : `${grouped},${rest}`;
}

const tooMany = Number.MAX_SAFE_INTEGER;

/** Figures as typed: "1.250.000" and "1 250 000" are one number, "2,5" is two and a half. Null when empty. */
function readNumber(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  const compact = input.replace(/[\s\u00a0]/gu, '');
  if (compact === '') return null;
  if (/^-?\d{1,3}(?:\.\d{3})+$/u.test(compact)) return Number(compact.replaceAll('.', ''));
  return /^-?\d{1,20}(?:,\d{1,6})?$/u.test(compact)
    ? Number(compact.replace(',', '.'))
    : { unreadable: input.length };
}

const numberOrUnreadable = z.union([z.number(), z.strictObject({ unreadable: z.number() })]);

export const numberKind = defineKind({
  name: 'number',
  options: z.strictObject({
    min: z.number().default(0),
    max: z.number().default(tooMany),
    whole: z.boolean().default(true),
    /** The word after the number ("bản", "trang"). */
    unit: z.strictObject({ vi: z.string(), en: z.string() }).optional(),
    /** Two figures on paper: 02 cannot be made 12 by hand. */
    padded: z.boolean().default(false),
  }),
  value: numberOrUnreadable,
  normalise: readNumber,
  validate(value, { min, max, whole }) {
    if (typeof value !== 'number' || !Number.isFinite(value)) return [fault('number-unreadable')];
    if (whole && !Number.isInteger(value)) return [fault('number-whole')];
    if (value < min) return [fault('number-min', { min: groupDigits(min) })];
    return value > max ? [fault('number-max', { max: groupDigits(max) })] : [];
  },
  read: (value, { unit }, _context, language) =>
    typeof value === 'number' ? `${groupDigits(value)}${unit ? ` ${unit[language]}` : ''}` : '',
  paper: (value, { padded }) =>
    typeof value === 'number' ? (padded ? groupDigits(value).padStart(2, '0') : groupDigits(value)) : '',
  fold: (value) => (typeof value === 'number' ? String(value) : ''),
});

export const moneyKind = defineKind({
  name: 'money',
  options: z.strictObject({ min: z.number().default(0), max: z.number().default(1e14) }),
  value: numberOrUnreadable,
  normalise: (input) =>
    readNumber(typeof input === 'string' ? input.replace(/\s*(?:đồng|đ|₫|vnđ|vnd)\.?\s*$/iu, '') : input),
  validate(value, { min, max }) {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return [fault('money-unreadable')];
    if (value < min) return [fault('number-min', { min: groupDigits(min) })];
    return value > max ? [fault('number-max', { max: groupDigits(max) })] : [];
  },
  read: (value) => (typeof value === 'number' ? `${groupDigits(value)} đ` : ''),
  paper: (value) =>
    typeof value === 'number' ? `${groupDigits(value)} đồng (bằng chữ: ${numberInWords(value)} đồng)` : '',
  fold: (value) => (typeof value === 'number' ? String(value) : ''),
});

export const yesNoKind = defineKind({
  name: 'yes-no',
  options: noOptions,
  value: z.boolean(),
  normalise: (input) => (input === '' ? null : input),
  validate: () => [],
  read: (value, _options, _context, language) =>
    language === 'vi' ? (value ? 'Có' : 'Không') : value ? 'Yes' : 'No',
  fold: (value) => (value ? 'co' : 'khong'),
});
