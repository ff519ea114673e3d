import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { SealPoint } from '../../electron/core/dossiers/sealing/index.ts';
import { createDiskBudget, type ErasurePoint, type Store } from '../../electron/core/storage/index.ts';
import { assertDefined } from '../../shared/assert.ts';
import { KioskFault } from '../../shared/faults/index.ts';
import { makeFolder as makeSharedFolder } from '../support/folders.ts';
import { dossierId, makeDraft, sealingOn } from '../support/sealing-desk.ts';
import type { Said } from './sealing-child.ts';
import { faultOf, fillDisk, makeFolder, makePlace, mountDisk } from './storage-place.ts';

const child = path.resolve('tests/faults/sealing-child.ts');
const points: readonly (SealPoint | ErasurePoint)[] = [
  'seal-files-checked',
  'seal-manifest-written',
  'seal-committed',
  'erasure-begun',
  'erasure-key-destroyed',
  'erasure-files-removed',
  'erasure-rows-deleted',
  'erasure-done',
];
const randomKills = 20;

interface Kill {
  readonly lines: number;
  readonly moreMs: number;
}

/** Node starts twice as fast on what it compiled before; forty starts are most of these tests. */
const compiled = makeSharedFolder('compiled');
const warmEnv = { ...process.env, NODE_COMPILE_CACHE: compiled.path };
beforeAll(async () => {
  const folder = makeSharedFolder('warm');
  const kiosk = spawn(process.execPath, [child, folder.path, '0', 'never'], {
    stdio: 'ignore',
    env: warmEnv,
  });
  await once(kiosk, 'close');
  folder.remove();
});
afterAll(() => compiled.remove());

/** Runs the child on the folder until it ends or is killed: `killAfter` so many lines and so many ms more. */
async function run(
  root: string,
  options: { readonly count: number; readonly point?: string; readonly killAfter?: Kill },
): Promise<{ readonly said: readonly Said[]; readonly signal: string | null }> {
  const args = [child, root, String(options.count), options.point ?? 'never'];
  const kiosk = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: warmEnv });
  onTestFinished(() => void kiosk.kill('SIGKILL'));
  const said: Said[] = [];
  createInterface(assertDefined(kiosk.stdout, 'stdout')).on('line', (line) => {
    // A line that the kill cut off was said to nobody.
    if (line.endsWith('}')) said.push(JSON.parse(line));
    const { killAfter } = options;
    if (said.length === killAfter?.lines) setTimeout(() => kiosk.kill('SIGKILL'), killAfter.moreMs);
  });
  const [, signal] = await once(kiosk, 'close');
  return { said, signal };
}

/** What was told to people so far, over all lives of a kiosk. */
function createWitness() {
  const told = new Map<string, { readonly code: string; readonly hash: string }>();
  const erased = new Set<string>();
  const codes = new Map<string, string>();
  const claim = (id: string, code: string): void => {
    expect(codes.get(code) ?? id, `code ${code} belongs to one dossier`).toBe(id);
    codes.set(code, id);
  };
  return {
    told,
    hear(said: readonly Said[]): void {
      for (const one of said) {
        if (one.said === 'sealed') {
          told.set(one.id, { code: one.code, hash: one.hash });
          claim(one.id, one.code);
        } else if (one.said === 'erased') for (const id of one.ids) erased.add(id);
        else this.check(one);
      }
    },
    check(start: Extract<Said, { said: 'started' }>): void {
      expect(start.wrong).toEqual([]);
      const gone = new Set(start.erased);
      for (const [id, { code }] of Object.entries(start.sealed)) claim(id, code);
      for (const [id, facts] of told) {
        if (gone.has(id)) continue;
        expect(erased.has(id), `${id} was said to be erased`).toBe(false);
        expect(start.sealed[id], `${id} was acknowledged`).toEqual(facts);
      }
    },
  };
}

test('killed at every named point of sealing and erasing, a kiosk loses nothing and halves nothing', async () => {
  const root = makeFolder();
  const witness = createWitness();
  for (const point of points) {
    const { said, signal } = await run(root, { count: 3, point });
    expect([point, signal]).toEqual([point, 'SIGKILL']);
    witness.hear(said);
  }
  const { said, signal } = await run(root, { count: 1 });
  expect(signal).toBeNull();
  witness.hear(said);
  expect(witness.told.size).toBeGreaterThan(2);
});

test('killed at random moments under load, a kiosk loses nothing and halves nothing', async () => {
  const lives = Array.from({ length: 2 }, async (_, life) => {
    const root = makeFolder();
    const witness = createWitness();
    for (let kill = 0; kill < randomKills / 2; kill += 1) {
      // Spread over the first steps of a life, in which a start settles, presses again, seals and erases.
      const moment = kill * 2 + life;
      const killAfter = { lines: 1 + (moment % 5), moreMs: (moment * 7) % 23 };
      const { said } = await run(root, { count: 200, killAfter });
      witness.hear(said);
    }
    witness.hear((await run(root, { count: 1 })).said);
    return witness.told.size;
  });
  for (const told of await Promise.all(lives)) expect(told).toBeGreaterThan(10);
});

