import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { createRetention } from '../../electron/core/dossiers/index.ts';
import type { Ending } from '../../electron/core/storage/index.ts';
import { KioskFault } from '../../shared/faults/index.ts';
import type { BankWay } from '../portal/payments/payment-desk.ts';
import type { ReferencePortal } from '../portal/reference-portal.ts';
import { refusal } from '../support/fault-of.ts';
import { deskFeeVnd, type FeesDesk, lan, minh, openFeesDesk } from '../support/fees-desk.ts';
import { booksAddUp, openFeesKiosk, paidFeeVnd, press, toldTo } from '../support/fees-kiosk.ts';
import { makeFolder } from '../support/folders.ts';
import { deliver } from '../support/sealing-desk.ts';
import { openTestPortal } from '../support/test-portal.ts';
import { newVisit } from '../support/tracking-kiosk.ts';

async function openDesk(portal?: ReferencePortal): Promise<FeesDesk> {
  const folder = makeFolder('fees');
  const desk = await openFeesDesk({ folder: folder.path, ...(portal === undefined ? {} : { portal }) });
  onTestFinished(async () => {
    await desk.close();
    folder.remove();
  });
  return desk;
}

/** The code of the fault that the work raises. */
async function faultOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof KioskFault) return error.code;
    throw error;
  }
  return 'no fault';
}

const reason = 'Đã xem sao kê tài khoản';

test('a transfer is confirmed by the portal alone; saying that one has paid proves nothing', async () => {
  const portal = await openTestPortal();
  const { client, dossierId, feeUntil } = await openFeesKiosk({ portal });
  const ready = await feeUntil(({ mayTransfer }) => mayTransfer);
  expect(ready).toMatchObject({ state: 'unpaid', dueVnd: paidFeeVnd, owedVnd: paidFeeVnd, offer: null });
  const { offer } = await client.fees.offer({ dossierId });
  expect(offer).toMatchObject({ vnd: paidFeeVnd, bankName: 'VietinBank', account: '990000012345' });
  expect(offer?.content).toMatch(/^PHI TAM/);
  // The code that is still good is the same code.
  expect((await client.fees.offer({ dossierId })).offer?.expiresAtMs).toBe(offer?.expiresAtMs);
  await feeUntil((view) => view.offer?.isTold === true);
  expect(await client.fees.claim(press(dossierId))).toMatchObject({ state: 'claimed', heldVnd: 0 });
  portal.payments.pay({ way: 'exact', dossierId });
  const paid = await feeUntil(({ state }) => state === 'confirmed');
  expect(paid).toMatchObject({ heldVnd: paidFeeVnd, owedVnd: 0, offer: null });
  expect(paid.payments).toMatchObject([{ way: 'transfer', confirmedBy: 'portal', late: 'in-time' }]);
  expect(await refusal(client.fees.offer({ dossierId }))).toBe('FEE_NOTHING_OWED');
  // What only officers may do, no citizen does; half a đồng and less than nothing are no money.
  expect(await refusal(client.fees.takeCash({ ...press(dossierId), vnd: 1, givenVnd: 1 }))).toBe(
    'ROLE_REFUSED',
  );
  await newVisit(client);
  expect(await refusal(client.fees.view({ dossierId }))).toBe('TRACK_CLOSED');
  expect(await refusal(client.fees.offer({ dossierId }))).toBe('TRACK_CLOSED');
});

/** A code is shown and the portal knows it. */
async function offered(desk: FeesDesk, number: number): Promise<string> {
  const dossierId = await desk.seal(number);
  await desk.reconcile();
  await desk.fees.offer(dossierId);
  await desk.reconcile();
  return dossierId;
}

async function bankPays(portal: ReferencePortal, desk: FeesDesk, way: BankWay, dossierId: string) {
  const references = portal.payments.pay({ way, dossierId });
  await desk.reconcile();
  return references ?? [];
}

