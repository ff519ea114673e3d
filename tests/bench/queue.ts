import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { DefaultHttpStack, Upload } from 'tus-js-client';
import { createOutbox, type Outbox } from '../../electron/core/queue/outbox.ts';
import { systemClock } from '../../shared/clock.ts';
import { withFolder } from '../support/folders.ts';
import { startProgram } from '../support/program.ts';
import { openQueueDesk, type QueueDesk, syntheticFile } from '../support/queue-desk.ts';
import { dossierId, makeDraft, sealingOn } from '../support/sealing-desk.ts';
import { openSoakKiosk } from '../support/soak/kiosk.ts';
import type { BenchRow } from './bench-row.ts';
import { median } from './measure.ts';

/** 1,000 dossiers after the first round. */
const rounds = 20;
const perRound = 50;
/** A page at 200 dpi as a PDF. */
const pageBytes = 100_000;
const pages = 5;
const concurrency = 3;
const sizes = Array.from({ length: pages }, () => pageBytes);
const fewQueued = 100;
const manyQueued = 10_000;
const looks = 400;
/** For the memory of a core that drains. */
const drained = 1_000;
const lookEveryMs = 200;
/** What is measured comes after it, so several are made ready at a time: each waits for the disk fourteen times. */
const sealedAtOnce = 8;

/** Draining the queue beside a bare tus loop, and the queue's own work with many that wait. */
export function measureQueue(): Promise<readonly BenchRow[]> {
  return withFolder('bench-queue', async (folder) => [
    ...(await measureDraining(folder)),
    ...(await measureMemory(path.join(folder, 'memory'))),
    ...(await measureLooking(folder)),
  ]);
}

/** Both take turns, so that both see the same weather on this machine. */
async function measureDraining(folder: string): Promise<readonly BenchRow[]> {
  const bare = startProgram(path.join(import.meta.dirname, 'tus-server.ts'), path.join(folder, 'bare'));
  const portal = startProgram(
    path.resolve(import.meta.dirname, '../portal/main.ts'),
    '--demo',
    '--data-dir',
    path.join(folder, 'portal'),
  );
  const ready = JSON.parse(await portal.firstLine) as {
    readonly portal: string;
    readonly enrolmentCode: string;
  };
  const desk = await openQueueDesk(
    {
      portal: { address: ready.portal, issueEnrolmentCode: () => ready.enrolmentCode },
      dataDir: path.join(folder, 'kiosk'),
      clock: systemClock,
      concurrency,
    },
    () => undefined,
  );
  const loop = createBareLoop(path.join(folder, 'plain'), await bare.firstLine);
  const perSecond = { ours: [] as number[], raw: [] as number[] };
  const cpuMs = { ours: [] as number[], raw: [] as number[] };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const numbers = Array.from({ length: perRound }, (_, index) => round * perRound + index + 1);
      const turns = [
        async () => {
          const took = await loop.send(numbers);
          perSecond.raw.push(perRound / took.seconds);
          cpuMs.raw.push(took.cpuMs / perRound);
        },
        async () => {
          const took = await drain(desk, numbers);
          perSecond.ours.push(perRound / took.seconds);
          cpuMs.ours.push(took.cpuMs / perRound);
        },
      ];
      for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    }
  } finally {
    loop.close();
    await desk.close();
    await Promise.all([bare.end(), portal.end()]);
  }
  // Of the rounds after the first, which warms both up; one in which the disk stood still says nothing of either.
  const ours = median(perSecond.ours.slice(1));
  const raw = median(perSecond.raw.slice(1));
  return [
    {
      name: `queue: draining dossiers of ${pages} pages (raw: bare tus loop, ${concurrency} at once)`,
      unit: '1/s',
      ours,
      raw,
      target: '≥ 0.7× raw',
      met: ours >= 0.7 * raw,
      note: `processor time on this side for one dossier: ${median(cpuMs.ours.slice(1)).toFixed(1)} ms, the loop ${median(cpuMs.raw.slice(1)).toFixed(1)} ms`,
    },
  ];
}

/** The product's own core in a process of its own, from its start to an empty queue. */
async function measureMemory(folder: string): Promise<readonly BenchRow[]> {
  const kiosk = await openSoakKiosk(folder);
  try {
    const desk = await openQueueDesk(
      {
        portal: { address: kiosk.address, issueEnrolmentCode: () => '' },
        dataDir: folder,
        clock: systemClock,
      },
      () => undefined,
    );
    await sealAll(
      desk,
      Array.from({ length: drained }, (_, index) => index + 1),
    );
    await desk.close();
    const core = await kiosk.start(new AbortController().signal, null);
    const memoryMb = [core.residentMb()];
    const watch = setInterval(() => memoryMb.push(core.residentMb()), lookEveryMs);
    for await (const event of await core.client.system.events())
      if (event.kind === 'queue' && event.waiting === 0) break;
    clearInterval(watch);
    await core.stop();
    const half = memoryMb.slice(Math.floor(memoryMb.length / 2));
    const grownMb =
      median(half.slice(-Math.ceil(half.length / 3))) - median(half.slice(0, Math.ceil(half.length / 3)));
    const peakMb = Math.max(...memoryMb);
    const row = { unit: 'MB', raw: null };
    return [
      {
        ...row,
        name: `queue: core while draining ${drained} dossiers of ${pages} pages, peak`,
        ours: peakMb,
        target: '≤ 250',
        met: peakMb <= 250,
        note: `from the start to the empty queue: ${tenths(memoryMb)
          .map((mb) => mb.toFixed(0))
          .join(' ')} MB`,
      },
      {
        ...row,
        name: 'queue: what the core grows in the second half of it',
        ours: grownMb,
        target: '≤ 15',
        met: grownMb <= 15,
      },
    ];
  } finally {
    await kiosk.stop();
  }
}

