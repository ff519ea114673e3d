import { burstTimings } from '../../shared/identity/burst-timings.ts';
import type { RawKey } from '../../shared/identity/index.ts';

/** Nobody types eight keys in a row at a scanner's pace; a quick roll of the fingers is shorter. */
export const fewestWithheld = 8;

/** Nobody waits longer for their own letter, however far behind the machine is. */
const mostLateMs = 300;

/** What is surely a scanner's is nobody's letter: the rest of it is waited for, though the machine stops for a moment. */
const restOfScanMs = 300;

const modifiers = /^(?:Shift|Control|Alt|Meta)(?:Left|Right)$|^CapsLock$|^NumLock$/;
const endKeys: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Tab']);

export interface BurstFilter {
  /**
   * Takes one key event. A key that types is held for one gap: `deliver` runs once it is clear that a person pressed
   * it. Releases, modifiers and keys that type nothing have no `deliver`; a burst needs them to be read.
   */
  push(key: RawKey, deliver: (() => void) | null): void;
  /** Decides about the held keys now, because something else happens that must come after them. */
  settle(): void;
  /** Whether a key at this time follows the held ones at a scanner's pace; after the third no hand does. */
  isFast(timeMs: number): boolean;
  /** True while what is held can only be a scanner's. */
  isBurst(): boolean;
}

/**
 * Tells a wedge scanner from a person by pace alone (shared/identity `burstTimings`). A scanner's run goes to
 * `onBurst`, whole, with every event from the first modifier to the last release; anything else is delivered in its
 * order.
 */
export function createBurstFilter(deps: {
  readonly onBurst: (keys: readonly RawKey[]) => void;
  /** Calls back once after this many milliseconds; returns the end of waiting. */
  readonly after: (callback: () => void, delayMs: number) => () => void;
  /** Milliseconds on the clock of the keys. */
  readonly now: () => number;
}): BurstFilter {
  let run: { readonly key: RawKey; readonly deliver: (() => void) | null }[] = [];
  let characters = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  let stopWaiting: () => void = () => {};

  /** A scanner may rest in the middle of a code; a hand that rests has finished. */
  const gapMs = (): number =>
    characters >= fewestWithheld ? burstTimings.pauseMs : burstTimings.medianGapMs;

  /** A machine that brings this key late brings the next one late, too: it is waited for as long again. */
  const lateness = (key: RawKey): number => Math.min(mostLateMs, Math.max(0, deps.now() - key.timeMs));

  function settle(): void {
    stopWaiting();
    const ended = run;
    const isScan = characters >= fewestWithheld;
    run = [];
    characters = 0;
    if (isScan) deps.onBurst(ended.map(({ key }) => key));
    else for (const { deliver } of ended) deliver?.();
  }

  return {
    push(key, deliver) {
      const isCharacter = key.kind === 'down' && !modifiers.test(key.code);
      if (!isCharacter) {
        // Shift or Alt of the first character comes before it; what was long ago belongs to nothing.
        if (characters === 0)
          run = run.filter((held) => key.timeMs - held.key.timeMs <= burstTimings.pauseMs);
        run.push({ key, deliver });
        return;
      }
      // Times of the events, not of our turn: a busy page must not tear a burst apart.
      if (characters > 0 && key.timeMs - lastMs >= gapMs()) settle();
      stopWaiting();
      run.push({ key, deliver });
      characters += 1;
      lastMs = key.timeMs;
      const isWhole = characters >= fewestWithheld && endKeys.has(key.code);
      if (isWhole || run.length >= burstTimings.mostKeys) settle();
      else {
        const waitMs = characters >= fewestWithheld ? restOfScanMs : gapMs();
        stopWaiting = deps.after(settle, waitMs + 2 + lateness(key));
      }
    },
    settle,
    isFast: (timeMs) => characters >= 2 && timeMs - lastMs < gapMs(),
    isBurst: () => characters >= fewestWithheld,
  };
}
