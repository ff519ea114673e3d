import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { beginDeviceGrant } from '../../electron/core/citizen/device-grant.ts';
import { createSignIns } from '../../electron/core/citizen/index.ts';
import { createProviderFetch } from '../../electron/core/portal/index.ts';
import type { SignInState } from '../../shared/contract/index.ts';
import { createReferencePortal } from '../portal/reference-portal.ts';
import { type ProviderWay, providerWays } from '../portal/sign-in/lies.ts';
import { openTestKiosk } from '../portal/test-kiosk.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { faultOf } from '../support/fault-of.ts';
import { makeFolder } from '../support/folders.ts';
import { openSignInPortal } from '../support/test-portal.ts';

const quiet = { info: () => undefined, warn: () => undefined, failure: () => undefined };

const portal = await openSignInPortal();

/** The kiosk's half of a sign-in on a clock of the test's, against the real provider. */
async function openSignIn(options: { readonly takePerson?: () => boolean } = {}) {
  const clock = createFakeClock();
  const kiosk = openTestKiosk({ address: portal.address, clock });
  await kiosk.adapter.enrol({ code: portal.issueEnrolmentCode() });
  const road = createProviderFetch({
    clock,
    limits: { connectMs: 5_000, answerMs: 8_000, answerBytes: 64 * 1_024 },
  });
  const told: SignInState[] = [];
  const people: unknown[] = [];
  const finished: string[] = [];
  let tell: (state: SignInState) => void = () => {};
  const signIns = createSignIns({
    clock,
    log: quiet,
    isSessionOpen: () => true,
    readTerms: () => kiosk.adapter.readSignIn(),
    begin: (terms) =>
      beginDeviceGrant(terms, { road, clock, today: () => '2026-11-22', prefixes: new Set(['064']) }),
    takePerson(person) {
      people.push(person);
      return options.takePerson?.() ?? true;
    },
    onActivity: () => {},
    onChange(state) {
      told.push(state);
      tell(state);
    },
    onStarted: () => {},
    onFinished: (outcome) => finished.push(outcome),
  });
  onTestFinished(async () => {
    await signIns.close();
    road.close();
    kiosk.close();
  });
  return {
    clock,
    signIns,
    told,
    people,
    finished,
    /** Lets one interval pass and resolves with the next thing that is told. */
    next(ms = 1_000): Promise<SignInState> {
      const state = new Promise<SignInState>((resolve) => {
        tell = resolve;
      });
      clock.advance(ms);
      return state;
    },
  };
}

async function startWaiting(kiosk: Awaited<ReturnType<typeof openSignIn>>): Promise<string> {
  const state = await kiosk.signIns.start();
  expect(state.step).toBe('waiting');
  return state.step === 'waiting' ? state.userCode : '';
}

test('SIGN_IN_NOT_OFFERED: a province without sign-in says so', async () => {
  Object.assign(portal.signIn.offered, { provider: false, registration: false });
  const { signIns } = await openSignIn();
  expect(await signIns.offer()).toEqual({ signIn: 'not-offered', registration: 'desk' });
  expect(await signIns.start()).toEqual({ step: 'ended', fault: 'SIGN_IN_NOT_OFFERED' });
});

test('SIGN_IN_UNREACHABLE: a shut door is no dead end, and the next try works', async () => {
  const { signIns } = await openSignIn();
  await portal.misbehave({ kind: 'offline' });
  expect(await signIns.offer()).toEqual({ signIn: 'unreachable', registration: 'desk' });
  expect(await signIns.start()).toEqual({ step: 'ended', fault: 'SIGN_IN_UNREACHABLE' });
  await portal.misbehave({ kind: 'none' });
  expect((await signIns.start()).step).toBe('waiting');
});

test('SIGN_IN_UNREACHABLE: a line lost while waiting loses no approval', async () => {
  const kiosk = await openSignIn();
  const userCode = await startWaiting(kiosk);
  await portal.misbehave({ kind: 'failure', status: 503, times: 1 });
  expect(await kiosk.next()).toMatchObject({ step: 'waiting', userCode, isRoadLost: true });
  expect(await portal.signIn.answer({ answer: 'approve', userCode })).toBe(true);
  expect(await kiosk.next(2_000)).toMatchObject({ step: 'waiting', isRoadLost: false });
  await new Promise((resolve) => setImmediate(resolve));
  expect(kiosk.signIns.state()).toEqual({ step: 'approved' });
});

test('SIGN_IN_DENIED: refused on the phone', async () => {
  const kiosk = await openSignIn();
  const userCode = await startWaiting(kiosk);
  await portal.signIn.answer({ answer: 'deny', userCode });
  expect(await kiosk.next()).toEqual({ step: 'ended', fault: 'SIGN_IN_DENIED' });
  expect(kiosk.people).toEqual([]);
});

test('SIGN_IN_EXPIRED: nobody approved in time', async () => {
  const kiosk = await openSignIn();
  await portal.misbehave({ kind: 'provider', way: 'short-code', times: 1 });
  await startWaiting(kiosk);
  expect(await kiosk.next()).toEqual({ step: 'ended', fault: 'SIGN_IN_EXPIRED' });
  expect(kiosk.clock.waiting()).toBe(0);
});

