import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createOfficeCalendar,
  type DueRequest,
  defaultOfficeHours,
  type HolidayTable,
  holidayTableSchema,
  officeAheadMs,
  officeWallTime,
} from './index.ts';

const holidays: HolidayTable = holidayTableSchema.parse(
  JSON.parse(readFileSync(new URL('../../resources/calendar/holidays.json', import.meta.url), 'utf8')),
);
const calendar = createOfficeCalendar({ hours: defaultOfficeHours, holidays });

function at(wall: string): number {
  return Date.parse(`${wall}:00+07:00`);
}

function wallOf(epochMs: number | undefined): string | undefined {
  return epochMs === undefined ? undefined : officeWallTime(epochMs).slice(0, 16);
}

function due(
  received: string,
  amount: number,
  unit: 'working-day' | 'calendar-day' | 'hour',
  sameDay?: number,
) {
  return calendar.due({
    receivedAtMs: at(received),
    duration: { amount, unit },
    sameDayAfterHour: sameDay ?? null,
  });
}

describe('dates counted by hand', () => {
  test.each([
    // received, amount, unit, due
    ['2026-11-19T09:15', 3, 'working-day', '2026-11-25T09:15'], // Tue 24/11 is the new day off
    ['2026-11-23T10:00', 1, 'working-day', '2026-11-25T10:00'],
    ['2026-02-12T14:00', 3, 'working-day', '2026-02-24T14:00'], // Fri 13, Mon 23, Tue 24 around Tết
    ['2026-02-13T16:30', 1, 'working-day', '2026-02-23T16:30'],
    ['2026-04-29T08:00', 2, 'working-day', '2026-05-05T08:00'], // 30/04, 01/05 and the weekend
    ['2026-06-01T06:20', 1, 'working-day', '2026-06-02T07:00'], // before opening counts from opening
    ['2026-06-01T12:00', 1, 'working-day', '2026-06-02T13:30'], // lunch counts from the afternoon
    ['2026-06-01T17:00', 1, 'working-day', '2026-06-03T07:00'], // closing time belongs to the next day
    ['2026-06-06T10:00', 1, 'working-day', '2026-06-09T07:00'], // a Saturday counts from Monday
    ['2026-06-01T10:30', 2, 'hour', '2026-06-01T14:30'], // over lunch
    ['2026-06-05T16:00', 2, 'hour', '2026-06-08T08:00'], // over closing time and the weekend
    ['2026-06-01T07:00', 8, 'hour', '2026-06-01T17:00'], // eight hours are one working day
    ['2026-06-01T09:00', 4, 'calendar-day', '2026-06-05T09:00'],
    ['2026-06-01T09:00', 5, 'calendar-day', '2026-06-08T07:00'], // ends on a Saturday: Monday's opening
    ['2026-10-01T09:00', 30, 'calendar-day', '2026-11-02T07:00'], // 31/10 is a Saturday
  ] as const)('%s + %i %s is %s', (received, amount, unit, expected) => {
    expect(wallOf(due(received, amount, unit)?.dueAtMs)).toBe(expected);
  });

  test('returns same-day work at closing time until 15:00, and on the next working day after it', () => {
    expect(wallOf(due('2026-06-01T15:00', 1, 'working-day', 15)?.dueAtMs)).toBe('2026-06-01T17:00');
    const late = due('2026-06-01T15:01', 1, 'working-day', 15);
    expect(wallOf(late?.dueAtMs)).toBe('2026-06-02T17:00');
    expect(late?.reasons).toContainEqual({ kind: 'received-late', afterHour: 15 });
    expect(wallOf(due('2026-11-23T15:30', 1, 'working-day', 15)?.dueAtMs)).toBe('2026-11-25T17:00');
  });

  test('gives no date for a time without a unit', () => {
    expect(calendar.due({ receivedAtMs: at('2026-06-01T09:00'), duration: null })).toBeNull();
  });

  test('says why a day off moved the date', () => {
    expect(due('2026-11-23T10:00', 1, 'working-day')?.reasons).toEqual([
      { kind: 'skipped-day-off', date: '2026-11-24', name: 'Ngày Văn hóa Việt Nam' },
    ]);
  });
});

describe('provisional dates', () => {
  test('says so in a year without an official notice', () => {
    const found = due('2026-12-30T09:00', 5, 'working-day');
    expect(found?.date).toBe('2027-01-07');
    expect(found?.provisional).toBe(true);
    expect(found?.reasons).toContainEqual({ kind: 'no-official-notice', year: 2027 });
  });

  test('says so when the count crosses a day nobody has confirmed', () => {
    const found = due('2026-08-27T09:00', 3, 'working-day');
    expect(wallOf(found?.dueAtMs)).toBe('2026-09-04T09:00');
    expect(found?.provisional).toBe(true);
  });

  test('does not say so on ordinary days of a year with a notice', () => {
    expect(due('2026-06-01T09:00', 3, 'working-day')?.provisional).toBe(false);
  });

  test('works on a swapped Saturday only once it is confirmed', () => {
    const confirmed = createOfficeCalendar({
      hours: defaultOfficeHours,
      holidays: {
        ...holidays,
        workedSaturdays: holidays.workedSaturdays.map((day) => ({ ...day, certain: true })),
      },
    });
    const request: DueRequest = {
      receivedAtMs: at('2026-08-21T09:00'),
      duration: { amount: 1, unit: 'working-day' },
    };
    expect(calendar.due(request)?.date).toBe('2026-08-24');
    expect(confirmed.due(request)?.date).toBe('2026-08-22');
  });
});

