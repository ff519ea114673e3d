import * as z from 'zod';
import { isDay, isYearOrDay, readDay, writeDay, yearOf } from '../dates.ts';
import { asRecord, defineKind } from '../kind.ts';
import { type Finding, fault } from '../message.ts';

/** `past` allows today, `future` too: a child may be born today, a marriage registered today. */
const when = z.enum(['past', 'future', 'any']).default('any');
const years = { from: 1850, to: 2200 } as const;

/** A day that could not be read is kept as typed, so that the screen can show it beside the message. */
function tidyDay(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  const text = input.trim();
  return text === '' ? null : (readDay(text).iso ?? text);
}

function tidyYearOrDay(input: unknown): unknown {
  if (typeof input === 'number' && Number.isInteger(input)) return String(input);
  return typeof input === 'string' && /^\s*\d{4}\s*$/u.test(input) ? input.trim() : tidyDay(input);
}

/** Findings of a day or bare year that should exist and lie on the right side of today. */
export function judgeDay(
  value: string,
  side: 'past' | 'future' | 'any',
  today: string,
  part?: string,
): readonly Finding[] {
  if (!isYearOrDay(value)) {
    return readDay(value).iso === null
      ? [fault('date-unreadable', {}, part)]
      : [fault('date-not-exist', { date: writeDay(value) }, part)];
  }
  const year = yearOf(value);
  if (year < years.from || year > years.to) return [fault('date-year', { year }, part)];
  const now = value.length === 4 ? today.slice(0, 4) : today;
  if (side === 'past' && value > now) return [fault('date-future', { date: writeDay(value) }, part)];
  if (side === 'future' && value < now) return [fault('date-past', { date: writeDay(value) }, part)];
  return [];
}

/** "ngày 15 tháng 3 năm 2026" as official papers write it: a zero before days under 10 and January, February. */
export function writeOfficialDay(iso: string): string {
  if (!isDay(iso)) return writeDay(iso);
  const month = Number(iso.slice(5, 7));
  return `ngày ${iso.slice(8, 10)} tháng ${month < 3 ? `0${month}` : month} năm ${iso.slice(0, 4)}`;
}

export const dateKind = defineKind({
  name: 'date',
  options: z.strictObject({ when }),
  value: z.string().max(60),
  normalise: tidyDay,
  validate: (value, options, context) =>
    /^\d{4}$/u.test(value) ? [fault('date-unreadable')] : judgeDay(value, options.when, context.today),
  read: writeDay,
  fold: (value) => value,
});

export const yearOrDateKind = defineKind({
  name: 'year-or-date',
  options: z.strictObject({ when }),
  value: z.string().max(60),
  normalise: tidyYearOrDay,
  validate: (value, options, context) => judgeDay(value, options.when, context.today),
  read: writeDay,
  fold: (value) => value,
});

const timePattern = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;

export const dateTimeKind = defineKind({
  name: 'date-time',
  options: z.strictObject({ when }),
  /** The time may be unknown; the day may not. */
  value: z.strictObject({ date: z.string().max(60), time: z.string().max(20).optional() }),
  normalise(input) {
    const record = asRecord(typeof input === 'string' && input.trim() !== '' ? { date: input } : input);
    if (record === null) return typeof input === 'string' ? null : input;
    const date = tidyDay(record.date) ?? null;
    const time = typeof record.time === 'string' ? record.time.trim() : record.time;
    if (date === null && (time === undefined || time === null || time === '')) return null;
    return time === undefined || time === null || time === ''
      ? { date: date ?? '' }
      : { date: date ?? '', time: typeof time === 'string' ? time.replace(/^(\d):/u, '0$1:') : time };
  },
  validate(value, options, context) {
    const found = [...judgeDay(value.date === '' ? '?' : value.date, options.when, context.today, 'date')];
    if (/^\d{4}$/u.test(value.date)) found.push(fault('date-unreadable', {}, 'date'));
    if (value.time !== undefined && !timePattern.test(value.time))
      found.push(fault('time-not-exist', {}, 'time'));
    return found;
  },
  read: ({ date, time }) =>
    time === undefined ? writeDay(date) : `${time.replace(':', ' giờ ')}, ${writeDay(date)}`,
  paper: ({ date, time }) =>
    time === undefined
      ? writeOfficialDay(date)
      : `${time.slice(0, 2)} giờ ${time.slice(3)} phút, ${writeOfficialDay(date)}`,
  fold: ({ date }) => date,
});

export const dateRangeKind = defineKind({
  name: 'date-range',
  options: z.strictObject({ when }),
  /** Without `to` it lasts until today. */
  value: z.strictObject({ from: z.string().max(60), to: z.string().max(60).optional() }),
  normalise(input) {
    const record = asRecord(input);
    if (record === null) return input === '' ? null : input;
    const from = tidyYearOrDay(record.from) ?? null;
    const to = tidyYearOrDay(record.to) ?? null;
    if (from === null && to === null) return null;
    return to === null ? { from } : { from: from ?? '', to };
  },
  validate({ from, to }, options, context) {
    if (from === '') return [fault('range-start', {}, 'from')];
    const found = [...judgeDay(from, options.when, context.today, 'from')];
    if (to !== undefined) found.push(...judgeDay(to, options.when, context.today, 'to'));
    if (found.length > 0 || to === undefined) return found;
    const length = Math.min(from.length, to.length);
    return to.slice(0, length) < from.slice(0, length) ? [fault('range-reversed', {}, 'to')] : [];
  },
  read: ({ from, to }, _options, _context, language) =>
    language === 'vi'
      ? `từ ${writeDay(from)} đến ${to === undefined ? 'nay' : writeDay(to)}`
      : `from ${writeDay(from)} to ${to === undefined ? 'now' : writeDay(to)}`,
  fold: ({ from, to }) => `${from} ${to ?? ''}`.trim(),
});
