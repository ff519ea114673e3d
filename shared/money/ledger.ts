import { unreachable } from '../assert.ts';
import { KioskFault } from '../faults/index.ts';
import { isPayable } from './dong.ts';
import type { PaymentEvent } from './payment-event.ts';

type EventOf<Kind extends PaymentEvent['kind']> = Extract<PaymentEvent, { kind: Kind }>;

export interface Payment {
  readonly id: string;
  readonly way: 'cash' | 'transfer' | 'post';
  readonly vnd: number;
  /** What of it has gone back. */
  readonly backVnd: number;
  readonly confirmedBy: 'portal' | 'officer' | null;
  /** Who took the cash: it lies in this officer's drawer. */
  readonly drawer: string | null;
  readonly late: 'in-time' | 'late' | 'accepted';
  /** Two sources name different amounts; a correction settles it. */
  readonly isDisputed: boolean;
}

/** Into a drawer (positive) or out of it. */
export interface CashMovement {
  readonly kind: 'taken' | 'corrected' | 'refunded';
  readonly officer: string;
  readonly vnd: number;
  readonly atMs: number;
}

export interface PaymentLedger {
  readonly dueVnd: number;
  readonly isCancelled: boolean;
  readonly isClaimed: boolean;
  readonly closedAtMs: number | null;
  readonly payments: readonly Payment[];
  readonly cash: readonly CashMovement[];
  /** The happenings that are counted, by kind and id, to know what is told again. */
  readonly seen: Readonly<Record<string, string>>;
}

export const emptyLedger: PaymentLedger = {
  dueVnd: 0,
  isCancelled: false,
  isClaimed: false,
  closedAtMs: null,
  payments: [],
  cash: [],
  seen: {},
};

/**
 * The ledger after one event; the same ledger when the event was already counted. Raises PAYMENT_AMOUNT_REFUSED,
 * PAYMENT_REASON_MISSING, PAYMENT_UNKNOWN, PAYMENT_BACK_TOO_MUCH, and PAYMENT_CONTRADICTED when an officer's event
 * comes again with other content; a machine that contradicts itself only marks the payment as disputed.
 */
export function recordPayment(ledger: PaymentLedger, event: PaymentEvent): PaymentLedger {
  const key = `${event.kind} ${event.id}`;
  const content = contentOf(event);
  const before = Object.hasOwn(ledger.seen, key) ? ledger.seen[key] : undefined;
  if (before === content) return ledger;
  if (before !== undefined) {
    if (!isMachineEvent(event)) throw new KioskFault('PAYMENT_CONTRADICTED');
    return replacePayment(ledger, event.id, (payment) => ({ ...payment, isDisputed: true }));
  }
  if ('reason' in event && event.reason.trim() === '') throw new KioskFault('PAYMENT_REASON_MISSING');
  return { ...apply(ledger, event), seen: { ...ledger.seen, [key]: content } };
}

/** The same events in the same order give the same ledger: this is how it is read back from the database. */
export function replayPayments(events: readonly PaymentEvent[]): PaymentLedger {
  return events.reduce(recordPayment, emptyLedger);
}

