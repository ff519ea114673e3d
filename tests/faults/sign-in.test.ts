import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDefinedError } from '@orpc/client';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { beginDeviceGrant } from '../../electron/core/citizen/device-grant.ts';
import { createRegistrations, createSignIns, type Registrations } from '../../electron/core/citizen/index.ts';
import { createPrinters } from '../../electron/core/devices/index.ts';
import { createProviderFetch } from '../../electron/core/portal/index.ts';
import { defaultReading, type SignInState } from '../../shared/contract/index.ts';
import { type FaultCode, isKioskFault } from '../../shared/faults/index.ts';
import { createReferencePortal, type ReferencePortal } from '../portal/reference-portal.ts';
import { type ProviderWay, providerWays } from '../portal/sign-in/lies.ts';
import { openTestKiosk } from '../portal/test-kiosk.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage } from '../support/page.ts';
import { startTestCore } from '../support/test-core.ts';

const quiet = { info: () => undefined, warn: () => undefined, failure: () => undefined };

let portal: ReferencePortal;
beforeAll(async () => {
  portal = await createReferencePortal();
});
afterAll(() => portal.stop());
beforeEach(async () => {
  await portal.misbehave({ kind: 'none' });
  Object.assign(portal.signIn.offered, { provider: true, registration: true });
});

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

describe('at the provider', () => {
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
  test.each(withTokens)(
    'SIGN_IN_NOT_TRUSTWORTHY: a provider that lies about the person (%s)',
    async (way) => {
      const kiosk = await openSignIn();
      const userCode = await startWaiting(kiosk);
      await portal.signIn.answer({ answer: 'approve', userCode });
      await portal.misbehave({ kind: 'provider', way });
      expect(await kiosk.next()).toEqual({ step: 'ended', fault: 'SIGN_IN_NOT_TRUSTWORTHY' });
      expect(kiosk.people).toEqual([]);
      expect(kiosk.finished).toEqual(['SIGN_IN_NOT_TRUSTWORTHY']);
      // Tokens that came along are given back, then nothing is left to wait for.
      await expect.poll(() => kiosk.clock.waiting()).toBe(0);
    },
  );

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
});

/** The kiosk's half of a registration, against the portal's desk. */
async function openRegistration() {
  const clock = createFakeClock();
  const kiosk = openTestKiosk({ address: portal.address, clock });
  await kiosk.adapter.enrol({ code: portal.issueEnrolmentCode() });
  onTestFinished(() => kiosk.close());
  const registrations = createRegistrations({
    clock,
    desk: kiosk.adapter,
    isSessionOpen: () => true,
    today: () => '2026-11-22',
    onStarted: () => {},
    onFinished: () => {},
  });
  return { clock, registrations };
}

async function faultOf(
  work: () => Promise<unknown> | unknown,
): Promise<{ code: FaultCode; details: object } | null> {
  try {
    await work();
  } catch (error) {
    if (isKioskFault(error)) return { code: error.code, details: error.details };
    if (error instanceof Error && isDefinedError(error as never)) {
      const { code, data } = error as unknown as { code: FaultCode; data: { details: object } };
      return { code, details: data.details };
    }
    throw error;
  }
  return null;
}

const newcomer = { fullName: 'Rơ Châm H’Mai', idNumber: '064304000789', phone: '0912 345 678' };
const codeOf = (phone: string): string =>
  portal.signIn.registrations.messages().findLast((message) => message.phone === phone)?.code ?? '';
