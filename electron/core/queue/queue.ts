import type { Clock } from '../../../shared/clock.ts';
import { isKioskFault } from '../../../shared/faults/index.ts';
import type { FoundDossier } from '../../../shared/portal/index.ts';
import type { Log } from '../diagnostics/index.ts';
import type { PortalAdapter, RevisionKey } from '../portal/index.ts';
import { afterFailure } from './after-failure.ts';
import { createDelivery, type QueuePoint, type SealedContent } from './deliver.ts';
import { createOutbox, type OutboxRow, type OutboxStore, type Trail } from './outbox.ts';
import { createProofs } from './proofs.ts';
import { createRoad } from './road.ts';
import { createStateRounds } from './states.ts';
import { createThrottle } from './throttle.ts';
import { chunkLimits, queueTimings } from './timings.ts';
import { judgeFailure, retryAfterMsOf } from './verdict.ts';
import { createQueueViews, type QueueCounts, type QueueItem } from './views.ts';

/** Brings sealed dossiers to the portal, each once, and learns what becomes of them. */
export interface Queue {
  start(): void;
  /**
   * Something changed outside: a dossier was sealed, the road is back, the kiosk was enrolled. Cheap, may be called any
   * time.
   */
  nudge(why: 'sealed' | 'network' | 'enrolled'): void;
  /** Staff let a parked or waiting revision go at once. False when it is delivered or unknown. */
  retry(
    key: RevisionKey,
    by: { readonly role: 'staff' | 'supervisor'; readonly person: string | null },
  ): boolean;
  /** One page; what is on its way shows among `waiting` with the state `sending`. */
  list(page: {
    readonly state: 'waiting' | 'parked' | 'delivered';
    readonly limit?: number;
    readonly offset?: number;
  }): readonly QueueItem[];
  counts(): QueueCounts;
  /** Every revision of one dossier in its order; empty when it is unknown. */
  state(dossierId: string): readonly QueueItem[];
  /** Asks the portal for the state of one dossier now; rejects with the portal's fault. */
  askState(dossierId: string): Promise<boolean>;
  /** A code of any channel, asked at the portal; null when nobody knows it. */
  lookUp(code: string): Promise<FoundDossier | null>;
  /** Portal clock minus this clock at the last announcement; null before. */
  clockOffsetMs(): number | null;
  /** Resolves when nothing of it runs any more; what was on its way goes on from the portal's offset later. */
  stop(): Promise<void>;
}

interface OnTheWay {
  sentBytes: number;
  toldAtMs: number;
  /** Over there, and only not yet written down here: the line is free for the next one. */
  isProven: boolean;
  readonly work: Promise<void>;
}

