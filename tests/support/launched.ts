import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.resolve(import.meta.dirname, '../..');

/** Extra Chromium flags of every test browser: tests run as root in containers, where no sandbox can be set up. */
export const testChromiumFlags = ['--no-sandbox', '--test-type', '--disable-dev-shm-usage', '--disable-gpu'];

/** Launch as a person starts it, as a process of its own. */
export interface Launched {
  readonly process: ChildProcess;
  /** Everything it has printed so far, stdout and stderr in their order. */
  output(): string;
  /** Resolves with the first printed line that matches, also one that came before; rejects when launch ends first. */
  line(pattern: RegExp): Promise<string>;
  /** Resolves when launch is gone. */
  exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Ends it in order; kills it when it does not obey. */
  close(): Promise<void>;
}

/** Starts `electron/launch/main.ts` with these flags. */
export function launch(
  flags: readonly string[],
  options: { readonly env?: Readonly<Record<string, string | undefined>> } = {},
): Launched {
  const child = spawn(process.execPath, [path.join(root, 'electron/launch/main.ts'), ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: undefined,
      KIOSK_CHROMIUM_FLAGS: testChromiumFlags.join(' '),
      ...options.env,
    },
  });
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  let isOver = false;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const look of [...watchers]) look();
    });
  }
  // 'close' comes after the last output, so that nothing it said is missed.
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((settle) => {
    child.once('close', (code, signal) => {
      isOver = true;
      settle({ code, signal });
      for (const look of [...watchers]) look();
    });
  });
  const output = (): string => lines.join('\n');
  return {
    process: child,
    output,
    exited,
    line: (pattern) =>
      new Promise((settle, fail) => {
        const look = (): void => {
          const found = lines.find((line) => pattern.test(line));
          if (found === undefined && !isOver) return;
          watchers.delete(look);
          if (found !== undefined) settle(found);
          else fail(new Error(`launch ended without ${pattern}. It said:\n${output()}`));
        };
        watchers.add(look);
        look();
      }),
    async close() {
      if (isOver) return;
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await exited;
      clearTimeout(kill);
    },
  };
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kiosk-test-'));
  return {
    path: folder,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/** The living processes whose command line holds this text (a data folder names its kiosk's processes). */
export function processesNaming(text: string): readonly { readonly pid: number; readonly command: string }[] {
  const found: { pid: number; command: string }[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      if (command.includes(text)) found.push({ pid: Number(name), command });
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}

/** All processes below this one, children of children included. */
export function descendantsOf(pid: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The name in parentheses may hold spaces: the parent is the second field after it.
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
      parents.set(Number(name), Number(fields?.[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const found: number[] = [];
  for (let wave = [pid]; wave.length > 0; ) {
    wave = [...parents].filter(([, parent]) => wave.includes(parent)).map(([child]) => child);
    found.push(...wave);
  }
  return found;
}

/** Checks every 50 ms until it holds; fails after 30 s, which no machine needs. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const limit = performance.now() + 30_000;
  while (!(await holds())) {
    if (performance.now() > limit) throw new Error(`Never became true: ${holds}`);
    await new Promise((settle) => setTimeout(settle, 50));
  }
}

export function isAlive(pid: number): boolean {
  try {
    // A zombie waits for its parent to read its exit; it runs no more.
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
