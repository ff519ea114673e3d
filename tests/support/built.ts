import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { threadProgramsIn } from '../../electron/core/thread-programs.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The core's threads as they ship. From source each of them would read half a thousand files first. */
export const builtThreads = threadProgramsIn(path.join(root, 'dist/core'), '.cjs');

/**
 * Vitest's global set-up for tests of what is built: it is built from the source as it stands. In a process of its own:
 * inside the runner it would become a build for tests, with the library that draws every screen in its slow form.
 */
export function setup(): void {
  const { NODE_ENV: _, ...env } = process.env;
  execFileSync(process.execPath, [path.join(root, 'electron/launch/build.ts')], { env, stdio: 'inherit' });
}
