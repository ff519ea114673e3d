import path from 'node:path';
import { threadProgramsIn } from '../../electron/core/thread-programs.ts';
import { buildAll } from '../../electron/launch/build.ts';

const core = path.resolve(import.meta.dirname, '../../dist/core');

/** The core's threads as they ship. From source each of them would read half a thousand files first. */
export const builtThreads = threadProgramsIn(core, '.cjs');

/** Vitest's global set-up for tests of what is built: it is built from the source as it stands. */
export async function setup(): Promise<void> {
  await buildAll();
}
