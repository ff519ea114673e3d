import { spawn } from 'node:child_process';
import type { Clock } from '../../shared/clock.ts';
import { type CoreArguments, coreCommandLine } from '../supervise/core-child.ts';
import { killGroup } from './process-group.ts';

/** How long Electron may take to stop its core and leave. */
const closeMs = 8_000;

/** The Electron shell as a child: it supervises the core itself. */
export interface ElectronShell {
  close(): Promise<void>;
}

/** Starts Electron on the built application. It ends itself when its stdin closes, so it never outlives launch. */
export function openElectronShell(deps: {
  readonly executablePath: string;
  readonly root: string;
  readonly core: CoreArguments;
  readonly extraFlags: readonly string[];
  readonly clock: Clock;
  readonly onEnd: (code: number | null) => void;
}): ElectronShell {
  const child = spawn(
    deps.executablePath,
    [...deps.extraFlags, deps.root, ...coreCommandLine(deps.core), '--end-with-stdin'],
    {
      cwd: deps.root,
      stdio: ['pipe', 'inherit', 'inherit'],
      detached: true,
      env: { ...process.env, KIOSK_NODE: process.execPath },
    },
  );
  // A closed pipe belongs to an Electron that is gone; its exit tells that.
  child.stdin.on('error', () => {});
  let closing = false;
  const gone = new Promise<void>((settle) => {
    const end = (code: number | null): void => {
      settle();
      killGroup(child);
      if (!closing) deps.onEnd(code);
    };
    child.once('exit', end);
    child.once('error', () => end(null));
  });
  return {
    async close() {
      closing = true;
      child.stdin.end();
      const cancel = deps.clock.after(closeMs, () => killGroup(child));
      await gone;
      cancel();
    },
  };
}
