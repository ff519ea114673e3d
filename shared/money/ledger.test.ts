import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isKioskFault } from '../faults/index.ts';
import {
  drawersOf,
  emptyLedger,
  type PaymentEvent,
  type PaymentLedger,
  paymentEventSchema,
  paymentState,
  paymentSums,
  recordPayment,
  replayPayments,
} from './index.ts';

const due: PaymentEvent = {
  kind: 'due-set',
  id: 'd',
  vnd: 50_000,
  officer: 'kiosk',
  reason: 'biểu phí',
  atMs: 0,
};
const by = { officer: 'lan', reason: 'đã xem sao kê' } as const;
const cash = (id: string, vnd: number): PaymentEvent => ({
  kind: 'cash-taken',
  id,
  vnd,
  officer: 'lan',
  atMs: 1,
});
const seen = (id: string, vnd: number, atMs = 1): PaymentEvent => ({ kind: 'bank-message', id, vnd, atMs });
const paid = (id: string, vnd: number, atMs = 1): PaymentEvent => ({ kind: 'portal-paid', id, vnd, atMs });
const back = (payment: string, vnd: number): PaymentEvent => ({
  kind: 'refunded',
  id: `back ${payment} ${vnd}`,
  payment,
  way: 'transfer',
  vnd,
  ...by,
  atMs: 9,
});
const correct = (payment: string, vnd: number): PaymentEvent => ({
  kind: 'corrected',
  id: `right ${payment} ${vnd}`,
  payment,
  vnd,
  ...by,
  atMs: 8,
});
const timedOut: PaymentEvent = { kind: 'timed-out', id: 't', atMs: 5 };
const cancelled: PaymentEvent = { kind: 'cancelled', id: 'x', atMs: 5 };
const ledgerOf = (...events: readonly PaymentEvent[]): PaymentLedger => replayPayments([due, ...events]);

test.each<[string, readonly PaymentEvent[]]>([
  ['unpaid', []],
  ['claimed', [{ kind: 'claimed', id: 'c', atMs: 1 }]],
  ['claimed', [seen('f', 50_000)]],
  [
    'unpaid',
    [
      { kind: 'claimed', id: 'c', atMs: 1 },
      { kind: 'portal-unpaid', id: 'p', atMs: 2 },
    ],
  ],
  ['confirmed', [seen('f', 50_000), paid('f', 50_000)]],
  ['confirmed', [paid('f', 50_000), seen('f', 50_000), paid('f', 50_000)]],
  [
    'confirmed',
    [seen('f', 50_000), { kind: 'officer-confirmed', id: 'f', way: 'transfer', vnd: 50_000, ...by, atMs: 3 }],
  ],
  ['confirmed', [{ kind: 'officer-confirmed', id: 'post', way: 'post', vnd: 50_000, ...by, atMs: 9 }]],
  ['confirmed', [cash('a', 50_000)]],
  ['too-little', [paid('f', 20_000)]],
  ['confirmed', [paid('f', 20_000), cash('a', 30_000)]],
  ['too-much', [paid('f', 70_000)]],
  ['confirmed', [paid('f', 70_000), back('f', 20_000)]],
  ['twice', [paid('f', 50_000), cash('a', 50_000)]],
  ['confirmed', [paid('f', 50_000), cash('a', 50_000), back('f', 50_000)]],
  ['refunded', [paid('f', 50_000), back('f', 50_000)]],
  // Told late, but the money moved before the offer ended: a kiosk without network.
  ['confirmed', [timedOut, paid('f', 50_000, 4)]],
  ['after-time-out', [timedOut, paid('f', 50_000, 6)]],
  ['claimed', [timedOut, seen('f', 50_000, 6)]],
  ['confirmed', [timedOut, { kind: 'offered', id: 'o', atMs: 6 }, paid('f', 50_000, 7)]],
  [
    'confirmed',
    [timedOut, paid('f', 50_000, 6), { kind: 'late-accepted', id: 'l', payment: 'f', ...by, atMs: 7 }],
  ],
  ['refunded', [timedOut, paid('f', 50_000, 6), back('f', 50_000)]],
  ['nothing-due', [cancelled]],
  ['too-much', [paid('f', 50_000), cancelled]],
  ['after-time-out', [cancelled, paid('f', 50_000, 6)]],
  ['refunded', [cancelled, paid('f', 50_000, 6), back('f', 50_000)]],
  ['nothing-due', [cancelled, { ...due, id: 'late due' }]],
  ['too-little', [cash('a', 50_000), correct('a', 5_000)]],
  ['unpaid', [cash('a', 50_000), correct('a', 0)]],
])('%s: %j', (state, events) => {
  expect(paymentState(ledgerOf(...events))).toBe(state);
});

