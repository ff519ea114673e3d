import { Temporal } from 'temporal-polyfill';

export const dateParts = ['day', 'month', 'year'] as const;
export type DatePart = (typeof dateParts)[number];

/** A date while it is being entered: digits as typed, and the part that takes the next digit. */
export interface DateEntry {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly part: DatePart;
  /** The next digit begins the part anew. */
  readonly fresh: boolean;
}

/** The days a question accepts, as ISO text. */
export interface DateLimits {
  readonly min: string;
  readonly max: string;
}

/** What is wrong with a complete date; `null` also while it is incomplete. */
export type DateProblem =
  | { readonly kind: 'noSuchMonth' }
  | { readonly kind: 'noSuchDay'; readonly days: number }
  | { readonly kind: 'tooEarly' }
  | { readonly kind: 'tooLate' };

const digitsOf: Readonly<Record<DatePart, number>> = { day: 2, month: 2, year: 4 };

/** An entry for a stored value: ISO text, also of a day that does not exist, or nothing. */
export function createDateEntry(iso: string): DateEntry {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(iso);
  return { day: match?.[3] ?? '', month: match?.[2] ?? '', year: match?.[1] ?? '', part: 'day', fresh: true };
}

/** ISO text of a complete entry, also when the calendar has no such day; '' while it is incomplete. */
export function isoOf(entry: DateEntry): string {
  if (entry.year.length < 4 || Number(entry.day) === 0 || Number(entry.month) === 0) return '';
  return `${entry.year}-${entry.month.padStart(2, '0')}-${entry.day.padStart(2, '0')}`;
}

export function choosePart(entry: DateEntry, part: DatePart): DateEntry {
  return { ...padded(entry), part, fresh: true };
}

/** Leaving a part completes it: 3 becomes 03. */
function padded(entry: DateEntry): DateEntry {
  const value = entry[entry.part];
  if (entry.part === 'year' || value.length !== 1 || value === '0') return entry;
  return { ...entry, [entry.part]: `0${value}` };
}

/** Types one digit; a part that can take no more hands over to the next. */
export function typeDigit(entry: DateEntry, digit: string): DateEntry {
  const { part } = entry;
  const value = ((entry.fresh ? '' : entry[part]) + digit).slice(0, digitsOf[part]);
  const next: DateEntry = { ...entry, [part]: value, fresh: false };
  const first = Number(value);
  const full =
    value.length === digitsOf[part] || (part === 'day' && first > 3) || (part === 'month' && first > 1);
  if (!full) return next;
  const following = dateParts[dateParts.indexOf(part) + 1];
  return following === undefined
    ? { ...next, fresh: true }
    : { ...padded(next), part: following, fresh: true };
}

/** Takes the last digit back, over the parts. */
export function eraseDigit(entry: DateEntry): DateEntry {
  const value = entry[entry.part];
  if (value !== '') return { ...entry, [entry.part]: value.slice(0, -1), fresh: false };
  const before = dateParts[dateParts.indexOf(entry.part) - 1];
  return before === undefined
    ? entry
    : { ...entry, part: before, [before]: entry[before].slice(0, -1), fresh: false };
}

export function daysInMonth(year: number, month: number): number {
  if (month < 1 || month > 12) return 31;
  return Temporal.PlainYearMonth.from({ year: Math.max(1, year), month }).daysInMonth;
}

function numberIn(text: string, otherwise: number): number {
  const value = Number(text);
  return text === '' || value === 0 ? otherwise : value;
}

function wrap(value: number, last: number): number {
  return ((value - 1 + last) % last) + 1;
}

/** Turns a wheel by one. Wheels never show a day that the month does not have. */
export function turnWheel(
  entry: DateEntry,
  part: DatePart,
  by: 1 | -1,
  limits: DateLimits,
  today: string,
): DateEntry {
  const [thisYear = 0, thisMonth = 0, thisDay = 0] = today.split('-').map(Number);
  let year = numberIn(entry.year.length === 4 ? entry.year : '', thisYear);
  let month = numberIn(entry.month, thisMonth);
  let day = numberIn(entry.day, thisDay);
  const empty = entry[part] === '' || (part === 'year' && entry.year.length < 4);
  const step = empty ? 0 : by;
  if (part === 'year') {
    year = Math.min(Math.max(year + step, Number(limits.min.slice(0, 4))), Number(limits.max.slice(0, 4)));
  }
  if (part === 'month') month = wrap(Math.min(month, 12) + step, 12);
  const days = entry.year === '' && part !== 'year' ? daysInMonth(2000, month) : daysInMonth(year, month);
  if (part === 'day') day = wrap(Math.min(day, days) + step, days);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    day: entry.day === '' && part !== 'day' ? '' : two(Math.min(day, days)),
    month: entry.month === '' && part !== 'month' ? '' : two(month),
    year: entry.year === '' && part !== 'year' ? '' : String(year).padStart(4, '0'),
    part,
    fresh: true,
  };
}

/** Says what is wrong with a complete date. */
export function findDateProblem(entry: DateEntry, limits: DateLimits): DateProblem | null {
  const month = Number(entry.month);
  if (entry.month.length === 2 && month > 12) return { kind: 'noSuchMonth' };
  const iso = isoOf(entry);
  if (iso === '') return null;
  const days = daysInMonth(Number(entry.year), month);
  if (Number(entry.day) > days) return { kind: 'noSuchDay', days };
  if (iso < limits.min) return { kind: 'tooEarly' };
  return iso > limits.max ? { kind: 'tooLate' } : null;
}
