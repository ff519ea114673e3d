import { describe, expect, test } from 'vitest';
import {
  dateInWords,
  daysBetween,
  isCertainlyBefore,
  isDay,
  readDay,
  writeDay,
  yearsBetween,
} from './dates.ts';
import { numberInWords } from './number-words.ts';

test.each([
  ['2026-03-15', '2026-03-15', true],
  ['15/3/2026', '2026-03-15', true],
  ['15.03.2026', '2026-03-15', true],
  ['15032026', '2026-03-15', true],
  ['29/02/2024', '2024-02-29', true],
  ['29/02/2026', '2026-02-29', false],
  ['31/02/2026', '2026-02-31', false],
  ['hôm qua', null, false],
  ['2026', null, false],
])('reads %s', (text, iso, exists) => {
  expect(readDay(text)).toEqual({ iso, exists });
});

test('counts full years to the day, and bare years as the most it can be', () => {
  expect(yearsBetween('2006-11-23', '2026-11-22')).toBe(19);
  expect(yearsBetween('2006-11-22', '2026-11-22')).toBe(20);
  expect(yearsBetween('2006', '2026-01-01')).toBe(20);
  expect(yearsBetween('xưa', '2026-01-01')).toBeNull();
});

test('a bare year is before a day only when the years differ', () => {
  expect(isCertainlyBefore('1990', '1990-03-15')).toBe(false);
  expect(isCertainlyBefore('1989', '1990-03-15')).toBe(true);
  expect(isCertainlyBefore('1990-03-14', '1990-03-15')).toBe(true);
  expect(isCertainlyBefore(null, '1990-03-15')).toBe(false);
});

test('counts days between full days only', () => {
  expect(daysBetween('2026-11-01', '2028-11-01')).toBe(731);
  expect(daysBetween('2026', '2028-11-01')).toBeNull();
});

test('writes days as people do', () => {
  expect([writeDay('2026-03-05'), writeDay('1990')]).toEqual(['05/03/2026', '1990']);
  expect(isDay('2026-02-31')).toBe(false);
});

describe('in words', () => {
  test.each([
    [0, 'không'],
    [5, 'năm'],
    [10, 'mười'],
    [11, 'mười một'],
    [15, 'mười lăm'],
    [20, 'hai mươi'],
    [21, 'hai mươi mốt'],
    [25, 'hai mươi lăm'],
    [105, 'một trăm linh năm'],
    [1990, 'một nghìn chín trăm chín mươi'],
    [2005, 'hai nghìn không trăm linh năm'],
    [2026, 'hai nghìn không trăm hai mươi sáu'],
    [1_000_000, 'một triệu'],
    [150_000_000, 'một trăm năm mươi triệu'],
    [1_002_003_004, 'một tỷ không trăm linh hai triệu không trăm linh ba nghìn không trăm linh bốn'],
  ])('%d', (value, words) => {
    expect(numberInWords(value)).toBe(words);
  });

  test('a day, with April as offices say it', () => {
    expect(dateInWords('2026-04-21')).toBe(
      'ngày hai mươi mốt tháng tư năm hai nghìn không trăm hai mươi sáu',
    );
    expect(dateInWords('1998')).toBe('năm một nghìn chín trăm chín mươi tám');
    expect(dateInWords('31/02')).toBeNull();
  });
});
