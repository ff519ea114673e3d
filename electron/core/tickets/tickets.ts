import type { Clock } from '../../../shared/clock.ts';
import type { Ticket, TicketDesk } from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { Store } from '../storage/index.ts';
import { createDayTurn } from './ticket-day.ts';
import { createTicketStore, type TicketRow } from './ticket-store.ts';
import { estimateMinutes, servedLookedAt } from './wait-estimate.ts';

/** What the screens show of the queue. */
export interface TicketNews {
  /** The number that is called now. */
  readonly called: number | null;
  readonly waiting: number;
  /** Rises with every call aloud. */
  readonly calls: number;
}

type TicketAct =
  | { readonly id: 'ticket-taken'; readonly details: { readonly number: number; readonly service: string } }
  | {
      readonly id: 'ticket-called';
      readonly details: { readonly number: number; readonly service: string; readonly isAgain: boolean };
    }
  | { readonly id: 'ticket-closed'; readonly details: { readonly number: number; readonly outcome: string } };

/** Queue tickets: given by the kiosk, called by the officer. */
export interface Tickets {
  /** Raises SESSION_NOT_OPEN and TICKET_NOT_OFFERED. */
  take(service: string): Ticket;
  mine(): readonly Ticket[];
  /** Resolves when the printer has confirmed; raises TICKET_NONE for a number that this visit did not take. */
  print(number: number, paper: 'slip' | 'a4'): Promise<{ readonly state: 'printed' }>;
  desk(): TicketDesk;
  next(wanted: { readonly service: string | null; readonly after: number | null }): TicketDesk;
  again(number: number): TicketDesk;
  close(number: number, outcome: 'served' | 'absent'): TicketDesk;
  /** Raises TICKET_NONE for a number that was not missed. */
  callMissed(wanted: { readonly number: number; readonly after: number | null }): TicketDesk;
  news(): TicketNews;
  stop(): void;
}

/** A call that nobody closed is taken off the screens: the office may have gone home. */
const shownMs = 10 * 60_000;

const mostMissed = 6;

