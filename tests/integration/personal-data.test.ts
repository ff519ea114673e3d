import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CoreClient, DataRequestKind } from '../../shared/contract/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { refusal } from '../support/fault-of.ts';
import { home, openFeesKiosk, paidFeeVnd, press } from '../support/fees-kiosk.ts';
import { refuseOnce } from '../support/portal-world.ts';
import { paperPrinted } from '../support/printed.ts';
import { demoOfficer, openStaffKiosk, readAudit, signInOfficer } from '../support/staff-kiosk.ts';
import { openTestPortal } from '../support/test-portal.ts';
import { filerNumber, newVisit, openTrackingKiosk } from '../support/tracking-kiosk.ts';

const asked = (kind: DataRequestKind, change: { viaOthers?: boolean; idNumber?: string } = {}) => ({
  kind,
  fullName: 'Nguyễn Văn An',
  idNumber: filerNumber,
  phone: '0987650321',
  wish: 'Muốn biết quầy giữ gì',
  viaOthers: false,
  checkedBy: 'card-in-hand' as const,
  ...change,
});

async function signIn(client: CoreClient, name?: string, pin?: string): Promise<void> {
  await client.session.go({ place: '/staff' });
  await signInOfficer(client, name, pin);
}

const dayMs = 86_400_000;

test('each request has the clocks of the decree, and says when one of them has run out', async () => {
  // Tuesday, 9:00 at the office.
  const start = Date.parse('2026-12-01T02:00:00Z');
  const clock = createFakeClock(start);
  const kiosk = await openStaffKiosk({ clock });
  const { personalData } = kiosk.client;
  await kiosk.signIn();
  const days = async (kind: DataRequestKind, viaOthers: boolean): Promise<number> => {
    const { dueAtMs } = await personalData.take(asked(kind, { viaOthers }));
    return (dueAtMs - start) / dayMs;
  };
  for (const [kind, own, others] of [
    ['see', 10, 15],
    ['correct', 10, 15],
    ['restrict', 15, 20],
    ['delete', 20, 30],
  ] as const) {
    expect([kind, await days(kind, false), await days(kind, true)]).toEqual([kind, own, others]);
  }
  const [first] = await personalData.list();
  expect(first).toMatchObject({ overdue: 'none', repliedAtMs: null, outcome: null });
  // Two working days: Thursday, at the same hour.
  expect((first?.replyDueAtMs ?? 0) - start).toBe(2 * dayMs);
  const requestId = first?.requestId ?? '';
  clock.setWallClock(start + 3 * dayMs);
  expect((await personalData.get({ requestId })).overdue).toBe('reply');
  expect(await personalData.reply({ requestId, note: '' })).toMatchObject({ overdue: 'none' });
  clock.setWallClock(start + 11 * dayMs);
  expect((await personalData.get({ requestId })).overdue).toBe('request');
  expect(await refusal(personalData.close({ requestId, outcome: 'refused', note: '  ' }))).toBe(
    'DATA_REQUEST_REASON',
  );
  const closed = await personalData.close({
    requestId,
    outcome: 'refused',
    note: 'Không phải người có dữ liệu',
  });
  expect(closed).toMatchObject({ outcome: 'refused', overdue: 'none' });
  expect(closed.steps.map(({ what, by }) => [what, by])).toEqual([
    ['taken', demoOfficer.name],
    ['replied', demoOfficer.name],
    ['closed', demoOfficer.name],
  ]);
  expect(await refusal(personalData.reply({ requestId, note: '' }))).toBe('DATA_REQUEST_NONE');
  await kiosk.stop();
  const { verdict, events } = await readAudit(kiosk.dataDir);
  expect(verdict.ok).toBe(true);
  expect(events.find(({ event }) => event === 'data-request-closed')?.details).toMatchObject({
    outcome: 'refused',
    isLate: true,
  });
  expect(JSON.stringify(events)).not.toContain(filerNumber);
});

test('neither a citizen nor the technician comes near it, and only the supervisor deletes', async () => {
  const kiosk = await openStaffKiosk();
  const { client } = kiosk;
  expect(await refusal(client.personalData.list())).toBe('ROLE_REFUSED');
  await kiosk.signIn();
  const { requestId } = await client.personalData.take(asked('delete'));
  await client.staff.makeAccount({ name: 'Lê Văn Cường', role: 'technician', pin: '402913' });
  await client.staff.makeAccount({ name: 'Rơ Châm Mai', role: 'staff', pin: '518203' });
  await client.session.go({ place: '/staff' });
  await kiosk.signIn('Lê Văn Cường', '402913');
  expect(await refusal(client.personalData.list())).toBe('ROLE_REFUSED');
  expect(await refusal(client.personalData.get({ requestId }))).toBe('ROLE_REFUSED');
  await client.session.go({ place: '/staff' });
  await kiosk.signIn('Rơ Châm Mai', '518203');
  expect(await refusal(client.personalData.get({ requestId }))).toBe('no fault');
  expect(await refusal(client.personalData.erase({ requestId }))).toBe('ROLE_REFUSED');
});