/** The same files by tus-js-client alone: no signature, no proof, nothing durable on this side. */
function createBareLoop(folder: string, endpoint: string) {
  mkdirSync(folder);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  const httpStack = new DefaultHttpStack({ agent });
  const sendFile = async (file: string): Promise<void> => {
    const bytes = await readFile(file);
    await new Promise<void>((resolve, reject) => {
      new Upload(bytes, {
        endpoint,
        httpStack,
        retryDelays: null,
        storeFingerprintForResuming: false,
        onSuccess: () => resolve(),
        onError: reject,
      }).start();
    });
  };
  return {
    async send(numbers: readonly number[]): Promise<Took> {
      const waiting: string[] = [];
      for (const number of numbers) {
        for (let page = 1; page <= pages; page += 1) {
          const file = path.join(folder, `${number}.${page}`);
          writeFileSync(file, syntheticFile(number, page, pageBytes));
          waiting.push(file);
        }
      }
      const stop = startWatch();
      const work = async (): Promise<void> => {
        for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await sendFile(file);
      };
      await Promise.all(Array.from({ length: concurrency }, work));
      return stop();
    },
    close: () => agent.destroy(),
  };
}

interface Took {
  readonly seconds: number;
  /** Of this process, all its threads. */
  readonly cpuMs: number;
}

function startWatch(): () => Took {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { seconds: (performance.now() - startedAt) / 1_000, cpuMs: (user + system) / 1_000 };
  };
}

async function sealAll(desk: QueueDesk, numbers: readonly number[]): Promise<void> {
  const waiting = [...numbers];
  // One for all: it counts the codes.
  const sealing = sealingOn(desk.store);
  const work = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      const files = sizes.map((sizeBytes, index) => syntheticFile(number, index + 1, sizeBytes));
      await sealing.seal(await makeDraft(desk.store, { id: dossierId(number), files, justHashed: true }));
    }
  };
  await Promise.all(Array.from({ length: sealedAtOnce }, work));
}

/** Sealed while the queue is stopped: what is measured is the draining. */
async function drain(desk: QueueDesk, numbers: readonly number[]): Promise<Took> {
  await sealAll(desk, numbers);
  const stop = startWatch();
  desk.queue.start();
  await desk.until(() => desk.queue.counts().waiting === 0);
  const took = stop();
  await desk.queue.stop();
  return took;
}

/** What the staff screen and every turn of the scheduler read, with few and with many queued. */
async function measureLooking(folder: string): Promise<readonly BenchRow[]> {
  const portal = { address: 'http://127.0.0.1:9', issueEnrolmentCode: () => '' };
  const options = { portal, clock: systemClock, enrol: false };
  const few = await openQueueDesk({ ...options, dataDir: path.join(folder, 'few') }, () => undefined);
  const many = await openQueueDesk({ ...options, dataDir: path.join(folder, 'many') }, () => undefined);
  fill(few, fewQueued);
  fill(many, manyQueued);
  const rows = { few: createOutbox(few.store), many: createOutbox(many.store) };
  const times = { few: [] as number[], many: [] as number[] };
  for (let look = 0; look < looks; look += 1) {
    times.few.push(lookMs(few, rows.few));
    times.many.push(lookMs(many, rows.many));
  }
  await Promise.all([few.close(), many.close()]);
  const ours = median(times.many);
  const raw = median(times.few);
  return [
    {
      name: `queue: list, counts and next turn with ${manyQueued} queued (raw: with ${fewQueued})`,
      unit: 'ms',
      ours,
      raw,
      target: '≤ 1.3× raw',
      met: ours <= 1.3 * raw,
    },
  ];
}

function lookMs({ queue }: QueueDesk, outbox: Outbox): number {
  const now = systemClock.now();
  const startedAt = performance.now();
  queue.list({ state: 'waiting' });
  queue.counts();
  outbox.due(now, concurrency + 1);
  outbox.nextDueAt(now);
  return performance.now() - startedAt;
}

/** Rows alone: nothing is sent here. */
function fill({ store }: QueueDesk, count: number): void {
  const hash = '0'.repeat(64);
  store.write(() => {
    const dossier = store.db.prepare(
      `INSERT INTO dossier (dossier_id, temporary_code, procedure_code, procedure_name, catalogue_version, received_at)
       VALUES (?, ?, '1.001193', 'Đăng ký khai sinh', '1', 0)`,
    );
    const revision = store.db.prepare(
      "INSERT INTO dossier_revision (dossier_id, revision, kind, content_hash, sealed_at) VALUES (?, 0, 'submission', ?, 0)",
    );
    const outbox = store.db.prepare(
      'INSERT INTO outbox (dossier_id, revision, total_bytes, next_try_at) VALUES (?, 0, 500000, ?)',
    );
    for (let number = 0; number < count; number += 1) {
      const id = `01938d6e-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
      dossier.run(id, `CODE-${number}`);
      revision.run(id, hash);
      outbox.run(id, number);
    }
  });
}

/** Eleven looks over the whole time. */
function tenths(values: readonly number[]): readonly number[] {
  return Array.from(
    { length: 11 },
    (_, tenth) => values[Math.round((tenth / 10) * (values.length - 1))] ?? Number.NaN,
  );
}
