import type { Clock } from '../../../shared/clock.ts';
import { isKioskFault } from '../../../shared/faults/index.ts';
import type { PaymentEvent } from '../../../shared/money/index.ts';
import {
  mostEventsAtOnce,
  mostPaymentsAtOnce,
  type OfficeEvent,
  type PaymentsAnswer,
} from '../../../shared/portal/index.ts';
import type { Log } from '../diagnostics/index.ts';
import type { PortalAdapter } from '../portal/index.ts';
import type { Store } from '../storage/index.ts';
import type { Books } from './books.ts';
import { feeTimings } from './timings.ts';

/** What the counter recorded and the portal has not heard of: told in the order in which it happened. */
export interface Untold {
  list(limit: number): readonly { readonly key: number; readonly event: OfficeEvent }[];
  /** Inside a transaction. */
  markTold(keys: readonly number[], atMs: number): void;
}

/** Brings codes to pay by and events to the portal, and its answers into the books. */
export interface FeeRounds {
  start(): void;
  /** The road is back, or something was recorded. Resolves when a round that began after this call has ended. */
  nudge(): Promise<void>;
  /** Somebody waits before a fee; the portal is asked soon, and not more often than it bears. */
  look(): void;
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

export function createFeeRounds(deps: {
  readonly store: Store;
  readonly books: Books;
  readonly untold: readonly Untold[];
  readonly adapter: PortalAdapter;
  readonly clock: Clock;
  readonly log: Log;
  readonly clockOffsetMs: () => number | null;
  /** The portal told something that the page may wait for. */
  readonly onNews: (dossierId: string) => void;
}): FeeRounds {
  const { store, books, adapter, clock, log } = deps;
  let running: AbortController | null = null;
  let cancelNext = (): void => {};
  let work: Promise<void> | null = null;
  /** Asked again while a round was on its way. */
  let again = false;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let cancelLook: (() => void) | null = null;

  async function tellOffers(signal: AbortSignal): Promise<void> {
    for (const offer of books.offers.untold(mostPaymentsAtOnce)) {
      const expiresAt = new Date(offer.expiresAt + (deps.clockOffsetMs() ?? 0)).toISOString();
      const { offerId, dossierId, vnd, content } = offer;
      const { payTo } = await adapter.offerPayment(
        { offerId, dossierId, vnd, content, expiresAt },
        { signal },
      );
      store.write(() => {
        books.offers.markTold(offerId, clock.now());
        books.offers.setPayTo(payTo, clock.now());
      });
      deps.onNews(dossierId);
    }
  }

  async function tellEvents(signal: AbortSignal): Promise<void> {
    for (const source of deps.untold) {
      for (;;) {
        const batch = source.list(mostEventsAtOnce);
        if (batch.length === 0) break;
        const taken = new Set(
          await adapter.tellEvents(
            batch.map(({ event }) => event),
            { signal },
          ),
        );
        const told = batch.filter(({ event }) => taken.has(event.eventId)).map(({ key }) => key);
        store.write(() => source.markTold(told, clock.now()));
        // What the portal does not take now it is told at the next turn.
        if (told.length < batch.length) return;
      }
    }
  }

  async function readPayments(dossierIds: readonly string[], signal: AbortSignal): Promise<void> {
    const answer = await adapter.readPayments(dossierIds, { signal });
    take(answer, dossierIds);
  }

  function take(
    answer: PaymentsAnswer & { readonly clockOffsetMs: number },
    dossierIds: readonly string[],
  ): void {
    const { clockOffsetMs } = answer;
    const ours = (moment: string): number => Math.max(0, Date.parse(moment) - clockOffsetMs);
    for (const { dossierId, transfers } of answer.dossiers) {
      if (!dossierIds.includes(dossierId)) continue;
      books.settle(dossierId);
      const events = transfers
        .filter(({ reference }) => isPlaceable(dossierId, reference))
        .map(({ reference, vnd, movedAt }): PaymentEvent => {
          return { kind: 'portal-paid', id: reference, vnd, atMs: ours(movedAt) };
        });
      books.recordAll(dossierId, events, 'kiosk');
    }
    store.write(() => {
      books.offers.markAsked(dossierIds, clock.now());
      books.offers.setPayTo(answer.payTo, clock.now());
      books.offers.setUnmatched(
        answer.unmatched.map(({ reference, vnd, movedAt, content }) => {
          return { reference, vnd, movedAtMs: ours(movedAt), content };
        }),
      );
    });
  }

  /** The same money in the books of two dossiers would be counted twice: an officer decides which is right. */
  function isPlaceable(dossierId: string, reference: string): boolean {
    try {
      books.assertReferenceFree(dossierId, reference);
      return true;
    } catch (error) {
      if (!isKioskFault(error)) throw error;
      log.warn('the portal names a transfer that another dossier holds', { dossierId });
      return false;
    }
  }

  async function round(signal: AbortSignal): Promise<void> {
    if (!adapter.isEnrolled()) return;
    await tellOffers(signal);
    await tellEvents(signal);
    const since = clock.now() - feeTimings.askForMs;
    await readPayments(books.offers.toAsk(since, mostPaymentsAtOnce), signal);
  }

  function turn(): Promise<void> {
    cancelNext();
    const signal = running?.signal;
    if (signal === undefined) return Promise.resolve();
    if (work !== null) {
      again = true;
      return work.then(() => work ?? undefined);
    }
    work = round(signal)
      .catch((error: unknown) => {
        if (signal.aborted) return;
        // The road is the watch's business; what is not told stays untold.
        if (isKioskFault(error)) log.info('fees not reconciled', { code: error.code });
        else log.failure('reconciling fees failed', error);
        again = false;
      })
      .finally(() => {
        work = null;
        if (signal.aborted) return;
        if (again) {
          again = false;
          void turn();
          return;
        }
        cancelNext = clock.after(feeTimings.roundMs, () => void turn());
      });
    return work;
  }

  return {
    start() {
      if (running !== null) return;
      running = new AbortController();
      void turn();
    },
    nudge: turn,
    look() {
      if (cancelLook !== null || running === null) return;
      const waitMs = Math.max(0, askedAtMs + feeTimings.askEveryMs - clock.monotonicMs());
      cancelLook = clock.after(waitMs, () => {
        cancelLook = null;
        askedAtMs = clock.monotonicMs();
        void turn();
      });
    },
    async stop() {
      cancelNext();
      cancelLook?.();
      cancelLook = null;
      running?.abort();
      running = null;
      await work;
    },
  };
}
