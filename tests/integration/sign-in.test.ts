import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { SignInState } from '../../shared/contract/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { openPortalKiosk, type PortalKiosk } from '../support/portal-kiosk.ts';

const an = '064203000123||Nguyễn Văn An|10022003|Nam|Thôn 1, Xã Chư Păh, Gia Lai|15042021';
const mau = '052185000456||Trần Thị Mẫu|05091985|Nữ|Thôn 2, Xã Chư Păh, Gia Lai|01072021';
const cardOf = (text: string) => ({ from: 'camera' as const, bytes: Buffer.from(text).toString('base64') });

/** Begins a visit and a sign-in, and says which code waits. */
async function startWaiting(kiosk: PortalKiosk): Promise<SignInState & { readonly step: 'waiting' }> {
  await kiosk.begin();
  const state = await kiosk.page.signIn.start();
  if (state.step !== 'waiting') throw new Error(`the sign-in is ${state.step}`);
  return state;
}

async function approve(kiosk: PortalKiosk, wish: { readonly idNumber?: string } = {}): Promise<void> {
  const approved = kiosk.reachSignIn('approved');
  expect(await kiosk.portal.signIn.answer({ answer: 'approve', ...wish })).toBe(true);
  await approved;
}

test('whoever approves on the phone is shown, confirmed in one gesture, and verified', async () => {
  const kiosk = await openPortalKiosk();
  const { page, portal } = kiosk;
  expect(await page.signIn.offer()).toEqual({ signIn: 'offered', registration: 'offered' });
  const waiting = await startWaiting(kiosk);
  expect(waiting).toMatchObject({ isRoadLost: false });
  expect(waiting.qrText).toBe(`${waiting.verificationUri}?code=${waiting.userCode}`);
  await approve(kiosk);
  expect(await page.identity.state()).toMatchObject({
    step: 'shown',
    trust: 'portal-verified',
    needsStaffCheck: false,
    person: { fullName: 'Nguyễn Văn An', maskedIdNumber: '064•••••123', birthDate: '2003-02-10', sex: 'Nam' },
  });
  expect(await page.identity.confirm()).toMatchObject({ step: 'confirmed' });
  const draft = await page.drafts.open({ procedureCode: '1.001193' });
  expect(draft.needsIdentityCheck).toBe(false);
  expect(draft.answers.applicant_full_name).toMatchObject({ value: 'Nguyễn Văn An' });
  // "Not me" takes the sign-in along.
  expect(await page.identity.forget()).toEqual({ step: 'none' });
  expect(await page.signIn.state()).toEqual({ step: 'none' });
  await expect.poll(() => portal.signIn.tokensHeld()).toBe(0);
});

test('the phone of the person of the card makes them verified at once, and the card’s address stays', async () => {
  const kiosk = await openPortalKiosk();
  await startWaiting(kiosk);
  await kiosk.page.identity.showCode(cardOf(an));
  await kiosk.page.identity.confirm();
  const draft = await kiosk.page.drafts.open({ procedureCode: '1.001193' });
  expect(draft.needsIdentityCheck).toBe(true);
  await approve(kiosk);
  expect(await kiosk.page.identity.state()).toMatchObject({
    step: 'confirmed',
    trust: 'portal-verified',
    person: { residence: 'Thôn 1, Xã Chư Păh, Gia Lai', issueDate: '2021-04-15' },
  });
  expect((await kiosk.page.drafts.current())?.needsIdentityCheck).toBe(false);
});

test('a relative’s phone does not become the person of the card', async () => {
  const kiosk = await openPortalKiosk();
  await startWaiting(kiosk);
  await kiosk.page.identity.showCode(cardOf(mau));
  await kiosk.page.identity.confirm();
  const ended = kiosk.reachSignIn('ended');
  await kiosk.portal.signIn.answer({ answer: 'approve' });
  expect(await ended).toEqual({ step: 'ended', fault: 'SIGN_IN_OTHER_PERSON' });
  expect(await kiosk.page.identity.state()).toMatchObject({
    step: 'confirmed',
    trust: 'card-qr',
    person: { fullName: 'Trần Thị Mẫu' },
  });
});

test('the test phone’s page approves and refuses as a finger would', async () => {
  const kiosk = await openPortalKiosk();
  const waiting = await startWaiting(kiosk);
  const shown = await (await fetch(waiting.qrText)).text();
  expect(shown).toContain(waiting.userCode);
  expect(shown).toContain('Đồng ý: Trần Thị Mẫu');
  const press = (as: string): Promise<Response> =>
    fetch(waiting.verificationUri, {
      method: 'POST',
      body: new URLSearchParams({ code: waiting.userCode, as }),
    });
  const approved = kiosk.reachSignIn('approved');
  expect(await (await press('052185000456')).text()).toContain('Đã đồng ý');
  await approved;
  expect(await kiosk.page.identity.state()).toMatchObject({ person: { fullName: 'Trần Thị Mẫu' } });
  expect(await (await press('deny')).text()).toContain('không còn dùng được');
});

test('the dock approves and refuses on the phone', async () => {
  const kiosk = await openPortalKiosk();
  await startWaiting(kiosk);
  const ended = kiosk.reachSignIn('ended');
  await kiosk.page.dock.play({ kind: 'sign-in', answer: 'deny' });
  expect(await ended).toEqual({ step: 'ended', fault: 'SIGN_IN_DENIED' });
  expect((await kiosk.page.signIn.start()).step).toBe('waiting');
  const approved = kiosk.reachSignIn('approved');
  await kiosk.page.dock.play({ kind: 'sign-in', answer: 'approve' });
  await approved;
});