/** `onChange` is called for every revision whose item changed, at most four times a second for mere progress. */
export function createQueue(deps: {
  readonly store: OutboxStore;
  readonly adapter: PortalAdapter;
  readonly sealed: SealedContent;
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: () => number;
  readonly bandwidthBytesPerSecond?: number | null;
  readonly concurrency?: number;
  readonly onChange?: (item: QueueItem) => void;
  /** The portal told something new of a delivered dossier. */
  readonly onStates?: (dossierId: string) => void;
  /** Told of each named moment. */
  readonly reached?: (point: QueuePoint) => void;
}): Queue {
  const { adapter, clock, log } = deps;
  const random = deps.random ?? Math.random;
  const concurrency = deps.concurrency ?? queueTimings.concurrency;
  const cap = deps.bandwidthBytesPerSecond ?? null;
  const outbox = createOutbox(deps.store);
  const road = createRoad({
    clock,
    random,
    backoff: queueTimings.road,
    longestSpreadMs: queueTimings.longestSpreadMs,
  });
  const throttle = createThrottle({ clock, bytesPerSecond: cap });
  /** What is on its way: bytes over there and when that was told last. */
  const onTheWay = new Map<string, OnTheWay>();
  const views = createQueueViews(deps.store, (key) => onTheWay.get(nameOf(key))?.sentBytes ?? null);
  const rounds = createStateRounds({
    store: deps.store,
    adapter,
    clock,
    log,
    random,
    onLearnt: (dossierId) => deps.onStates?.(dossierId),
  });
  let chunkBytes = Math.min(
    chunkLimits.mostBytes,
    Math.max(chunkLimits.leastBytes, cap ?? chunkLimits.mostBytes),
  );
  const proofs = createProofs({ outbox, clock });
  const deliver = createDelivery({
    adapter,
    outbox,
    sealed: deps.sealed,
    mayStart: (sizeBytes) => throttle.wait(sizeBytes),
    chunkBytes: () => chunkBytes,
    proofs,
    reached: deps.reached ?? (() => undefined),
  });
  let running: AbortController | null = null;
  let cancelTurn = (): void => {};
  let clockOffsetMs: number | null = null;
  /** Wall clock minus monotonic clock: what it is when nobody sets the clock. */
  let wallStartMs = clock.now() - clock.monotonicMs();
  /** How far ahead a time on the disk may be; null when nothing gives reason to look. */
  let wakeBeyondMs: number | null = null;
  /** What waits because the road was broken is to be woken: somebody saw that the road is back. */
  let wakeForRoad = false;

  function tell(key: RevisionKey): void {
    if (deps.onChange === undefined) return;
    const item = views.find(key);
    if (item !== null) deps.onChange(item);
  }

  /** A clock that was set must not make anything wait: times on the disk are by the wall clock. */
  function watchClock(): void {
    const wallStart = clock.now() - clock.monotonicMs();
    if (Math.abs(wallStart - wallStartMs) >= queueTimings.clockJumpMs) {
      log.info('clock was set', { byMs: Math.round(wallStart - wallStartMs) });
      wallStartMs = wallStart;
      wakeBeyondMs = 0;
    }
    if (wakeBeyondMs === null) return;
    const now = clock.now();
    outbox.wakeBeyond(wakeBeyondMs === 0 ? 0 : now + wakeBeyondMs, now);
    wakeBeyondMs = null;
  }

  /** Starts what may start, then sleeps until the next one may. */
  function turn(): void {
    cancelTurn();
    const signal = running?.signal;
    if (signal === undefined || !adapter.isEnrolled()) return;
    try {
      watchClock();
      // One of them at a time finds out, when the road's own pause is over.
      if (wakeForRoad) outbox.wakeAfterRoad(clock.now());
      wakeForRoad = false;
      startDue(signal);
      plan();
    } catch (error) {
      if (!isKioskFault(error)) throw error;
      // The disk is full or read-only: what is queued stays as it is.
      log.failure('queue could not look', error);
      cancelTurn = clock.after(queueTimings.turnMs, turn);
    }
  }

  function startDue(signal: AbortSignal): void {
    while (sending() < concurrency && road.mayStart(sending())) {
      const rows = outbox.due(clock.now(), onTheWay.size + 1);
      const next = rows.find((row) => !onTheWay.has(nameOf(row)));
      if (next === undefined) return;
      begin(next, signal);
    }
  }

  function sending(): number {
    let count = 0;
    for (const { isProven } of onTheWay.values()) if (!isProven) count += 1;
    return count;
  }

  function proven(row: OutboxRow): void {
    const entry = onTheWay.get(nameOf(row));
    if (entry !== undefined) entry.isProven = true;
    turn();
    if (running === null || sending() === 0) proofs.flush();
  }

  function plan(): void {
    const now = clock.now();
    const nextDueAt = outbox.nextDueAt(now);
    const untilDueMs = nextDueAt === null ? queueTimings.turnMs : nextDueAt - now;
    // What is due already and held by the road goes when the road may be tried.
    const heldMs = road.waitMs();
    cancelTurn = clock.after(Math.min(heldMs > 0 ? heldMs : untilDueMs, queueTimings.turnMs), turn);
  }

  function begin(row: OutboxRow, signal: AbortSignal): void {
    const work = attempt(row, signal)
      .catch((error: unknown) => {
        // Not even the failure could be written down: the disk. The road's pause keeps this from spinning.
        log.failure('queue could not note a failure', error);
        road.failed(0);
      })
      .finally(() => {
        onTheWay.delete(nameOf(row));
        if (signal.aborted) return;
        tell(row);
        turn();
      });
    onTheWay.set(nameOf(row), {
      sentBytes: 0,
      toldAtMs: clock.monotonicMs(),
      isProven: false,
      work,
    });
    tell(row);
  }

  async function attempt(row: OutboxRow, signal: AbortSignal): Promise<void> {
    let moved = false;
    const trail: Trail = { step: row.step, there: new Map(), lost: new Set() };
    try {
      await deliver(
        row,
        {
          trail,
          onMoved() {
            moved = true;
            answered();
          },
          onProgress: (sentBytes) => progress(row, sentBytes),
          onClockOffset(offsetMs) {
            clockOffsetMs = offsetMs;
          },
          onProven: () => proven(row),
        },
        signal,
      );
      log.info('dossier delivered', { dossierId: row.dossierId, revision: row.revision });
      answered();
    } catch (error) {
      if (signal.aborted) outbox.keepTrail(row, trail);
      else noteFailure(row, trail, error, moved);
    } finally {
      deps.sealed.forget(row.dossierId);
    }
  }

  function answered(): void {
    if (road.succeeded()) outbox.wakeAfterRoad(clock.now());
  }

  function progress(row: OutboxRow, sentBytes: number): void {
    const now = clock.monotonicMs();
    const entry = onTheWay.get(nameOf(row));
    if (entry === undefined) return;
    entry.sentBytes = sentBytes;
    if (now - entry.toldAtMs < queueTimings.progressEveryMs) return;
    entry.toldAtMs = now;
    tell(row);
  }

  function noteFailure(row: OutboxRow, trail: Trail, error: unknown, moved: boolean): void {
    const verdict = judgeFailure(error, trail.step);
    const { fault } = verdict;
    if (!isKioskFault(error)) log.failure('delivery failed', error, { dossierId: row.dossierId });
    // Never the details: a portal's words may quote what a person wrote.
    log.info('dossier not delivered', {
      dossierId: row.dossierId,
      revision: row.revision,
      verdict: verdict.kind,
      code: fault.code,
      reason: String(fault.details.reason ?? ''),
    });
    const retryAfterMs = retryAfterMsOf(fault);
    if (verdict.kind === 'road') road.failed(retryAfterMs);
    else answered();
    if (fault.details.reason === 'too-large-for-proxy')
      chunkBytes = Math.max(chunkLimits.leastBytes, Math.floor(Number(fault.details.sizeBytes) / 2));
    const next = afterFailure({ row, verdict, step: trail.step, moved, now: clock.now(), random });
    if (next.kind === 'park') outbox.park(row, trail, next);
    else outbox.waitUntil(row, trail, next);
  }

  return {
    start() {
      if (running !== null) return;
      running = new AbortController();
      // The clock may have been wrong when these times were written.
      wakeBeyondMs = queueTimings.longestPauseMs;
      rounds.start();
      turn();
    },
    nudge(why) {
      if (why === 'network') {
        road.seemsBack();
        wakeForRoad = true;
      }
      if (why === 'enrolled') {
        road.tryNow();
        wakeBeyondMs = 0;
      }
      turn();
    },
    retry(key, by) {
      const going = outbox.sendAgain(key, by);
      if (going) {
        road.tryNow();
        tell(key);
        turn();
      }
      return going;
    },
    list: ({ state, limit = 50, offset = 0 }) => views.list({ state, limit, offset }),
    counts: () => views.counts(),
    state: (dossierId) => views.state(dossierId),
    askState: (dossierId) => rounds.askNow(dossierId),
    lookUp: (code) => adapter.lookUp(code),
    clockOffsetMs: () => clockOffsetMs,
    async stop() {
      cancelTurn();
      rounds.stop();
      running?.abort();
      running = null;
      throttle.close();
      proofs.flush();
      await Promise.allSettled([...onTheWay.values()].map(({ work }) => work));
    },
  };
}

function nameOf(key: RevisionKey): string {
  return `${key.dossierId}/${key.revision}`;
}
