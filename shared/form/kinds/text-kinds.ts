import * as z from 'zod';
import { defineKind } from '../kind.ts';
import { countLetters, findStrangeLetter, foldText, tidyLine, tidyLines } from '../letters.ts';
import { type Finding, fault, warning } from '../message.ts';

/** Strange letters and length of one line or text, for every kind that holds free text. */
export function judgeText(
  text: string,
  limits: { readonly min: number; readonly max: number; readonly lines: 'one' | 'many' },
  part?: string,
): readonly Finding[] {
  const count = countLetters(text);
  if (count > limits.max) return [fault('too-long', { max: limits.max, count }, part)];
  const strange = findStrangeLetter(text, limits.lines);
  if (strange !== null) return [part === undefined ? strange : { ...strange, part }];
  return count < limits.min ? [fault('too-short', { min: limits.min }, part)] : [];
}

/** A text from outside tidied to one line; null when it is empty or no text. */
export function lineOrNull(input: unknown): string | null {
  if (typeof input !== 'string') return null;
  const line = tidyLine(input);
  return line === '' ? null : line;
}

/** The input when it is not text, so that the value schema calls it unreadable instead of empty. */
export function textOr<T>(input: unknown, use: (text: string) => T): T | unknown {
  return typeof input === 'string' ? use(input) : input;
}

export const textKind = defineKind({
  name: 'text',
  options: z.strictObject({
    lines: z.enum(['one', 'many']).default('one'),
    min: z.int().min(1).default(1),
    max: z.int().min(1).max(4000).default(200),
    /** Ready sentences the person can take with one touch. */
    examples: z.array(z.string()).default([]),
  }),
  value: z.string(),
  normalise: (input, { lines }) =>
    textOr(input, (text) => (lines === 'many' ? tidyLines(text) : tidyLine(text)) || null),
  validate: (value, options) => judgeText(value, options),
  read: (value) => value,
  fold: foldText,
});

const nameSigns = /[^\p{L}\p{M} '’ʼ‘`.\-()]/u;

export const personNameKind = defineKind({
  name: 'person-name',
  options: z.strictObject({ max: z.int().default(100) }),
  value: z.string(),
  normalise: (input) => textOr(input, (text) => tidyLine(text) || null),
  validate(value, { max }) {
    const judged = judgeText(value, { min: 1, max, lines: 'one' });
    if (judged.length > 0) return judged;
    if (/\p{Nd}/u.test(value)) return [fault('name-digit')];
    const sign = nameSigns.exec(value);
    if (sign !== null || !/\p{L}/u.test(value)) return [fault('name-sign', { letter: sign?.[0] ?? value })];
    // A single word is a whole name for some people, so it only asks for a second look.
    return value.includes(' ') ? [] : [warning('name-one-word')];
  },
  read: (value) => value,
  // Civil-status papers print names in capitals (TT 04/2020/TT-BTP, samples); the value itself stays as typed.
  paper: (value) => value,
  fold: foldText,
});

const mailPattern = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/u;

export const emailKind = defineKind({
  name: 'email',
  options: z.strictObject({}),
  value: z.string(),
  normalise: (input) => textOr(input, (text) => tidyLine(text).replaceAll(' ', '') || null),
  validate: (value) => (value.length <= 254 && mailPattern.test(value) ? [] : [fault('email')]),
  read: (value) => value,
  fold: (value) => value.toLowerCase(),
});

export const phoneKind = defineKind({
  name: 'phone',
  options: z.strictObject({}),
  value: z.string(),
  normalise: (input) =>
    textOr(input, (text) => text.replace(/[\s().-]/gu, '').replace(/^(?:\+|00)84(?=\d)/u, '0') || null),
  // Mobile 10 figures, landline 11 (area code 02xx); numbers abroad keep their plus.
  validate: (value) => (/^0\d{9,10}$|^\+[1-9]\d{7,14}$/u.test(value) ? [] : [fault('phone')]),
  read: (value) => value.replace(/^(0\d{3})(\d{3})(\d{3,4})$/u, '$1 $2 $3'),
  paper: (value) => value,
  fold: (value) => value,
});
