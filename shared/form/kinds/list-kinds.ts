import * as z from 'zod';
import { asRecord, defineKind, type Kind, type ListItem, type ListName } from '../kind.ts';
import { foldText } from '../letters.ts';
import { type Finding, fault } from '../message.ts';
import type { FormLanguage } from '../words.ts';
import { wordsSchema } from '../words.ts';
import { judgeText, lineOrNull } from './text-kinds.ts';

/** One entry by its id, or words of the person's own where the list allows "khác". */
const pickSchema = z.union([z.string().max(80), z.strictObject({ other: z.string() })]);
type Pick = z.infer<typeof pickSchema>;

function normalisePick(input: unknown): unknown {
  if (typeof input === 'string') return lineOrNull(input);
  const record = asRecord(input);
  return record === null ? input : { other: lineOrNull(record.other) ?? '' };
}

function judgePick(value: Pick, items: readonly ListItem[], other: boolean): readonly Finding[] {
  if (typeof value === 'string')
    return items.some((item) => item.id === value) ? [] : [fault('choice-unknown')];
  if (!other) return [fault('choice-unknown')];
  if (value.other === '') return [fault('choice-other', {}, 'other')];
  return judgeText(value.other, { min: 1, max: 100, lines: 'one' }, 'other');
}

function writePick(value: Pick, items: readonly ListItem[], language: FormLanguage): string {
  if (typeof value !== 'string') return value.other;
  return items.find((item) => item.id === value)?.label[language] ?? '';
}

function foldPick(value: Pick): string {
  return foldText(typeof value === 'string' ? value : value.other);
}

/** A kind over one of the shared lists in resources/forms/lists; `only` narrows it for one question. */
function defineListKind(name: string, list: ListName): Kind {
  return defineKind({
    name,
    options: z.strictObject({ only: z.array(z.string()).optional(), other: z.boolean().default(true) }),
    value: pickSchema,
    normalise: normalisePick,
    validate: (value, { only, other }, { lists }) =>
      judgePick(value, only ? lists[list].filter((item) => only.includes(item.id)) : lists[list], other),
    read: (value, _options, { lists }, language) => writePick(value, lists[list], language),
    fold: foldPick,
  });
}

export const ethnicityKind = defineListKind('ethnicity', 'ethnicity');
export const nationalityKind = defineListKind('nationality', 'nationality');
export const relationKind = defineListKind('relation', 'relation');

const sexes: readonly ListItem[] = [
  { id: 'male', label: { vi: 'Nam', en: 'Male' } },
  { id: 'female', label: { vi: 'Nữ', en: 'Female' } },
];

export const genderKind = defineKind({
  name: 'gender',
  options: z.strictObject({}),
  value: z.string().max(20),
  normalise: (input) => (typeof input === 'string' ? normaliseSex(input) : input),
  validate: (value) => judgePick(value, sexes, false),
  read: (value, _options, _context, language) => writePick(value, sexes, language),
  fold: foldText,
});

/** Cards say "Nam" and "Nữ". */
function normaliseSex(text: string): string | null {
  const folded = foldText(text);
  if (folded === '') return null;
  if (folded === 'nam') return 'male';
  return folded === 'nu' ? 'female' : folded;
}

const choiceOptions = z.strictObject({
  choices: z
    .array(z.strictObject({ id: z.string().min(1), label: wordsSchema, hint: wordsSchema.optional() }))
    .min(2),
  other: z.boolean().default(false),
});

export const choiceKind = defineKind({
  name: 'choice',
  options: choiceOptions,
  value: pickSchema,
  normalise: normalisePick,
  validate: (value, { choices, other }) => judgePick(value, choices, other),
  read: (value, { choices }, _context, language) => writePick(value, choices, language),
  fold: foldPick,
});

export const multiChoiceKind = defineKind({
  name: 'multi-choice',
  options: choiceOptions.extend({ max: z.int().min(1).optional() }),
  value: z.array(pickSchema).max(200),
  normalise(input) {
    if (!Array.isArray(input)) return input === '' ? null : input;
    const picks = input
      .slice(0, 201)
      .map(normalisePick)
      .filter((pick) => pick !== null);
    const unique = picks.filter(
      (pick, index) => picks.findIndex((one) => JSON.stringify(one) === JSON.stringify(pick)) === index,
    );
    return unique.length === 0 ? null : unique;
  },
  validate(value, { choices, other, max }) {
    const wrong = value.flatMap((pick) => judgePick(pick, choices, other));
    if (wrong.length > 0) return wrong.slice(0, 1);
    return max !== undefined && value.length > max ? [fault('too-many-choices', { max })] : [];
  },
  read: (value, { choices }, _context, language) =>
    value.map((pick) => writePick(pick, choices, language)).join('; '),
  fold: (value) => value.map(foldPick).join(' '),
});
