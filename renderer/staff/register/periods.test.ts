import { expect, test } from 'vitest';
import { periodOf } from './periods.ts';

/** 31 December 2026, 23:30 UTC: in Vietnam it is New Year already. */
const newYear = Date.UTC(2026, 11, 31, 23, 30);

test('the spans of a register follow the days at the office, also over New Year', () => {
  expect(periodOf('today', newYear)).toEqual({ from: '2027-01-01', until: '2027-01-01' });
  expect(periodOf('month', newYear)).toEqual({ from: '2027-01-01', until: '2027-01-01' });
  expect(periodOf('last-month', newYear)).toEqual({ from: '2026-12-01', until: '2026-12-31' });
  expect(periodOf('last-month', Date.UTC(2028, 2, 5))).toEqual({ from: '2028-02-01', until: '2028-02-29' });
  expect(periodOf('year', Date.UTC(2026, 10, 22))).toEqual({ from: '2026-01-01', until: '2026-11-22' });
});
