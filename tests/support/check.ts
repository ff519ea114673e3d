import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

const root = resolve(import.meta.dirname, '../..');

/** TypeScript's native compiler, a third of the time; the import check still reads with the older one's interface. */
const compiler = '../typescript-native/bin/tsc';

/** Everything that is decided without running the product. Order: the longest first, two at a time. */
const checks: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: 'types of electron, shared and tests', command: [compiler, '-p', '.'] },
  { name: 'types of the renderer', command: [compiler, '-p', 'renderer'] },
  { name: 'types of the tests that reach into pages', command: [compiler, '-p', 'tests'] },
  {
    name: 'import boundaries',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', 'electron', 'renderer', 'shared', 'tests'],
  },
  { name: 'dead code', command: ['knip', '--no-progress', '--no-config-hints'] },
  { name: 'format and lint', command: ['biome', 'ci', '--colors=off'] },
];

/** Runs every check, prints each with its time (its output only when it fails), and counts each as one test. */
export async function runChecks(): Promise<Totals> {
  const waiting = [...checks];
  const totals = { passed: 0, failed: 0 };
  async function work(): Promise<void> {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const startedAt = performance.now();
      const outcome = await run(check.command);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      if (outcome.ok) totals.passed += 1;
      else totals.failed += 1;
      writeSync(
        1,
        `${outcome.ok ? '✓' : '✗'} check: ${check.name} (${seconds} s)\n${outcome.ok ? '' : outcome.output}`,
      );
    }
  }
  await Promise.all([work(), work()]);
  return totals;
}

function run([tool = '', ...args]: readonly string[]): Promise<{
  readonly ok: boolean;
  readonly output: string;
}> {
  return new Promise((settle) => {
    const chunks: Buffer[] = [];
    const child = spawn(resolve(root, 'node_modules/.bin', tool), args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', (error) => settle({ ok: false, output: `${error.message}\n` }));
    child.once('close', (code) => settle({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

if (import.meta.main) {
  const totals = await runChecks();
  writeSync(1, `\n${totals.passed} passed, ${totals.failed} failed\n`);
  process.exitCode = totals.failed > 0 ? 1 : 0;
}