export function createTickets(deps: {
  readonly store: Store;
  readonly clock: Clock;
  /** The wall clock, mended by the portal's where that was heard. */
  readonly now: () => number;
  readonly officeDay: (atMs: number) => string;
  readonly services: readonly string[];
  readonly sessionId: () => string | undefined;
  readonly printSlip: (ticket: Ticket, paper: 'slip' | 'a4') => Promise<void>;
  /** Within the transaction of the act. */
  readonly onAct: (act: TicketAct) => void;
  readonly onNews: (news: TicketNews) => void;
}): Tickets {
  const { store, clock, services } = deps;
  const rows = createTicketStore(store);
  const turn = createDayTurn({ clock, now: deps.now });
  let calls = 0;
  let cancelHiding: () => void = () => {};

  const now = (): number => Math.max(0, deps.now());

  /** Begins the office's next day when it has come; within the caller's transaction. */
  function turnDay(): void {
    const today = deps.officeDay(now());
    const running = rows.findRunningDay();
    if (running === null || turn.isNewDay(running, today)) rows.begin(today, now());
  }

  function ticketOf({ number, service, state, takenAt }: TicketRow): Ticket {
    const waitingBefore = state === 'waiting' ? rows.countBefore(service, number) : 0;
    // Whoever is at the counter is waited for, too.
    const before = waitingBefore + (rows.findCalled() === null ? 0 : 1);
    return {
      number,
      service,
      state,
      takenAt,
      waitingBefore,
      estimateMinutes:
        waitingBefore === 0 ? null : estimateMinutes(rows.listServedMs(service, servedLookedAt), before),
    };
  }

  function readDesk(): TicketDesk {
    const called = rows.findCalled();
    return {
      waiting: services.map((service) => ({
        service,
        count: rows.countWaiting(service),
        first: rows.findFirst(service)?.number ?? null,
      })),
      called:
        called === null
          ? null
          : { number: called.number, service: called.service, calledAt: called.calledAt ?? called.takenAt },
      missed: [...rows.listMissed(mostMissed)],
    };
  }

  function readNews(): TicketNews {
    const called = rows.findCalled();
    const isFresh = called?.calledAt != null && Math.abs(now() - called.calledAt) < shownMs;
    return {
      called: isFresh ? called.number : null,
      waiting: services.reduce((sum, service) => sum + rows.countWaiting(service), 0),
      calls,
    };
  }

  function tell(): void {
    cancelHiding();
    const present = readNews();
    if (present.called !== null) cancelHiding = clock.after(shownMs, tell);
    deps.onNews(present);
  }

  /** One durable change of the queue; `onAct` and the rows stand or fall together. */
  function change(work: () => void): TicketDesk {
    const after = store.write(() => {
      turnDay();
      work();
      return readDesk();
    });
    tell();
    return after;
  }

  function callNow(row: TicketRow, isAgain: boolean): void {
    const present = rows.findCalled();
    if (present !== null && present.number !== row.number) closeNow(present.number, 'served');
    rows.call(row.number, now());
    calls += 1;
    deps.onAct({ id: 'ticket-called', details: { number: row.number, service: row.service, isAgain } });
  }

  function closeNow(number: number, outcome: 'served' | 'absent'): void {
    rows.close(number, outcome, now());
    deps.onAct({ id: 'ticket-closed', details: { number, outcome } });
  }

  /** A tap that saw another queue than there is now: the second of a double tap, or a second screen. */
  function isStale(after: number | null): boolean {
    return (rows.findCalled()?.number ?? null) !== after;
  }

  return {
    take(service) {
      const sessionId = deps.sessionId();
      if (sessionId === undefined) throw new KioskFault('SESSION_NOT_OPEN');
      if (!services.includes(service)) throw new KioskFault('TICKET_NOT_OFFERED');
      const row = store.write(() => {
        turnDay();
        const same = rows
          .listOfVisit(sessionId)
          .find((one) => one.service === service && one.state === 'waiting');
        if (same !== undefined) return same;
        const number = rows.add({ service, sessionId, nowMs: now() });
        turn.noteGiven();
        deps.onAct({ id: 'ticket-taken', details: { number, service } });
        return { number, service, state: 'waiting' as const, takenAt: now(), calledAt: null };
      });
      tell();
      return ticketOf(row);
    },
    mine() {
      const sessionId = deps.sessionId();
      return sessionId === undefined ? [] : rows.listOfVisit(sessionId).map(ticketOf);
    },
    async print(number, paper) {
      const sessionId = deps.sessionId();
      const row =
        sessionId === undefined
          ? undefined
          : rows.listOfVisit(sessionId).find((one) => one.number === number);
      if (row === undefined) throw new KioskFault('TICKET_NONE');
      await deps.printSlip(ticketOf(row), paper);
      return { state: 'printed' };
    },
    desk: () =>
      store.write(() => {
        turnDay();
        return readDesk();
      }),
    next: ({ service, after }) =>
      change(() => {
        if (isStale(after)) return;
        const row = rows.findFirst(service);
        if (row !== null) return callNow(row, false);
        // Nobody waits: the counter is free all the same.
        if (after !== null) closeNow(after, 'served');
      }),
    again: (number) =>
      change(() => {
        const row = rows.findCalled();
        if (row !== null && row.number === number) callNow(row, true);
      }),
    close: (number, outcome) =>
      change(() => {
        if (!isStale(number)) closeNow(number, outcome);
      }),
    callMissed: ({ number, after }) =>
      change(() => {
        if (isStale(after)) return;
        const row = rows.find(number);
        if (row?.state !== 'absent') throw new KioskFault('TICKET_NONE');
        callNow(row, false);
      }),
    news: () =>
      store.write(() => {
        turnDay();
        return readNews();
      }),
    stop: () => cancelHiding(),
  };
}