/** Another code than the given one. */
const not = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('opening an account', () => {
  test('REGISTRATION_NOT_OFFERED: people are guided to the desk', async () => {
    Object.assign(portal.signIn.offered, { registration: false });
    const { registrations } = await openRegistration();
    expect(await faultOf(() => registrations.start(newcomer))).toMatchObject({
      code: 'REGISTRATION_NOT_OFFERED',
    });
  });

  test.each([
    ['phone', { ...newcomer, phone: '09123456' }],
    ['idNumber', { ...newcomer, idNumber: '0643040007' }],
    ['fullName', { ...newcomer, fullName: '' }],
  ])('REGISTRATION_INPUT_INVALID: a wrong %s is named and not sent', async (field, typed) => {
    const { registrations } = await openRegistration();
    const before = portal.countRequests('startRegistration');
    expect(await faultOf(() => registrations.start(typed))).toEqual({
      code: 'REGISTRATION_INPUT_INVALID',
      details: { fields: field },
    });
    expect(portal.countRequests('startRegistration')).toBe(before);
  });

  test('REGISTRATION_ACCOUNT_EXISTS: whoever has one signs in', async () => {
    const { registrations } = await openRegistration();
    const known = { ...newcomer, idNumber: '064203000123' };
    expect(await faultOf(() => registrations.start(known))).toMatchObject({
      code: 'REGISTRATION_ACCOUNT_EXISTS',
    });
  });

  test('REGISTRATION_CODE_WRONG: the tries left are told, the right code still counts', async () => {
    const { registrations } = await openRegistration();
    const typed = { ...newcomer, idNumber: '064304000790', phone: '+84 912 345 679' };
    expect(await registrations.start(typed)).toMatchObject({
      step: 'code-sent',
      maskedPhone: '091•••••79',
      attemptsLeft: 5,
      resendsLeft: 3,
    });
    const code = codeOf('0912345679');
    expect(await faultOf(() => registrations.confirm('abc'))).toEqual({
      code: 'REGISTRATION_CODE_WRONG',
      details: { attemptsLeft: 5 },
    });
    expect(await faultOf(() => registrations.confirm(not(code)))).toEqual({
      code: 'REGISTRATION_CODE_WRONG',
      details: { attemptsLeft: 4 },
    });
    expect(await registrations.confirm(` ${code.slice(0, 3)} ${code.slice(3)}`)).toEqual({
      step: 'registered',
      maskedIdNumber: '064•••••790',
    });
  });

  async function begun(
    change: Partial<typeof newcomer>,
  ): Promise<{ clock: ReturnType<typeof createFakeClock>; registrations: Registrations }> {
    const desk = await openRegistration();
    await desk.registrations.start({ ...newcomer, ...change });
    return desk;
  }

  test('REGISTRATION_CODE_EXPIRED: a code is over after its time, by the portal’s clock', async () => {
    const { registrations } = await begun({ idNumber: '064304000791', phone: '0912345680' });
    await portal.misbehave({ kind: 'wrong-clock', offsetMs: 10 * 60_000 });
    expect(await faultOf(() => registrations.confirm(codeOf('0912345680')))).toMatchObject({
      code: 'REGISTRATION_CODE_EXPIRED',
    });
    expect(registrations.state()).toEqual({ step: 'none' });
  });

  test('REGISTRATION_TOO_MANY: the fifth wrong code ends it', async () => {
    const { registrations } = await begun({ idNumber: '064304000792', phone: '0912345681' });
    const code = codeOf('0912345681');
    const codes: unknown[] = [];
    for (let turn = 0; turn < 5; turn += 1)
      codes.push((await faultOf(() => registrations.confirm(not(code))))?.code);
    expect(codes).toEqual([...Array(4).fill('REGISTRATION_CODE_WRONG'), 'REGISTRATION_TOO_MANY']);
    expect(registrations.state()).toEqual({ step: 'none' });
  });

  test('REGISTRATION_TOO_MANY: another message is not sent at once', async () => {
    const { registrations } = await begun({ idNumber: '064304000793', phone: '0912345682' });
    expect(registrations.state()).toMatchObject({ mayResendInMs: 30_000 });
    expect(await faultOf(() => registrations.resend())).toMatchObject({ code: 'REGISTRATION_TOO_MANY' });
    await portal.misbehave({ kind: 'wrong-clock', offsetMs: 60_000 });
    expect(await registrations.resend()).toMatchObject({ step: 'code-sent', resendsLeft: 2 });
  });
});

async function openKiosk() {
  const folder = makeFolder('resume');
  const clock = createFakeClock();
  const kiosk = startTestCore({ dataDir: folder.path, clock });
  onTestFinished(async () => {
    await kiosk.core.stop('test over');
    folder.remove();
  });
  await kiosk.reach('ready');
  const page = openTestPage(kiosk.core).client;
  await page.session.begin({ reading: defaultReading });
  return { page, clock };
}

async function openKeptForm() {
  const kiosk = await openKiosk();
  await kiosk.page.drafts.open({ procedureCode: '1.001193' });
  const kept = await kiosk.page.suspend.keep({ idNumber: '064203000123' });
  return { ...kiosk, code: kept.code };
}

