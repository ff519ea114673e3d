import type { Clock } from '../../../../shared/clock.ts';
import { type FaultDetails, KioskFault } from '../../../../shared/faults/index.ts';

/** Waits, or rejects with the reason of the signal as soon as that is aborted. */
export function wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = (): void => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** A limit that can be pushed on: every sign of life starts it again. */
export interface Deadline {
  /** Aborted with SCANNER_SILENT when the time is up, or with the outer signal's reason. */
  readonly signal: AbortSignal;
  again(): void;
  clear(): void;
}

/** Starts a limit of `ms` inside an outer signal. */
export function startDeadline(given: {
  readonly clock: Clock;
  readonly ms: number;
  readonly outer: AbortSignal;
  readonly details: FaultDetails;
}): Deadline {
  const { clock, ms, outer, details } = given;
  const own = new AbortController();
  const ring = (): void => own.abort(new KioskFault('SCANNER_SILENT', { details: { ...details, ms } }));
  let cancel = clock.after(ms, ring);
  return {
    signal: AbortSignal.any([outer, own.signal]),
    again() {
      cancel();
      if (!own.signal.aborted) cancel = clock.after(ms, ring);
    },
    clear: () => cancel(),
  };
}
