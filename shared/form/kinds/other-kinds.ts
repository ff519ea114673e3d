import * as z from 'zod';
import { asRecord, defineKind, noOptions } from '../kind.ts';
import { fault } from '../message.ts';

/** Ids of papers in the dossier; which pages they have is the business of core/papers. */
export const fileKind = defineKind({
  name: 'file',
  options: z.strictObject({ max: z.int().min(1).max(20).default(1) }),
  value: z.array(z.string().min(1).max(80)),
  normalise: (input) => (Array.isArray(input) && input.length === 0 ? null : input === '' ? null : input),
  validate: (value, { max }) => (value.length > max ? [fault('too-many-choices', { max })] : []),
  read: (value, _options, _context, language) =>
    language === 'vi' ? `${value.length} giấy tờ` : `${value.length} paper${value.length === 1 ? '' : 's'}`,
  fold: (value) => value.join(' '),
});

export const declarationKind = defineKind({
  name: 'declaration',
  options: noOptions,
  value: z.boolean(),
  normalise: (input) => (input === '' ? null : input),
  validate: (value) => (value ? [] : [fault('declare')]),
  read: (value, _options, _context, language) =>
    value
      ? language === 'vi'
        ? 'Đã cam đoan'
        : 'Declared'
      : language === 'vi'
        ? 'Chưa cam đoan'
        : 'Not declared',
  fold: String,
});

/** Strokes of a finger in the pad's own units: each stroke is x, y, x, y … */
const drawnSchema = z.strictObject({
  width: z.number().positive().max(20_000),
  height: z.number().positive().max(20_000),
  strokes: z.array(z.array(z.number().min(-20_000).max(40_000)).max(20_000)).max(2_000),
});
export type Signature = z.infer<typeof drawnSchema>;

/** Who has no finger for it, or cannot see the frame, signs the printed form in front of the officer: worth the same. */
const onPaperSchema = z.strictObject({ onPaper: z.literal(true) });
type Signing = Signature | z.infer<typeof onPaperSchema>;

/** The drawing of a signature answer; null when it is made on the paper, or when the value is none. */
export function drawnSignature(value: unknown): Signature | null {
  const parsed = drawnSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

export function isSignedOnPaper(value: unknown): boolean {
  return onPaperSchema.safeParse(value).success;
}

/** More points than this make neither a better signature nor a quick page. */
const mostPoints = 20_000;

/** How far the finger went, as a share of the pad's width: a dot by accident is no signature. */
function strokeLength({ strokes, width }: Signature): number {
  let length = 0;
  for (const stroke of strokes) {
    for (let at = 2; at + 1 < stroke.length; at += 2) {
      length += Math.hypot(
        (stroke[at] ?? 0) - (stroke[at - 2] ?? 0),
        (stroke[at + 1] ?? 0) - (stroke[at - 1] ?? 0),
      );
    }
  }
  return length / width;
}

export const signatureKind = defineKind({
  name: 'signature',
  options: noOptions,
  value: z.union([drawnSchema, onPaperSchema]) as z.ZodType<Signing>,
  normalise(input) {
    const record = asRecord(input);
    if (record === null) return input === '' ? null : input;
    return Array.isArray(record.strokes) && record.strokes.length === 0 ? null : input;
  },
  validate(value) {
    if ('onPaper' in value) return [];
    const points = value.strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);
    if (points > mostPoints) return [fault('signature-large')];
    return strokeLength(value) < 0.15 ? [fault('signature-small')] : [];
  },
  read(value, _options, _context, language) {
    if ('onPaper' in value)
      return language === 'vi' ? 'Ký trên giấy tại quầy' : 'Signed on paper at the counter';
    return language === 'vi' ? 'Đã ký' : 'Signed';
  },
  paper: () => '',
  fold: () => '',
});

/** Text that the form works out by itself: never typed, so never wrong. */
export const computedKind = defineKind({
  name: 'computed',
  typed: false,
  options: noOptions,
  value: z.union([z.string(), z.number()]),
  normalise: (input) => (input === '' ? null : input),
  validate: () => [],
  read: (value) => String(value),
  fold: (value) => String(value).toLowerCase(),
});

/** A sentence between the questions; holds no answer. */
export const noteKind = defineKind({
  name: 'note',
  typed: false,
  options: z.strictObject({ tone: z.enum(['plain', 'important']).default('plain') }),
  value: z.null(),
  normalise: () => null,
  validate: () => [],
  read: () => '',
  fold: () => '',
});

/** Rows of further fields. The engine walks into the rows; this entry only knows the limits. */
export const repeatKind = defineKind({
  name: 'repeat',
  options: z.strictObject({ min: z.int().min(0).default(0), max: z.int().min(1).max(50).default(20) }),
  value: z.array(z.unknown()),
  normalise: (input) => (Array.isArray(input) && input.length === 0 ? null : input === '' ? null : input),
  validate(value, { min, max }) {
    if (value.length > max) return [fault('rows-max', { max })];
    return value.length < min ? [fault('rows-min', { min })] : [];
  },
  read: (value, _options, _context, language) =>
    language === 'vi' ? `${value.length} dòng` : `${value.length} row${value.length === 1 ? '' : 's'}`,
  fold: () => '',
});
