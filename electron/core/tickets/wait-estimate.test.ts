import { expect, test } from 'vitest';
import { estimateMinutes } from './wait-estimate.ts';

const minuteMs = 60_000;

test('measures the median of those who were served, in steps of five minutes, never too few', () => {
  expect(
    estimateMinutes(
      [4, 6, 55].map((minutes) => minutes * minuteMs),
      3,
    ),
  ).toBe(20);
  expect(
    estimateMinutes(
      [1, 1, 1].map((minutes) => minutes * minuteMs),
      1,
    ),
  ).toBe(5);
});

test('says nothing where nothing was measured', () => {
  expect(estimateMinutes([], 3)).toBeNull();
  expect(estimateMinutes([4 * minuteMs, 6 * minuteMs], 3)).toBeNull();
  expect(
    estimateMinutes(
      [4, 5, 6].map((minutes) => minutes * minuteMs),
      0,
    ),
  ).toBeNull();
  // A clock that was set back, and a counter that nobody closed.
  expect(estimateMinutes([-minuteMs, 300 * minuteMs, 5 * minuteMs, 6 * minuteMs], 2)).toBeNull();
});
