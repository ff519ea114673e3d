import type { Clock } from '../../../shared/clock.ts';

/** So long without a number is a night, whatever the wall clock says in between. */
const nightMs = 3 * 60 * 60_000;

/** A wall clock that went on like the monotonic one, give or take this, was set by nobody. */
const driftMs = 10 * 60_000;

/** The day whose numbers run. */
export interface RunningDay {
  readonly day: string;
  readonly lastAt: number;
}

/**
 * Tells when the numbers begin again: with the office's next day, but never because somebody set the clock, a battery died
 * or the kiosk was restarted while people stand in the hall. In doubt the numbers go on: a large number hurts nobody, the
 * same number twice does.
 */
export function createDayTurn(deps: {
  readonly clock: Clock;
  /** The wall clock, mended by the portal's where that was heard. */
  readonly now: () => number;
}): {
  /** Does `today` begin anew after the running day? */
  isNewDay(running: RunningDay, today: string): boolean;
  /** A number was given just now. */
  noteGiven(): void;
} {
  const { clock, now } = deps;
  /** When wall clock and running day agreed last, in this run of the program. */
  let agreed: { readonly wall: number; readonly monotonic: number } | null = null;
  let quietSince = clock.monotonicMs();
  let hasGiven = false;

  return {
    isNewDay(running, today) {
      const monotonic = clock.monotonicMs();
      if (today === running.day) {
        agreed = { wall: now(), monotonic };
        return false;
      }
      const isSteady =
        agreed !== null && Math.abs(now() - agreed.wall - (monotonic - agreed.monotonic)) <= driftMs;
      // Of the time before this run only the wall clock knows, and only when it went forward.
      const isNightBefore = !hasGiven && today > running.day && now() - running.lastAt >= nightMs;
      return isSteady || isNightBefore || monotonic - quietSince >= nightMs;
    },
    noteGiven() {
      hasGiven = true;
      quietSince = clock.monotonicMs();
    },
  };
}
