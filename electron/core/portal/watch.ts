import type { Clock } from '../../../shared/clock.ts';
import type { Network } from '../../../shared/contract/index.ts';
import { isKioskFault } from '../../../shared/faults/index.ts';
import type { Log } from '../diagnostics/index.ts';
import { pauseBeforeTry } from './backoff.ts';
import type { PortalAdapter } from './portal.port.ts';

/** How often the portal is asked whether it is there. */
export const watchTimings = {
  /** While it answers: often enough that the frame is right when a citizen submits, 2 kB a minute on the line. */
  onlineMs: 30_000,
  /** Spread around `onlineMs`, so that the kiosks of a province do not ask in one second. */
  onlineSpreadMs: 10_000,
  /**
   * While it does not: the first tries come soon, the later ones no more seldom than while it answers. Whoever stands
   * before the screen when the road comes back sees it within half a minute.
   */
  offline: { baseMs: 2_000, capMs: 30_000, floorMs: 500 },
  /** A drift below this is measuring noise and no event. */
  offsetStepMs: 1_000,
} as const;

/** Knows how the road to the portal is. */
export interface PortalWatch {
  network(): Network;
  /** What the last failure said of its cause (`details.reason`); null while the road is open or nobody knows. */
  reason(): string | null;
  /** Calls back at every change; the returned function ends it. */
  onChange(listener: (network: Network) => void): () => void;
  start(): void;
  stop(): void;
  /** Asks now instead of at the next turn (after enrolment, or when a call failed); resolves with the result. */
  checkNow(): Promise<Network>;
}

/**
 * Asks the portal for its health by turns, with growing pauses while it does not answer. A wrong local clock never
 * makes it offline: the offset is measured at every signed answer and reported beside the state.
 */
export function createPortalWatch(deps: {
  readonly adapter: PortalAdapter;
  readonly clock: Clock;
  readonly log: Log;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}): PortalWatch {
  const { adapter, clock, log } = deps;
  const random = deps.random ?? Math.random;
  const listeners = new Set<(network: Network) => void>();
  let network: Network = { state: 'unknown', cause: null, clockOffsetMs: null };
  let failures = 0;
  let reason: string | null = null;
  let running: AbortController | null = null;
  let cancelNext: () => void = () => {};
  let underWay: Promise<Network> | null = null;

  function tell(next: Network): void {
    const known = network;
    network = isSameRoad(known, next) ? { ...next, clockOffsetMs: known.clockOffsetMs } : next;
    if (
      network.state === known.state &&
      network.cause === known.cause &&
      network.clockOffsetMs === known.clockOffsetMs
    ) {
      return;
    }
    log.info('road to the portal changed', { ...network, host: adapter.portalHost });
    for (const listener of listeners) listener(network);
  }

  async function ask(signal: AbortSignal | undefined): Promise<number> {
    try {
      const health = await adapter.checkHealth(signal === undefined ? {} : { signal });
      failures = 0;
      reason = null;
      // A portal under maintenance takes nothing: for the citizen that is the same as no road.
      tell(
        health.status === 'ok'
          ? { state: 'online', cause: null, clockOffsetMs: health.clockOffsetMs }
          : { state: 'offline', cause: 'PORTAL_FAILED', clockOffsetMs: health.clockOffsetMs },
      );
      return watchTimings.onlineMs + (random() - 0.5) * watchTimings.onlineSpreadMs;
    } catch (error) {
      if (signal?.aborted === true) return 0;
      if (!isKioskFault(error)) throw error;
      const pauseMs = pauseBeforeTry(failures, watchTimings.offline, random);
      failures += 1;
      reason = typeof error.details.reason === 'string' ? error.details.reason : null;
      tell({ state: 'offline', cause: error.code, clockOffsetMs: network.clockOffsetMs });
      const { retryAfterSeconds } = error.details;
      return typeof retryAfterSeconds === 'number' ? Math.max(pauseMs, retryAfterSeconds * 1_000) : pauseMs;
    }
  }

  function turn(): Promise<Network> {
    if (underWay !== null) return underWay;
    cancelNext();
    const signal = running?.signal;
    const asked = ask(signal)
      .then((pauseMs) => {
        if (signal !== undefined && !signal.aborted) cancelNext = clock.after(pauseMs, runTurn);
        return network;
      })
      .finally(() => {
        if (underWay === asked) underWay = null;
      });
    underWay = asked;
    return asked;
  }

  /** A turn that fails with anything but a fault is a defect; the watch goes on and the log has it. */
  function runTurn(): void {
    turn().catch((error: unknown) => {
      log.failure('portal watch failed', error);
      if (running !== null) cancelNext = clock.after(watchTimings.offline.capMs, runTurn);
    });
  }

  return {
    network: () => network,
    reason: () => reason,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      if (running !== null) return;
      running = new AbortController();
      runTurn();
    },
    stop() {
      cancelNext();
      running?.abort();
      running = null;
      underWay = null;
    },
    checkNow: turn,
  };
}

function isSameRoad(known: Network, next: Network): boolean {
  if (known.state !== next.state || known.cause !== next.cause) return false;
  if (known.clockOffsetMs === null || next.clockOffsetMs === null)
    return known.clockOffsetMs === next.clockOffsetMs;
  return Math.abs(known.clockOffsetMs - next.clockOffsetMs) < watchTimings.offsetStepMs;
}