test('SIGN_IN_OTHER_PERSON: a relative who approves changes nothing, and the tokens go back', async () => {
  const kiosk = await openSignIn({ takePerson: () => false });
  const userCode = await startWaiting(kiosk);
  const before = portal.signIn.tokensHeld();
  await portal.signIn.answer({ answer: 'approve', userCode, idNumber: '052185000456' });
  expect(await kiosk.next()).toEqual({ step: 'ended', fault: 'SIGN_IN_OTHER_PERSON' });
  await expect.poll(() => portal.signIn.tokensHeld()).toBe(before);
});

const duringStart: readonly ProviderWay[] = ['issuer', 'html', 'redirect', 'flood', 'plain-address'];
test.each(duringStart)('SIGN_IN_NOT_TRUSTWORTHY: a provider that lies at the start (%s)', async (way) => {
  const { signIns, people } = await openSignIn();
  await portal.misbehave({ kind: 'provider', way });
  expect(await signIns.start()).toEqual({ step: 'ended', fault: 'SIGN_IN_NOT_TRUSTWORTHY' });
  expect(people).toEqual([]);
});

const notLies: readonly ProviderWay[] = ['slow-down', 'short-code'];
const withTokens = providerWays.filter((way) => !duringStart.includes(way) && !notLies.includes(way));
test.each(withTokens)('SIGN_IN_NOT_TRUSTWORTHY: a provider that lies about the person (%s)', async (way) => {
  const kiosk = await openSignIn();
  const userCode = await startWaiting(kiosk);
  await portal.signIn.answer({ answer: 'approve', userCode });
  await portal.misbehave({ kind: 'provider', way });
  expect(await kiosk.next()).toEqual({ step: 'ended', fault: 'SIGN_IN_NOT_TRUSTWORTHY' });
  expect(kiosk.people).toEqual([]);
  expect(kiosk.finished).toEqual(['SIGN_IN_NOT_TRUSTWORTHY']);
  // Tokens that came along are given back, then nothing is left to wait for.
  await expect.poll(() => kiosk.clock.waiting()).toBe(0);
});

test('SIGN_IN_NOT_TRUSTWORTHY: a page of a guest network while waiting', async () => {
  const kiosk = await openSignIn();
  await startWaiting(kiosk);
  await portal.misbehave({ kind: 'provider', way: 'html' });
  expect(await kiosk.next()).toEqual({ step: 'ended', fault: 'SIGN_IN_NOT_TRUSTWORTHY' });
});

test('SIGN_IN_NOT_TRUSTWORTHY: a provider that is not on TLS is not asked', async () => {
  const clock = createFakeClock();
  const road = createProviderFetch({ clock });
  const provider = {
    issuer: 'http://dang-nhap.example.vn/oidc',
    clientId: 'kiosk',
    scope: 'openid',
    idNumberClaim: 'citizen_id',
  };
  const begun = beginDeviceGrant(
    { provider, clockOffsetMs: 0 },
    { road, clock, today: () => '2026-11-22', prefixes: new Set() },
  );
  expect(await faultOf(() => begun)).toEqual({
    code: 'SIGN_IN_NOT_TRUSTWORTHY',
    details: { reason: 'insecure' },
  });
});

test('SIGN_IN_NOT_TRUSTWORTHY: the provider’s certificate is checked like the portal’s', async () => {
  const secure = await createReferencePortal({ https: 'good' });
  const folder = makeFolder('authority');
  const caPath = path.join(folder.path, 'authority.pem');
  writeFileSync(caPath, secure.authority ?? '');
  onTestFinished(async () => {
    await secure.stop();
    folder.remove();
  });
  const clock = createFakeClock();
  const { provider } = secure.signIn.terms();
  if (provider === null) throw new Error('the portal offers no sign-in');
  const begin = async (authority: string | undefined) => {
    const road = createProviderFetch({ clock, caPath: authority });
    onTestFinished(() => road.close());
    const terms = { provider, clockOffsetMs: Date.now() - clock.now() };
    return beginDeviceGrant(terms, { road, clock, today: () => '2026-11-22', prefixes: new Set() });
  };
  expect(await faultOf(() => begin(undefined))).toEqual({
    code: 'SIGN_IN_NOT_TRUSTWORTHY',
    details: { reason: 'unknown-issuer' },
  });
  const grant = await begin(caPath);
  expect(grant.qrText).toMatch(/^https:\/\/127\.0\.0\.1/);
  await secure.signIn.answer({ answer: 'approve', userCode: grant.userCode });
  expect(await grant.poll()).toMatchObject({ kind: 'approved', person: { idNumber: '064203000123' } });
  expect(secure.signIn.tokensHeld()).toBe(1);
  await grant.revoke();
  expect(secure.signIn.tokensHeld()).toBe(0);
});

test('a provider that asks for patience gets it, and the approval still counts', async () => {
  const kiosk = await openSignIn();
  const userCode = await startWaiting(kiosk);
  await portal.misbehave({ kind: 'provider', way: 'slow-down', times: 1 });
  await portal.signIn.answer({ answer: 'approve', userCode });
  kiosk.clock.advance(1_000);
  // One interval is now six seconds: the poll has said `slow_down` when its timer stands for them.
  await expect.poll(() => kiosk.clock.waiting()).toBe(2);
  kiosk.clock.advance(5_000);
  expect(kiosk.signIns.state().step).toBe('waiting');
  expect(await kiosk.next(1_000)).toEqual({ step: 'approved' });
});
