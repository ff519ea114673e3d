import type { Clock } from '../../../shared/clock.ts';

/** The machine's clock with a wall hand that the demo's dock may turn, as a dead battery would. */
export interface ShiftableClock extends Clock {
  minutes(): number;
  shiftTo(minutes: number): void;
}

export function createShiftableClock(clock: Clock): ShiftableClock {
  let shiftMinutes = 0;
  return {
    now: () => clock.now() + shiftMinutes * 60_000,
    monotonicMs: () => clock.monotonicMs(),
    after: (delayMs, callback) => clock.after(delayMs, callback),
    minutes: () => shiftMinutes,
    shiftTo: (minutes) => {
      shiftMinutes = minutes;
    },
  };
}
