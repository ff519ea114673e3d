import { expect, test } from 'vitest';
import { fitOf } from './panel.ts';

test('keeps the full design on a 27 inch panel, upright and lying', () => {
  expect(fitOf({ widthMm: 337.5, heightMm: 600 })).toBe(1);
  expect(fitOf({ widthMm: 600, heightMm: 337.5 })).toBe(1);
});

test('shrinks the design on the smallest counter PC, but never below seven tenths', () => {
  expect(fitOf({ widthMm: 427, heightMm: 240 })).toBeCloseTo(0.7625, 2);
  expect(fitOf({ widthMm: 200, heightMm: 112 })).toBe(0.7);
});
