import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { assertDefined } from '../../shared/assert.ts';
import type { Clock } from '../../shared/clock.ts';
import { killGroup } from './process-group.ts';

const startLimitMs = 15_000;

/** Where the reference portal answers, and where the simulated outside world is steered. */
interface DemoAddresses {
  readonly portal: string;
  readonly world: string;
}

/** The line that the reference portal prints once it serves. */
const readyLine = z.object({ portal: z.url(), world: z.url() });

/** The demo's outside world: the reference portal as a process of its own, which may be killed like a real one. */
export interface DemoWorld extends DemoAddresses {
  close(): Promise<void>;
}

/**
 * Starts the reference portal with its database in `dataFolder`. It ends when its stdin closes, so it never outlives
 * launch. Throws when it does not serve in time.
 */
export async function startDemoWorld(deps: {
  readonly portalPath: string;
  readonly dataFolder: string;
  readonly logTo: number;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}): Promise<DemoWorld> {
  const child = spawn(process.execPath, [deps.portalPath, '--demo', '--data-dir', deps.dataFolder], {
    stdio: ['pipe', 'pipe', deps.logTo],
    detached: true,
  });
  const output = assertDefined(child.stdout, 'stdout of the portal');
  const input = assertDefined(child.stdin, 'stdin of the portal');
  // A closed pipe belongs to a portal that is gone; its exit tells that.
  input.on('error', () => {});
  let closing = false;
  const gone = new Promise<void>((settle) => {
    child.once('exit', () => settle());
    child.once('error', () => settle());
  });
  const addresses = await new Promise<DemoAddresses>((settle, fail) => {
    const cancel = deps.clock.after(startLimitMs, () => {
      killGroup(child);
      fail(new Error('The demo portal did not start in time.'));
    });
    const lines = createInterface({ input: output });
    lines.on('line', (line) => {
      const ready = parseReady(line);
      if (ready === null) return;
      cancel();
      settle(ready);
    });
    void gone.then(() => {
      cancel();
      fail(new Error('The demo portal ended before it served.'));
    });
  });
  void gone.then(() => {
    if (!closing) deps.say('The demo portal has ended: the kiosk goes on without a network.');
  });
  return {
    ...addresses,
    async close() {
      closing = true;
      input.end();
      const cancel = deps.clock.after(2_000, () => killGroup(child));
      await gone;
      cancel();
    },
  };
}

function parseReady(line: string): DemoAddresses | null {
  try {
    return readyLine.parse(JSON.parse(line));
  } catch {
    // Some other line of its output.
    return null;
  }
}
