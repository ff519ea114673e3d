import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createReferencePortal, type ReferencePortal } from '../portal/reference-portal.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFastWallClock } from '../support/fast-clock.ts';
import { makeFolder } from '../support/folders.ts';
import {
  type DeskOptions,
  openQueueDesk,
  type QueueDesk,
  sealRevision,
  sealSynthetic,
  syntheticFile,
  wrongWithAll,
} from '../support/queue-desk.ts';
import { dossierId } from '../support/sealing-desk.ts';

let portal: ReferencePortal;

beforeEach(async () => {
  portal = await createReferencePortal();
});
afterEach(() => portal.stop());

function testFolder(): string {
  const folder = makeFolder('queue');
  onTestFinished(folder.remove);
  return folder.path;
}

function openDesk(options: Partial<DeskOptions> = {}): Promise<QueueDesk> {
  return openQueueDesk({ portal, dataDir: testFolder(), ...options }, onTestFinished);
}

const keyOf = (number: number, revision = 0) => ({ dossierId: dossierId(number), revision });

test('brings what was sealed to the portal, byte for byte, and keeps the proof', async () => {
  const desk = await openDesk();
  const numbers = [1, 2, 3, 4, 5];
  for (const number of numbers) await sealSynthetic(desk.store, number);
  expect(desk.queue.counts()).toEqual({ waiting: 5, parked: 0, delivered: 0 });
  desk.queue.start();
  await desk.until(() => desk.queue.counts().delivered === 5);
  expect(wrongWithAll(portal, numbers)).toEqual([]);
  const [item] = desk.queue.state(dossierId(1));
  expect(item).toMatchObject({ state: 'delivered', percent: 100, fault: null, kind: 'submission' });
  expect(item?.officialCode).toMatch(/^H21\.99-\d{6}-\d{4}$/);
  const proof = desk.store.db
    .prepare<[string], { proof: string }>('SELECT proof FROM dossier_revision WHERE dossier_id = ?')
    .get(dossierId(1));
  expect(JSON.parse(proof?.proof ?? '{}')).toMatchObject({ officialCode: item?.officialCode, fileCount: 2 });
  const events = desk.store.audit.list({ from: 0, to: Number.MAX_SAFE_INTEGER });
  expect(events.filter(({ event }) => event === 'dossier-delivered')).toHaveLength(5);
  expect(desk.store.audit.verify().ok).toBe(true);
});

test('keeps the order inside a dossier and none across', async () => {
  const desk = await openDesk({ concurrency: 1 });
  for (const number of [1, 2]) await sealSynthetic(desk.store, number);
  await sealRevision(desk.store, 1, 1, 'supplement');
  await sealRevision(desk.store, 1, 2, 'withdrawal');
  await portal.misbehave({
    kind: 'refuse',
    code: 'CONTENT_REFUSED',
    status: 422,
    times: 1,
    call: 'createDossier',
  });
  desk.queue.start();
  await desk.until(() => desk.queue.counts().parked === 1 && desk.queue.counts().delivered === 1);
  expect(desk.queue.state(dossierId(1)).map(({ state, behind }) => ({ state, behind }))).toEqual([
    { state: 'parked', behind: false },
    { state: 'waiting', behind: true },
    { state: 'waiting', behind: true },
  ]);
  desk.queue.retry(keyOf(1), { role: 'staff', person: 's1' });
  await desk.until(() => desk.queue.counts().delivered === 4);
  const arrived = portal.desk.find(dossierId(1));
  expect(arrived?.revisions.map(({ kind, files }) => [kind, files.length])).toEqual([
    ['submission', 2],
    ['supplement', 1],
    ['withdrawal', 0],
  ]);
  // Asked to be withdrawn: the portal's state, learnt with the proof.
  const row = desk.store.db
    .prepare('SELECT portal_state FROM dossier WHERE dossier_id = ?')
    .get(dossierId(1));
  expect(row).toEqual({ portal_state: 7 });
  expect(desk.queue.retry(keyOf(1), { role: 'staff', person: 's1' })).toBe(false);
});

