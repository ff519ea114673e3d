import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { Store } from '../storage/index.ts';

const minuteMs = 60_000;

/** Free tries, then a lock that grows with every further one; the last step stays. */
const rules = {
  /** Somebody has found a slip and guesses numbers. */
  code: { free: 3, locksMs: [1, 5, 15, 60, 24 * 60].map((minutes) => minutes * minuteMs), forgetMs: null },
  /** Somebody guesses codes. Forgotten after a quiet hour: the next person in line has done nothing. */
  kiosk: { free: 10, locksMs: [1, 5, 15, 60].map((minutes) => minutes * minuteMs), forgetMs: 60 * minuteMs },
} as const;

const rowSchema = z.object({ failures: z.number(), failedAt: z.number(), lockMs: z.number() });
type Row = z.infer<typeof rowSchema>;

/** Counts wrong tries to open a kept form or a dossier, in the database: switching the kiosk off opens no lock. */
export interface ResumeGuard {
  /** Raises `lockedFault` with the seconds to wait. `codeHash` null: no such code is kept. */
  check(codeHash: string | null): void;
  /** One wrong try; within the caller's transaction. */
  count(codeHash: string | null): void;
  /** The code was used or is over: its tries are forgotten. */
  forget(codeHash: string): void;
}

export function createResumeGuard(deps: {
  readonly db: Store['db'];
  readonly clock: Clock;
  readonly lockedFault: 'RESUME_LOCKED' | 'TRACK_LOCKED';
  readonly onLocked: (lock: { readonly scope: 'kiosk' | 'code'; readonly waitSeconds: number }) => void;
}): ResumeGuard {
  const { db, clock } = deps;
  const select = db.prepare<[string], unknown>(
    'SELECT failures, failed_at AS failedAt, lock_ms AS lockMs FROM resume_guard WHERE scope = ?',
  );
  const put = db.prepare<[string, number, number, number]>(
    `INSERT INTO resume_guard (scope, failures, failed_at, lock_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (scope) DO UPDATE SET failures = excluded.failures, failed_at = excluded.failed_at,
       lock_ms = excluded.lock_ms`,
  );
  const remove = db.prepare<[string]>('DELETE FROM resume_guard WHERE scope = ?');

  function find(scope: string): Row | null {
    const row = select.get(scope);
    return row === undefined ? null : rowSchema.parse(row);
  }

  /** Never longer than the lock itself: a wall clock that went back locks nobody out for years. */
  function waitMs(row: Row): number {
    return Math.min(row.lockMs, Math.max(0, row.failedAt + row.lockMs - clock.now()));
  }

  function add(scope: string, kind: keyof typeof rules): void {
    const { free, locksMs, forgetMs } = rules[kind];
    const row = find(scope);
    const isForgotten =
      row !== null && forgetMs !== null && clock.now() - row.failedAt > row.lockMs + forgetMs;
    const failures = (row === null || isForgotten ? 0 : row.failures) + 1;
    const lockMs = failures <= free ? 0 : (locksMs[failures - free - 1] ?? locksMs.at(-1) ?? 0);
    put.run(scope, failures, Math.max(0, clock.now()), lockMs);
    if (lockMs > 0) deps.onLocked({ scope: kind, waitSeconds: lockMs / 1_000 });
  }

  return {
    check(codeHash) {
      for (const scope of codeHash === null ? ['kiosk'] : ['kiosk', codeHash]) {
        const row = find(scope);
        const left = row === null ? 0 : waitMs(row);
        if (left > 0) {
          throw new KioskFault(deps.lockedFault, { details: { waitSeconds: Math.ceil(left / 1_000) } });
        }
      }
    },
    count(codeHash) {
      add('kiosk', 'kiosk');
      if (codeHash !== null) add(codeHash, 'code');
    },
    forget: (codeHash) => void remove.run(codeHash),
  };
}
