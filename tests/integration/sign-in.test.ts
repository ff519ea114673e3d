import { expect, test } from 'vitest';
import { openPortalKiosk } from '../support/portal-kiosk.ts';

test('whoever approves on the phone is shown, confirmed in one gesture, and verified', async () => {
  const { page, portal, begin, reachSignIn } = await openPortalKiosk();
  await begin();
  expect(await page.signIn.offer()).toEqual({ signIn: 'offered', registration: 'offered' });
  const waiting = await page.signIn.start();
  expect(waiting).toMatchObject({ step: 'waiting', isRoadLost: false });
  if (waiting.step !== 'waiting') return;
  expect(waiting.qrText).toBe(`${waiting.verificationUri}?code=${waiting.userCode}`);
  const approved = reachSignIn('approved');
  expect(await portal.signIn.answer({ answer: 'approve', userCode: waiting.userCode })).toBe(true);
  await approved;
  expect(await page.identity.state()).toMatchObject({
    step: 'shown',
    trust: 'portal-verified',
    needsStaffCheck: false,
    person: { fullName: 'Nguyễn Văn An', maskedIdNumber: '064•••••123', birthDate: '2003-02-10', sex: 'Nam' },
  });
  expect(await page.identity.confirm()).toMatchObject({ step: 'confirmed' });
});