test('what the bank makes of a payment is called by its name, and an officer settles it', async () => {
  const portal = await openTestPortal();
  const desk = await openDesk(portal);
  const { fees } = desk;
  const cases = [
    { way: 'too-little', state: 'too-little', heldVnd: 4_000 },
    { way: 'too-much', state: 'too-much', heldVnd: 10_000 },
    { way: 'twice', state: 'twice', heldVnd: 16_000 },
  ] as const;
  for (const [index, { way, state, heldVnd }] of cases.entries()) {
    desk.signIn(null);
    const dossierId = await offered(desk, index + 1);
    await bankPays(portal, desk, way, dossierId);
    const view = await fees.view(dossierId);
    expect(view).toMatchObject({ state, heldVnd });
    expect(booksAddUp(view)).toBe(true);
    desk.signIn(lan);
    const { rows } = fees.list({ which: 'needs-officer', limit: 10, offset: 0 });
    expect(rows.some((row) => row.dossierId === dossierId)).toBe(way !== 'too-little');
    const act = { ...press(dossierId), payment: view.payments[0]?.id ?? '', reason };
    const settled =
      way === 'too-little'
        ? (await fees.takeCash({ ...press(dossierId), vnd: 4_000, givenVnd: 5_000 })).file
        : await fees.refund({ ...act, way: 'transfer', vnd: heldVnd - deskFeeVnd });
    expect(settled).toMatchObject({ state: 'confirmed', heldVnd: deskFeeVnd, needsOfficer: false });
    expect(booksAddUp(settled)).toBe(true);
  }
});

test('money that comes after the time of the code waits for an officer who takes it or gives it back', async () => {
  const portal = await openTestPortal();
  const desk = await openDesk(portal);
  const { fees, clock } = desk;
  const dossierId = await offered(desk, 1);
  clock.advance(31 * 60_000);
  expect(await fees.view(dossierId)).toMatchObject({ offer: null, state: 'unpaid' });
  const [reference = ''] = await bankPays(portal, desk, 'after-time-out', dossierId);
  expect(await fees.view(dossierId)).toMatchObject({ state: 'after-time-out', heldVnd: deskFeeVnd });
  desk.signIn(lan);
  const accepted = await fees.acceptLate({ ...press(dossierId), payment: reference, reason });
  expect(accepted).toMatchObject({ state: 'confirmed', needsOfficer: false });
});

test('a transfer that names nobody is given to its dossier by hand, counts once and for no other', async () => {
  const portal = await openTestPortal();
  const desk = await openDesk(portal);
  const { fees } = desk;
  const [dossierId, other] = [await offered(desk, 1), await desk.seal(2)];
  const [reference = ''] = await bankPays(portal, desk, 'garbled', dossierId);
  expect(fees.unmatched()).toMatchObject([{ reference, vnd: deskFeeVnd }]);
  desk.signIn(lan);
  const act = { dossierId, reference, way: 'transfer', vnd: deskFeeVnd, reason } as const;
  expect(await faultOf(() => fees.confirm({ ...act, reason: ' ' }))).toBe('PAYMENT_REASON_MISSING');
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await fees.confirm(act)).toMatchObject({ state: 'confirmed', heldVnd: deskFeeVnd });
  }
  expect(await faultOf(() => fees.confirm({ ...act, dossierId: other }))).toBe('PAYMENT_CONTRADICTED');
  expect(fees.unmatched()).toEqual([]);
  // The portal hears of it and now names the same transfer itself: still one payment.
  await desk.reconcile();
  await desk.reconcile();
  expect(portal.payments.read([dossierId]).dossiers[0]?.transfers).toHaveLength(1);
  const { payments } = await fees.file(dossierId);
  expect(payments).toMatchObject([{ id: reference, confirmedBy: 'officer', isDisputed: false }]);
});

/** The two ways in which a dossier ends before its fee is paid. */
const stops = {
  'stopped by the portal': async ({ store, clock }: FeesDesk, dossierId: string) => {
    store.db
      .prepare('UPDATE dossier SET portal_state = 8, portal_state_at = ? WHERE dossier_id = ?')
      .run(clock.now(), dossierId);
  },
  'cancelled at the counter': async ({ store, clock }: FeesDesk, dossierId: string) => {
    const ending: Ending = {
      kind: 'cancelled',
      reason: 'Nộp nhầm',
      revisions: [0],
      accountId: lan.accountId,
      at: clock.now(),
    };
    await store.endings.write(dossierId, ending);
    store.write(() => store.endings.enter(dossierId, ending));
  },
} as const;

