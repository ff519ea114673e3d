import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { type RatingState, type Score, scoreSchema } from '../../../shared/contract/rating.ts';
import { isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import type { Rating } from '../../../shared/portal/index.ts';
import type { Log } from '../diagnostics/index.ts';
import type { Store } from '../storage/index.ts';

/** One-tap ratings: given once per visit, kept without a trace of it, sent when the portal is there. */
export interface Ratings {
  /** A dossier was handed in during this visit: it may be rated. */
  offer(procedureCode: string): void;
  state(): RatingState;
  /** Raises SESSION_NOT_OPEN. */
  give(score: Score): RatingState;
  start(): void;
  stop(): Promise<void>;
}

const timings = {
  /**
   * Ratings go by turns and in no order, so that the minute of their arrival does not tell whose they are. The turns are
   * spread, so that the kiosks of a province do not come at once.
   */
  everyMs: 15 * 60_000,
  spreadMs: 5 * 60_000,
} as const;

/** A turn sends no more, so that dossiers are not kept waiting on a thin line. */
const mostAtOnce = 100;

const visitRow = z.object({ procedureCode: z.string(), score: scoreSchema.nullable() });
const ratingRows = z.array(
  z.object({ ratingId: z.string(), day: z.string(), procedureCode: z.string(), score: scoreSchema }),
);

export function createRatings(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly sessionId: () => string | undefined;
  /** The office's day. */
  readonly today: () => string;
  /** Resolves when the portal has counted it, at whichever time asked; the same id counts once. */
  readonly send: (rating: Rating) => Promise<void>;
  /** Within the transaction that keeps it. */
  readonly onGiven: () => void;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}): Ratings {
  const { store, clock } = deps;
  const random = deps.random ?? Math.random;
  const find = store.db.prepare<[string], unknown>(
    'SELECT procedure_code AS procedureCode, score FROM session_rating WHERE session_id = ?',
  );
  const offer = store.db.prepare<[string, string]>(
    `INSERT INTO session_rating (session_id, procedure_code) VALUES (?, ?)
     ON CONFLICT (session_id) DO UPDATE SET procedure_code = excluded.procedure_code WHERE score IS NULL`,
  );
  const mark = store.db.prepare<[number, string]>('UPDATE session_rating SET score = ? WHERE session_id = ?');
  const add = store.db.prepare<[string, string, string, number]>(
    'INSERT INTO rating (rating_id, day, procedure_code, score) VALUES (?, ?, ?, ?)',
  );
  // Random ids: their order tells nothing of the order in which people came.
  const list = store.db.prepare<[number], unknown>(
    'SELECT rating_id AS ratingId, day, procedure_code AS procedureCode, score FROM rating ORDER BY rating_id LIMIT ?',
  );
  const remove = store.db.prepare<[string]>('DELETE FROM rating WHERE rating_id = ?');
  let cancelNext: () => void = () => {};
  let turn: Promise<void> = Promise.resolve();
  let isStopped = true;

  function findVisit(): (z.infer<typeof visitRow> & { readonly sessionId: string }) | null {
    const sessionId = deps.sessionId();
    const row = sessionId === undefined ? undefined : find.get(sessionId);
    return sessionId === undefined || row === undefined ? null : { sessionId, ...visitRow.parse(row) };
  }

  function state(): RatingState {
    const visit = findVisit();
    if (visit === null) return { kind: 'not-asked' };
    return visit.score === null ? { kind: 'asked' } : { kind: 'given', score: visit.score };
  }

  /** The reply may be lost: the row goes only when the portal has said that it counted. */
  async function sendAll(): Promise<void> {
    for (const rating of ratingRows.parse(list.all(mostAtOnce))) {
      if (isStopped) return;
      try {
        await deps.send(rating);
      } catch (error) {
        if (!isKioskFault(error)) throw error;
        // No road now: the next turn tries again. A refused one would be refused for ever.
        if (error.code !== 'PORTAL_REFUSED') return;
        deps.log.failure('rating refused by the portal', error);
      }
      if (isStopped) return;
      store.write(() => remove.run(rating.ratingId));
    }
  }

  function plan(): void {
    cancelNext = clock.after(timings.everyMs + (random() - 0.5) * timings.spreadMs, () => {
      turn = sendAll()
        .catch((error: unknown) => deps.log.failure('ratings not sent', error))
        .then(() => {
          if (!isStopped) plan();
        });
    });
  }

  return {
    offer(procedureCode) {
      const sessionId = deps.sessionId();
      if (sessionId !== undefined) store.write(() => offer.run(sessionId, procedureCode));
    },
    state,
    give(score) {
      if (deps.sessionId() === undefined) throw new KioskFault('SESSION_NOT_OPEN');
      store.write(() => {
        const visit = findVisit();
        if (visit === null || visit.score !== null) return;
        mark.run(score, visit.sessionId);
        add.run(randomUUID(), deps.today(), visit.procedureCode, score);
        deps.onGiven();
      });
      return state();
    },
    start() {
      isStopped = false;
      plan();
    },
    async stop() {
      isStopped = true;
      cancelNext();
      await turn;
    },
  };
}
