import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { createRatings } from '../../electron/core/rating/index.ts';
import { createFileKeyProvider, openStore } from '../../electron/core/storage/index.ts';
import { defaultReading } from '../../shared/contract/index.ts';
import { createReferencePortal } from '../portal/reference-portal.ts';
import { openTestKiosk } from '../portal/test-kiosk.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { refusal } from '../support/fault-of.ts';
import { makeFolder } from '../support/folders.ts';
import { makeReady, openPapersKiosk } from '../support/papers-kiosk.ts';

const birth = '1.001193';
const log = createLog({ write: () => {} });

test('what was handed in is rated once per visit: a double tap and a restart count nothing twice', async () => {
  const kiosk = await openPapersKiosk();
  const { client, draftId } = kiosk;
  expect(await client.rating.state()).toEqual({ kind: 'not-asked' });
  expect(await client.rating.give({ score: 5 })).toEqual({ kind: 'not-asked' });
  await makeReady(kiosk);
  await client.submission.submit({ draftId });
  expect(await client.rating.state()).toEqual({ kind: 'asked' });
  const [first, second] = await Promise.all([
    client.rating.give({ score: 4 }),
    client.rating.give({ score: 1 }),
  ]);
  expect([first, second]).toEqual([
    { kind: 'given', score: 4 },
    { kind: 'given', score: 4 },
  ]);
  await kiosk.stop();
  const store = await openKept(kiosk.dataDir);
  const rows = store.db.prepare<[], Record<string, unknown>>('SELECT * FROM rating').all();
  expect(rows).toEqual([
    {
      rating_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      day: expect.any(String),
      procedure_code: birth,
      score: 4,
    },
  ]);
  // What was given cannot be led back to a dossier, nor to the visit in the audit log.
  expect(JSON.stringify(rows)).not.toContain(draftId);
  const given = store.audit
    .list({ from: 0, to: Number.MAX_SAFE_INTEGER })
    .filter(({ event }) => event === 'rating-given');
  expect(given.map(({ details, dossierId }) => [details, dossierId])).toEqual([[{}, null]]);
  store.close();
  const again = await openPapersKiosk({ dataDir: kiosk.dataDir });
  await again.client.session.end();
  expect(await refusal(again.client.rating.give({ score: 2 }))).toBe('SESSION_NOT_OPEN');
  await again.client.session.begin({ reading: defaultReading });
  expect(await again.client.rating.state()).toEqual({ kind: 'not-asked' });
});

test('ratings reach the portal once each through lost replies, an outage and a restart, and nothing else goes along', async () => {
  const portal = await createReferencePortal();
  const folder = makeFolder('rating');
  const { adapter, close } = openTestKiosk({ address: portal.address });
  onTestFinished(async () => {
    close();
    await portal.stop();
    folder.remove();
  });
  await adapter.enrol({ code: portal.issueEnrolmentCode() });
  const clock = createFakeClock();
  let store = await openKept(folder.path);
  let visit = 0;
  const open = () =>
    createRatings({
      store,
      clock,
      log,
      sessionId: () => `0192f0c1-2345-7abc-8def-${String(visit).padStart(12, '0')}`,
      today: () => '2026-11-23',
      send: (rating) => adapter.rate(rating),
      onGiven: () => {},
      random: () => 0.5,
    });
  let ratings = open();
  const rate = (score: 1 | 2 | 3 | 4 | 5): void => {
    visit += 1;
    ratings.offer(birth);
    ratings.give(score);
  };
  /** One turn, until the next is planned. */
  const turn = async (): Promise<void> => {
    clock.advance(15 * 60_000);
    while (clock.waiting() === 0) await setImmediate();
  };
  const left = (): unknown => store.db.prepare('SELECT count(*) FROM rating').pluck().get();

  ratings.start();
  rate(5);
  rate(5);
  rate(1);
  await portal.misbehave({ kind: 'offline' });
  await turn();
  expect(left()).toBe(3);
  await portal.misbehave({ kind: 'none' });
  await portal.misbehave({ kind: 'drop-reply', call: 'rate', times: 2 });
  await turn();
  expect(left()).toBeGreaterThan(0);
  await ratings.stop();
  store.close();
  store = await openKept(folder.path);
  onTestFinished(() => store.close());
  ratings = open();
  ratings.start();
  await turn();
  await turn();
  expect(left()).toBe(0);
  const counted = { day: '2026-11-23', kioskId: 'QA7', procedureCode: birth };
  expect(portal.ratings.list()).toEqual([
    { ...counted, score: 1, count: 1 },
    { ...counted, score: 5, count: 2 },
  ]);
  // One that the portal will never take does not hold up those after it.
  rate(3);
  rate(2);
  await portal.misbehave({ kind: 'refuse', call: 'rate', code: 'BAD_REQUEST', status: 400, times: 1 });
  await turn();
  expect(left()).toBe(0);
  await ratings.stop();
  expect(clock.waiting()).toBe(0);
});

function openKept(dataDir: string) {
  return openStore({
    dataDir,
    migrationsDir: path.resolve(import.meta.dirname, '../../resources/migrations'),
    keyProvider: createFileKeyProvider({
      path: path.join(dataDir, 'master.key'),
      dataDir,
      acceptUnprotectedKey: true,
    }),
    clock: createFakeClock(),
    log,
  });
}
