import { type Clock, systemClock } from '../../shared/clock.ts';

/** A clock whose hands run `factor` times as fast: for limits of seconds against real sockets. */
export function createFastClock(factor: number): Clock {
  return {
    now: () => systemClock.now(),
    monotonicMs: () => systemClock.monotonicMs() * factor,
    after: (delayMs, callback) => systemClock.after(delayMs / factor, callback),
  };
}

/** As `createFastClock`, and its wall clock runs along: a night of waiting in the seconds of a test. */
export function createFastWallClock(factor: number): Clock {
  const fast = createFastClock(factor);
  const startWall = systemClock.now();
  const startMonotonic = fast.monotonicMs();
  return { ...fast, now: () => startWall + Math.round(fast.monotonicMs() - startMonotonic) };
}
