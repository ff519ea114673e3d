import { describe, expect, test } from 'vitest';
import {
  choosePart,
  createDateEntry,
  type DateEntry,
  eraseDigit,
  findDateProblem,
  isoOf,
  turnWheel,
  typeDigit,
} from './date-entry.ts';

const limits = { min: '1900-01-01', max: '2026-11-22' };
const today = '2026-11-22';

function typed(digits: string): DateEntry {
  return [...digits].reduce(typeDigit, createDateEntry(''));
}

describe('typing a date', () => {
  test.each([
    ['15032026', '2026-03-15'],
    ['5031990', '1990-03-05'],
    ['531990', '1990-03-05'],
    ['31121999', '1999-12-31'],
    ['1532026', '2026-03-15'],
  ])('%s is %s', (digits, iso) => {
    expect(isoOf(typed(digits))).toBe(iso);
  });

  test('is nothing until it is complete', () => {
    expect(isoOf(typed('150320'))).toBe('');
    expect(findDateProblem(typed('150320'), limits)).toBeNull();
  });

  test('takes digits back over the parts', () => {
    let entry = typed('15032');
    entry = eraseDigit(eraseDigit(eraseDigit(entry)));
    expect(entry).toMatchObject({ day: '15', month: '', year: '', part: 'month' });
  });

  test('begins a chosen part anew', () => {
    const entry = [...'1985'].reduce(typeDigit, choosePart(typed('15032026'), 'year'));
    expect(isoOf(entry)).toBe('1985-03-15');
  });
});

describe('a wrong date', () => {
  test.each([
    ['31022026', { kind: 'noSuchDay', days: 28 }],
    ['29021900', { kind: 'noSuchDay', days: 28 }],
    ['31042000', { kind: 'noSuchDay', days: 30 }],
    ['01132026', { kind: 'noSuchMonth' }],
    ['23112026', { kind: 'tooLate' }],
    ['31121899', { kind: 'tooEarly' }],
    ['29022024', null],
  ])('%s', (digits, problem) => {
    expect(findDateProblem(typed(digits), limits)).toEqual(problem);
  });
});

describe('the wheels', () => {
  test('never come to a day that does not exist', () => {
    const january = createDateEntry('2026-01-31');
    expect(isoOf(turnWheel(january, 'month', 1, limits, today))).toBe('2026-02-28');
    const leap = createDateEntry('2024-02-29');
    expect(isoOf(turnWheel(leap, 'year', 1, limits, today))).toBe('2025-02-28');
    expect(isoOf(turnWheel(createDateEntry('2026-02-28'), 'day', 1, limits, today))).toBe('2026-02-01');
    expect(isoOf(turnWheel(createDateEntry('2026-01-01'), 'month', -1, limits, today))).toBe('2026-12-01');
  });

  test('begin at today', () => {
    const year = turnWheel(createDateEntry(''), 'year', 1, limits, today);
    expect(year).toMatchObject({ year: '2026', month: '', day: '' });
    expect(turnWheel(year, 'day', -1, limits, today)).toMatchObject({ day: '22' });
  });

  test('stay between the years of the question', () => {
    expect(turnWheel(createDateEntry('2026-03-01'), 'year', 1, limits, today).year).toBe('2026');
    expect(turnWheel(createDateEntry('1900-03-01'), 'year', -1, limits, today).year).toBe('1900');
  });
});
