import { expect, test } from 'vitest';
import { KioskFault } from '../../shared/faults/index.ts';
import { createFakeClock } from '../../tests/support/fake-clock.ts';
import { createLog } from './diagnostics/index.ts';
import { runStartUp, type StartUpStep } from './start-up.ts';

const log = createLog({ write: () => {} });
const done = async (): Promise<'go-on'> => 'go-on';

function start(steps: readonly StartUpStep[]) {
  const clock = createFakeClock();
  const seen: string[] = [];
  return { clock, seen, outcome: runStartUp(steps, { clock, log, onStep: (name) => seen.push(name) }) };
}

test('runs the steps in the order of the table', async () => {
  const { seen, outcome } = start([
    { name: 'key', limitMs: 100, run: done },
    { name: 'store', limitMs: 100, run: done },
  ]);
  await outcome;
  expect(seen).toEqual(['key', 'store']);
});

test('gives a step up at its limit and names it', async () => {
  const { clock, outcome } = start([{ name: 'store', limitMs: 5_000, run: () => new Promise(() => {}) }]);
  const failed = expect(outcome).rejects.toMatchObject({
    code: 'START_STEP_TIMED_OUT',
    details: { step: 'store', limitMs: 5_000 },
  });
  clock.advance(5_000);
  await failed;
});

test('goes on by the fallback of a step that may fail', async () => {
  const errors: unknown[] = [];
  const { seen, outcome } = start([
    {
      name: 'portal',
      limitMs: 100,
      run: () => Promise.reject(new KioskFault('PORTAL_UNREACHABLE')),
      fallback: (error) => errors.push(error),
    },
    { name: 'ready', limitMs: 100, run: done },
  ]);
  await outcome;
  expect(seen).toEqual(['portal', 'ready']);
  expect(errors).toMatchObject([{ code: 'PORTAL_UNREACHABLE' }]);
});

test('stops at the step that fails without a fallback', async () => {
  const { seen, outcome } = start([
    { name: 'store', limitMs: 100, run: () => Promise.reject(new KioskFault('DATABASE_DAMAGED')) },
    { name: 'ready', limitMs: 100, run: done },
  ]);
  await expect(outcome).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' });
  expect(seen).toEqual(['store']);
});

test('leaves no timer behind', async () => {
  const { clock, outcome } = start([{ name: 'key', limitMs: 100, run: done }]);
  await outcome;
  expect(clock.waiting()).toBe(0);
});
