import { expect, test } from 'vitest';
import { KioskFault } from '../faults/index.ts';
import { closeDrawer, countNotes, denominations, drawersOf, emptyDrawer, replayPayments } from './index.ts';

const hour = 3_600_000;
const lan = 'officer-lan';
const minh = 'officer-minh';
const { cash } = replayPayments([
  { kind: 'due-set', id: 'd', vnd: 70_000, officer: 'kiosk', reason: 'biểu phí', atMs: 0 },
  { kind: 'cash-taken', id: 'c1', vnd: 70_000, officer: lan, atMs: hour },
  { kind: 'cash-taken', id: 'c2', vnd: 20_000, officer: minh, atMs: 2 * hour },
  {
    kind: 'corrected',
    id: 'k1',
    payment: 'c2',
    vnd: 2_000,
    officer: lan,
    reason: 'gõ thừa số 0',
    atMs: 3 * hour,
  },
  {
    kind: 'refunded',
    id: 'r1',
    payment: 'c1',
    way: 'cash',
    vnd: 2_000,
    officer: minh,
    reason: 'thừa',
    atMs: 4 * hour,
  },
  { kind: 'portal-paid', id: 'ft1', vnd: 9_000, atMs: 4 * hour },
  { kind: 'cash-taken', id: 'c3', vnd: 5_000, officer: lan, atMs: 24 * hour },
]);
const today = drawersOf(cash, { fromMs: 0, toMs: 24 * hour });

test('a drawer expects what its officer took and gave back; transfers and tomorrow are not in it', () => {
  expect(today).toEqual([
    { officer: lan, takenVnd: 70_000, correctedVnd: 0, refundedVnd: 0, netVnd: 70_000, movements: 1 },
    // The slip was typed into Minh's drawer, whoever corrects it.
    { officer: minh, takenVnd: 20_000, correctedVnd: -18_000, refundedVnd: 2_000, netVnd: 0, movements: 3 },
  ]);
  expect(drawersOf(cash, { fromMs: 24 * hour, toMs: 48 * hour })).toMatchObject([
    { officer: lan, netVnd: 5_000 },
  ]);
});

test('a day closes when the notes agree with the books, or with the reason of the difference', () => {
  const [drawer = emptyDrawer(lan)] = today;
  const close = (counted: Parameters<typeof countNotes>[0], reason = '') =>
    closeDrawer({ drawer, openingVnd: 100_000, counted, reason });
  expect(close({ 100000: 1, 50000: 1, 10000: 2 })).toMatchObject({
    expectedVnd: 170_000,
    countedVnd: 170_000,
    differenceVnd: 0,
    outcome: 'even',
  });
  expect(() => close({ 100000: 1, 50000: 1, 10000: 1 })).toThrow('CASH_DIFFERENCE_UNEXPLAINED');
  expect(() => close({ 500000: 1 }, '  ')).toThrow('CASH_DIFFERENCE_UNEXPLAINED');
  const short = close({ 100000: 1, 50000: 1, 10000: 1 }, ' Trả nhầm tiền thừa ');
  expect(short).toMatchObject({ outcome: 'short', differenceVnd: -10_000, reason: 'Trả nhầm tiền thừa' });
  expect(short.expectedVnd + short.differenceVnd).toBe(short.countedVnd);
});

test('an officer without cash counts an empty drawer; half a note is no count', () => {
  const empty = { drawer: emptyDrawer(lan), openingVnd: 0, counted: {}, reason: '' } as const;
  expect(closeDrawer(empty)).toMatchObject({ outcome: 'even', countedVnd: 0 });
  expect(countNotes(Object.fromEntries(denominations.map((note) => [note, 1])))).toBe(888_700);
  for (const count of [-1, 0.5, Number.NaN]) {
    expect(() => countNotes({ 1000: count })).toThrow(new KioskFault('PAYMENT_AMOUNT_REFUSED'));
  }
  expect(() => closeDrawer({ ...empty, openingVnd: -1 })).toThrow(new KioskFault('PAYMENT_AMOUNT_REFUSED'));
});