test('a dossier that has not reached the portal is shown, printed and restricted, but never deleted', async () => {
  const kiosk = await openTrackingKiosk();
  const { client, dossierId, dataDir } = kiosk;
  const { personalData } = client;
  await newVisit(client);
  await signIn(client);
  const see = await personalData.take(asked('see'));
  expect(see.holdings).toMatchObject([{ dossierId, what: 'dossier', keptBecause: 'not-delivered' }]);
  expect(see.maskedIdNumber).not.toContain(filerNumber);
  await personalData.printExtract({ requestId: see.requestId });
  const text = paperPrinted(dataDir, '-data-request-');
  for (const part of [
    'BẢN TRÍCH DỮ LIỆU CÁ NHÂN',
    'Nguyễn Văn An',
    filerNumber,
    see.holdings[0]?.code ?? '?',
  ])
    expect(text).toContain(part);

  const restrict = await personalData.take(asked('restrict'));
  expect((await personalData.restrict({ requestId: restrict.requestId })).holdings[0]).toMatchObject({
    isRestricted: true,
  });
  const today = async () => (await client.desk.list({ tab: 'today', query: '', cursor: null })).items;
  expect(await today()).toHaveLength(1);
  await client.staff.makeAccount({ name: 'Rơ Châm Mai', role: 'staff', pin: '518203' });
  await signIn(client, 'Rơ Châm Mai', '518203');
  expect(await today()).toEqual([]);
  expect(await refusal(client.desk.open({ dossierId }))).toBe('TRACK_NONE');
  await signIn(client);
  const released = await personalData.release({ requestId: restrict.requestId, note: 'Người dân đồng ý' });
  expect(released.holdings[0]).toMatchObject({ isRestricted: false });

  const erase = await personalData.take(asked('delete'));
  const kept = await personalData.erase({ requestId: erase.requestId });
  expect(kept.holdings).toHaveLength(1);
  expect(kept.steps.map(({ what }) => what)).toEqual(['taken', 'kept']);
  expect(await personalData.take(asked('see', { idNumber: '001099000001' }))).toMatchObject({ holdings: [] });
});

test('what the portal holds whole is deleted here on request, with its key, and the record says so', async () => {
  const portal = await openTestPortal();
  const kiosk = await openTrackingKiosk(portal);
  const { client } = kiosk;
  await newVisit(client);
  await signIn(client);
  const { requestId, holdings } = await client.personalData.take(asked('delete'));
  expect(holdings).toMatchObject([{ keptBecause: null }]);
  expect(kiosk.vaultFiles().length).toBeGreaterThan(0);
  const erased = await client.personalData.erase({ requestId });
  expect(erased.holdings).toEqual([]);
  expect(erased.steps.map(({ what }) => what)).toEqual(['taken', 'deleted']);
  expect(kiosk.vaultFiles()).toEqual([]);
  await kiosk.stop();
  const { events } = await readAudit(kiosk.dataDir);
  expect(events.find(({ event }) => event === 'dossier-erased')?.details).toMatchObject({
    reason: 'data-request',
  });
});

test('what is shown holds the fee, the letter and the register, too, and stays as long as the post needs it', async () => {
  const portal = await openTestPortal();
  const kiosk = await openFeesKiosk({ portal, delivery: home });
  const { client, dossierId, dataDir } = kiosk;
  await kiosk.feeUntil(({ mayTransfer }) => mayTransfer);
  await newVisit(client);
  await signIn(client);
  await client.fees.takeCash({ ...press(dossierId), vnd: paidFeeVnd, givenVnd: 10_000 });
  const moved = { ...home, street: 'Thôn 3, nhà số 9' };
  await client.post.change({ ...press(dossierId), delivery: moved });
  const { requestId } = await client.personalData.take(asked('see'));
  await client.personalData.printExtract({ requestId });
  const text = paperPrinted(dataDir, '-data-request-').replace(/\s+/g, ' ');
  for (const part of [
    'Phải thu 8.000 đ, đang giữ 8.000 đ',
    'Thu tiền mặt: 8.000 đ',
    'Thôn 3, nhà số 9',
    'Sổ theo dõi hồ sơ (Mẫu 07)',
  ])
    expect(text).toContain(part);
  const erase = await client.personalData.take(asked('delete'));
  expect(erase.holdings).toMatchObject([{ keptBecause: 'letter', mayCorrect: false }]);
  expect((await client.personalData.erase({ requestId: erase.requestId })).holdings).toHaveLength(1);
  await client.post.dispatch({ listId: randomUUID(), dossierIds: [dossierId] });
  const erased = await client.personalData.erase({ requestId: erase.requestId });
  expect(erased.holdings).toEqual([]);
  // The money stays in the books without a name, the register for as long as the law asks.
  expect(await client.fees.file({ dossierId })).toMatchObject({ heldVnd: paidFeeVnd, filer: null });
  const later = await client.personalData.take(asked('see'));
  await client.personalData.printExtract({ requestId: later.requestId });
  const again = paperPrinted(dataDir, `-data-request-${later.number}`);
  expect(again.replace(/\s+/g, ' ')).toContain('còn 1 dòng');
});

test('a dossier that the portal gave back is opened from the request and put right as a further revision', async () => {
  const portal = await openTestPortal();
  await refuseOnce(portal, 'Địa chỉ không đúng.');
  const kiosk = await openFeesKiosk({ portal });
  const { client, dossierId } = kiosk;
  await kiosk.told((event) => event.kind === 'queue' && event.needsStaff === 1);
  await newVisit(client);
  await signIn(client);
  const { requestId, holdings } = await client.personalData.take(asked('correct'));
  expect(holdings).toMatchObject([{ dossierId, mayCorrect: true }]);
  const opened = await client.personalData.openCorrection({ requestId, dossierId });
  expect(opened).toEqual({ draftId: dossierId, place: '/fill/review' });
  const { steps } = await client.personalData.get({ requestId });
  expect(steps.map(({ what }) => what)).toEqual(['taken', 'correction-begun']);
  await client.submission.submit({ draftId: dossierId });
  const after = await client.personalData.get({ requestId });
  expect(after.holdings).toMatchObject([{ mayCorrect: false }]);
  expect(await refusal(client.personalData.openCorrection({ requestId, dossierId }))).toBe('REVISION_OVER');
});
