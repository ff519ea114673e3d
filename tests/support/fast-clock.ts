import { type Clock, systemClock } from '../../shared/clock.ts';

/** A clock whose hands run `factor` times as fast: for limits of seconds against real sockets. */
export function createFastClock(factor: number): Clock {
  return {
    now: () => systemClock.now(),
    monotonicMs: () => systemClock.monotonicMs() * factor,
    after: (delayMs, callback) => systemClock.after(delayMs / factor, callback),
  };
}
