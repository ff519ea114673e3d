import { assertDong } from './dong.ts';
import type { Payment, PaymentLedger } from './ledger.ts';

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

/** What one ledger comes to, in whole đồng; what nobody has confirmed is neither taken nor held. */
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
