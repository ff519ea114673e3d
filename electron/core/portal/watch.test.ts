import { expect, test } from 'vitest';
import { KioskFault } from '../../../shared/faults/index.ts';
import { createFakeClock } from '../../../tests/support/fake-clock.ts';
import { createLog } from '../diagnostics/index.ts';
import { pauseBeforeTry } from './backoff.ts';
import type { PortalAdapter, PortalHealth } from './portal.port.ts';
import { createPortalWatch, watchTimings } from './watch.ts';

const log = createLog({ write: () => {} });

function scriptedAdapter(
  answers: readonly (PortalHealth | KioskFault)[],
): PortalAdapter & { asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    portalHost: 'portal.example.vn',
    isEnrolled: () => true,
    enrol: () => Promise.reject(new Error('not in the script')),
    readCatalogueManifest: () => Promise.reject(new Error('not in the script')),
    readSignIn: () => Promise.reject(new Error('not in the script')),
    startRegistration: () => Promise.reject(new Error('not in the script')),
    resendRegistration: () => Promise.reject(new Error('not in the script')),
    confirmRegistration: () => Promise.reject(new Error('not in the script')),
    createDossier: () => Promise.reject(new Error('not in the script')),
    uploadFile: () => Promise.reject(new Error('not in the script')),
    finaliseDossier: () => Promise.reject(new Error('not in the script')),
    readStates: () => Promise.reject(new Error('not in the script')),
    lookUp: () => Promise.reject(new Error('not in the script')),
    rate: () => Promise.reject(new Error('not in the script')),
    offerPayment: () => Promise.reject(new Error('not in the script')),
    readPayments: () => Promise.reject(new Error('not in the script')),
    tellEvents: () => Promise.reject(new Error('not in the script')),
    close: () => {},
    async checkHealth() {
      const answer = answers[Math.min(asked.length, answers.length - 1)];
      asked.push(asked.length);
      if (answer === undefined) throw new Error('the script is empty');
      if (answer instanceof KioskFault) throw answer;
      return answer;
    },
  };
}

const down = new KioskFault('PORTAL_UNREACHABLE');

test('waits longer after each failure, never longer than the cap, and soon again after a success', async () => {
  const clock = createFakeClock();
  const adapter = scriptedAdapter([
    ...Array.from({ length: 9 }, () => down),
    { status: 'ok', clockOffsetMs: 0 },
    down,
  ]);
  const watch = createPortalWatch({ adapter, clock, log, random: () => 0.999_999 });
  const pauses: number[] = [];
  watch.start();
  for (let turn = 0; turn < 12; turn += 1) {
    await watch.checkNow();
    const asked = adapter.asked.length;
    const from = clock.monotonicMs();
    while (adapter.asked.length === asked) clock.advance(100);
    pauses.push(Math.round((clock.monotonicMs() - from) / 1_000));
  }
  watch.stop();
  expect(pauses).toEqual([2, 4, 8, 16, 30, 30, 30, 30, 30, 35, 2, 4]);
});

test('waits as long as a busy portal asks for', async () => {
  const clock = createFakeClock();
  const busy = new KioskFault('PORTAL_FAILED', { details: { status: 503, retryAfterSeconds: 300 } });
  const adapter = scriptedAdapter([busy]);
  const watch = createPortalWatch({ adapter, clock, log, random: () => 0 });
  watch.start();
  await watch.checkNow();
  clock.advance(299_000);
  expect(adapter.asked).toHaveLength(1);
  clock.advance(1_000);
  expect(adapter.asked).toHaveLength(2);
  watch.stop();
});

test('keeps the last offset while offline, and a drift below a second is no news', async () => {
  const clock = createFakeClock();
  const adapter = scriptedAdapter([
    { status: 'ok', clockOffsetMs: 60_000 },
    { status: 'ok', clockOffsetMs: 60_400 },
    down,
    { status: 'maintenance', clockOffsetMs: 60_100 },
    { status: 'ok', clockOffsetMs: 3_000 },
  ]);
  const watch = createPortalWatch({ adapter, clock, log });
  const told: unknown[] = [];
  watch.onChange((network) => told.push(network));
  for (let turn = 0; turn < 5; turn += 1) await watch.checkNow();
  expect(told).toEqual([
    { state: 'online', cause: null, clockOffsetMs: 60_000 },
    { state: 'offline', cause: 'PORTAL_UNREACHABLE', clockOffsetMs: 60_000 },
    { state: 'offline', cause: 'PORTAL_FAILED', clockOffsetMs: 60_100 },
    { state: 'online', cause: null, clockOffsetMs: 3_000 },
  ]);
});

test('a stopped watch leaves no timer behind and may be started again', async () => {
  const clock = createFakeClock();
  const adapter = scriptedAdapter([down]);
  const watch = createPortalWatch({ adapter, clock, log });
  watch.start();
  watch.stop();
  watch.start();
  await watch.checkNow();
  expect(clock.waiting()).toBe(1);
  watch.stop();
  expect(clock.waiting()).toBe(0);
});

test('spreads the tries evenly between floor and ceiling', () => {
  const limits = watchTimings.offline;
  const pauses = Array.from({ length: 1_000 }, (_, index) => pauseBeforeTry(3, limits, () => index / 1_000));
  expect(Math.min(...pauses)).toBe(limits.floorMs);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(16_000);
  const mean = pauses.reduce((sum, pause) => sum + pause, 0) / pauses.length;
  expect(Math.round(mean / 1_000)).toBe(8);
});
