import { expect, onTestFinished, test } from 'vitest';
import { type FeesDesk, lan, openFeesDesk } from '../support/fees-desk.ts';
import {
  answerAnew,
  booksAddUp,
  counted,
  diploma,
  home,
  openFeesKiosk,
  press,
} from '../support/fees-kiosk.ts';
import { makeFolder } from '../support/folders.ts';
import { refuseOnce } from '../support/portal-world.ts';
import { signInOfficer } from '../support/staff-kiosk.ts';
import { openTestPortal } from '../support/test-portal.ts';
import { newVisit } from '../support/tracking-kiosk.ts';

async function openDesk(): Promise<FeesDesk> {
  const folder = makeFolder('fees');
  const desk = await openFeesDesk({ folder: folder.path });
  onTestFinished(async () => {
    await desk.close();
    folder.remove();
  });
  return desk;
}

test('more copies in the corrected form of a paid dossier are owed, what was paid stays paid', async () => {
  const portal = await openTestPortal();
  await refuseOnce(portal, 'Số bản sao không đúng.');
  const kiosk = await openFeesKiosk({
    portal,
    procedureCode: '2.000815',
    delivery: home,
    answers: { papers: [diploma(4, 1)] },
    // Said on the screen of the fee only where the form counts nothing.
    fee: { exemptionClaimed: false, way: 'counter', basis: counted([1, 1]) },
  });
  const { client, dossierId } = kiosk;
  await kiosk.told((event) => event.kind === 'queue' && event.needsStaff === 1);
  expect(await client.fees.view({ dossierId })).toMatchObject({
    dueVnd: 6_000,
    owedVnd: 6_000,
    delivery: 'post',
  });
  await newVisit(client);
  await signInOfficer(client);
  await client.fees.takeCash({ ...press(dossierId), vnd: 6_000, givenVnd: 10_000 });
  await client.revisions.openCorrection({ dossierId });
  const opened = await client.submission.state({ draftId: dossierId });
  expect(opened.fee).toMatchObject({ amountVnd: 6_000, asks: 'nothing', counted: counted([4, 1]) });
  await answerAnew(client, dossierId, { papers: [diploma(4, 3)] });
  const { fee } = await client.submission.setFee({
    draftId: dossierId,
    fee: { exemptionClaimed: false, way: 'post' },
  });
  expect(fee.amountVnd).toBe(18_000);
  await client.submission.setDelivery({ draftId: dossierId, delivery: { ...home, street: 'Nhà số 9' } });
  await client.submission.submit({ draftId: dossierId });
  const file = await client.fees.file({ dossierId });
  expect(file).toMatchObject({
    dueVnd: 18_000,
    heldVnd: 6_000,
    owedVnd: 12_000,
    spareVnd: 0,
    state: 'too-little',
    way: 'post',
    claim: { amountVnd: 18_000, basis: counted([4, 3]) },
  });
  expect(file.lines.map(({ kind, vnd }) => [kind, vnd])).toEqual([
    ['due-set', 6_000],
    ['cash-taken', 6_000],
    ['way-chosen', null],
    ['due-set', 18_000],
  ]);
  expect(booksAddUp(file)).toBe(true);
  // The letter goes where the correction says, and the postman asks for what is owed now.
  expect(await client.post.view({ dossierId })).toMatchObject({
    delivery: { street: 'Nhà số 9' },
    collectVnd: 12_000,
  });
  expect(portal.desk.contentOf(dossierId, 1)?.fee.amountVnd ?? 18_000).toBe(18_000);
});

test('a correction to several copies that nobody can compute asks for an officer, who says the new amount', async () => {
  const desk = await openDesk();
  const { fees } = desk;
  const dossierId = await desk.seal(1);
  await desk.correct(1, { amountVnd: null });
  expect(await fees.file(dossierId)).toMatchObject({ dueVnd: 8_000, needsOfficer: true });
  desk.signIn(lan);
  await fees.setDue({ ...press(dossierId), vnd: 24_000, reason: 'Ba bản sao' });
  expect(await fees.file(dossierId)).toMatchObject({ dueVnd: 24_000, needsOfficer: false });
});

test('where the form counts nothing, what was said beside the fee comes along into the correction', async () => {
  const portal = await openTestPortal();
  await refuseOnce(portal, 'Chữ ký không rõ.');
  const basis = { count: 2, papers: [] };
  const kiosk = await openFeesKiosk({
    portal,
    procedureCode: '2.000884',
    fee: { exemptionClaimed: false, way: 'counter', basis },
  });
  const { client, dossierId: draftId } = kiosk;
  await kiosk.told((event) => event.kind === 'queue' && event.needsStaff === 1);
  await newVisit(client);
  await signInOfficer(client);
  await client.revisions.openCorrection({ dossierId: draftId });
  const opened = await client.submission.state({ draftId });
  expect(opened.fee).toMatchObject({ amountVnd: 20_000, asks: 'count', counted: null, choice: { basis } });
  const { fee } = await client.submission.setFee({
    draftId,
    fee: { exemptionClaimed: false, way: 'counter' },
  });
  expect(fee.amountVnd).toBe(20_000);
});

test('fewer copies in the correction are due back, and a code for the old amount is no longer shown', async () => {
  const desk = await openDesk();
  const { fees } = desk;
  const dossierId = await desk.seal(1);
  desk.signIn(lan);
  await fees.takeCash({ ...press(dossierId), vnd: 8_000, givenVnd: 8_000 });
  await desk.correct(1, { amountVnd: 2_000 });
  const file = await fees.file(dossierId);
  expect(file).toMatchObject({ dueVnd: 2_000, heldVnd: 8_000, spareVnd: 6_000, needsOfficer: true });
  const payment = file.payments[0]?.id ?? '';
  const back = { ...press(dossierId), payment, way: 'cash', vnd: 6_000, reason: 'Giảm số bản sao' } as const;
  expect(await fees.refund(back)).toMatchObject({ state: 'confirmed', spareVnd: 0, needsOfficer: false });
  expect(fees.desk.drawers()).toMatchObject([{ takenVnd: 8_000, refundedVnd: 6_000, netVnd: 2_000 }]);
});

test('a granted exemption holds for the corrected fee; the officer may decide again on the whole of it', async () => {
  const desk = await openDesk();
  const { fees } = desk;
  const dossierId = await desk.seal(1, { fee: { exemptionClaimed: true } });
  desk.signIn(lan);
  const half = { outcome: 'granted', percentOff: 50, reason: 'Có sổ hộ cận nghèo' } as const;
  expect(await fees.decideExemption({ ...press(dossierId), ...half })).toMatchObject({ dueVnd: 4_000 });
  await desk.correct(1, { amountVnd: 20_000 });
  expect(await fees.file(dossierId)).toMatchObject({ exemption: 'granted', dueVnd: 10_000 });
  const refused = { outcome: 'refused', percentOff: 0, reason: 'Sổ đã hết hạn' } as const;
  expect(await fees.decideExemption({ ...press(dossierId), ...refused })).toMatchObject({ dueVnd: 20_000 });
});

test('what an officer has set stands when the correction reckons as before', async () => {
  const desk = await openDesk();
  const { fees } = desk;
  const dossierId = await desk.seal(1);
  desk.signIn(lan);
  await fees.setDue({ ...press(dossierId), vnd: 16_000, reason: 'Thực tế hai trường hợp' });
  await desk.correct(1, {});
  expect(await fees.file(dossierId)).toMatchObject({ dueVnd: 16_000 });
  await desk.correct(1, { amountVnd: 24_000 });
  expect(await fees.file(dossierId)).toMatchObject({ dueVnd: 24_000 });
});