describe('supplements', () => {
  test('runs the rest of the time on from the day the supplement came', () => {
    const first = due('2026-06-01T09:00', 3, 'working-day');
    if (first === null) throw new Error('a date is expected');
    const next = calendar.dueAfterSupplement(first, {
      pausedAtMs: at('2026-06-02T09:00'),
      resumedAtMs: at('2026-06-10T09:00'),
    });
    expect(wallOf(next.dueAtMs)).toBe('2026-06-12T09:00');
  });
});

describe('for any moment and duration', () => {
  const moment = fc.integer({ min: at('2025-12-20T00:00') / 60_000, max: at('2027-12-20T00:00') / 60_000 });
  const unit = fc.constantFrom('working-day' as const, 'calendar-day' as const, 'hour' as const);
  const rule = fc.option(fc.integer({ min: 10, max: 16 }), { nil: null });

  function dueMs(
    minute: number,
    amount: number,
    of: 'working-day' | 'calendar-day' | 'hour',
    sameDay: number | null,
  ) {
    const found = calendar.due({
      receivedAtMs: minute * 60_000,
      duration: { amount, unit: of },
      sameDayAfterHour: sameDay,
    });
    if (found === null) throw new Error('a date is expected');
    return found.dueAtMs;
  }

  test('is never due on a closed day, nor before it was received', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 45 }), unit, rule, (minute, amount, of, sameDay) => {
        const found = dueMs(minute, amount, of, sameDay);
        expect(isOpenDay(found)).toBe(true);
        expect(found).toBeGreaterThanOrEqual(minute * 60_000);
      }),
    );
  });

  test('is never earlier for a later start or a longer time', () => {
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 10 }),
        unit,
        rule,
        (minute, later, amount, more, of, sameDay) => {
          const found = dueMs(minute, amount, of, sameDay);
          expect(dueMs(minute + later, amount, of, sameDay)).toBeGreaterThanOrEqual(found);
          expect(dueMs(minute, amount + more, of, sameDay)).toBeGreaterThanOrEqual(found);
        },
      ),
    );
  });

  test('equals a clerk who turns the clock minute by minute', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 12 }), unit, rule, (minute, amount, of, sameDay) => {
        expect(wallOf(dueMs(minute, amount, of, sameDay))).toBe(wallOf(clerk(minute, amount, of, sameDay)));
      }),
      { numRuns: 60 },
    );
  });
});

const closed = new Set(holidays.closedDays.map(({ date }) => date));

function isOpenDay(epochMs: number): boolean {
  const wall = new Date(epochMs + officeAheadMs);
  const weekday = wall.getUTCDay();
  return weekday !== 0 && weekday !== 6 && !closed.has(wall.toISOString().slice(0, 10));
}

function minuteOfDay(epochMs: number): number {
  return Math.floor((epochMs + officeAheadMs) / 60_000) % 1440;
}

function isOpenMinute(epochMs: number): boolean {
  const minute = minuteOfDay(epochMs);
  return isOpenDay(epochMs) && ((minute >= 420 && minute < 690) || (minute >= 810 && minute < 1020));
}

/** An independent, slow reference: no calendar arithmetic, only single steps of a minute or a day. */
function clerk(minute: number, amount: number, unit: string, sameDay: number | null): number {
  const step = 60_000;
  let now = minute * step;
  while (!isOpenMinute(now)) now += step;
  const dayMs = 1440 * step;
  if (sameDay !== null) {
    let end = now;
    if (minuteOfDay(now) > sameDay * 60)
      do end += dayMs;
      while (!isOpenDay(end));
    while (minuteOfDay(end) !== 1020) end += minuteOfDay(end) < 1020 ? step : -step;
    return end;
  }
  if (unit === 'hour') {
    let left = amount * 60;
    while (left > 0) {
      if (isOpenMinute(now)) left -= 1;
      now += step;
    }
    return now;
  }
  if (unit === 'working-day') {
    for (let count = 0; count < amount; count += 1)
      do now += dayMs;
      while (!isOpenDay(now));
    return now;
  }
  now += amount * dayMs;
  if (isOpenDay(now)) return now;
  while (!isOpenMinute(now)) now += step;
  return now;
}
