import type { Clock } from '../../../shared/clock.ts';
import { isKioskFault } from '../../../shared/faults/index.ts';
import { type DossierStates, mostStatesAtOnce } from '../../../shared/portal/index.ts';
import type { Log } from '../diagnostics/index.ts';
import type { PortalAdapter } from '../portal/index.ts';
import type { OutboxStore } from './outbox.ts';
import { queueTimings } from './timings.ts';

/** Asks the portal how delivered dossiers stand, in batches, and keeps what it says. */
export interface StateRounds {
  start(): void;
  stop(): void;
  /** Asks for one dossier at once; rejects with the portal's fault. False when the portal does not know it. */
  askNow(dossierId: string): Promise<boolean>;
}

/** States after which nothing comes any more: not accepted, and handed over (FACTS 11). */
const endStates = '(3, 10)';

/** `onLearnt` is called for each dossier whose state, history or requests changed. */
export function createStateRounds(deps: {
  readonly store: OutboxStore;
  readonly adapter: PortalAdapter;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly onLearnt: (dossierId: string) => void;
}): StateRounds {
  const { store, adapter, clock, log } = deps;
  const { db } = store;
  const due = db.prepare<[number, number], { dossierId: string }>(
    `SELECT dossier_id AS dossierId FROM dossier
     WHERE official_code IS NOT NULL AND portal_state NOT IN ${endStates}
       AND (portal_asked_at IS NULL OR portal_asked_at <= ?)
     ORDER BY portal_asked_at LIMIT ?`,
  );
  const known = db.prepare<
    [string],
    { state: number | null; dueAt: number | null; steps: number; requests: number }
  >(
    `SELECT portal_state AS state, due_at AS dueAt,
       (SELECT count(*) FROM dossier_history h WHERE h.dossier_id = d.dossier_id) AS steps,
       (SELECT count(*) FROM supplement_request s WHERE s.dossier_id = d.dossier_id) AS requests
     FROM dossier d WHERE dossier_id = ?`,
  );
  const setState = db.prepare(
    `UPDATE dossier SET portal_state = @state, portal_state_at = @at, due_at = coalesce(@dueAt, due_at)
     WHERE dossier_id = @dossierId`,
  );
  const setAsked = db.prepare('UPDATE dossier SET portal_asked_at = ? WHERE dossier_id = ?');
  const putHistory = db.prepare(
    `INSERT INTO dossier_history (dossier_id, seq, state, at) VALUES (@dossierId, @seq, @state, @at)
     ON CONFLICT (dossier_id, seq) DO UPDATE SET state = excluded.state, at = excluded.at`,
  );
  const putRequest = db.prepare(
    `INSERT INTO supplement_request (dossier_id, request_id, asked_at, request)
     VALUES (@dossierId, @requestId, @askedAt, @request) ON CONFLICT DO NOTHING`,
  );
  let running: AbortController | null = null;
  let cancelNext = (): void => {};

  /** True when something of it was news. Runs inside the transaction of its batch. */
  function keep(told: DossierStates): boolean {
    const { dossierId } = told;
    const before = known.get(dossierId);
    if (before === undefined) return false;
    const dueAt = typeof told.dueAt === 'string' ? Date.parse(told.dueAt) : null;
    setState.run({ dossierId, state: told.state, at: Date.parse(told.stateAt), dueAt });
    for (const { seq, state, at } of told.history)
      putHistory.run({ dossierId, seq, state, at: Date.parse(at) });
    let asked = 0;
    for (const request of told.supplementRequests) {
      const { requestId } = request;
      const row = {
        dossierId,
        requestId,
        askedAt: Date.parse(request.askedAt),
        request: JSON.stringify(request),
      };
      if (putRequest.run(row).changes === 0) continue;
      asked += 1;
      const details = { requestId, papers: request.papers.length };
      store.audit.append({ id: 'supplement-asked', role: 'kiosk', dossierId, details });
    }
    const moved = before.state !== told.state;
    if (moved)
      store.audit.append({
        id: 'dossier-state-learnt',
        role: 'kiosk',
        dossierId,
        details: { state: told.state },
      });
    const isDueMoved = dueAt !== null && dueAt !== before.dueAt;
    return moved || isDueMoved || asked > 0 || told.history.length !== before.steps;
  }

  async function ask(dossierIds: readonly string[], signal: AbortSignal | undefined): Promise<number> {
    const told = await adapter.readStates(dossierIds, signal === undefined ? {} : { signal });
    const ours = told.filter(({ dossierId }) => dossierIds.includes(dossierId));
    const learnt = store.write(() => {
      for (const dossierId of dossierIds) setAsked.run(clock.now(), dossierId);
      return ours.filter(keep);
    });
    for (const { dossierId } of learnt) deps.onLearnt(dossierId);
    return ours.length;
  }

  async function round(signal: AbortSignal): Promise<void> {
    if (!adapter.isEnrolled()) return;
    const before = clock.now() - queueTimings.states.everyMs;
    const batch = due.all(before, mostStatesAtOnce).map((row) => row.dossierId);
    if (batch.length > 0) await ask(batch, signal);
  }

  /** A round that fails waits for the next one: the queue and the watch know the road. */
  function turn(): void {
    const signal = running?.signal;
    if (signal === undefined) return;
    round(signal)
      .catch((error: unknown) => {
        if (signal.aborted) return;
        if (isKioskFault(error)) log.info('states not learnt', { code: error.code });
        else log.failure('asking for states failed', error);
      })
      .finally(() => {
        if (!signal.aborted) plan();
      });
  }

  function plan(): void {
    // Spread, so that the kiosks of a province do not ask in one second.
    cancelNext = clock.after(queueTimings.states.batchEveryMs * (0.75 + deps.random() / 2), turn);
  }

  return {
    start() {
      if (running !== null) return;
      running = new AbortController();
      plan();
    },
    stop() {
      cancelNext();
      running?.abort();
      running = null;
    },
    askNow: async (dossierId) => (await ask([dossierId], running?.signal)) > 0,
  };
}