describe('coming back to a form', () => {
  test('SUSPEND_NUMBER_NEEDED: a form is not kept for nobody', async () => {
    const { page } = await openKiosk();
    expect(await faultOf(() => page.suspend.keep({ idNumber: '064203000123' }))).toMatchObject({
      code: 'DRAFT_NONE',
    });
    await page.drafts.open({ procedureCode: '1.001193' });
    for (const idNumber of [null, '12345']) {
      expect(await faultOf(() => page.suspend.keep({ idNumber }))).toMatchObject({
        code: 'SUSPEND_NUMBER_NEEDED',
      });
    }
    expect(await page.drafts.current()).not.toBeNull();
  });

  test('RESUME_CODE_MISTYPED: a slip of the finger is no attempt', async () => {
    const { page, code } = await openKeptForm();
    const wrong = code.endsWith('2') ? `${code.slice(0, -1)}3` : `${code.slice(0, -1)}2`;
    for (let turn = 0; turn < 20; turn += 1) {
      expect(
        await faultOf(() => page.suspend.resume({ code: wrong, idNumber: '064203000123' })),
      ).toMatchObject({
        code: 'RESUME_CODE_MISTYPED',
      });
    }
    expect(await page.suspend.resume({ code, idNumber: '064 203 000 123' })).toMatchObject({
      procedureCode: '1.001193',
    });
  });

  test('RESUME_WRONG and RESUME_LOCKED: the wait grows with every further wrong number', async () => {
    const { page, clock, code } = await openKeptForm();
    const guess = (): Promise<{ code: FaultCode; details: object } | null> =>
      faultOf(() => page.suspend.resume({ code, idNumber: '052185000456' }));
    for (let turn = 0; turn < 4; turn += 1) expect(await guess()).toMatchObject({ code: 'RESUME_WRONG' });
    expect(await guess()).toEqual({ code: 'RESUME_LOCKED', details: { waitSeconds: 60 } });
    clock.advance(59_000);
    await page.session.begin({ reading: defaultReading });
    expect(await faultOf(() => page.suspend.resume({ code, idNumber: '064203000123' }))).toEqual({
      code: 'RESUME_LOCKED',
      details: { waitSeconds: 1 },
    });
    clock.advance(1_000);
    expect(await guess()).toMatchObject({ code: 'RESUME_WRONG' });
    expect(await guess()).toEqual({ code: 'RESUME_LOCKED', details: { waitSeconds: 300 } });
    clock.setWallClock(Date.UTC(2020, 0, 1));
    expect(await guess()).toEqual({ code: 'RESUME_LOCKED', details: { waitSeconds: 300 } });
  });
});

test('PRINT_CANCELLED: what waits for the printer when the visit ends is not printed, a receipt is', async () => {
  const out: string[] = [];
  let release: () => void = () => {};
  const printers = createPrinters({
    printers: [
      {
        id: 'slow',
        papers: ['slip'],
        async print(job) {
          await new Promise<void>((resolve) => (release = resolve));
          if (job.visit?.aborted) throw new Error('taken back from the spooler');
          out.push(job.name);
          return { printer: 'slow', confirmedAt: 0 };
        },
      },
    ],
    onNews: () => {},
  });
  const pdf = new Uint8Array();
  const visit = printers.visit();
  const running = faultOf(() => printers.print({ name: 'running', paper: 'slip', pdf, visit }));
  const waiting = faultOf(() => printers.print({ name: 'waiting', paper: 'slip', pdf, visit }));
  const receipt = printers.print({ name: 'receipt', paper: 'slip', pdf, visit: null });
  await new Promise((resolve) => setImmediate(resolve));
  printers.endVisit();
  release();
  expect((await running)?.code).toBe('PRINT_CANCELLED');
  expect((await waiting)?.code).toBe('PRINT_CANCELLED');
  // Drawn for the visit before: it does not slip into this one.
  const late = faultOf(() => printers.print({ name: 'late', paper: 'slip', pdf, visit }));
  release();
  await receipt;
  expect((await late)?.code).toBe('PRINT_CANCELLED');
  expect(out).toEqual(['receipt']);
});
