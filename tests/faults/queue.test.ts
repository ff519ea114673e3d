import { mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { QueueItem } from '../../electron/core/queue/index.ts';
import { assertDefined } from '../../shared/assert.ts';
import type { Misbehaviour } from '../portal/misbehaviour.ts';
import { createReferencePortal, type ReferencePortal } from '../portal/reference-portal.ts';
import { createFastWallClock } from '../support/fast-clock.ts';
import { makeFolder } from '../support/folders.ts';
import { openQueueDesk, type QueueDesk, sealSynthetic, wrongWith } from '../support/queue-desk.ts';
import { dossierId } from '../support/sealing-desk.ts';

/** One small file that goes with its announcement, one that is announced, sent, and resumed. */
const fileSizes = [3_000, 300_000];
const folder = makeFolder('queue-faults');
let portal: ReferencePortal;
let desk: QueueDesk;
let closeDesk = async (): Promise<void> => {};
let last = 0;

beforeAll(async () => {
  portal = await createReferencePortal();
  desk = await openQueueDesk(
    {
      portal,
      dataDir: folder.path,
      clock: createFastWallClock(1_000),
      limits: { connectMs: 500, answerMs: 500, answerBytes: 64 * 1024 },
    },
    (close) => {
      closeDesk = close;
    },
  );
  desk.queue.start();
});

afterEach(() => portal.misbehave({ kind: 'none' }));

afterAll(async () => {
  await closeDesk();
  await portal.stop();
  folder.remove();
});

function item(number: number): QueueItem | undefined {
  return desk.queue.state(dossierId(number))[0];
}

async function seal(sizes: readonly number[] = fileSizes): Promise<number> {
  last += 1;
  await sealSynthetic(desk.store, last, sizes);
  desk.queue.nudge('sealed');
  return last;
}

/** The item as it was told when it fitted: read again, the next try may already be under way. */
async function told(number: number, fits: (item: QueueItem) => boolean): Promise<QueueItem> {
  const find = (): QueueItem | undefined =>
    desk.told.find((one) => one.dossierId === dossierId(number) && fits(one));
  await desk.until(() => find() !== undefined);
  return assertDefined(find(), 'what was waited for');
}

async function parked(number: number): Promise<QueueItem | undefined> {
  await desk.until(() => item(number)?.state === 'parked');
  return item(number);
}

async function delivered(...numbers: readonly number[]): Promise<void> {
  await desk.until(() => numbers.every((number) => item(number)?.state === 'delivered'));
}

function sendAgain(number: number): boolean {
  const key = { dossierId: dossierId(number), revision: 0 };
  return desk.queue.retry(key, { role: 'staff', person: 's1' });
}

/** What the portal's counts must be: those of ours that arrived, each under a code of its own, and nothing else. */
function thereOnce(): { readonly n: number; readonly codes: number } {
  const numbers = Array.from({ length: last }, (_, index) => index + 1);
  const there = numbers.map((number) => portal.desk.find(dossierId(number))).filter((one) => one !== null);
  return { n: there.length, codes: there.filter(({ officialCode }) => officialCode !== null).length };
}

/** Seals one dossier while the portal misbehaves: it must arrive once and whole, and nothing beside it. */
async function arrivesDespite(...rules: readonly Misbehaviour[]): Promise<void> {
  for (const rule of rules) await portal.misbehave(rule);
  const before = portal.requests(1)[0]?.seq ?? 0;
  const number = await seal();
  await desk.until(() => item(number)?.state === 'delivered' || item(number)?.state === 'parked');
  expect(item(number)).toMatchObject({ state: 'delivered', fault: null });
  expect(wrongWith(portal, number, fileSizes)).toEqual([]);
  expect(thereOnce()).toEqual(portal.desk.count());
  // The bad luck was met: a rule that nobody ran into proves nothing.
  const met = portal
    .requests(10_000)
    .flatMap(({ seq, mischief }) => (seq > before ? mischief.split(' ') : []));
  expect(met).toEqual(expect.arrayContaining(rules.map(({ kind }) => kind)));
}

const calls = ['createDossier', 'finaliseDossier'] as const;
const uploadSteps = ['uploadCreate', 'uploadBytes'] as const;
const steps = [...calls, ...uploadSteps] as const;
type Step = (typeof steps)[number] | 'uploadOffset';

/** The same bad luck, twice in a row at one step. */
const anywhere: readonly (readonly [string, (call: Step) => Misbehaviour])[] = [
  ['a reset connection', (call) => ({ kind: 'reset', times: 2, call })],
  ['a lost reply', (call) => ({ kind: 'drop-reply', times: 2, call })],
  ['an answer cut off', (call) => ({ kind: 'cut-off', times: 2, call })],
  ['a late answer', (call) => ({ kind: 'latency', ms: 650, times: 1, call })],
  ['500', (call) => ({ kind: 'failure', status: 500, times: 2, call })],
  [
    '503 with Retry-After',
    (call) => ({ kind: 'failure', status: 503, retryAfterSeconds: 3, times: 2, call }),
  ],
  [
    '429 with Retry-After',
    (call) => ({ kind: 'failure', status: 429, retryAfterSeconds: 3, times: 2, call }),
  ],
  ['a captive page', (call) => ({ kind: 'captive', times: 2, call })],
  ['a redirect', (call) => ({ kind: 'redirect', location: 'http://192.0.2.1/', times: 2, call })],
  ['JSON that nobody signed', (call) => ({ kind: 'unsigned', times: 2, call })],
  ['another key', (call) => ({ kind: 'wrong-signature', times: 2, call })],
  ['the answer to another request', (call) => ({ kind: 'other-request', times: 2, call })],
  ['a changed answer', (call) => ({ kind: 'changed-body', times: 2, call })],
  [
    "a portal's clock two days ahead",
    (call) => ({ kind: 'wrong-clock', offsetMs: 172_800_000, times: 2, call }),
  ],
  ['423', (call) => ({ kind: 'refuse', code: 'DOSSIER_LOCKED', status: 423, times: 2, call })],
];

describe.each(anywhere)('%s still gives one whole dossier', (_, rule) => {
  test.each(steps)('at %s', (step) => arrivesDespite(rule(step)));

  test('when the offset is asked for', () =>
    arrivesDespite(
      { kind: 'reset-mid-body', afterBytes: 100_000, times: 1, call: 'uploadBytes' },
      rule('uploadOffset'),
    ));
});

describe('what only one step can do still gives one whole dossier', () => {
  test.each(calls)('an answer outside the contract at %s', (call) =>
    arrivesDespite({ kind: 'wrong-schema', times: 2, call }),
  );

  test.each(uploadSteps)('a line that dies in the middle of a file at %s', (call) =>
    arrivesDespite({ kind: 'reset-mid-body', afterBytes: 2_000, times: 2, call }),
  );

  test.each(uploadSteps)('a byte that changes on the way at %s', (call) =>
    arrivesDespite({ kind: 'damage', times: 1, call }),
  );

  test('a wrong offset for the bytes', () =>
    arrivesDespite({ kind: 'refuse', code: 'OFFSET', status: 409, times: 2, call: 'uploadBytes' }));

  test.each([0, 7, 299_999, 300_000, 9_999_999])('an offset of %i that is not true', (offset) =>
    arrivesDespite(
      { kind: 'reset-mid-body', afterBytes: 100_000, times: 1, call: 'uploadBytes' },
      { kind: 'wrong-offset', offset, times: 1, call: 'uploadOffset' },
    ),
  );

  test.each([404, 410] as const)('an upload that is gone (%i)', async (status) => {
    await arrivesDespite({ kind: 'lose-upload', status, times: 1, call: 'uploadBytes' });
    await arrivesDespite(
      { kind: 'reset-mid-body', afterBytes: 100_000, times: 1, call: 'uploadBytes' },
      { kind: 'lose-upload', status, times: 1, call: 'uploadOffset' },
    );
  });

  test('a file that the portal lost before the end', () =>
    arrivesDespite({ kind: 'lose-file', times: 1, call: 'finaliseDossier' }));

  test('a portal that forgot the announcement', () =>
    arrivesDespite({
      kind: 'refuse',
      code: 'DOSSIER_UNKNOWN',
      status: 404,
      times: 1,
      call: 'finaliseDossier',
    }));
});

test('a portal that is shut for a while', async () => {
  await portal.misbehave({ kind: 'offline' });
  const number = await seal();
  await told(number, ({ fault }) => fault?.code === 'PORTAL_UNREACHABLE');
  await portal.misbehave({ kind: 'none' });
  desk.queue.nudge('network');
  await delivered(number);
  expect(wrongWith(portal, number, fileSizes)).toEqual([]);
});

test('a resumed upload sends only what was missing', async () => {
  await arrivesDespite({ kind: 'reset-mid-body', afterBytes: 200_000, times: 1, call: 'uploadBytes' });
  const calls = portal.requests(10_000).toSorted((a, b) => a.seq - b.seq);
  const afterReset = calls.slice(calls.findLastIndex(({ mischief }) => mischief.includes('reset-mid-body')));
  // The file was not begun anew.
  expect(afterReset.map(({ call }) => call)).not.toContain('uploadCreate');
});

describe('DOSSIER_PROOF_WRONG', () => {
  test.each(['hash', 'count', 'content', 'code'] as const)(
    'a proof with another %s is not believed, and the true one is',
    async (what) => {
      await arrivesDespite({ kind: 'other-proof', what, times: 1, call: 'finaliseDossier' });
      const codes = desk.told
        .filter((told) => told.dossierId === dossierId(last))
        .map(({ fault }) => fault?.code);
      // Another code is no contradiction as long as none was known: then it is the dossier's code.
      if (what !== 'code') expect(codes).toContain('DOSSIER_PROOF_WRONG');
    },
  );
});

test('DOSSIER_UNSENDABLE: after five wrong proofs it is parked, and staff send it again', async () => {
  await portal.misbehave({ kind: 'other-proof', what: 'hash', call: 'finaliseDossier' });
  const number = await seal();
  expect(await parked(number)).toMatchObject({
    fault: { code: 'DOSSIER_UNSENDABLE', details: { reason: 'hash', last: 'DOSSIER_PROOF_WRONG' } },
    attempts: 5,
  });
  await portal.misbehave({ kind: 'none' });
  expect(sendAgain(number)).toBe(true);
  await delivered(number);
  expect(wrongWith(portal, number, fileSizes)).toEqual([]);
});

test('DOSSIER_UNSENDABLE: what nobody foresaw is tried five times and parked, and the others flow', async () => {
  await portal.misbehave({ kind: 'failure', status: 503, call: 'createDossier' });
  const number = await seal();
  // A page that is there and cannot be read, in no way that has a name.
  const dossierDir = path.join(desk.store.paths.vault, dossierId(number));
  const page = path.join(dossierDir, assertDefined(readdirSync(dossierDir)[0], 'a page'));
  renameSync(page, `${page}.aside`);
  mkdirSync(page);
  await portal.misbehave({ kind: 'none' });
  await delivered(await seal(), await seal());
  expect(await parked(number)).toMatchObject({
    fault: { code: 'DOSSIER_UNSENDABLE', details: { reason: 'defect' } },
    attempts: 5,
  });
  rmdirSync(page);
  renameSync(`${page}.aside`, page);
  sendAgain(number);
  await delivered(number);
  expect(wrongWith(portal, number, fileSizes)).toEqual([]);
});

describe('a refusal parks one dossier with the reason, and the others flow', () => {
  test.each([
    ['DOSSIER_REFUSED', { code: 'CONTENT_REFUSED', status: 422, data: { reasons: ['Thiếu tờ khai.'] } }],
    ['DOSSIER_REFUSED', { code: 'CONTENT_DIFFERS', status: 409 }],
    ['DOSSIER_TOO_LARGE', { code: 'FILE_TOO_LARGE', status: 413, data: { largestFileBytes: 1_000 } }],
  ] as const)('%s by %o', async (code, refusal) => {
    await portal.misbehave({ kind: 'refuse', ...refusal, times: 1, call: 'createDossier' });
    const number = await seal();
    expect((await parked(number))?.fault).toMatchObject({
      code,
      details: { reason: refusal.code, status: refusal.status },
    });
    await delivered(await seal(), await seal());
    expect(item(number)?.state).toBe('parked');
    expect(desk.queue.list({ state: 'parked' }).map((one) => one.dossierId)).toContain(dossierId(number));
    expect(desk.logged.join('\n')).not.toContain('Thiếu tờ khai');
    sendAgain(number);
    await delivered(number);
    expect(wrongWith(portal, number, fileSizes)).toEqual([]);
  });

  test('an announcement that a proxy does not let through: it never gets smaller', async () => {
    await portal.misbehave({ kind: 'failure', status: 413, times: 1, call: 'createDossier' });
    const number = await seal();
    expect((await parked(number))?.fault).toMatchObject({
      code: 'DOSSIER_TOO_LARGE',
      details: { reason: 'request-too-large', status: 413 },
    });
    await delivered(await seal());
    // Whoever keeps the proxy has let it take more.
    sendAgain(number);
    await delivered(number);
    expect(wrongWith(portal, number, fileSizes)).toEqual([]);
  });

  test('a file that the portal does not take', async () => {
    await portal.misbehave({ kind: 'refuse', code: 'FILE', status: 413, times: 1, call: 'uploadCreate' });
    const number = await seal();
    expect((await parked(number))?.fault?.code).toBe('DOSSIER_TOO_LARGE');
    sendAgain(number);
    await delivered(number);
  });
});

test('DOSSIER_LOCKED: 423 waits with its reason in the list and goes on by itself', async () => {
  await portal.misbehave({
    kind: 'refuse',
    code: 'DOSSIER_LOCKED',
    status: 423,
    times: 1,
    call: 'finaliseDossier',
  });
  const number = await seal();
  await delivered(number);
  const faults = desk.told
    .filter((told) => told.dossierId === dossierId(number))
    .map(({ fault }) => fault?.code);
  expect(faults).toContain('DOSSIER_LOCKED');
});

test('a kiosk that the portal forgot waits whole, and its dossiers go once it is enrolled again', async () => {
  portal.removeKiosk('QA7');
  const number = await seal();
  // Between two attempts: while the next one is under way the item reads `sending`.
  await desk.until(() => item(number)?.state === 'waiting' && item(number)?.fault?.code === 'PORTAL_REFUSED');
  const fault = item(number)?.fault;
  await desk.enrol();
  desk.queue.nudge('enrolled');
  await desk.until(() => item(number)?.state === 'delivered');
  expect(fault?.details).toMatchObject({ reason: 'KIOSK_UNKNOWN' });
});

// The last: it lets the queue send in smaller pieces from then on.
describe('413 of a proxy', () => {
  test.each(steps.filter((step) => step !== 'createDossier'))('at %s still gives one whole dossier', (call) =>
    arrivesDespite({ kind: 'failure', status: 413, times: 2, call }),
  );

  test('makes the pieces smaller', async () => {
    const before = portal.countRequests('uploadBytes');
    await arrivesDespite();
    expect(portal.countRequests('uploadBytes') - before).toBeGreaterThan(1);
  });

  test('of the smallest piece parks the dossier with its reason, and those that need none flow', async () => {
    await portal.misbehave({ kind: 'failure', status: 413, call: 'uploadBytes' });
    const number = await seal();
    const small = [await seal([3_000]), await seal([4_000])];
    await delivered(...small);
    expect(await parked(number)).toMatchObject({
      fault: { code: 'DOSSIER_TOO_LARGE', details: { reason: 'too-large-for-proxy', status: 413 } },
      attempts: 5,
    });
    await portal.misbehave({ kind: 'none' });
    sendAgain(number);
    await delivered(number);
    expect(wrongWith(portal, number, fileSizes)).toEqual([]);
  });

  test.each(['uploadCreate', 'finaliseDossier'] as const)(
    'at %s, again and again, parks it',
    async (call) => {
      await portal.misbehave({ kind: 'failure', status: 413, call });
      const number = await seal();
      expect((await parked(number))?.fault).toMatchObject({
        code: 'DOSSIER_TOO_LARGE',
        details: { status: 413 },
      });
      await portal.misbehave({ kind: 'none' });
      sendAgain(number);
      await delivered(number);
      expect(wrongWith(portal, number, fileSizes)).toEqual([]);
    },
  );
});