test.each(Object.entries(stops))('the paid code of a dossier that was %s is due back', async (_, stop) => {
  const portal = await openTestPortal();
  const desk = await openDesk(portal);
  const { fees } = desk;
  const dossierId = await offered(desk, 1);
  await stop(desk, dossierId);
  expect(await fees.view(dossierId)).toMatchObject({ isCancelled: true, state: 'nothing-due', offer: null });
  expect(await faultOf(() => fees.offer(dossierId))).toBe('FEE_NOTHING_OWED');
  desk.clock.advance(5_000);
  const [reference = ''] = await bankPays(portal, desk, 'exact', dossierId);
  const paid = await fees.view(dossierId);
  expect(paid).toMatchObject({ spareVnd: deskFeeVnd, owedVnd: 0, isCancelled: true });
  desk.signIn(lan);
  expect(fees.list({ which: 'needs-officer', limit: 10, offset: 0 }).total).toBe(1);
  const act = { ...press(dossierId), payment: reference, vnd: deskFeeVnd, reason: 'Hồ sơ đã dừng' };
  expect(await fees.refund({ ...act, way: 'transfer' })).toMatchObject({
    state: 'refunded',
    heldVnd: 0,
    spareVnd: 0,
    needsOfficer: false,
  });
  await desk.reconcile();
  expect(toldTo(portal, dossierId)).toContain('refunded');
});

test('offline, cash is taken once and told to the portal once, also when its replies are lost', async () => {
  const portal = await openTestPortal();
  const desk = await openDesk(portal);
  const { fees } = desk;
  const dossierId = await desk.seal(1);
  await desk.reconcile();
  await portal.misbehave({ kind: 'offline' });
  // The account is known from before: a code can be shown, and says that the answer comes later.
  expect((await fees.offer(dossierId)).offer?.isTold).toBe(false);
  desk.signIn(lan);
  const act = { ...press(dossierId), vnd: deskFeeVnd, givenVnd: 10_000 };
  expect(await fees.takeCash(act)).toMatchObject({ changeVnd: 2_000, file: { state: 'confirmed' } });
  expect((await fees.takeCash(act)).file.heldVnd).toBe(deskFeeVnd);
  await desk.reconcile();
  // Told before the network went: what was due.
  expect(toldTo(portal, dossierId)).toEqual(['due-set']);
  await portal.misbehave({ kind: 'none' });
  for (const call of ['offerPayment', 'tellEvents', 'readPayments'] as const) {
    await portal.misbehave({ kind: 'drop-reply', call, times: 1 });
  }
  for (let turn = 0; turn < 4; turn += 1) await desk.reconcile();
  expect(toldTo(portal, dossierId)).toEqual(['cash-taken', 'due-set', 'offered']);
  // The citizen had paid by the code as well.
  await bankPays(portal, desk, 'exact', dossierId);
  const twice = await fees.file(dossierId);
  expect(twice).toMatchObject({ state: 'twice', spareVnd: deskFeeVnd });
  expect(booksAddUp(twice)).toBe(true);
});

test('a drawer that does not hold what the books say is closed only with a reason, and counts on from there', async () => {
  const desk = await openDesk();
  const { fees } = desk;
  const dossierId = await desk.seal(1);
  // Nobody has told this kiosk an account.
  expect(await faultOf(() => fees.offer(dossierId))).toBe('FEE_NO_ACCOUNT');
  desk.signIn(lan);
  const { accountId: officer } = lan;
  for (const vnd of [-8_000, 8_000.5, 0]) {
    expect(await faultOf(() => fees.takeCash({ ...press(dossierId), vnd, givenVnd: 10_000 }))).toBe(
      'PAYMENT_AMOUNT_REFUSED',
    );
  }
  expect(await faultOf(() => fees.takeCash({ ...press(dossierId), vnd: 8_000, givenVnd: 5_000 }))).toBe(
    'PAYMENT_AMOUNT_REFUSED',
  );
  const { file } = await fees.takeCash({ ...press(dossierId), vnd: 80_000, givenVnd: 80_000 });
  expect(file.state).toBe('too-much');
  const payment = file.payments[0]?.id ?? '';
  const right = await fees.correct({ ...press(dossierId), payment, vnd: 8_000, reason: 'Gõ thừa một số 0' });
  expect(right).toMatchObject({ state: 'confirmed', heldVnd: 8_000 });
  expect(right.lines.map(({ kind }) => kind)).toEqual(['due-set', 'cash-taken', 'corrected']);
  const count = {
    closingId: randomUUID(),
    officer,
    openingVnd: 50_000,
    counted: { 50000: 1, 5000: 1, 2000: 1 },
    reason: '',
  };
  expect(await faultOf(() => fees.desk.close(count))).toBe('CASH_DIFFERENCE_UNEXPLAINED');
  const explained = { ...count, reason: 'Thiếu một tờ 1.000 đ, chưa tìm ra' };
  const closing = fees.desk.close(explained);
  expect(closing).toMatchObject({ expectedVnd: 58_000, differenceVnd: -1_000, outcome: 'short' });
  expect(fees.desk.close(explained)).toEqual(closing);
  // Another day, another clock: what was counted is not counted again, and nothing is left out.
  desk.clock.setWallClock(desk.clock.now() - 86_400_000);
  await fees.refund({ ...press(dossierId), payment, way: 'cash', vnd: 1_000, reason: 'Giảm phí' });
  expect(fees.desk.drawers()).toMatchObject([{ refundedVnd: 1_000, netVnd: -1_000, movements: 1 }]);
  desk.signIn({ ...minh, role: 'staff' });
  expect(await faultOf(() => fees.desk.close({ ...count, closingId: randomUUID() }))).toBe(
    'DRAWER_NOT_YOURS',
  );
  desk.signIn(minh);
  expect(fees.desk.drawers().map((drawer) => drawer.officer)).toEqual([minh.accountId, officer]);
  const next = { ...count, closingId: randomUUID(), counted: { 50000: 0, 20000: 2, 5000: 1, 2000: 2 } };
  expect(fees.desk.close(next)).toMatchObject({ outcome: 'even', closedBy: minh.name });
});

