import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { firstCodeFile } from '../../electron/core/staff/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { refusal } from '../support/fault-of.ts';
import { makeReady, openPapersKiosk } from '../support/papers-kiosk.ts';
import { demoOfficer, openStaffKiosk, readAudit } from '../support/staff-kiosk.ts';

const birth = '1.001193';

test('the first supervisor is made once, with the code of the data folder, and only where nobody has an account', async () => {
  const { client, signIn, dataDir } = await openStaffKiosk({ isProduction: true });
  expect(await client.staff.door()).toEqual({
    isNew: true,
    needsFirstCode: true,
    accounts: [],
    shownCard: null,
  });
  const codePath = path.join(dataDir, firstCodeFile);
  const code = readFileSync(codePath, 'utf8').trim();
  expect(statSync(codePath).mode & 0o077).toBe(0);
  const [first, second] = await Promise.all([
    refusal(client.staff.makeFirst({ name: 'Lê Văn Cường', pin: '739104', code })),
    refusal(client.staff.makeFirst({ name: 'Kẻ Đến Sau', pin: '739104', code })),
  ]);
  expect(existsSync(codePath)).toBe(false);
  expect([first, second]).toEqual(['no fault', 'ROLE_REFUSED']);
  expect(await signIn('Lê Văn Cường', '739104')).toMatchObject({ role: 'supervisor' });
});

test('an officer corrects an answer over the visit, hands back at the same step, and the citizen agrees once', async () => {
  const { client, signIn, stop, dataDir, accountId } = await openStaffKiosk();
  const { draftId, revision } = await client.drafts.open({ procedureCode: birth });
  await client.session.go({ place: '/fill/review' });
  const typed = await client.drafts.answer({
    draftId,
    fieldPath: 'child_full_name',
    value: 'Nguyen Thi Vy',
    revision,
  });
  expect(await client.staff.callHelp()).toMatchObject({ isCalling: true, role: 'citizen' });
  await client.session.go({ place: '/staff' });
  const officerId = await accountId();
  const taken = await signIn();
  expect(taken).toMatchObject({
    role: 'supervisor',
    officer: { name: demoOfficer.name },
    backTo: '/fill/review',
    isCalling: false,
  });
  const mended = await client.drafts.answer({
    draftId,
    fieldPath: 'child_full_name',
    value: 'Nguyễn Thị Vy',
    revision: typed.revision,
  });
  expect(mended.changed.child_full_name).toEqual({ value: 'Nguyễn Thị Vy', source: 'staff' });
  // Nobody of the office agrees in the citizen's place.
  expect(await refusal(client.drafts.agree({ draftId, revision: mended.revision }))).toBe('ROLE_REFUSED');
  expect(await client.staff.handBack()).toMatchObject({
    role: 'citizen',
    officer: null,
    place: '/fill/review',
    backTo: null,
  });
  expect(await client.drafts.review({ draftId })).toMatchObject({ unagreed: ['child_full_name'] });
  const problems = async () => (await client.submission.state({ draftId })).problems.map(({ kind }) => kind);
  expect(await problems()).toContain('agreement');
  expect(await refusal(client.drafts.agree({ draftId, revision: typed.revision }))).toBe(
    'DRAFT_CHANGED_ELSEWHERE',
  );
  expect((await client.drafts.agree({ draftId, revision: mended.revision })).unagreed).toEqual([]);
  expect(await problems()).not.toContain('agreement');

  await stop();
  const { verdict, events } = await readAudit(dataDir);
  expect(verdict.ok).toBe(true);
  expect(
    events.filter(({ event }) => event.startsWith('staff-')).map(({ event, person }) => [event, person]),
  ).toEqual([
    ['staff-called', null],
    ['staff-account-made', null],
    ['staff-signed-in', officerId],
    ['staff-signed-out', officerId],
    ['staff-answers-agreed', null],
  ]);
});

test('what an officer changes anew needs the agreement anew, and what the citizen changes needs none', async () => {
  const { client, signIn } = await openStaffKiosk();
  const { draftId } = await client.drafts.open({ procedureCode: birth });
  const write = async (value: string) => {
    const { revision } = await client.drafts.review({ draftId });
    return await client.drafts.answer({ draftId, fieldPath: 'child_full_name', value, revision });
  };
  await signIn();
  const { revision } = await write('Nguyễn Thị Vy');
  await client.staff.handBack();
  await client.drafts.agree({ draftId, revision });
  await signIn();
  await write('Nguyễn Thị Vi');
  expect((await client.drafts.review({ draftId })).unagreed).toEqual(['child_full_name']);
  await client.staff.handBack();
  await write('Nguyễn Thị Vỹ');
  expect((await client.drafts.review({ draftId })).unagreed).toEqual([]);
});

