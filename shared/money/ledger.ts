import * as z from 'zod';
import { unreachable } from '../assert.ts';
import { KioskFault } from '../faults/index.ts';
import { assertDong, isPayable } from './dong.ts';

const id = z.string().min(1).max(80);
const officer = z.string().min(1).max(80);
const atMs = z.int().nonnegative();
/** Judged by the ledger, which answers with a fault in words. */
const vnd = z.number();
const reason = z.string().max(500);

/**
 * What happens to the fee of one dossier. `id` names the happening (told twice, it counts once); of a transfer it is
 * the bank's reference, so that the bank's message and the portal's answer speak of the same money.
 */
export const paymentEventSchema = z.discriminatedUnion('kind', [
  /** The fee was computed or an exemption was decided. */
  z.strictObject({ kind: z.literal('due-set'), id, vnd, officer, reason, atMs }),
  /** A way to pay is shown (again): money is in time from now on. */
  z.strictObject({ kind: z.literal('offered'), id, atMs }),
  /** The person says that it is paid. Proves nothing. */
  z.strictObject({ kind: z.literal('claimed'), id, atMs }),
  /** How the person will pay what is owed; the newest counts. `officer` is null when the person said it at the kiosk. */
  z.strictObject({
    kind: z.literal('way-chosen'),
    id,
    way: z.enum(['counter', 'later', 'post']),
    officer: officer.nullable(),
    atMs,
  }),
  /** The offer is over. Money that moves later needs an officer's word. */
  z.strictObject({ kind: z.literal('timed-out'), id, atMs }),
  /** The dossier is gone: nothing is due any more, all that is held goes back. */
  z.strictObject({ kind: z.literal('cancelled'), id, atMs }),
  z.strictObject({ kind: z.literal('cash-taken'), id, vnd, officer, atMs }),
  /** Money was seen at the bank: a claim, no confirmation (issue: only the portal or an officer confirms). */
  z.strictObject({ kind: z.literal('bank-message'), id, vnd, atMs }),
  /** The portal's signed answer about one transfer; `atMs` is when the money moved, not when we heard. */
  z.strictObject({ kind: z.literal('portal-paid'), id, vnd, atMs }),
  z.strictObject({ kind: z.literal('portal-unpaid'), id, atMs }),
  /** An officer has seen it in the account's statement, or the postman has handed it over. */
  z.strictObject({
    kind: z.literal('officer-confirmed'),
    id,
    way: z.enum(['transfer', 'post']),
    vnd,
    officer,
    reason,
    atMs,
  }),
  z.strictObject({ kind: z.literal('late-accepted'), id, payment: id, officer, reason, atMs }),
  /** The payment was in truth of this amount; 0 when there was none. */
  z.strictObject({ kind: z.literal('corrected'), id, payment: id, vnd, officer, reason, atMs }),
  z.strictObject({
    kind: z.literal('refunded'),
    id,
    payment: id,
    way: z.enum(['cash', 'transfer']),
    vnd,
    officer,
    reason,
    atMs,
  }),
]);
export type PaymentEvent = Readonly<z.infer<typeof paymentEventSchema>>;
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

export type PaymentState =
  | 'nothing-due'
  | 'unpaid'
  | 'claimed'
  | 'confirmed'
  | 'too-little'
  | 'too-much'
  | 'twice'
  | 'after-time-out'
  | 'refunded';

export interface PaymentSums {
  readonly dueVnd: number;
  /** Confirmed money that came in, of which `backVnd` went back and `heldVnd` is here. */
  readonly takenVnd: number;
  readonly backVnd: number;
  readonly heldVnd: number;
  /** Seen at the bank, confirmed by nobody. */
  readonly pendingVnd: number;
  readonly owedVnd: number;
  /** Held beyond what is due: goes back, or an officer says why not. */
  readonly spareVnd: number;
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

export function paymentSums({ dueVnd, payments }: PaymentLedger): PaymentSums {
  const sum = (of: (payment: Payment) => number): number =>
    assertDong(payments.reduce((all, payment) => all + of(payment), 0));
  const takenVnd = sum((payment) => (payment.confirmedBy === null ? 0 : payment.vnd));
  const backVnd = sum((payment) => payment.backVnd);
  const heldVnd = assertDong(takenVnd - backVnd);
  return {
    dueVnd,
    takenVnd,
    backVnd,
    heldVnd,
    pendingVnd: sum((payment) => (payment.confirmedBy === null ? payment.vnd : 0)),
    owedVnd: Math.max(0, dueVnd - heldVnd),
    spareVnd: Math.max(0, heldVnd - dueVnd),
  };
}

/** What the fee is called on every screen and paper; money that came late speaks first, until an officer decides. */
export function paymentState(ledger: PaymentLedger): PaymentState {
  const { dueVnd, heldVnd, backVnd, pendingVnd } = paymentSums(ledger);
  const held = ledger.payments.filter(isHeld);
  if (held.some(({ late }) => late === 'late')) return 'after-time-out';
  if (heldVnd === 0) {
    if (pendingVnd > 0 || ledger.isClaimed) return 'claimed';
    if (backVnd > 0) return 'refunded';
    return dueVnd === 0 ? 'nothing-due' : 'unpaid';
  }
  if (heldVnd < dueVnd) return 'too-little';
  if (heldVnd === dueVnd) return 'confirmed';
  const whole = held.filter((payment) => payment.vnd - payment.backVnd === dueVnd);
  return whole.length > 1 ? 'twice' : 'too-much';
}

function isHeld({ confirmedBy, vnd: amount, backVnd }: Payment): boolean {
  return confirmedBy !== null && amount > backVnd;
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
