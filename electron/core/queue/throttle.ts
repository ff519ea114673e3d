import type { Clock } from '../../../shared/clock.ts';

/** Keeps the mean of what is sent below the cap; a request waits until the ones before it are paid for. */
export interface Throttle {
  wait(sizeBytes: number): Promise<void>;
  /** Lets go of everybody who waits; what they do then is abandoned by their signal. */
  close(): void;
}

/** `bytesPerSecond` null: no cap. */
export function createThrottle(deps: {
  readonly clock: Clock;
  readonly bytesPerSecond: number | null;
}): Throttle {
  const { clock, bytesPerSecond } = deps;
  const waiting = new Set<() => void>();
  let freeAtMs = 0;

  return {
    wait(sizeBytes) {
      if (bytesPerSecond === null) return Promise.resolve();
      const now = clock.monotonicMs();
      const startMs = Math.max(now, freeAtMs);
      freeAtMs = startMs + (sizeBytes / bytesPerSecond) * 1_000;
      if (startMs <= now) return Promise.resolve();
      return new Promise((resolve) => {
        const cancel = clock.after(startMs - now, letGo);
        function letGo(): void {
          cancel();
          waiting.delete(letGo);
          resolve();
        }
        waiting.add(letGo);
      });
    },
    close() {
      for (const letGo of [...waiting]) letGo();
    },
  };
}