test('learns states, history and requests for papers by asking in batches', async () => {
  const learnt: string[] = [];
  const desk = await openDesk({
    clock: createFastWallClock(4_000),
    onStates: (id) => void learnt.push(id),
  });
  for (const number of [1, 2, 3]) await sealSynthetic(desk.store, number);
  desk.queue.start();
  await desk.until(() => desk.queue.counts().delivered === 3);
  portal.desk.setState(dossierId(2), 4);
  const requestId = portal.desk.askSupplement(dossierId(3), {
    reason: 'Giấy chứng sinh mờ.',
    papers: [{ componentId: 'component-1', title: 'Giấy chứng sinh', note: null }],
  });
  await desk.until(() => learnt.includes(dossierId(2)) && learnt.includes(dossierId(3)));
  const states = desk.store.db.prepare('SELECT portal_state AS state FROM dossier ORDER BY dossier_id').all();
  expect(states).toEqual([{ state: 1 }, { state: 4 }, { state: 5 }]);
  const history = desk.store.db
    .prepare('SELECT seq, state FROM dossier_history WHERE dossier_id = ? ORDER BY seq')
    .all(dossierId(3));
  expect(history).toEqual([
    { seq: 1, state: 1 },
    { seq: 2, state: 5 },
  ]);
  expect(
    desk.store.db
      .prepare('SELECT request_id AS id, answered_revision AS answered FROM supplement_request')
      .all(),
  ).toEqual([{ id: requestId, answered: null }]);

  await sealRevision(desk.store, 3, 1, 'supplement', requestId);
  desk.queue.nudge('sealed');
  await desk.until(() => desk.queue.counts().delivered === 4);
  expect(portal.desk.contentOf(dossierId(3), 1)?.supplementOf).toBe(requestId);
  portal.desk.setState(dossierId(1), 10);
  await expect(desk.queue.askState(dossierId(1))).resolves.toBe(true);
  expect(desk.store.audit.verify().ok).toBe(true);
});

test('looks up a code of another channel without a name, and none that nobody issued', async () => {
  const desk = await openDesk();
  const code = portal.desk.takeFromElsewhere({
    code: '1.001193',
    name: 'Đăng ký khai sinh',
    agencyCode: 'H21.99',
  });
  await expect(desk.queue.lookUp(code.toLowerCase())).resolves.toMatchObject({
    officialCode: code,
    procedureName: 'Đăng ký khai sinh',
    state: 2,
    history: [{ seq: 1, state: 2 }],
  });
  await expect(desk.queue.lookUp('H21.99-260101-9999')).resolves.toBeNull();
});

test('a person sees at the portal what arrived, and an officer moves it', async () => {
  const desk = await openDesk();
  await sealSynthetic(desk.store, 1);
  desk.queue.start();
  await desk.until(() => desk.queue.counts().delivered === 1);
  const page = await (await fetch(portal.adminAddress)).text();
  expect(page).toContain(desk.queue.state(dossierId(1))[0]?.officialCode);
  expect(page).toContain('Tờ khai đăng ký khai sinh');
  const file = await fetch(`${portal.adminAddress}/dossiers/${dossierId(1)}/0/2`);
  expect(file.headers.get('content-disposition')).toMatch(/H21\.99-\d{6}-\d{4}\.2\.pdf/);
  expect(Buffer.from(await file.arrayBuffer())).toEqual(syntheticFile(1, 2, 5_000));
  expect((await fetch(`${portal.adminAddress}/dossiers/${dossierId(1)}/0/9`)).status).toBe(404);
  const moved = await fetch(`${portal.adminAddress}/dossiers/state`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ dossierId: dossierId(1), state: 9 }),
  });
  expect(await moved.json()).toEqual({ changed: true });
  expect(portal.desk.find(dossierId(1))?.state).toBe(9);
});

test('goes on after a restart where the portal has it', async () => {
  const dataDir = testFolder();
  const desk = await openDesk({ dataDir });
  await sealSynthetic(desk.store, 1, [700_000]);
  await portal.misbehave({ kind: 'reset-mid-body', afterBytes: 500_000, times: 1, call: 'uploadBytes' });
  // Everything but this one upload finds the portal shut.
  await portal.misbehave({ kind: 'failure', status: 503, call: 'uploadOffset' });
  desk.queue.start();
  await desk.until(() => desk.queue.state(dossierId(1))[0]?.fault?.code === 'PORTAL_FAILED');
  await desk.close();
  await portal.misbehave({ kind: 'none' });
  const again = await openDesk({ dataDir });
  again.queue.start();
  await again.until(() => again.queue.counts().delivered === 1);
  expect(wrongWithAll(portal, [1], [700_000])).toEqual([]);
  expect(portal.countRequests('createDossier')).toBe(1);
  expect(portal.countRequests('uploadCreate')).toBe(1);
});