test('what a person did wrong is refused with its name and changes nothing', () => {
  const given = ledgerOf(cash('a', 50_000), seen('f', 10_000), back('a', 20_000));
  const refusals: readonly [PaymentEvent, string][] = [
    ...[0, -1, 0.5, Number.NaN, 1e15].map((vnd): [PaymentEvent, string] => [
      cash('b', vnd),
      'PAYMENT_AMOUNT_REFUSED',
    ]),
    [{ ...due, id: 'e', vnd: -50_000 }, 'PAYMENT_AMOUNT_REFUSED'],
    [{ ...correct('a', 40_000), reason: ' ' } as PaymentEvent, 'PAYMENT_REASON_MISSING'],
    [correct('other', 40_000), 'PAYMENT_UNKNOWN'],
    [back('other', 1), 'PAYMENT_UNKNOWN'],
    [cash('a', 60_000), 'PAYMENT_CONTRADICTED'],
    [back('a', 30_001), 'PAYMENT_BACK_TOO_MUCH'],
    [back('f', 1), 'PAYMENT_BACK_TOO_MUCH'],
    [correct('a', 19_999), 'PAYMENT_BACK_TOO_MUCH'],
  ];
  for (const [event, code] of refusals) expect(() => recordPayment(given, event)).toThrow(code);
  expect(paymentSums(given)).toMatchObject({ takenVnd: 50_000, backVnd: 20_000, pendingVnd: 10_000 });
});

test('the portal’s amount is above the bank’s; who contradicts is marked until an officer settles it', () => {
  const disputed = ledgerOf(seen('f', 40_000), paid('f', 50_000));
  expect(disputed.payments).toMatchObject([{ vnd: 50_000, isDisputed: true, confirmedBy: 'portal' }]);
  expect(ledgerOf(paid('f', 50_000), paid('f', 60_000)).payments).toMatchObject([
    { vnd: 50_000, isDisputed: true },
  ]);
  const settled = recordPayment(disputed, correct('f', 50_000));
  expect(settled.payments).toMatchObject([{ vnd: 50_000, isDisputed: false }]);
  expect(recordPayment(settled, seen('f', 40_000))).toBe(settled);
});

/**
 * A world beside the ledger: what lies in the drawers and at the bank. People pay, messages are lost, doubled and come
 * in any order, officers mistype and correct; whatever is refused must not have moved anything.
 */
const officers = ['lan', 'minh'] as const;
const amount = fc.oneof(fc.constantFrom(50_000, 16_000), fc.integer({ min: 1, max: 90_000 }));
const bad = fc.constantFrom(0, -1, 0.5, Number.NaN);
const step = fc.oneof(
  fc.record({ do: fc.constant('due' as const), vnd: fc.oneof(amount, fc.constant(0), bad) }),
  fc.record({
    do: fc.constant('cash' as const),
    vnd: amount,
    typed: fc.option(fc.oneof(amount, bad), { freq: 3 }),
    officer: fc.constantFrom(...officers),
  }),
  fc.record({ do: fc.constant('transfer' as const), vnd: amount }),
  fc.record({
    do: fc.constantFrom('bank' as const, 'portal' as const, 'by-hand' as const),
    which: fc.nat(9),
  }),
  fc.record({
    do: fc.constant('refund' as const),
    which: fc.nat(9),
    vnd: fc.oneof(amount, bad),
    way: fc.constantFrom('cash' as const, 'transfer' as const),
    officer: fc.constantFrom(...officers),
  }),
  fc.record({ do: fc.constant('set-right' as const) }),
  fc.record({
    do: fc.constantFrom('timed-out' as const, 'offered' as const, 'cancelled' as const, 'claimed' as const),
  }),
  fc.record({ do: fc.constant('again' as const), which: fc.nat(99) }),
);

