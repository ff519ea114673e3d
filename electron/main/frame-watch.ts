import type { WebContents } from 'electron';
import type { Clock } from '../../shared/clock.ts';
import { shellTimings } from './timings.ts';

/** Resolves once the page has drawn its next frame: a dead script, a hung renderer and a lost GPU all leave it open. */
const nextFrame = 'new Promise((painted) => requestAnimationFrame(() => painted(true)))';

/**
 * Looks again and again whether the page still paints (electron#2357: white screens after days that raise no event).
 * Calls `onStill` once when it does not; the returned function ends the watch.
 */
export function watchFrames(deps: {
  readonly contents: WebContents;
  readonly clock: Clock;
  /** `load`: a document was just asked for and may take its time; `now`: it is there. */
  readonly from: 'load' | 'now';
  readonly onStill: () => void;
}): () => void {
  const { contents, clock } = deps;
  let ended = false;
  let cancelTimer = (): void => {};

  function still(): void {
    if (ended) return;
    end();
    deps.onStill();
  }

  function look(limitMs: number): void {
    cancelTimer = clock.after(limitMs, still);
    contents.executeJavaScript(nextFrame).then(
      () => {
        if (ended) return;
        cancelTimer();
        cancelTimer = clock.after(shellTimings.frameEveryMs, () => look(shellTimings.frameLimitMs));
      },
      () => {}, // the page went away while it was asked: the limit decides
    );
  }

  /** From here on only painting is waited for, no longer the disk. */
  function loaded(): void {
    if (ended) return;
    cancelTimer();
    look(shellTimings.frameLimitMs);
  }

  function end(): void {
    ended = true;
    cancelTimer();
    contents.off('did-finish-load', loaded);
  }

  if (deps.from === 'now') {
    loaded();
  } else {
    contents.once('did-finish-load', loaded);
    cancelTimer = clock.after(shellTimings.loadLimitMs, still);
  }
  return end;
}

/** Does the page's script still turn, painted or not? */
export function answersAtAll(contents: WebContents, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const cancelTimer = clock.after(shellTimings.scriptLimitMs, () => resolve(false));
    contents
      .executeJavaScript('true')
      .then(resolve, () => resolve(false))
      .finally(cancelTimer);
  });
}