/** What the kernel was asked for, in the order in which it was done: "fsync keys/x.key.tmp", "rename a -> b". */
function readTrace(tracePath: string, root: string): readonly string[] {
  const begun = new Map<string, string>();
  const done: string[] = [];
  for (const line of readFileSync(tracePath, 'utf8').split('\n')) {
    const [, pid = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (rest.endsWith('<unfinished ...>')) begun.set(pid, rest);
    else if (rest.startsWith('<... ')) done.push(begun.get(pid) ?? '');
    else done.push(rest);
  }
  return done.flatMap((call) => {
    const at = (text: string | undefined) => path.relative(path.join(root, 'data'), text ?? '');
    const [, sync] = /^(?:fsync|fdatasync)\(\d+<([^>]+)>/.exec(call) ?? [];
    if (sync !== undefined) return [`sync ${at(sync)}`];
    const [, to] = /^rename(?:at2?)?\(.*"([^"]+)"(?:, 0)?\)? *(?:=|<unfinished)/.exec(call) ?? [];
    if (to !== undefined) return [`rename ${at(to)}`];
    return /^write\(1<.*said\W+sealed/.test(call) ? ['reply'] : [];
  });
}

test('everything is on the disk in its order before anybody is told', async () => {
  const root = makeFolder();
  await run(root, { count: 0 });
  const tracePath = path.join(root, 'trace');
  const calls = 'trace=fsync,fdatasync,rename,renameat,renameat2,write';
  execFileSync(
    'strace',
    ['-f', '-y', '-s', '40', '-e', calls, '-o', tracePath, process.execPath, child, root, '2', 'never'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const trace = readTrace(tracePath, root);
  const replies = trace.flatMap((event, at) => (event === 'reply' ? [at] : []));
  expect(replies).toHaveLength(2);
  for (const [index, replyAt] of replies.entries()) {
    const before = trace.slice(index === 0 ? 0 : (replies[index - 1] ?? 0) + 1, replyAt);
    const id = assertDefined(
      before.map((event) => /^rename manifests\/([0-9a-f-]+)\.0$/.exec(event)?.[1]).find((one) => one),
      'a manifest got its name',
    );
    const manifestAt = before.indexOf(`sync manifests/${id}.0.tmp`);
    const inOrder = [
      `sync keys/${id}.key.tmp`,
      `rename keys/${id}.key`,
      'sync keys',
      `sync manifests/${id}.0.tmp`,
      `rename manifests/${id}.0`,
      'sync manifests',
      'sync kiosk.db-wal',
    ];
    let place = -1;
    for (const event of inOrder) {
      const next = before.indexOf(event, place + 1);
      expect(next, `${event} after ${before[place] ?? 'the start'}`).toBeGreaterThan(place);
      place = next;
    }
    // Nothing is left unsynced between the last row and the reply.
    expect(before.at(-1)).toBe('sync kiosk.db-wal');
    const pages = before.flatMap(
      (event) => /^rename (vault\/[^/]+\/[0-9a-f]{32}\.page)$/.exec(event)?.[1] ?? [],
    );
    expect(pages).toHaveLength(2);
    for (const page of pages) {
      const named = before.indexOf(`rename ${page}`);
      expect(before.indexOf(`sync ${page}.tmp`)).toBeLessThan(named);
      expect(before.indexOf(`sync ${page}.tmp`)).toBeGreaterThanOrEqual(0);
      const folderAt = before.indexOf(`sync ${path.dirname(page)}`, named);
      expect(folderAt).toBeGreaterThan(named);
      expect(folderAt).toBeLessThan(manifestAt);
    }
  }
});

/** A disk in a file: what its cache was not told to write is not in the file. The usual write after 5 s is put off. */
function mountImage(image: string): string {
  const folder = makeFolder();
  execFileSync('mount', ['-o', 'loop,commit=600,noatime', image, folder]);
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
  return folder;
}

test('after a power cut that takes every unsynced write, all that was said is on the disk', async () => {
  const image = path.join(makeFolder(), 'disk.img');
  writeFileSync(image, '');
  truncateSync(image, 48 * 1024 * 1024);
  execFileSync('mkfs.ext4', ['-q', '-F', image]);
  const kiosk = spawn(process.execPath, [child, mountImage(image), '6', 'step-by-step'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void kiosk.kill('SIGKILL'));
  const cuts: { readonly at: string; readonly heard: readonly Said[] }[] = [];
  const heard: Said[] = [];
  const ended = once(kiosk, 'close');
  for await (const line of createInterface(assertDefined(kiosk.stdout, 'stdout'))) {
    heard.push(JSON.parse(line));
    // The first seal ever, and the moment after an erasure and two more seals. The child waits meanwhile.
    if (heard.length === 2 || heard.length === 7) {
      const at = path.join(makeFolder(), 'cut.img');
      execFileSync('cp', ['--sparse=always', image, at]);
      cuts.push({ at, heard: [...heard] });
    }
    assertDefined(kiosk.stdin, 'stdin').write('.');
  }
  await ended;
  expect(cuts).toHaveLength(2);
  for (const cut of cuts) {
    const witness = createWitness();
    witness.hear(cut.heard);
    const { said } = await run(mountImage(cut.at), { count: 0 });
    witness.hear(said);
    const [start] = said;
    expect(start?.said === 'started' ? start.drafts : null).toEqual([]);
  }
  expect(cuts[1]?.heard.at(-1)).toMatchObject({ said: 'sealed' });
});

/** Takes all space but `leftBytes`. */
function leaveSpace(filler: string, leftBytes: number): void {
  fillDisk(filler);
  truncateSync(filler, Math.max(0, statSync(filler).size - leftBytes));
}

function stateOf(store: Store): string {
  const count = (table: string) => store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  return `${count('draft')} draft, ${count('dossier')} dossier, ${count('outbox')} queued`;
}

test('a disk that gets full at each write in turn leaves the form, and sealing works when there is space', async () => {
  const disk = mountDisk('4m');
  const place = makePlace(disk.folder);
  const store = await place.open();
  const sealing = sealingOn(store);
  const filler = path.join(disk.folder, 'filler');
  const input = await makeDraft(store, { id: dossierId(1) });
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  let refused = 0;
  for (let leftBytes = 0; ; leftBytes += 4_096) {
    leaveSpace(filler, leftBytes);
    const failed = await faultOf(() => sealing.seal(input)).catch(() => null);
    rmSync(filler);
    if (failed === null) break;
    expect(failed.code).toBe('DISK_FULL');
    expect(stateOf(store)).toBe('1 draft, 0 dossier, 0 queued');
    refused += 1;
  }
  // The mark of the codes, the manifest, and the pages of the transaction.
  expect(refused).toBeGreaterThan(5);
  expect(stateOf(store)).toBe('0 draft, 1 dossier, 1 queued');
  expect(store.audit.verify()).toMatchObject({ ok: true });
  expect(await sealing.find(input)).toMatchObject({ revision: 0 });
});

test('a read-only disk under the manifests is named and leaves the form', async () => {
  const place = makePlace();
  const store = await place.open();
  const input = await makeDraft(store, { id: dossierId(1) });
  mkdirSync(store.paths.manifests);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,ro', 'tmpfs', store.paths.manifests]);
  try {
    expect((await faultOf(() => sealingOn(store).seal(input))).code).toBe('DISK_READ_ONLY');
    expect(stateOf(store)).toBe('1 draft, 0 dossier, 0 queued');
  } finally {
    execFileSync('umount', [store.paths.manifests]);
  }
  expect(await sealingOn(store).seal(input)).toMatchObject({ revision: 0 });
});

test('new dossiers are refused before the disk is full, and begun ones are finished from the reserve', async () => {
  const disk = mountDisk('8m');
  const reservePath = path.join(disk.folder, 'reserve.bin');
  const given: string[] = [];
  const budget = createDiskBudget({
    reservePath,
    reserveBytes: 1_000_000,
    newNeedsBytes: 2_000_000,
    onReserveGiven: () => void given.push('given'),
  });
  const filler = path.join(disk.folder, 'filler');
  await budget.assertRoomForNew();
  expect(await budget.refill()).toBe(true);
  expect(statSync(reservePath).size).toBe(1_000_000);
  await budget.assertRoomForNew();

  leaveSpace(filler, 1_900_000);
  expect((await faultOf(() => budget.assertRoomForNew())).code).toBe('DISK_LOW');
  leaveSpace(filler, 0);
  const writePage = async (sizeBytes: number) => {
    const file = path.join(disk.folder, 'page');
    try {
      const handle = openSync(file, 'w');
      try {
        for (let written = 0; written < sizeBytes; written += 4_096) writeSync(handle, Buffer.alloc(4_096));
      } finally {
        closeSync(handle);
      }
      return 'written';
    } catch (error) {
      rmSync(file, { force: true });
      throw new KioskFault('DISK_FULL', { cause: error });
    }
  };
  expect(await budget.finishBegun(() => writePage(500_000))).toBe('written');
  expect(given).toEqual(['given']);
  // Once given back there is none left, and a full disk is said.
  expect((await faultOf(() => budget.finishBegun(() => writePage(2_000_000)))).code).toBe('DISK_FULL');
  expect(await budget.refill()).toBe(false);
  rmSync(filler);
  expect(await budget.refill()).toBe(true);
  await budget.assertRoomForNew();
});
