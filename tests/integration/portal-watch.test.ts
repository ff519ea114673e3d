import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { createPortalWatch } from '../../electron/core/portal/index.ts';
import type { Network } from '../../shared/contract/index.ts';
import { createReferencePortal, type ReferencePortal } from '../portal/reference-portal.ts';
import { openTestKiosk, type TestKiosk } from '../portal/test-kiosk.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const log = createLog({ write: () => {} });
let portal: ReferencePortal;
let kiosk: TestKiosk | null = null;

beforeEach(async () => {
  portal = await createReferencePortal();
});

afterEach(async () => {
  kiosk?.close();
  await portal.stop();
});

test('the watch follows the portal through its bad days and tells each change once', async () => {
  const clock = createFakeClock();
  // Only the watch lives on the test's clock: the limits of real connections run in real time.
  kiosk = openTestKiosk({ address: portal.address });
  const watch = createPortalWatch({ adapter: kiosk.adapter, clock, log, random: () => 0.5 });
  const told: Network[] = [];
  watch.onChange((network) => told.push(network));
  expect(watch.network()).toEqual({ state: 'unknown', cause: null, clockOffsetMs: null });

  watch.start();
  await watch.checkNow();
  await kiosk.adapter.enrol({ code: portal.issueEnrolmentCode() });
  await watch.checkNow();
  await portal.misbehave({ kind: 'captive' });
  clock.advance(60_000);
  await watch.checkNow();
  await portal.misbehave({ kind: 'none' });
  await portal.misbehave({ kind: 'offline' });
  clock.advance(60_000);
  await watch.checkNow();
  await portal.misbehave({ kind: 'none' });
  clock.advance(120_000);
  await watch.checkNow();
  clock.advance(60_000);
  await watch.checkNow();
  watch.stop();

  expect(told.map((network) => network.cause ?? network.state)).toEqual([
    'PORTAL_NOT_ENROLLED',
    'online',
    'PORTAL_STRANGER',
    'PORTAL_UNREACHABLE',
    'online',
  ]);
  expect(clock.waiting()).toBe(0);
});

test.each([
  ['forty days behind', -40 * dayMs],
  ['in 1970', -Date.now() + dayMs],
  ['three years ahead', 3 * 365 * dayMs],
])('a kiosk whose clock is %s enrols, is online and knows its offset', async (_, shiftMs) => {
  const clock = createFakeClock(Date.now() + shiftMs);
  kiosk = openTestKiosk({ address: portal.address, clock });
  await kiosk.adapter.enrol({ code: portal.issueEnrolmentCode() });
  const watch = createPortalWatch({ adapter: kiosk.adapter, clock, log });
  const network = await watch.checkNow();
  expect(network.state).toBe('online');
  expect(Math.abs((network.clockOffsetMs ?? 0) + shiftMs)).toBeLessThan(5_000);
});

test('the offset of a portal with a wrong clock is reported and nothing stops', async () => {
  kiosk = openTestKiosk({ address: portal.address });
  await kiosk.adapter.enrol({ code: portal.issueEnrolmentCode() });
  await portal.misbehave({ kind: 'wrong-clock', offsetMs: 2 * dayMs });
  const { clockOffsetMs } = await kiosk.adapter.checkHealth();
  expect(Math.abs(clockOffsetMs - 2 * dayMs)).toBeLessThan(2_000);
});
