import { expect, test } from 'vitest';
import { createFakeClock } from '../../tests/support/fake-clock.ts';
import { createBudget } from './budget.ts';

test('allows so many attempts within the window, and again once the oldest has left it', () => {
  const clock = createFakeClock();
  const budget = createBudget({ clock, limit: 2, windowMs: 1_000 });
  expect([budget.spend(), budget.spend(), budget.spend()]).toEqual([true, true, false]);
  clock.advance(1_000);
  expect([budget.spend(), budget.spend(), budget.spend()]).toEqual([true, true, false]);
});