test('two officers at one draft follow each other, and each act names its own', async () => {
  const { client, signIn, accountId, stop, dataDir } = await openStaffKiosk();
  await signIn();
  await client.staff.makeAccount({ name: 'Rơ Châm Mai', role: 'staff', pin: '402913' });
  const { draftId } = await client.drafts.open({ procedureCode: birth });
  await client.session.go({ place: '/staff' });
  expect(await signIn('Rơ Châm Mai', '402913')).toMatchObject({ role: 'staff' });
  expect(await client.drafts.current()).toMatchObject({ draftId });
  // What only the supervisor may do is refused to the officer, and everything of the staff to the citizen.
  expect(await refusal(client.staff.accounts())).toBe('ROLE_REFUSED');
  const mai = await accountId('Rơ Châm Mai');
  const binh = await accountId();
  await client.drafts.discard({ draftId });
  await client.session.end();
  expect(await refusal(client.staff.handBack())).toBe('ROLE_REFUSED');
  await stop();
  const { events } = await readAudit(dataDir);
  const named = events.filter(({ person }) => person !== null).map(({ event, person }) => [event, person]);
  expect(named).toEqual([
    ['staff-signed-in', binh],
    ['staff-account-made', binh],
    ['draft-started', binh],
    ['staff-signed-out', binh],
    ['staff-signed-in', mai],
    ['draft-finished', mai],
    ['dossier-erased', mai],
    ['staff-signed-out', mai],
  ]);
});

test('staff mode waits for nobody: 2 minutes without touch, or a restart, and the citizen has the kiosk back', async () => {
  const clock = createFakeClock(Date.now());
  const first = await openStaffKiosk({ clock });
  const { client } = first;
  await client.session.go({ place: '/find' });
  await client.session.go({ place: '/staff' });
  await first.signIn();
  clock.advance(119_000);
  expect(await client.session.touch()).toMatchObject({ role: 'supervisor', idleQuestion: null });
  clock.advance(120_000);
  expect(await refusal(client.staff.accounts())).toBe('ROLE_REFUSED');
  expect(await client.session.touch()).toMatchObject({ role: 'citizen', officer: null, place: '/find' });
  await first.signIn();
  await first.stop();
  const second = await openStaffKiosk({ dataDir: first.dataDir, clock });
  expect(await second.client.session.touch()).toMatchObject({ role: 'citizen', officer: null });
  await second.stop();
  const { verdict, events } = await readAudit(first.dataDir);
  expect(verdict.ok).toBe(true);
  expect(events.filter(({ event }) => event === 'staff-locked').map(({ details }) => details)).toEqual([
    { reason: 'untouched' },
    { reason: 'restarted' },
  ]);
});

test('papers and choices of an officer are marked, agreed to by the citizen alone, and then handed in', async () => {
  const kiosk = await openPapersKiosk();
  const { client, draftId } = kiosk;
  await makeReady(kiosk);
  const notice = '1.001193-04';
  const state = () => client.submission.state({ draftId });
  expect((await state()).help).toEqual({ marks: [], lastNo: 0 });
  const { accounts } = await client.staff.door();
  const accountId = accounts.find(({ name }) => name === demoOfficer.name)?.accountId ?? '';
  const signIn = async () => await client.staff.signIn({ accountId, pin: demoOfficer.pin });
  await signIn();
  const [first] = (await kiosk.paper(notice)).pages;
  await client.papers.remove({ draftId, pageId: first?.pageId ?? '' });
  kiosk.lay('birth-notice');
  await kiosk.scan(notice);
  await client.submission.setDelivery({ draftId, delivery: { way: 'office' } });
  const helped = await state();
  expect(helped.help.marks).toEqual([
    { subject: notice, act: 'removed', isAgreed: false },
    { subject: notice, act: 'scanned', isAgreed: false },
    { subject: 'delivery', act: 'chosen', isAgreed: false },
  ]);
  expect(helped.problems).toEqual([{ kind: 'help', count: 3 }]);
  const { lastNo } = helped.help;
  expect(await refusal(client.submission.agree({ draftId, lastNo }))).toBe('ROLE_REFUSED');
  await client.staff.handBack();
  expect(await refusal(client.submission.submit({ draftId }))).toBe('DOSSIER_INCOMPLETE');
  expect(await refusal(client.submission.agree({ draftId, lastNo: lastNo - 1 }))).toBe(
    'DRAFT_CHANGED_ELSEWHERE',
  );
  const agreed = await client.submission.agree({ draftId, lastNo });
  expect(agreed.problems).toEqual([]);
  expect(agreed.help.marks.every(({ isAgreed }) => isAgreed)).toBe(true);
  // The same again by the officer needs the agreement anew; what the citizen chooses is their own.
  await signIn();
  await client.submission.setDelivery({ draftId, delivery: { way: 'office' } });
  await client.staff.handBack();
  expect((await state()).problems).toEqual([{ kind: 'help', count: 1 }]);
  const own = await client.submission.setDelivery({ draftId, delivery: { way: 'office' } });
  expect(own.problems).toEqual([]);
  await client.submission.submit({ draftId });
});
