import { Temporal } from 'temporal-polyfill';
import type { HolidayTable, OfficeHours } from './model.ts';
import {
  addOpenMinutes,
  createWorkingDays,
  epochMsOf,
  firstOpenMoment,
  momentAt,
  type OfficeMoment,
  openMinutesBetween,
  type WorkingDays,
} from './working-days.ts';

/** What a due date is counted from. `duration` null: the catalogue has no time with a unit. */
export interface DueRequest {
  readonly receivedAtMs: number;
  readonly duration: {
    readonly amount: number;
    readonly unit: 'working-day' | 'calendar-day' | 'hour';
  } | null;
  /** Same-day work received after this hour moves to the next working day; null when the rule does not hold. */
  readonly sameDayAfterHour?: number | null;
}

/** Why the date is what it is, for the page and the receipt; words are the caller's. */
export type DueReason =
  | { readonly kind: 'counted-from'; readonly startMs: number }
  | { readonly kind: 'received-late'; readonly afterHour: number }
  | { readonly kind: 'skipped-day-off'; readonly date: string; readonly name: string }
  | { readonly kind: 'moved-to-working-day'; readonly from: string }
  | { readonly kind: 'no-official-notice'; readonly year: number }
  | { readonly kind: 'uncertain-day'; readonly date: string; readonly name: string };

export interface DueDate {
  readonly dueAtMs: number;
  /** `yyyy-mm-dd` at the office. */
  readonly date: string;
  /** "dự kiến": the year has no official notice of days off, or the count crosses a day nobody has confirmed. */
  readonly provisional: boolean;
  readonly reasons: readonly DueReason[];
}

export interface OfficeCalendar {
  /** The date of the result; null when the time is unknown (FACTS 7: a row without a unit gives no date). */
  due(request: DueRequest): DueDate | null;
  /** FACTS 7, step 4: what was left of the time when the clock stopped runs on from the supplement. */
  dueAfterSupplement(
    due: DueDate,
    pause: { readonly pausedAtMs: number; readonly resumedAtMs: number },
  ): DueDate;
  isOpenAt(epochMs: number): boolean;
}

/**
 * Counts due dates for one office (FACTS 7). Pure: the same table, hours and request give the same date.
 * Where a day off is not certain the later date is given, marked provisional.
 */
export function createOfficeCalendar(options: {
  readonly hours: OfficeHours;
  readonly holidays: HolidayTable;
  /** "Ngày" skips days off of the table too; the working system had this as a switch. */
  readonly calendarDaysSkipHolidays?: boolean;
}): OfficeCalendar {
  const days = createWorkingDays(options.hours, options.holidays);
  const skipHolidays = options.calendarDaysSkipHolidays ?? false;
  const noticeOf = new Map(options.holidays.years.map(({ year, officialNotice }) => [year, officialNotice]));

  function describe(start: OfficeMoment, due: OfficeMoment, why: readonly DueReason[]): DueDate {
    const crossed = daysOffBetween(days, start, due);
    const reasons: DueReason[] = [...why, ...crossed];
    for (let year = start.day.year; year <= due.day.year; year += 1) {
      if (noticeOf.get(year) !== true) reasons.push({ kind: 'no-official-notice', year });
    }
    return {
      dueAtMs: epochMsOf(due),
      date: due.day.toString(),
      provisional:
        noticeOf.get(due.day.year) !== true || crossed.some(({ kind }) => kind === 'uncertain-day'),
      reasons,
    };
  }

  return {
    due({ receivedAtMs, duration, sameDayAfterHour = null }) {
      if (duration === null) return null;
      const received = momentAt(receivedAtMs);
      const start = firstOpenMoment(days, received);
      const why: DueReason[] = [];
      if (!isSame(start, received)) why.push({ kind: 'counted-from', startMs: epochMsOf(start) });
      if (sameDayAfterHour !== null) {
        const isLate = start.minute > sameDayAfterHour * 60;
        if (isLate) why.push({ kind: 'received-late', afterHour: sameDayAfterHour });
        const day = isLate ? days.nextOpenDay(start.day) : start.day;
        return describe(start, { day, minute: days.closing }, why);
      }
      switch (duration.unit) {
        case 'hour':
          return describe(start, addOpenMinutes(days, start, duration.amount * 60), why);
        case 'working-day': {
          let day = start.day;
          for (let count = 0; count < duration.amount; count += 1) day = days.nextOpenDay(day);
          return describe(start, { day, minute: start.minute }, why);
        }
        case 'calendar-day': {
          const last = addCalendarDays(days, start.day, duration.amount, skipHolidays);
          if (days.isOpen(last)) return describe(start, { day: last, minute: start.minute }, why);
          why.push({ kind: 'moved-to-working-day', from: last.toString() });
          return describe(start, { day: days.nextOpenDay(last), minute: days.opening }, why);
        }
      }
    },
    dueAfterSupplement(due, { pausedAtMs, resumedAtMs }) {
      const left = openMinutesBetween(days, momentAt(pausedAtMs), momentAt(due.dueAtMs));
      const start = firstOpenMoment(days, momentAt(resumedAtMs));
      return describe(start, addOpenMinutes(days, start, left), [
        { kind: 'counted-from', startMs: epochMsOf(start) },
      ]);
    },
    isOpenAt(epochMs) {
      const at = momentAt(epochMs);
      return isSame(firstOpenMoment(days, at), at);
    },
  };
}

function addCalendarDays(
  days: WorkingDays,
  from: Temporal.PlainDate,
  amount: number,
  skipHolidays: boolean,
): Temporal.PlainDate {
  if (!skipHolidays) return from.add({ days: amount });
  let day = from;
  for (let count = 0; count < amount; ) {
    day = day.add({ days: 1 });
    if (days.holidayOn(day) === undefined) count += 1;
  }
  return day;
}

function daysOffBetween(days: WorkingDays, start: OfficeMoment, due: OfficeMoment): DueReason[] {
  const found: DueReason[] = [];
  for (let day = start.day; Temporal.PlainDate.compare(day, due.day) <= 0; day = day.add({ days: 1 })) {
    const holiday = days.holidayOn(day);
    const date = day.toString();
    if (holiday !== undefined) {
      if (day.dayOfWeek <= 5) found.push({ kind: 'skipped-day-off', date, name: holiday.name });
      if (!holiday.certain) found.push({ kind: 'uncertain-day', date, name: holiday.name });
    } else if (days.isDoubtfulSaturday(day)) {
      found.push({ kind: 'uncertain-day', date, name: 'thứ Bảy làm bù' });
    }
  }
  return found;
}

function isSame(a: OfficeMoment, b: OfficeMoment): boolean {
  return a.minute === b.minute && a.day.equals(b.day);
}