test('after giving up, a late approval counts for nobody', async () => {
  const kiosk = await openPortalKiosk();
  const { userCode } = await startWaiting(kiosk);
  expect(await kiosk.page.signIn.cancel()).toEqual({ step: 'none' });
  expect(await kiosk.portal.signIn.answer({ answer: 'approve', userCode })).toBe(true);
  const again = await kiosk.page.signIn.start();
  expect(again.step === 'waiting' && again.userCode !== userCode).toBe(true);
  expect(await kiosk.page.identity.state()).toEqual({ step: 'none' });
});

test('two touches are one sign-in', async () => {
  const kiosk = await openPortalKiosk();
  await kiosk.begin();
  const [one, other] = await Promise.all([kiosk.page.signIn.start(), kiosk.page.signIn.start()]);
  expect(one.step === 'waiting' && other.step === 'waiting' && one.userCode === other.userCode).toBe(true);
  expect(kiosk.portal.signIn.waiting()).toHaveLength(1);
});

test('a kiosk whose clock is years off signs people in by the portal’s time', async () => {
  const clock = createFakeClock(Date.UTC(2017, 0, 1));
  const kiosk = await openPortalKiosk({ clock });
  await startWaiting(kiosk);
  const approved = kiosk.reachSignIn('approved');
  await kiosk.portal.signIn.answer({ answer: 'approve' });
  clock.advance(1_000);
  await approved;
  expect(await kiosk.page.identity.state()).toMatchObject({ trust: 'portal-verified' });
});

test('whoever looks for the phone is not asked at once whether they are still there', async () => {
  const clock = createFakeClock();
  const kiosk = await openPortalKiosk({ clock });
  await startWaiting(kiosk);
  const asked = kiosk.next(
    (event) =>
      event.kind === 'session' && event.session.kind === 'open' && event.session.idleQuestion !== null,
  );
  let isAsked = false;
  void asked.then(() => {
    isAsked = true;
  });
  // Each advance lets one poll be asked and answered.
  for (let second = 0; second < 100; second += 1) {
    const polled = kiosk.portal.signIn.polls();
    clock.advance(1_000);
    await expect.poll(() => kiosk.portal.signIn.polls(), { interval: 2 }).toBe(polled + 1);
    await kiosk.page.signIn.state();
  }
  expect(isAsked).toBe(false);
});

test('an account opened here signs its owner in', async () => {
  const kiosk = await openPortalKiosk();
  const { page, portal } = kiosk;
  await kiosk.begin();
  const typed = { fullName: '  Siu   Minh ', idNumber: '064 099 000 777', phone: '0987 654 321' };
  expect(await page.registration.start(typed)).toMatchObject({
    step: 'code-sent',
    maskedPhone: '098•••••21',
  });
  expect(await page.registration.state()).toMatchObject({ step: 'code-sent', attemptsLeft: 5 });
  const code = portal.signIn.registrations.messages().at(-1)?.code ?? '';
  expect(await page.registration.confirm({ code })).toEqual({
    step: 'registered',
    maskedIdNumber: '064•••••777',
  });
  expect((await page.signIn.start()).step).toBe('waiting');
  await approve(kiosk, { idNumber: '064099000777' });
  expect(await page.identity.state()).toMatchObject({
    trust: 'portal-verified',
    person: { fullName: 'Siu Minh', idNumber: '064099000777', birthDate: null },
  });
});

test('the end of the visit gives the tokens back, and nothing of them or of the person is on disk or in the log', async () => {
  const kiosk = await openPortalKiosk();
  const { page, portal } = kiosk;
  await startWaiting(kiosk);
  await approve(kiosk);
  await page.identity.confirm();
  expect(portal.signIn.tokensHeld()).toBe(1);
  await page.registration.start({ fullName: 'Siu Minh', idNumber: '064099000777', phone: '0987654321' });
  await page.session.end();
  await expect.poll(() => portal.signIn.tokensHeld()).toBe(0);
  expect(await page.signIn.state()).toEqual({ step: 'none' });
  expect(await page.registration.state()).toEqual({ step: 'none' });
  expect(await page.identity.state()).toEqual({ step: 'none' });
  await kiosk.stop();
  const canaries = [
    ...portal.signIn.issued(),
    ...portal.signIn.registrations.messages().map(({ code }) => `"${code}"`),
    '064203000123',
    'Nguyễn Văn An',
    '064099000777',
    '0987654321',
  ];
  expect(canaries.length).toBeGreaterThan(6);
  const places = [...filesIn(kiosk.dataDir), { name: 'log', text: kiosk.kiosk.log.join('\n') }];
  expect(places.length).toBeGreaterThan(3);
  for (const { name, text } of places) {
    for (const canary of canaries) expect(text.includes(canary), `${canary} in ${name}`).toBe(false);
  }
  // Also what the page was told by itself names nobody.
  expect(JSON.stringify(kiosk.events)).not.toMatch(/064203000123|Nguyễn|0987654321/);
});

function filesIn(folder: string): readonly { readonly name: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ name: file, text: readFileSync(file, 'utf8') }));
}
