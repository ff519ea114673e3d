import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { type FaultCode, KioskFault } from '../../../shared/faults/index.ts';
import type { Store } from '../storage/index.ts';

const minuteMs = 60_000;

/** Free tries, then a lock that grows with every further one; the last step stays. */
export interface TryRule {
  readonly free: number;
  readonly locksMinutes: readonly number[];
  /** Forgotten after so many quiet minutes; null: only by a right try. */
  readonly forgetMinutes: number | null;
}

const rowSchema = z.object({ failures: z.number(), failedAt: z.number(), lockMs: z.number() });
type Row = z.infer<typeof rowSchema>;

/** A lock that a wrong try has set: of the kiosk, or of the one thing that was tried. */
export interface TryLock {
  readonly scope: 'kiosk' | 'one';
  readonly waitSeconds: number;
}

/** Counts wrong tries in the database: switching the kiosk off opens no lock. */
export interface TryGuard {
  /** Raises `lockedFault` with the seconds to wait. `scope` null: what was tried does not exist. */
  check(scope: string | null): void;
  /** One wrong try; within the caller's transaction. */
  count(scope: string | null): void;
  /** It was opened rightly or is over: its tries are forgotten. */
  forget(scope: string): void;
}

/** `table` is one of the guards' tables in resources/migrations; each has the same columns. */
export function createTryGuard(deps: {
  readonly db: Store['db'];
  readonly clock: Clock;
  readonly table: 'resume_guard' | 'staff_guard';
  readonly rules: { readonly kiosk: TryRule; readonly one: TryRule };
  readonly lockedFault: FaultCode;
  readonly onLocked: (lock: TryLock) => void;
}): TryGuard {
  const { db, clock, table } = deps;
  const select = db.prepare<[string], unknown>(
    `SELECT failures, failed_at AS failedAt, lock_ms AS lockMs FROM ${table} WHERE scope = ?`,
  );
  const put = db.prepare<[string, number, number, number]>(
    `INSERT INTO ${table} (scope, failures, failed_at, lock_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (scope) DO UPDATE SET failures = excluded.failures, failed_at = excluded.failed_at,
       lock_ms = excluded.lock_ms`,
  );
  const remove = db.prepare<[string]>(`DELETE FROM ${table} WHERE scope = ?`);

  function find(scope: string): Row | null {
    const row = select.get(scope);
    return row === undefined ? null : rowSchema.parse(row);
  }

  /** Never longer than the lock itself: a wall clock that went back locks nobody out for years. */
  function waitMs(row: Row): number {
    return Math.min(row.lockMs, Math.max(0, row.failedAt + row.lockMs - clock.now()));
  }

  function add(scope: string, kind: TryLock['scope']): void {
    const { free, locksMinutes, forgetMinutes } = deps.rules[kind];
    const row = find(scope);
    const isForgotten =
      row !== null &&
      forgetMinutes !== null &&
      clock.now() - row.failedAt > row.lockMs + forgetMinutes * minuteMs;
    const failures = (row === null || isForgotten ? 0 : row.failures) + 1;
    const lockMinutes =
      failures <= free ? 0 : (locksMinutes[failures - free - 1] ?? locksMinutes.at(-1) ?? 0);
    put.run(scope, failures, Math.max(0, clock.now()), lockMinutes * minuteMs);
    if (lockMinutes > 0) deps.onLocked({ scope: kind, waitSeconds: lockMinutes * 60 });
  }

  return {
    check(one) {
      for (const scope of one === null ? ['kiosk'] : ['kiosk', one]) {
        const row = find(scope);
        const left = row === null ? 0 : waitMs(row);
        if (left > 0) {
          throw new KioskFault(deps.lockedFault, { details: { waitSeconds: Math.ceil(left / 1_000) } });
        }
      }
    },
    count(one) {
      add('kiosk', 'kiosk');
      if (one !== null) add(one, 'one');
    },
    forget: (one) => void remove.run(one),
  };
}
