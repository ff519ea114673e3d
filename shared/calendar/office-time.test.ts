import { expect, test } from 'vitest';
import { officeDay, officeDayStart, officeWallTime } from './office-time.ts';

const lastSecond = Date.parse('2026-11-23T23:59:59+07:00');

test('reads the calendar and the clock of the office', () => {
  expect(officeWallTime(lastSecond)).toBe('2026-11-23T23:59:59');
  expect(officeDay(lastSecond)).toBe('2026-11-23');
  expect(officeDay(lastSecond + 1000)).toBe('2026-11-24');
});

test('begins the day at midnight of the office', () => {
  const midnight = Date.parse('2026-11-23T00:00:00+07:00');
  expect(officeDayStart(lastSecond)).toBe(midnight);
  expect(officeDayStart(midnight)).toBe(midnight);
  expect(officeDayStart(midnight - 1)).toBe(midnight - 86_400_000);
});
