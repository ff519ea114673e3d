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
  readonly onStill: () => void;
}): () => void {
  const { contents, clock } = deps;
  let ended = false;
  let cancelTimer = (): void => {};

  function look(limitMs: number): void {
    cancelTimer = clock.after(limitMs, () => {
      if (ended) return;
      end();
      deps.onStill();
    });
    contents.executeJavaScript(nextFrame).then(
      () => {
        if (ended) return;
        cancelTimer();
        cancelTimer = clock.after(shellTimings.frameEveryMs, () => look(shellTimings.frameLimitMs));
      },
      () => {}, // the page went away while it was asked: the limit decides
    );
  }

  function end(): void {
    ended = true;
    cancelTimer();
  }

  look(shellTimings.firstFrameLimitMs);
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
