import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { QueuePoint } from '../../electron/core/queue/index.ts';
import { createReferencePortal } from '../portal/reference-portal.ts';
import { makeFolder } from '../support/folders.ts';
import { openQueueDesk, sealSynthetic, wrongWithAll } from '../support/queue-desk.ts';

const childPath = path.resolve(import.meta.dirname, '../support/queue-child.ts');
const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
const fileSizes = [20_000, 400_000, 30_000];

/** Where the process dies, one life after the other on the same data folder. */
const lives: readonly (readonly [QueuePoint, number])[] = [
  ['dossier-announced', 1],
  ['upload-began', 2],
  ['file-there', 4],
  ['dossier-proven', 1],
  ['dossier-delivered', 2],
];

test('a kiosk killed at each point of a delivery, life after life, brings each dossier once and whole', async () => {
  const folder = makeFolder('queue-crash');
  const portal = await createReferencePortal();
  onTestFinished(async () => {
    await portal.stop();
    folder.remove();
  });
  const options = { portal, dataDir: folder.path };
  const before = await openQueueDesk(options, onTestFinished);
  for (const number of numbers) await sealSynthetic(before.store, number, fileSizes);
  await before.close();

  for (const [point, times] of lives) {
    const life = spawn(process.execPath, [childPath, portal.address, folder.path, point, String(times)], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const [, signal] = await once(life, 'exit');
    expect(signal, point).toBe('SIGKILL');
  }

  const after = await openQueueDesk(options, onTestFinished);
  after.queue.start();
  await after.until(() => after.queue.counts().delivered === numbers.length);
  expect(wrongWithAll(portal, numbers, fileSizes)).toEqual([]);
  const events = after.store.audit.list({ from: 0, to: Number.MAX_SAFE_INTEGER });
  expect(events.filter(({ event }) => event === 'dossier-delivered')).toHaveLength(numbers.length);
  expect(after.store.audit.verify().ok).toBe(true);
});