describe('a road that is seen to be back', () => {
  // Whatever is drawn is the longest there is, and no hand moves unless it is moved.
  const clock = createFakeClock();
  const stillHands = { clock, random: () => 0.999 };

  async function sealWithoutRoad(desk: QueueDesk, number: number): Promise<void> {
    await portal.misbehave({ kind: 'offline' });
    await sealSynthetic(desk.store, number, [3_000]);
    desk.queue.nudge('sealed');
    await desk.until(() => desk.queue.state(dossierId(number))[0]?.fault?.code === 'PORTAL_UNREACHABLE');
    await portal.misbehave({ kind: 'none' });
  }

  test('takes at once what has just failed, which does not sit out its own pause', async () => {
    const desk = await openDesk(stillHands);
    desk.queue.start();
    await sealWithoutRoad(desk, 1);
    desk.queue.nudge('network');
    await desk.until(() => desk.queue.counts().delivered === 1);
  });

  test('takes what is due when its share of the crowd comes, not a minute later', async () => {
    const desk = await openDesk(stillHands);
    desk.queue.start();
    await sealWithoutRoad(desk, 1);
    clock.advance(1_500);
    desk.queue.nudge('network');
    clock.advance(1_500);
    await desk.until(() => desk.queue.counts().delivered === 1);
  });

  test('takes after a restart what was still pausing', async () => {
    const dataDir = testFolder();
    const desk = await openDesk({ ...stillHands, dataDir });
    desk.queue.start();
    await sealWithoutRoad(desk, 1);
    await desk.close();
    const again = await openDesk({ ...stillHands, dataDir });
    again.queue.start();
    again.queue.nudge('network');
    await again.until(() => again.queue.counts().delivered === 1);
  });
});

test.each([
  ['a year back', -365 * 86_400_000],
  ['ten years ahead', 3_650 * 86_400_000],
])('a clock that is set %s makes nothing wait', async (_, shiftMs) => {
  const clock = createFakeClock(Date.now());
  const desk = await openDesk({ clock });
  await sealSynthetic(desk.store, 1);
  await portal.misbehave({ kind: 'failure', status: 500, times: 1, call: 'createDossier' });
  desk.queue.start();
  await desk.until(() => desk.queue.state(dossierId(1))[0]?.fault?.code === 'PORTAL_FAILED');
  clock.setWallClock(clock.now() + shiftMs);
  clock.advance(60_000);
  await desk.until(() => desk.queue.counts().delivered === 1);
  await desk.close();
  expect(clock.waiting()).toBe(0);
});

test('a cap on the bandwidth holds over files and dossiers', async () => {
  const clock = createFastWallClock(50);
  const desk = await openDesk({ clock, bandwidthBytesPerSecond: 200_000 });
  for (const number of [1, 2]) await sealSynthetic(desk.store, number, [300_000, 300_000]);
  const startedAt = clock.monotonicMs();
  desk.queue.start();
  await desk.until(() => desk.queue.counts().delivered === 2);
  // 1.2 MB at 200 kB a second; the first piece need not wait.
  expect(clock.monotonicMs() - startedAt).toBeGreaterThan(4_500);
  expect(wrongWithAll(portal, [1, 2], [300_000, 300_000])).toEqual([]);
});

const actions = fc.constantFrom(
  'seal',
  'seal',
  'lose-announcement',
  'lose-file',
  'lose-proof',
  'cut-file',
  'restart',
  'tap-again',
  'shut',
  'open',
  'staff',
);

test('any order of sealing, lost replies, restarts and double taps gives the same dossiers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(actions, { minLength: 4, maxLength: 14 }), async (script) => {
      const own = await createReferencePortal();
      const folder = makeFolder('queue-property');
      const open = (): Promise<QueueDesk> =>
        openQueueDesk(
          { portal: own, dataDir: folder.path, clock: createFastWallClock(1_000) },
          () => undefined,
        );
      let desk = await open();
      let sealed = 0;
      desk.queue.start();
      try {
        for (const action of script) {
          if (action === 'seal') {
            sealed += 1;
            await sealSynthetic(desk.store, sealed);
            desk.queue.nudge('sealed');
          } else if (action === 'restart') {
            await desk.close();
            desk = await open();
            desk.queue.start();
          } else if (action === 'tap-again') {
            for (let tap = 0; tap < 3; tap += 1) desk.queue.nudge('sealed');
          } else if (action === 'staff') {
            desk.queue.retry(keyOf(sealed), { role: 'staff', person: null });
          } else await own.misbehave(luck[action]);
        }
        await own.misbehave({ kind: 'none' });
        desk.queue.nudge('network');
        await desk.until(() => desk.queue.counts().delivered === sealed);
        const numbers = Array.from({ length: sealed }, (_, index) => index + 1);
        expect(wrongWithAll(own, numbers)).toEqual([]);
      } finally {
        await desk.close();
        await own.stop();
        folder.remove();
      }
    }),
    { numRuns: 8 },
  );
});

const luck = {
  'lose-announcement': { kind: 'drop-reply', times: 1, call: 'createDossier' },
  'lose-file': { kind: 'drop-reply', times: 2, call: 'uploadCreate' },
  'lose-proof': { kind: 'drop-reply', times: 1, call: 'finaliseDossier' },
  'cut-file': { kind: 'reset-mid-body', afterBytes: 1_000, times: 1, call: 'uploadCreate' },
  shut: { kind: 'offline' },
  open: { kind: 'none' },
} as const;
