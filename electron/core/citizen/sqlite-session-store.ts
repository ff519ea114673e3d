import type { Database } from 'better-sqlite3';
import { officerSchema, readingSchema } from '../../../shared/contract/index.ts';
import type { SessionStore } from './session-store.ts';

interface Row {
  readonly session_id: string;
  readonly place: string;
  readonly reading: string;
  readonly started_at: number;
  readonly last_touch_at: number;
  readonly officer: string | null;
  readonly back_to: string | null;
  readonly called_at: number | null;
}

/** The open session as the one row of its table in the encrypted database. */
export function createSqliteSessionStore(deps: {
  readonly db: Database;
  /** Runs the work durably, with the disk's failures as storage faults. */
  readonly write: (work: () => void) => void;
}): SessionStore {
  const { db: database } = deps;
  const read = database.prepare<[], Row>(
    `SELECT session_id, place, reading, started_at, last_touch_at, officer, back_to, called_at
     FROM session WHERE slot = 1`,
  );
  const write = database.prepare<
    [string, string, string, string, number, number, string | null, string | null, number | null]
  >(
    `INSERT INTO session (slot, session_id, role, place, reading, started_at, last_touch_at, officer, back_to,
       called_at)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (slot) DO UPDATE SET session_id = excluded.session_id, role = excluded.role, place = excluded.place,
       reading = excluded.reading, started_at = excluded.started_at, last_touch_at = excluded.last_touch_at,
       officer = excluded.officer, back_to = excluded.back_to, called_at = excluded.called_at`,
  );
  const clear = database.prepare<[]>('DELETE FROM session');
  return {
    read() {
      const row = read.get();
      if (row === undefined) return null;
      const reading = readingSchema.safeParse(JSON.parse(row.reading));
      // A row of an older version that no longer fits is no reason to stop: the person starts afresh.
      if (!reading.success) return null;
      return {
        sessionId: row.session_id,
        place: row.place,
        reading: reading.data,
        startedAt: row.started_at,
        lastTouchAt: row.last_touch_at,
        officer: row.officer === null ? null : officerSchema.parse(JSON.parse(row.officer)),
        backTo: row.back_to,
        calledAt: row.called_at,
      };
    },
    write(record) {
      deps.write(() =>
        write.run(
          record.sessionId,
          record.officer?.role ?? 'citizen',
          record.place,
          JSON.stringify(record.reading),
          Math.max(0, record.startedAt),
          Math.max(0, record.lastTouchAt),
          record.officer === null ? null : JSON.stringify(record.officer),
          record.backTo,
          record.calledAt === null ? null : Math.max(0, record.calledAt),
        ),
      );
    },
    clear() {
      deps.write(() => clear.run());
    },
  };
}