test('a claimed exemption takes nothing off until an officer has checked it with a reason', async () => {
  const desk = await openDesk();
  const { fees } = desk;
  const dossierId = await desk.seal(1, { fee: { exemptionClaimed: true } });
  expect(await fees.view(dossierId)).toMatchObject({ exemption: 'claimed', dueVnd: 8_000, state: 'unpaid' });
  desk.signIn(lan);
  expect(fees.list({ which: 'needs-officer', limit: 10, offset: 0 }).total).toBe(1);
  const act = press(dossierId);
  const granted = { outcome: 'granted', percentOff: 50, reason: 'Có sổ hộ cận nghèo' } as const;
  const half = await fees.decideExemption({ ...act, ...granted });
  expect(half).toMatchObject({ exemption: 'granted', dueVnd: 4_000, needsOfficer: false });
  expect((await fees.decideExemption({ ...act, ...granted })).dueVnd).toBe(4_000);
  const refused = { outcome: 'refused', percentOff: 100, reason: 'Giấy tờ đã hết hạn' } as const;
  expect(await fees.decideExemption({ ...press(dossierId), ...refused })).toMatchObject({
    exemption: 'refused',
    dueVnd: 8_000,
  });
});

test('whoever is owed money stays known past the retention, until it is given back', async () => {
  const desk = await openDesk();
  const { fees, store, clock } = desk;
  const owed = await desk.seal(1);
  deliver(store, owed, 0, clock.now());
  desk.signIn(lan);
  await fees.takeCash({ ...press(owed), vnd: deskFeeVnd, givenVnd: deskFeeVnd });
  const free = { outcome: 'granted', percentOff: 100, reason: 'Có sổ hộ nghèo' } as const;
  expect(await fees.decideExemption({ ...press(owed), ...free })).toMatchObject({ dueVnd: 0 });

  clock.advance(400 * 86_400_000);
  const retention = createRetention({ store, clock, log: createLog({ write: () => {} }) });
  const pass = () => retention.eraseDelivered({ olderThanMs: 30 * 86_400_000 });
  expect(await pass()).toEqual({ erased: 0 });

  const [taken] = (await fees.view(owed)).payments;
  await fees.refund({ ...press(owed), way: 'cash', vnd: deskFeeVnd, payment: taken?.id ?? '', reason });
  expect(await pass()).toEqual({ erased: 1 });
});

test('what nobody could compute is said by the officer; no code is shown before', async () => {
  const desk = await openDesk();
  const { fees } = desk;
  expect(await faultOf(() => fees.view(randomUUID()))).toBe('FEE_NONE');
  const dossierId = await desk.seal(1, { fee: { amountVnd: null } });
  expect(await fees.view(dossierId)).toMatchObject({ state: 'ask-staff', dueVnd: null });
  expect(await faultOf(() => fees.offer(dossierId))).toBe('FEE_NOTHING_OWED');
  desk.signIn(lan);
  const act = { ...press(dossierId), vnd: 14_000, reason: 'Hai bản chứng thực, mỗi bản 5 trang' };
  expect(await fees.setDue(act)).toMatchObject({ dueVnd: 14_000, state: 'unpaid', needsOfficer: false });
  expect(await fees.setDue({ ...press(dossierId), vnd: 0, reason: 'Không thu' })).toMatchObject({
    state: 'nothing-due',
  });
});
