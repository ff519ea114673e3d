import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { SealPoint } from '../../electron/core/dossiers/sealing/index.ts';
import { makeFolder } from './storage-place.ts';
import type { SaidOfSupplement } from './supplement-child.ts';

const child = path.resolve('tests/faults/supplement-child.ts');

async function run(root: string, way: string, point = 'never'): Promise<readonly SaidOfSupplement[]> {
  const kiosk = spawn(process.execPath, [child, root, way, point], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said, [, signal]] = await Promise.all([text(kiosk.stdout), once(kiosk, 'close')]);
  expect(signal).toBe(point === 'never' ? null : 'SIGKILL');
  return said
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const onlyFirst = { revisions: ['whole'], manifests: 1, queued: 1 } as const;
const both = { revisions: ['whole', 'whole'], manifests: 2, queued: 2, isDraft: false } as const;

test.each<SealPoint>(['seal-files-checked', 'seal-manifest-written'])(
  'killed at %s, a supplement is still a draft: handed in once when the visit goes on, gone when it is over',
  async (point) => {
    const goesOn = makeFolder();
    const over = makeFolder();
    await Promise.all([run(goesOn, 'begin', point), run(over, 'begin', point)]);
    expect(await run(goesOn, 'goes-on')).toEqual([
      { ...onlyFirst, isDraft: true, draftFileIsThere: true },
      { ...both, draftFileIsThere: true },
    ]);
    // Never the sealed dossier: its file, manifest and place in the queue stay.
    expect(await run(over, 'over')).toEqual([{ ...onlyFirst, isDraft: false, draftFileIsThere: false }]);
  },
);

test('killed right after the commit, a supplement is sealed and nothing of it is dropped with the visit', async () => {
  const root = makeFolder();
  await run(root, 'begin', 'seal-committed');
  expect(await run(root, 'over')).toEqual([{ ...both, draftFileIsThere: false }]);
});
