import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeKeyPair } from '../../electron/core/portal/keys.ts';
import { createReferencePortal, type ReferencePortal } from '../portal/reference-portal.ts';
import { openTestKiosk, type TestKiosk } from '../portal/test-kiosk.ts';
import { createMeddler, type Meddling } from '../simulators/meddler.ts';

let portal: ReferencePortal;
const closing: (() => void | Promise<void>)[] = [];

beforeEach(async () => {
  portal = await createReferencePortal();
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await portal.stop();
});

function openKiosk(options: Partial<Parameters<typeof openTestKiosk>[0]> = {}): TestKiosk {
  const kiosk = openTestKiosk({ address: portal.address, ...options });
  closing.push(kiosk.close);
  return kiosk;
}

async function openKioskBehind(meddling: Meddling): Promise<TestKiosk> {
  const meddler = await createMeddler(portal.address, meddling);
  closing.push(meddler.stop);
  return openKiosk({ address: meddler.address });
}

function withBody(
  body: string,
  change: (fields: Record<string, unknown>) => Record<string, unknown>,
): string {
  return JSON.stringify(change(JSON.parse(body)));
}

test('a kiosk with a good code is taken in and knows the portal again after a restart', async () => {
  const kiosk = openKiosk();
  expect(kiosk.adapter.isEnrolled()).toBe(false);
  const enrolment = await kiosk.adapter.enrol({ code: portal.issueEnrolmentCode().toLowerCase() });
  expect(enrolment.portalKeyFingerprint).toMatch(/^[0-9a-f]{16}$/);
  expect(portal.kiosks()).toEqual([
    expect.objectContaining({ kiosk_id: 'QA7', enrolled_at: enrolment.enrolledAt }),
  ]);

  const restarted = openKiosk({ database: kiosk.database });
  expect(restarted.adapter.isEnrolled()).toBe(true);
  await expect(restarted.adapter.checkHealth()).resolves.toMatchObject({ status: 'ok' });
  await expect(restarted.adapter.readCatalogueManifest()).resolves.toEqual({
    version: '0',
    publishedAt: '2026-07-01T00:00:00.000Z',
    files: [],
  });
});

test('neither the secret of the code nor the private key ever travels', async () => {
  const seen: string[] = [];
  const kiosk = await openKioskBehind({
    request: (request) => {
      seen.push(JSON.stringify(request));
      return request;
    },
    answer: (answer) => {
      seen.push(JSON.stringify(answer));
      return answer;
    },
  });
  const code = portal.issueEnrolmentCode();
  await kiosk.adapter.enrol({ code });
  const row = kiosk.database.prepare<[], { kiosk_private_key: Buffer }>('SELECT * FROM portal_trust').get();
  const seed = row?.kiosk_private_key.subarray(-32) ?? Buffer.alloc(0);
  expect(seed).toHaveLength(32);
  const line = seen.join('\n');
  expect(line).toContain('kioskProof');
  expect(line).not.toContain(code.replaceAll('-', '').slice(4));
  expect(line).not.toContain(seed.toString('base64url'));
  expect(line).not.toContain(seed.toString('hex'));
});

test('a lost reply is repeated with the same code and makes one kiosk, even after a restart', async () => {
  const kiosk = openKiosk();
  const code = portal.issueEnrolmentCode();
  await portal.misbehave({ kind: 'drop-reply', call: 'enrol', times: 1 });
  await expect(kiosk.adapter.enrol({ code })).rejects.toMatchObject({ code: 'PORTAL_UNREACHABLE' });
  expect(portal.kiosks()).toHaveLength(1);
  expect(kiosk.adapter.isEnrolled()).toBe(false);

  const restarted = openKiosk({ database: kiosk.database });
  await restarted.adapter.enrol({ code });
  await expect(restarted.adapter.checkHealth()).resolves.toMatchObject({ status: 'ok' });
  expect(portal.kiosks()).toHaveLength(1);
  expect(portal.countRequests('enrol')).toBe(2);
});

test('somebody in the middle cannot take the place of the portal', async () => {
  const impostor = makeKeyPair();
  const kiosk = await openKioskBehind({
    answer: (answer) => ({
      ...answer,
      body: withBody(answer.body, (fields) => ({ ...fields, portalPublicKey: impostor.publicKey })),
    }),
  });
  await expect(kiosk.adapter.enrol({ code: portal.issueEnrolmentCode() })).rejects.toMatchObject({
    code: 'PORTAL_SIGNATURE',
  });
  expect(kiosk.adapter.isEnrolled()).toBe(false);
});

test('another portal that knows the name of the code but not its secret is not believed', async () => {
  const impostor = await createReferencePortal();
  closing.push(impostor.stop);
  const kiosk = openKiosk({ address: impostor.address });
  // The impostor signs well, with its own key, and proves with a secret of its own choice.
  const meddled = await createMeddler(impostor.address, {
    answer: (answer) => ({ ...answer, status: 201, body: forgedWelcome(impostor.publicKey) }),
  });
  closing.push(meddled.stop);
  const victim = openKiosk({ address: meddled.address, database: kiosk.database });
  await expect(victim.adapter.enrol({ code: portal.issueEnrolmentCode() })).rejects.toMatchObject({
    code: 'PORTAL_SIGNATURE',
  });
  expect(victim.adapter.isEnrolled()).toBe(false);
});

function forgedWelcome(portalPublicKey: string): string {
  return JSON.stringify({
    portalPublicKey,
    portalProof: '0'.repeat(64),
    enrolledAt: '2026-11-22T00:00:00.000Z',
  });
}

test('somebody in the middle cannot take the place of the kiosk, and the code stays good', async () => {
  const impostor = makeKeyPair();
  const kiosk = await openKioskBehind({
    request: (request) => ({
      ...request,
      body: withBody(request.body, (fields) => ({ ...fields, kioskPublicKey: impostor.publicKey })),
    }),
  });
  const code = portal.issueEnrolmentCode();
  await expect(kiosk.adapter.enrol({ code })).rejects.toMatchObject({
    code: 'ENROLMENT_CODE_REFUSED',
    details: { reason: 'wrong' },
  });
  expect(portal.kiosks()).toEqual([]);
  await openKiosk().adapter.enrol({ code });
  expect(portal.kiosks()).toHaveLength(1);
});

test('a kiosk that lost its data folder enrols again under its id with a new code', async () => {
  const lost = openKiosk();
  await lost.adapter.enrol({ code: portal.issueEnrolmentCode() });
  const fresh = openKiosk();
  await fresh.adapter.enrol({ code: portal.issueEnrolmentCode() });
  await expect(fresh.adapter.checkHealth()).resolves.toMatchObject({ status: 'ok' });
  await expect(lost.adapter.checkHealth()).rejects.toMatchObject({
    code: 'PORTAL_REFUSED',
    details: { reason: 'REQUEST_SIGNATURE_WRONG' },
  });
});
