import type { Clock } from '../../shared/clock.ts';

/** A clock that moves only when the test says so. */
export interface FakeClock extends Clock {
  /** Moves both hands forward by `ms`, ringing every timer on the way at its own time and in its order. */
  advance(ms: number): void;
  /** Sets only the wall clock, as an administrator or a dead battery would. */
  setWallClock(ms: number): void;
  /** How many timers wait: nothing may be left behind by something that was stopped. */
  waiting(): number;
}

export function createFakeClock(startMs = Date.UTC(2026, 10, 22, 1, 0, 0)): FakeClock {
  let elapsedMs = 0;
  let wallOffsetMs = startMs;
  let lastId = 0;
  const timers = new Map<number, { readonly dueMs: number; readonly ring: () => void }>();

  function nextDue(untilMs: number): number | undefined {
    let next: { readonly id: number; readonly dueMs: number } | undefined;
    for (const [id, { dueMs }] of timers) {
      if (dueMs <= untilMs && (next === undefined || dueMs < next.dueMs)) next = { id, dueMs };
    }
    return next?.id;
  }

  return {
    now: () => wallOffsetMs + elapsedMs,
    monotonicMs: () => elapsedMs,
    after(delayMs, ring) {
      const id = ++lastId;
      timers.set(id, { dueMs: elapsedMs + Math.max(0, delayMs), ring });
      return () => timers.delete(id);
    },
    advance(ms) {
      const untilMs = elapsedMs + ms;
      for (let id = nextDue(untilMs); id !== undefined; id = nextDue(untilMs)) {
        const timer = timers.get(id);
        timers.delete(id);
        if (timer === undefined) continue;
        elapsedMs = Math.max(elapsedMs, timer.dueMs);
        timer.ring();
      }
      elapsedMs = untilMs;
    },
    setWallClock(ms) {
      wallOffsetMs = ms - elapsedMs;
    },
    waiting: () => timers.size,
  };
}
