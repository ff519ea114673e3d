/** One key of a burst as the page saw it: the core decodes it (a scanner may type with another layout than ours). */
export interface BurstKey {
  readonly code: string;
  readonly shift: boolean;
  /** Milliseconds on the page's own clock; only differences mean something. */
  readonly timeMs: number;
}

/** Nobody types eight keys in a row this fast; every wedge scanner does. */
export const burstTimings = { gapMs: 30, minKeys: 8 } as const;

export interface BurstFilter {
  /** Holds one key; `deliver` runs once it is clear that a person pressed it. */
  push(key: BurstKey, deliver: () => void): void;
  /** Decides about the held keys now, because something else happens that must come after them. */
  settle(): void;
  /** How many keys are held. */
  readonly held: number;
}

/**
 * Holds hardware keys for one gap. A run of eight or more that came faster than any hand is a scanner's and goes
 * to `onBurst`, whole; anything else is delivered in its order.
 */
export function createBurstFilter(deps: {
  readonly onBurst: (keys: readonly BurstKey[]) => void;
  /** Calls back once after this many milliseconds; returns the end of waiting. */
  readonly after: (callback: () => void, delayMs: number) => () => void;
}): BurstFilter {
  let run: { readonly key: BurstKey; readonly deliver: () => void }[] = [];
  let stopWaiting: () => void = () => {};

  function settle(): void {
    stopWaiting();
    const ended = run;
    run = [];
    if (ended.length >= burstTimings.minKeys) deps.onBurst(ended.map(({ key }) => key));
    else for (const { deliver } of ended) deliver();
  }

  return {
    push(key, deliver) {
      const last = run[run.length - 1];
      // Times of the events, not of our turn: a busy page must not tear a burst apart.
      if (last !== undefined && key.timeMs - last.key.timeMs >= burstTimings.gapMs) settle();
      stopWaiting();
      run.push({ key, deliver });
      stopWaiting = deps.after(settle, burstTimings.gapMs + 2);
    },
    settle,
    get held() {
      return run.length;
    },
  };
}