function runWorld(steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]) {
  let ledger = emptyLedger;
  const told: PaymentEvent[] = [];
  const drawers = { lan: 0, minh: 0 };
  let bank = 0;
  const transfers: { readonly id: string; readonly vnd: number }[] = [];
  const mistyped = new Map<string, number>();
  let clock = 0;

  function tell(event: PaymentEvent): boolean {
    try {
      ledger = recordPayment(ledger, event);
    } catch (error) {
      if (!isKioskFault(error)) throw error;
      return false;
    }
    told.push(event);
    return true;
  }

  function setRight(): void {
    for (const [payment, vnd] of mistyped) {
      if (tell({ kind: 'corrected', id: `right ${payment} ${clock}`, payment, vnd, ...by, atMs: clock })) {
        mistyped.delete(payment);
      }
    }
  }

  function tellOfTransfer(kind: 'bank' | 'portal' | 'by-hand', transfer: { id: string; vnd: number }): void {
    const { id, vnd } = transfer;
    const atMs = Number(id.slice(2));
    if (kind === 'bank') tell(seen(id, vnd, atMs));
    else if (kind === 'portal') tell(paid(id, vnd, atMs));
    else tell({ kind: 'officer-confirmed', id, way: 'transfer', vnd, ...by, atMs });
  }

  for (const one of steps) {
    clock += 1;
    const id = `n ${clock}`;
    switch (one.do) {
      case 'due':
        tell({ kind: 'due-set', id, vnd: one.vnd, ...by, atMs: clock });
        break;
      case 'cash': {
        const typed = one.typed ?? one.vnd;
        // A refused entry: the officer sees it and gives the notes back or types again.
        if (!tell({ kind: 'cash-taken', id, vnd: typed, officer: one.officer, atMs: clock })) break;
        drawers[one.officer] += one.vnd;
        if (typed !== one.vnd) mistyped.set(id, one.vnd);
        break;
      }
      case 'transfer':
        bank += one.vnd;
        transfers.push({ id: `ft${clock}`, vnd: one.vnd });
        break;
      case 'bank':
      case 'portal':
      case 'by-hand': {
        const transfer = transfers[one.which % Math.max(1, transfers.length)];
        if (transfer !== undefined) tellOfTransfer(one.do, transfer);
        break;
      }
      case 'refund': {
        const payment = ledger.payments[one.which % Math.max(1, ledger.payments.length)];
        // Of cash that was typed wrongly nobody gives more back than there was.
        if (payment === undefined || mistyped.has(payment.id)) break;
        const { vnd, way, officer } = one;
        if (!tell({ ...back(payment.id, vnd), id, way, officer } as PaymentEvent)) break;
        if (way === 'cash') drawers[officer] -= vnd;
        else bank -= vnd;
        break;
      }
      case 'set-right':
        setRight();
        break;
      case 'again': {
        const event = told[one.which % Math.max(1, told.length)];
        if (event !== undefined) expect(recordPayment(ledger, event)).toBe(ledger);
        break;
      }
      default:
        tell({ kind: one.do, id, atMs: clock });
    }
    const sums = paymentSums(ledger);
    for (const value of Object.values(sums)) expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
    expect(sums.takenVnd).toBe(sums.heldVnd + sums.backVnd);
    expect(sums.dueVnd + sums.spareVnd).toBe(sums.heldVnd + sums.owedVnd);
    expect(paymentState(ledger) === 'confirmed').toBe(
      sums.heldVnd > 0 && sums.heldVnd === sums.dueVnd && !ledger.payments.some(isLateAndHere),
    );
  }
  setRight();
  for (const transfer of transfers) tellOfTransfer('portal', transfer);
  return { ledger, told, drawers, bank };
}

function isLateAndHere({ late, vnd, backVnd, confirmedBy }: PaymentLedger['payments'][number]): boolean {
  return late === 'late' && confirmedBy !== null && vnd > backVnd;
}

test('money never appears or vanishes over any sequence of payments, corrections and refunds', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { ledger, told, drawers, bank } = runWorld(steps);
      const { heldVnd, pendingVnd } = paymentSums(ledger);
      expect(pendingVnd).toBe(0);
      expect(heldVnd).toBe(drawers.lan + drawers.minh + bank);
      const counted = drawersOf(ledger.cash, { fromMs: 0, toMs: 1_000 });
      for (const officer of officers) {
        expect(counted.find((drawer) => drawer.officer === officer)?.netVnd ?? 0).toBe(drawers[officer]);
      }
      // What the database keeps is read back to the same books.
      const kept = told.map((event) => paymentEventSchema.parse(JSON.parse(JSON.stringify(event))));
      expect(replayPayments(kept)).toEqual(ledger);
    }),
    { numRuns: 1_000 },
  );
});
