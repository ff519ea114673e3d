import { Temporal } from 'temporal-polyfill';
import type { HolidayTable, OfficeHours } from './model.ts';
import { officeZone } from './office-time.ts';

/** A wall-clock moment at the office: day, and minutes since midnight. */
export interface OfficeMoment {
  readonly day: Temporal.PlainDate;
  readonly minute: number;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A closed day as the table knows it; `certain` false means that no official notice names it. */
export interface ClosedDay {
  readonly name: string;
  readonly certain: boolean;
}

export interface WorkingDays {
  readonly stretches: readonly Stretch[];
  readonly opening: number;
  readonly closing: number;
  isOpen(day: Temporal.PlainDate): boolean;
  /** The table's own entry for a day off, when it has one. */
  holidayOn(day: Temporal.PlainDate): ClosedDay | undefined;
  /** True for a Saturday that may be worked, though nobody has confirmed it. */
  isDoubtfulSaturday(day: Temporal.PlainDate): boolean;
  nextOpenDay(after: Temporal.PlainDate): Temporal.PlainDate;
}

/** More closed days in a row than any table holds; past it the table itself is wrong. */
const longestClosureDays = 60;

/** Reads opening hours and holiday table into questions about single days. */
export function createWorkingDays(hours: OfficeHours, table: HolidayTable): WorkingDays {
  const stretches = hours.stretches.map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) }));
  const weekdays = new Set(hours.weekdays);
  const closed = new Map(table.closedDays.map((day) => [day.date, { name: day.name, certain: day.certain }]));
  const worked = new Map(table.workedSaturdays.map((day) => [day.date, day.certain]));

  function isOpen(day: Temporal.PlainDate): boolean {
    const key = day.toString();
    if (closed.has(key)) return false;
    return worked.get(key) === true || weekdays.has(day.dayOfWeek);
  }

  return {
    stretches,
    opening: Math.min(...stretches.map(({ from }) => from)),
    closing: Math.max(...stretches.map(({ to }) => to)),
    isOpen,
    holidayOn: (day) => closed.get(day.toString()),
    isDoubtfulSaturday: (day) => worked.get(day.toString()) === false,
    nextOpenDay(after) {
      let day = after.add({ days: 1 });
      for (let tried = 0; tried < longestClosureDays; tried += 1) {
        if (isOpen(day)) return day;
        day = day.add({ days: 1 });
      }
      throw new Error(`No open day within ${longestClosureDays} days after ${after.toString()}`);
    },
  };
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

export function momentAt(epochMs: number): OfficeMoment {
  const wall = Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs)).toZonedDateTimeISO(officeZone);
  return { day: wall.toPlainDate(), minute: wall.hour * 60 + wall.minute };
}

export function epochMsOf({ day, minute }: OfficeMoment): number {
  const time = new Temporal.PlainTime(Math.floor(minute / 60), minute % 60);
  return day.toZonedDateTime({ timeZone: officeZone, plainTime: time }).epochMilliseconds;
}

/** FACTS 7, step 2: before opening → opening; in a break → its end; after closing or closed → next opening. */
export function firstOpenMoment(days: WorkingDays, at: OfficeMoment): OfficeMoment {
  if (days.isOpen(at.day)) {
    for (const { from, to } of days.stretches) {
      if (at.minute < from) return { day: at.day, minute: from };
      if (at.minute < to) return at;
    }
  }
  return { day: days.nextOpenDay(at.day), minute: days.opening };
}

/** FACTS 7, step 3: walks open minutes on, over lunch and over closing time. */
export function addOpenMinutes(days: WorkingDays, start: OfficeMoment, minutes: number): OfficeMoment {
  let at = firstOpenMoment(days, start);
  let left = minutes;
  for (;;) {
    const stretch = days.stretches.find(({ from, to }) => from <= at.minute && at.minute < to);
    if (stretch === undefined) {
      at = firstOpenMoment(days, at);
      continue;
    }
    const room = stretch.to - at.minute;
    if (left <= room) return { day: at.day, minute: at.minute + left };
    left -= room;
    at = firstOpenMoment(days, { day: at.day, minute: stretch.to });
  }
}

/** Open minutes between two moments; zero when the end is not after the start. */
export function openMinutesBetween(days: WorkingDays, start: OfficeMoment, end: OfficeMoment): number {
  let minutes = 0;
  for (let day = start.day; day.until(end.day).days >= 0; day = day.add({ days: 1 })) {
    if (!days.isOpen(day)) continue;
    const low = day.equals(start.day) ? start.minute : 0;
    const high = day.equals(end.day) ? end.minute : 24 * 60;
    for (const { from, to } of days.stretches)
      minutes += Math.max(0, Math.min(to, high) - Math.max(from, low));
  }
  return minutes;
}
