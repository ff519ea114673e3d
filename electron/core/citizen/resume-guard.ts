import type { Clock } from '../../../shared/clock.ts';
import type { Store } from '../storage/index.ts';
import { createTryGuard, type TryGuard } from './try-guard.ts';

const rules = {
  /** Somebody has found a slip and guesses numbers. */
  one: { free: 3, locksMinutes: [1, 5, 15, 60, 24 * 60], forgetMinutes: null },
  /** Somebody guesses codes. Forgotten after a quiet hour: the next person in line has done nothing. */
  kiosk: { free: 10, locksMinutes: [1, 5, 15, 60], forgetMinutes: 60 },
} as const;

/** Counts wrong tries to open a kept form or a dossier, by the hash of its code. */
export function createResumeGuard(deps: {
  readonly db: Store['db'];
  readonly clock: Clock;
  readonly lockedFault: 'RESUME_LOCKED' | 'TRACK_LOCKED';
  readonly onLocked: (lock: { readonly scope: 'kiosk' | 'code'; readonly waitSeconds: number }) => void;
}): TryGuard {
  return createTryGuard({
    ...deps,
    table: 'resume_guard',
    rules,
    onLocked: ({ scope, waitSeconds }) =>
      deps.onLocked({ scope: scope === 'one' ? 'code' : scope, waitSeconds }),
  });
}
