import { expect, onTestFinished, test } from 'vitest';
import { createRegistrations, type Registrations } from '../../electron/core/citizen/index.ts';
import { openTestKiosk } from '../portal/test-kiosk.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { faultOf } from '../support/fault-of.ts';
import { openSignInPortal } from '../support/test-portal.ts';

const portal = await openSignInPortal();

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

const newcomer = { fullName: 'Rơ Châm H’Mai', idNumber: '064304000789', phone: '0912 345 678' };
const codeOf = (phone: string): string =>
  portal.signIn.registrations.messages().findLast((message) => message.phone === phone)?.code ?? '';
/** Another code than the given one. */
const not = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

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
