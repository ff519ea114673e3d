import { type BrowserWindow, clipboard, type Session } from 'electron';
import type { Clock } from '../../shared/clock.ts';
import { shellTimings } from './timings.ts';

/** Wipes what a page could have left in its session. It lives in memory and stores nothing by design; this is proof against slips. */
export async function wipeSession(session: Session): Promise<void> {
  clipboard.clear();
  await Promise.all([
    session.clearStorageData(),
    session.clearCache(),
    session.clearAuthCache(),
    session.clearHostResolverCache(),
  ]);
}

/** Shows the next person's window once it has something to show, then removes the previous one. No gap shows between. */
export function takeOver(deps: {
  readonly next: BrowserWindow;
  readonly previous: BrowserWindow;
  readonly clock: Clock;
}): Promise<void> {
  return new Promise((resolve) => {
    let done = false;
    const swap = (): void => {
      if (done) return;
      done = true;
      cancelTimer();
      deps.next.show();
      if (!deps.previous.isDestroyed()) deps.previous.destroy();
      resolve();
    };
    const cancelTimer = deps.clock.after(shellTimings.replaceLimitMs, swap);
    deps.next.once('ready-to-show', swap);
  });
}