/** When a machine told it is no part of what it told: only a transfer's amount can contradict. */
function contentOf(event: PaymentEvent): string {
  if (isMachineEvent(event)) return String(event.vnd);
  const { atMs: _when, ...rest } = event;
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isMachineEvent(event: PaymentEvent): event is EventOf<'bank-message' | 'portal-paid'> {
  return event.kind === 'bank-message' || event.kind === 'portal-paid';
}

function apply(ledger: PaymentLedger, event: PaymentEvent): PaymentLedger {
  switch (event.kind) {
    case 'due-set':
      if (event.vnd !== 0) checkAmount(event.vnd);
      return { ...ledger, dueVnd: ledger.isCancelled ? 0 : event.vnd };
    case 'offered':
      return ledger.isCancelled ? ledger : { ...ledger, closedAtMs: null };
    case 'way-chosen':
      return { ...ledger };
    case 'claimed':
      return { ...ledger, isClaimed: true };
    case 'portal-unpaid':
      return { ...ledger, isClaimed: false };
    case 'timed-out':
      return { ...ledger, closedAtMs: Math.min(ledger.closedAtMs ?? event.atMs, event.atMs) };
    case 'cancelled':
      return { ...ledger, dueVnd: 0, isCancelled: true, isClaimed: false, closedAtMs: event.atMs };
    case 'cash-taken':
      return takeCash(ledger, event);
    case 'bank-message':
    case 'portal-paid':
      return hearOfTransfer(ledger, event);
    case 'officer-confirmed':
      return confirmByOfficer(ledger, event);
    case 'late-accepted':
      getPayment(ledger, event.payment);
      return replacePayment(ledger, event.payment, (payment) => ({ ...payment, late: 'accepted' }));
    case 'corrected':
      return correct(ledger, event);
    case 'refunded':
      return refund(ledger, event);
    default:
      return unreachable(event);
  }
}

function takeCash(ledger: PaymentLedger, event: EventOf<'cash-taken'>): PaymentLedger {
  checkAmount(event.vnd);
  if (ledger.payments.some((payment) => payment.id === event.id))
    throw new KioskFault('PAYMENT_CONTRADICTED');
  return {
    ...ledger,
    isClaimed: false,
    payments: [
      ...ledger.payments,
      {
        id: event.id,
        way: 'cash',
        vnd: event.vnd,
        backVnd: 0,
        confirmedBy: 'officer',
        drawer: event.officer,
        // The officer stands there and knows: an offer that ran out concerns transfers only.
        late: 'in-time',
        isDisputed: false,
      },
    ],
    cash: [...ledger.cash, { kind: 'taken', officer: event.officer, vnd: event.vnd, atMs: event.atMs }],
  };
}

function hearOfTransfer(
  ledger: PaymentLedger,
  event: EventOf<'bank-message' | 'portal-paid'>,
): PaymentLedger {
  checkAmount(event.vnd);
  const confirms = event.kind === 'portal-paid';
  const known = ledger.payments.find((payment) => payment.id === event.id);
  if (known === undefined) {
    return addTransfer(ledger, event, { way: 'transfer', confirmedBy: confirms ? 'portal' : null });
  }
  const differs = known.vnd !== event.vnd;
  // The portal's word is above the bank's, but no machine's above what somebody has already confirmed.
  const isNews = confirms && known.confirmedBy === null;
  const after: Payment = {
    ...known,
    vnd: isNews ? event.vnd : known.vnd,
    confirmedBy: isNews ? 'portal' : known.confirmedBy,
    isDisputed: known.isDisputed || differs,
  };
  return { ...replacePayment(ledger, known.id, () => after), isClaimed: ledger.isClaimed && !confirms };
}

function confirmByOfficer(ledger: PaymentLedger, event: EventOf<'officer-confirmed'>): PaymentLedger {
  checkAmount(event.vnd);
  const known = ledger.payments.find((payment) => payment.id === event.id);
  if (known === undefined) return addTransfer(ledger, event, { way: event.way, confirmedBy: 'officer' });
  // Confirmed before: another amount is a correction and asks for that name.
  if (known.confirmedBy !== null && known.vnd !== event.vnd) throw new KioskFault('PAYMENT_CONTRADICTED');
  const after: Payment = {
    ...known,
    vnd: event.vnd,
    confirmedBy: known.confirmedBy ?? 'officer',
    isDisputed: false,
  };
  return { ...replacePayment(ledger, known.id, () => after), isClaimed: false };
}

function addTransfer(
  ledger: PaymentLedger,
  event: EventOf<'bank-message' | 'portal-paid' | 'officer-confirmed'>,
  how: Pick<Payment, 'way' | 'confirmedBy'>,
): PaymentLedger {
  const { closedAtMs } = ledger;
  const isLate = closedAtMs !== null && event.atMs > closedAtMs && event.kind !== 'officer-confirmed';
  const payment: Payment = {
    ...how,
    id: event.id,
    vnd: event.vnd,
    backVnd: 0,
    drawer: null,
    late: isLate ? 'late' : 'in-time',
    isDisputed: false,
  };
  return {
    ...ledger,
    isClaimed: ledger.isClaimed && how.confirmedBy === null,
    payments: [...ledger.payments, payment],
  };
}

function correct(ledger: PaymentLedger, event: EventOf<'corrected'>): PaymentLedger {
  if (event.vnd !== 0) checkAmount(event.vnd);
  const payment = getPayment(ledger, event.payment);
  if (event.vnd < payment.backVnd) throw new KioskFault('PAYMENT_BACK_TOO_MUCH');
  const { drawer } = payment;
  const difference = event.vnd - payment.vnd;
  return {
    ...replacePayment(ledger, payment.id, () => ({ ...payment, vnd: event.vnd, isDisputed: false })),
    cash:
      drawer === null || difference === 0
        ? ledger.cash
        : [...ledger.cash, { kind: 'corrected', officer: drawer, vnd: difference, atMs: event.atMs }],
  };
}

function refund(ledger: PaymentLedger, event: EventOf<'refunded'>): PaymentLedger {
  checkAmount(event.vnd);
  const payment = getPayment(ledger, event.payment);
  const backVnd = payment.backVnd + event.vnd;
  // What nobody has confirmed is not here yet and cannot go back.
  if (payment.confirmedBy === null || backVnd > payment.vnd) throw new KioskFault('PAYMENT_BACK_TOO_MUCH');
  return {
    ...replacePayment(ledger, payment.id, () => ({ ...payment, backVnd })),
    cash:
      event.way === 'cash'
        ? [...ledger.cash, { kind: 'refunded', officer: event.officer, vnd: -event.vnd, atMs: event.atMs }]
        : ledger.cash,
  };
}

function getPayment(ledger: PaymentLedger, paymentId: string): Payment {
  const found = ledger.payments.find((payment) => payment.id === paymentId);
  if (found === undefined) throw new KioskFault('PAYMENT_UNKNOWN');
  return found;
}

function replacePayment(
  ledger: PaymentLedger,
  paymentId: string,
  change: (payment: Payment) => Payment,
): PaymentLedger {
  const payments = ledger.payments.map((payment) => (payment.id === paymentId ? change(payment) : payment));
  return { ...ledger, payments };
}

function checkAmount(amount: number): void {
  if (!isPayable(amount)) throw new KioskFault('PAYMENT_AMOUNT_REFUSED');
}
