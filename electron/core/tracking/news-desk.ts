import type { Clock } from '../../../shared/clock.ts';
import { isKioskFault } from '../../../shared/faults/index.ts';
import type { Log } from '../diagnostics/index.ts';
import type { Queue } from '../queue/index.ts';

/** The screen no longer says "being asked" after this; the answer is taken in whenever it comes. */
const patienceMs = 10_000;

/** The same dossier is not asked for again sooner, however often it is looked at. */
const restMs = 15_000;

/** Asks the portal for news of single dossiers, beside the answer that the person has already. */
export interface NewsDesk {
  /** Returns at once; `onNews` tells when it is over. */
  ask(dossierId: string): void;
  isAsking(dossierId: string): boolean;
  close(): void;
}

export function createNewsDesk(deps: {
  readonly clock: Clock;
  readonly log: Log;
  readonly queue: Pick<Queue, 'askState'>;
  readonly onNews: () => void;
}): NewsDesk {
  const { clock, log } = deps;
  /** What is being asked, and how to stop waiting for it. */
  const asking = new Map<string, () => void>();
  const askedAtMs = new Map<string, number>();
  let isClosed = false;

  function over(dossierId: string): void {
    asking.get(dossierId)?.();
    if (asking.delete(dossierId) && !isClosed) deps.onNews();
  }

  return {
    ask(dossierId) {
      const lastMs = askedAtMs.get(dossierId);
      if (isClosed || asking.has(dossierId)) return;
      if (lastMs !== undefined && clock.monotonicMs() - lastMs < restMs) return;
      askedAtMs.set(dossierId, clock.monotonicMs());
      asking.set(
        dossierId,
        clock.after(patienceMs, () => over(dossierId)),
      );
      deps.queue
        .askState(dossierId)
        .catch((error: unknown) => {
          // Without the portal, what is known is the answer; its age stands beside it.
          if (!isClosed && !isKioskFault(error)) log.failure('asking for one state failed', error);
        })
        .finally(() => over(dossierId));
    },
    isAsking: (dossierId) => asking.has(dossierId),
    close() {
      isClosed = true;
      for (const cancel of asking.values()) cancel();
      asking.clear();
    },
  };
}
