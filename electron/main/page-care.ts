import type { BrowserWindow } from 'electron';
import type { Clock } from '../../shared/clock.ts';
import { createBudget } from './budget.ts';
import { answersAtAll, watchFrames } from './frame-watch.ts';
import { pageAddress, pageOrigin, pauseAddress } from './page-scheme.ts';
import type { ShellLog } from './shell-log.ts';
import { shellTimings } from './timings.ts';

/** Brings a page back that crashed, hangs or could not load. The core holds the step, so the person goes on there. */
export interface PageCare {
  /** Loads our page into a window and looks after it until the window is gone. */
  adopt(window: BrowserWindow): void;
  /** Shows the calm pause page instead, for good: only a restart by staff leads out. */
  pause(): void;
}

/** One page care for all windows of a run, so that a new window does not renew the budget. */
export function createPageCare(deps: { readonly clock: Clock; readonly log: ShellLog }): PageCare {
  const { clock, log } = deps;
  const budget = createBudget({
    clock,
    limit: shellTimings.budgetReloads,
    windowMs: shellTimings.budgetWindowMs,
  });
  const darkBudget = createBudget({
    clock,
    limit: shellTimings.budgetDark,
    windowMs: shellTimings.budgetWindowMs,
  });
  let window: BrowserWindow | null = null;
  let paused = false;
  let endWatch = (): void => {};

  function load(target: BrowserWindow): void {
    if (target.isDestroyed()) return;
    endWatch();
    target.webContents.loadURL(paused ? pauseAddress : pageAddress).catch(() => {
      // The same failure arrives as did-fail-load, where it is counted.
    });
    watch(target, 'load');
  }

  function watch(target: BrowserWindow, from: 'load' | 'now'): void {
    if (paused) return;
    const contents = target.webContents;
    endWatch = watchFrames({ contents, clock, from, onStill: () => void stillPage(target) });
  }

  async function stillPage(target: BrowserWindow): Promise<void> {
    if (!isOurs(target)) return;
    const contents = target.webContents;
    const thinks = await answersAtAll(contents, clock);
    if (!isOurs(target) || paused) return;
    if (thinks && !darkBudget.spend()) {
      // Nobody paints for a screen that is off; reloading until the budget is gone would end at the pause page.
      log('page-dark');
      contents.invalidate();
      endWatch();
      watch(target, 'now');
      return;
    }
    log('page-still', { thinks });
    // Crashing it on purpose leads to render-process-gone, the one way back.
    contents.forcefullyCrashRenderer();
  }

  function isOurs(target: BrowserWindow): boolean {
    return !target.isDestroyed() && target === window;
  }

  function comeBack(target: BrowserWindow, why: string, detail: string): void {
    if (!isOurs(target)) return;
    endWatch();
    log('page-lost', { why, detail });
    if (!paused && !budget.spend()) {
      log('page-paused', { because: 'budget' });
      paused = true;
    }
    // Loading from inside the event that reports the loss can hit the dead process.
    setImmediate(() => load(target));
  }

  function adopt(target: BrowserWindow): void {
    window = target;
    const contents = target.webContents;
    contents.on('render-process-gone', (_event, details) => {
      if (details.reason !== 'clean-exit') comeBack(target, 'gone', details.reason);
    });
    contents.on('unresponsive', () => void stillPage(target));
    contents.on('did-fail-load', (_event, code, _description, _address, isMainFrame) => {
      const aborted = -3; // a newer load took its place
      if (isMainFrame && code !== aborted) comeBack(target, 'load', String(code));
    });
    // about:blank passes by will-navigate; whatever got in, our own page takes its place.
    contents.on('did-navigate', (_event, address) => {
      if (!address.startsWith(`${pageOrigin}/`)) comeBack(target, 'elsewhere', new URL(address).protocol);
    });
    load(target);
  }

  return {
    adopt,
    pause() {
      if (paused) return;
      paused = true;
      if (window !== null) load(window);
    },
  };
}
