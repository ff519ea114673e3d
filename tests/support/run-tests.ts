import { writeSync } from 'node:fs';
import { startVitest } from 'vitest/node';
import { runChecks, type Totals } from './check.ts';

const projects = ['unit', 'integration', 'faults', 'e2e', 'electron'];

/**
 * `run-tests.ts [project…] [path…]`: without arguments the checks and every project. The last line is the total alone
 * on a line; whatever is not a passed test (skipped, not collected, an error outside a test) counts as failed.
 */
async function main(words: readonly string[]): Promise<number> {
  const chosen = words.filter((word) => projects.includes(word));
  const paths = words.filter((word) => !chosen.includes(word));
  const unknown = paths.filter((word) => !/[./]/.test(word));
  if (unknown.length > 0) {
    process.stderr.write(
      `Unknown test project: ${unknown.join(', ')}. Known: ${projects.join(', ')}, or a path.\n`,
    );
    return 2;
  }
  const checked: Totals = words.length === 0 ? await runChecks() : { passed: 0, failed: 0 };
  const tested = await runTests(chosen, paths);
  return report({ passed: checked.passed + tested.passed, failed: checked.failed + tested.failed });
}

async function runTests(chosen: readonly string[], paths: readonly string[]): Promise<Totals> {
  const vitest = await startVitest([...paths], {
    watch: false,
    project: [...chosen],
    allowOnly: false,
    passWithNoTests: false,
  });
  const totals = { passed: 0, failed: 0 };
  for (const module of vitest.state.getTestModules()) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      if (test.result().state === 'passed') totals.passed += 1;
      else failedHere += 1;
    }
    // A file that cannot be loaded, or whose hooks fail, has no failed test to show for it.
    if (failedHere === 0 && (module.state() === 'failed' || module.errors().length > 0)) failedHere = 1;
    totals.failed += failedHere;
  }
  totals.failed += vitest.state.getUnhandledErrors().length;
  await vitest.close();
  return totals;
}

/** Prints the total, last of all, and gives the exit code: nothing passed is a failure too. */
export function report(totals: Totals): number {
  writeSync(1, `\n${totals.passed} passed, ${totals.failed} failed\n`);
  return totals.failed > 0 || totals.passed === 0 ? 1 : 0;
}

if (import.meta.main) {
  const code = await main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return report({ passed: 0, failed: 1 });
  });
  // A worker that hangs must not keep the total waiting, nor write after it.
  process.exit(code);
}
