import * as z from 'zod';
import type { Store } from '../storage/index.ts';
import type { RunningDay } from './ticket-day.ts';

const rowSchema = z.object({
  number: z.int(),
  service: z.string(),
  state: z.enum(['waiting', 'called', 'served', 'absent']),
  takenAt: z.number(),
  calledAt: z.number().nullable(),
});
export type TicketRow = z.infer<typeof rowSchema>;

const rows = z.array(rowSchema);
const count = z.number().int();

/** Rows of the running day's tickets; writing happens inside the caller's transaction. */
export interface TicketStore {
  findRunningDay(): RunningDay | null;
  /** Makes a day the running one; the tickets of every other are gone. */
  begin(day: string, nowMs: number): void;
  /** Takes the next number of the running day. */
  add(ticket: { readonly service: string; readonly sessionId: string; readonly nowMs: number }): number;
  find(number: number): TicketRow | null;
  findCalled(): TicketRow | null;
  /** The smallest waiting number, of one service or of all. */
  findFirst(service: string | null): TicketRow | null;
  countBefore(service: string, number: number): number;
  countWaiting(service: string): number;
  /** Of one visit, the newest first. */
  listOfVisit(sessionId: string): readonly TicketRow[];
  listMissed(limit: number): readonly number[];
  /** How long the last so many took who were served, in ms. */
  listServedMs(service: string, limit: number): readonly number[];
  call(number: number, nowMs: number): void;
  close(number: number, outcome: 'served' | 'absent', nowMs: number): void;
}

export function createTicketStore({ db }: Pick<Store, 'db'>): TicketStore {
  const columns = 'number, service, state, taken_at AS takenAt, called_at AS calledAt';
  const running = db.prepare<[], unknown>('SELECT day, last_at AS lastAt FROM ticket_day WHERE running = 1');
  const stop = db.prepare('UPDATE ticket_day SET running = 0 WHERE running = 1');
  const begin = db.prepare<[string, number]>(
    `INSERT INTO ticket_day (day, last, last_at, running) VALUES (?, 0, ?, 1)
     ON CONFLICT (day) DO UPDATE SET running = 1`,
  );
  const clear = db.prepare('DELETE FROM ticket');
  const step = db
    .prepare<[number], unknown>(
      'UPDATE ticket_day SET last = last + 1, last_at = ? WHERE running = 1 RETURNING last',
    )
    .pluck();
  const insert = db.prepare(
    `INSERT INTO ticket (day, number, service, taken_at, session_id)
     VALUES ((SELECT day FROM ticket_day WHERE running = 1), @number, @service, @nowMs, @sessionId)`,
  );
  const byNumber = db.prepare<[number], unknown>(`SELECT ${columns} FROM ticket WHERE number = ?`);
  const called = db.prepare<[], unknown>(`SELECT ${columns} FROM ticket WHERE state = 'called'`);
  const first = db.prepare<[string | null, string | null], unknown>(
    `SELECT ${columns} FROM ticket WHERE state = 'waiting' AND (? IS NULL OR service = ?) ORDER BY number LIMIT 1`,
  );
  const before = db
    .prepare<[string, number], unknown>(
      "SELECT count(*) FROM ticket WHERE state = 'waiting' AND service = ? AND number < ?",
    )
    .pluck();
  const waiting = db
    .prepare<[string], unknown>("SELECT count(*) FROM ticket WHERE state = 'waiting' AND service = ?")
    .pluck();
  const ofVisit = db.prepare<[string], unknown>(
    `SELECT ${columns} FROM ticket WHERE session_id = ? ORDER BY number DESC`,
  );
  const missed = db
    .prepare<[number], unknown>(
      "SELECT number FROM ticket WHERE state = 'absent' ORDER BY closed_at DESC, number DESC LIMIT ?",
    )
    .pluck();
  const served = db
    .prepare<[string, number], unknown>(
      `SELECT closed_at - called_at FROM ticket WHERE state = 'served' AND service = ?
       ORDER BY number DESC LIMIT ?`,
    )
    .pluck();
  const call = db.prepare<[number, number]>(
    "UPDATE ticket SET state = 'called', called_at = ?, closed_at = NULL WHERE number = ?",
  );
  const close = db.prepare<[string, number, number]>(
    "UPDATE ticket SET state = ?, closed_at = ? WHERE number = ? AND state = 'called'",
  );
  const one = (row: unknown): TicketRow | null => (row === undefined ? null : rowSchema.parse(row));

  return {
    findRunningDay() {
      const row = running.get();
      return row === undefined ? null : z.object({ day: z.string(), lastAt: z.number() }).parse(row);
    },
    begin(day, nowMs) {
      clear.run();
      stop.run();
      begin.run(day, nowMs);
    },
    add({ service, sessionId, nowMs }) {
      const number = count.parse(step.get(nowMs));
      insert.run({ number, service, sessionId, nowMs });
      return number;
    },
    find: (number) => one(byNumber.get(number)),
    findCalled: () => one(called.get()),
    findFirst: (service) => one(first.get(service, service)),
    countBefore: (service, number) => count.parse(before.get(service, number)),
    countWaiting: (service) => count.parse(waiting.get(service)),
    listOfVisit: (sessionId) => rows.parse(ofVisit.all(sessionId)),
    listMissed: (limit) => z.array(count).parse(missed.all(limit)),
    listServedMs: (service, limit) => z.array(z.number()).parse(served.all(service, limit)),
    call: (number, nowMs) => void call.run(nowMs, number),
    close: (number, outcome, nowMs) => void close.run(outcome, nowMs, number),
  };
}
