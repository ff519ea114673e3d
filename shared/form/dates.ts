import { Temporal } from 'temporal-polyfill';
import { numberInWords } from './number-words.ts';

/** A day as written on a form: the text that was meant, and the day when the calendar has it. */
export interface ReadDay {
  /** ISO text, also of a day that does not exist ("2026-02-31"); null when it cannot be read as a date. */
  readonly iso: string | null;
  readonly exists: boolean;
}

/** Reads "2026-03-15", "15/3/2026", "15.03.2026", "15-3-2026" and "15032026". */
export function readDay(text: string): ReadDay {
  const compact = text.replace(/\s+/gu, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(compact);
  const local =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(compact) ?? /^(\d{2})(\d{2})(\d{4})$/u.exec(compact);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : local
      ? [local[3], local[2], local[1]]
      : [undefined, undefined, undefined];
  if (year === undefined || month === undefined || day === undefined) return { iso: null, exists: false };
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return { iso: written, exists: toDay(written) !== null };
}

function toDay(iso: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(iso, { overflow: 'reject' });
  } catch {
    return null; // not a day of the calendar: the caller says so at the field
  }
}

/** True for a full day that the calendar has, written as YYYY-MM-DD. */
export function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value) && toDay(value) !== null;
}

/** True for a day or a bare year. */
export function isYearOrDay(value: unknown): value is string {
  return isDay(value) || (typeof value === 'string' && /^\d{4}$/u.test(value));
}

/** "2026-03-15" → "15/03/2026"; a bare year stays. */
export function writeDay(iso: string): string {
  const parts = iso.split('-');
  return parts.length === 3 ? `${parts[2]}/${parts[1]}/${parts[0]}` : iso;
}

export function yearOf(value: string): number {
  return Number(value.slice(0, 4));
}

/**
 * Whether the first is certainly before the second. A bare year is certain only across years: "1990" is not
 * before 15/03/1990.
 */
export function isCertainlyBefore(first: unknown, second: unknown): boolean {
  if (!isYearOrDay(first) || !isYearOrDay(second)) return false;
  return first.length === 4 || second.length === 4 ? yearOf(first) < yearOf(second) : first < second;
}

/** Full years from the first to the second (an age); of bare years the difference, the most it can be. */
export function yearsBetween(first: unknown, second: unknown): number | null {
  if (!isYearOrDay(first) || !isYearOrDay(second)) return null;
  const years = yearOf(second) - yearOf(first);
  if (first.length === 4 || second.length === 4) return years;
  return second.slice(5) < first.slice(5) ? years - 1 : years;
}

/** Days from the first to the second; null unless both are full days. */
export function daysBetween(first: unknown, second: unknown): number | null {
  if (!isDay(first) || !isDay(second)) return null;
  return Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(second), { largestUnit: 'day' }).days;
}

/** "ngày mười lăm tháng ba năm hai nghìn không trăm hai mươi sáu"; April is "tháng tư" in every office. */
export function dateInWords(value: unknown): string | null {
  if (!isYearOrDay(value)) return null;
  const year = `năm ${numberInWords(yearOf(value))}`;
  if (value.length === 4) return year;
  const month = Number(value.slice(5, 7));
  return `ngày ${numberInWords(Number(value.slice(8, 10)))} tháng ${month === 4 ? 'tư' : numberInWords(month)} ${year}`;
}
