import type { Clock } from '../../../shared/clock.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { type BackoffLimits, pauseBeforeTry } from '../portal/index.ts';

/** Faults that say nothing of the dossier under way: every one that waits with such a fault wakes when the road is back. */
export const roadFaults: ReadonlySet<FaultCode> = new Set([
  'PORTAL_UNREACHABLE',
  'PORTAL_TOO_SLOW',
  'PORTAL_STRANGER',
  'PORTAL_SIGNATURE',
  'PORTAL_CERTIFICATE',
  'PORTAL_INSECURE',
  'PORTAL_NOT_ENROLLED',
]);

/** Whether the road to the portal is worth a try: one broken road is not found out anew by every dossier. */
export interface Road {
  /** While it is broken, one probe at a time, each after its pause. */
  mayStart(inFlight: number): boolean;
  /** The road itself failed; `retryAfterMs` is what the portal asked for. */
  failed(retryAfterMs: number): void;
  /** The portal answered. True when the road had been broken. */
  succeeded(): boolean;
  /** Somebody else saw that the road is back. */
  seemsBack(): void;
  /** Staff want it now. */
  tryNow(): void;
  /** How long until the next probe; 0 when it is open. */
  waitMs(): number;
}

/** Starts open. All times are monotonic. */
export function createRoad(deps: {
  readonly clock: Clock;
  readonly random: () => number;
  readonly backoff: BackoffLimits;
  readonly longestSpreadMs: number;
}): Road {
  const { clock, random } = deps;
  let broken: { readonly sinceMs: number; failures: number; notBeforeMs: number } | null = null;

  return {
    mayStart: (inFlight) => broken === null || (inFlight === 0 && clock.monotonicMs() >= broken.notBeforeMs),
    failed(retryAfterMs) {
      const now = clock.monotonicMs();
      broken ??= { sinceMs: now, failures: 0, notBeforeMs: now };
      // Several that were on the way when it broke are one failure.
      if (now < broken.notBeforeMs) return;
      const pauseMs = pauseBeforeTry(broken.failures, deps.backoff, random);
      broken.failures += 1;
      broken.notBeforeMs = now + Math.max(pauseMs, retryAfterMs);
    },
    succeeded() {
      const was = broken !== null;
      broken = null;
      return was;
    },
    seemsBack() {
      if (broken === null) return;
      const now = clock.monotonicMs();
      const spreadMs = Math.min(deps.longestSpreadMs, now - broken.sinceMs);
      broken.notBeforeMs = now + Math.round(random() * spreadMs);
    },
    tryNow() {
      if (broken !== null) broken.notBeforeMs = clock.monotonicMs();
    },
    waitMs: () => (broken === null ? 0 : Math.max(0, broken.notBeforeMs - clock.monotonicMs())),
  };
}
