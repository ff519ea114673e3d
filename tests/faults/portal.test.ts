import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WireLimits } from '../../electron/core/portal/index.ts';
import type { CertificateKind } from '../portal/certificates.ts';
import type { Misbehaviour } from '../portal/misbehaviour.ts';
import { createReferencePortal, type ReferencePortal } from '../portal/reference-portal.ts';
import { openTestKiosk, shortLimits, type TestKiosk } from '../portal/test-kiosk.ts';
import { createMeddler, type Meddling } from '../simulators/meddler.ts';
import { createMuteServer } from '../simulators/mute-server.ts';
import { withFolder } from '../support/folders.ts';

let portal: ReferencePortal;
const closing: (() => void | Promise<void>)[] = [];

beforeEach(async () => {
  portal = await createReferencePortal();
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await portal.stop();
});

function openKiosk(
  address: string,
  options: { readonly caPath?: string; readonly limits?: WireLimits } = {},
): TestKiosk {
  const kiosk = openTestKiosk({ address, ...options });
  closing.push(kiosk.close);
  return kiosk;
}

async function openEnrolledKiosk(limits?: WireLimits): Promise<TestKiosk> {
  const kiosk = openKiosk(portal.address, limits === undefined ? {} : { limits });
  await kiosk.adapter.enrol({ code: portal.issueEnrolmentCode() });
  return kiosk;
}

/** Enrols on the straight line, then calls through the meddler. */
async function healthThrough(meddling: Meddling): Promise<unknown> {
  const { database } = await openEnrolledKiosk();
  const meddler = await createMeddler(portal.address, meddling);
  closing.push(meddler.stop);
  const kiosk = openTestKiosk({ address: meddler.address, database });
  closing.push(kiosk.close);
  return kiosk.adapter.checkHealth();
}

const fault = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

describe('each bad day of the portal is seen as its fault, and the next call works again', () => {
  test.each<[string, Misbehaviour, unknown]>([
    ['a shut port', { kind: 'offline' }, fault('PORTAL_UNREACHABLE')],
    ['a reset connection', { kind: 'reset' }, fault('PORTAL_UNREACHABLE', { reason: 'reset' })],
    ['a lost reply', { kind: 'drop-reply' }, fault('PORTAL_UNREACHABLE', { reason: 'reset' })],
    ['an answer cut off', { kind: 'cut-off' }, fault('PORTAL_UNREACHABLE', { reason: 'reset' })],
    ['a late answer', { kind: 'latency', ms: 600_000 }, fault('PORTAL_TOO_SLOW', { limitMs: 400 })],
    ['500', { kind: 'failure', status: 500 }, fault('PORTAL_FAILED', { status: 500 })],
    [
      '503 with Retry-After',
      { kind: 'failure', status: 503, retryAfterSeconds: 7 },
      fault('PORTAL_FAILED', { status: 503, retryAfterSeconds: 7 }),
    ],
    [
      'an answer outside the contract',
      { kind: 'wrong-schema' },
      fault('PORTAL_FAILED', { reason: 'answer-unreadable' }),
    ],
    ['a captive page', { kind: 'captive' }, fault('PORTAL_STRANGER', { reason: 'not-json' })],
    [
      'a redirect',
      { kind: 'redirect', location: 'http://192.0.2.1/' },
      fault('PORTAL_STRANGER', { reason: 'redirect' }),
    ],
    ['JSON that nobody signed', { kind: 'unsigned' }, fault('PORTAL_STRANGER', { reason: 'unsigned' })],
    ['another key', { kind: 'wrong-signature' }, fault('PORTAL_SIGNATURE', { reason: 'not-the-portal' })],
    ['a changed body', { kind: 'changed-body' }, fault('PORTAL_SIGNATURE', { reason: 'not-the-portal' })],
    [
      'the answer to another request',
      { kind: 'other-request' },
      fault('PORTAL_SIGNATURE', { reason: 'other-request' }),
    ],
  ])('%s', async (_, rule, expected) => {
    const { adapter } = await openEnrolledKiosk(shortLimits);
    await portal.misbehave(rule);
    await expect(adapter.checkHealth()).rejects.toEqual(expected);
    await portal.misbehave({ kind: 'none' });
    await expect(adapter.checkHealth()).resolves.toMatchObject({ status: 'ok' });
  });
});

describe('PORTAL_UNREACHABLE', () => {
  test('a host that accepts and never finishes the handshake is given up at the connection limit', async () => {
    const mute = await createMuteServer(null);
    closing.push(mute.stop);
    const { adapter } = openKiosk(`https://${mute.hostAndPort}`, { limits: shortLimits });
    await expect(adapter.enrol({ code: portal.issueEnrolmentCode() })).rejects.toEqual(
      fault('PORTAL_UNREACHABLE', { reason: 'no-connection' }),
    );
  });
});

describe('PORTAL_STRANGER', () => {
  test('something that does not speak HTTP is a stranger', async () => {
    const mute = await createMuteServer('SSH-2.0-OpenSSH_9.2\r\n');
    closing.push(mute.stop);
    const { adapter } = openKiosk(`http://${mute.hostAndPort}`);
    await expect(adapter.enrol({ code: portal.issueEnrolmentCode() })).rejects.toEqual(
      fault('PORTAL_STRANGER', { reason: 'not-http' }),
    );
  });

  test('an answer larger than any of the contract is not read to its end', async () => {
    const meddling: Meddling = { answer: (answer) => ({ ...answer, body: 'x'.repeat(8 * 1024 * 1024) }) };
    await expect(healthThrough(meddling)).rejects.toEqual(fault('PORTAL_STRANGER', { reason: 'too-large' }));
  });
});

describe('PORTAL_SIGNATURE', () => {
  test('a refusal turned into success on the way does not count', async () => {
    const meddling: Meddling = {
      request: (request) => ({ ...request, headers: { ...request.headers, 'x-kiosk-id': 'XX2' } }),
      answer: (answer) => ({ ...answer, status: 200, body: '{"status":"ok"}' }),
    };
    await expect(healthThrough(meddling)).rejects.toEqual(fault('PORTAL_SIGNATURE'));
  });

  test('a refusal that the portal signed for a request changed on the way does not count', async () => {
    const meddling: Meddling = {
      request: (request) => ({ ...request, headers: { ...request.headers, 'x-kiosk-signature': 'AAAA' } }),
    };
    // The portal refuses the changed request; only who asked exactly that may believe it. The signature is no part
    // of the question, so this refusal is the portal's own word.
    await expect(healthThrough(meddling)).rejects.toEqual(
      fault('PORTAL_REFUSED', { reason: 'REQUEST_SIGNATURE_WRONG' }),
    );
    const renamed: Meddling = {
      request: (request) => ({ ...request, headers: { ...request.headers, 'x-kiosk-id': 'XX2' } }),
    };
    await expect(healthThrough(renamed)).rejects.toEqual(fault('PORTAL_SIGNATURE'));
  });
});

describe('PORTAL_CERTIFICATE', () => {
  async function openSecurePortal(kind: CertificateKind): Promise<ReferencePortal> {
    const secure = await createReferencePortal({ https: kind });
    closing.push(secure.stop);
    return secure;
  }

  test.each<[CertificateKind, string]>([
    ['expired', 'expired'],
    ['wrong-host', 'wrong-host'],
    ['self-signed', 'self-signed'],
  ])('a certificate that is %s is refused before anything is sent', async (kind, reason) => {
    await withFolder('portal', async (folder) => {
      const secure = await openSecurePortal(kind);
      const caPath = path.join(folder, 'authority.pem');
      writeFileSync(caPath, secure.authority ?? '');
      const { adapter } = openKiosk(secure.address, { caPath });
      await expect(adapter.enrol({ code: secure.issueEnrolmentCode() })).rejects.toEqual(
        fault('PORTAL_CERTIFICATE', { reason }),
      );
      expect(secure.requests()).toEqual([]);
    });
  });

  test("a good certificate of the province's authority counts only where that authority is configured", async () => {
    await withFolder('portal', async (folder) => {
      const secure = await openSecurePortal('good');
      const code = secure.issueEnrolmentCode();
      await expect(openKiosk(secure.address).adapter.enrol({ code })).rejects.toEqual(
        fault('PORTAL_CERTIFICATE', { reason: 'unknown-issuer' }),
      );
      const caPath = path.join(folder, 'authority.pem');
      writeFileSync(caPath, secure.authority ?? '');
      const { adapter } = openKiosk(secure.address, { caPath });
      await adapter.enrol({ code });
      await expect(adapter.checkHealth()).resolves.toMatchObject({ status: 'ok' });
    });
  });

  test('plain HTTP behind an https address and an unreadable authority file have reasons of their own', async () => {
    const code = portal.issueEnrolmentCode();
    const address = portal.address.replace('http:', 'https:');
    await expect(openKiosk(address).adapter.enrol({ code })).rejects.toEqual(
      fault('PORTAL_CERTIFICATE', { reason: 'no-tls' }),
    );
    await expect(openKiosk(address, { caPath: 'no-such.pem' }).adapter.enrol({ code })).rejects.toEqual(
      fault('PORTAL_CERTIFICATE', { reason: 'authority-unreadable' }),
    );
  });
});

test('PORTAL_INSECURE: plain HTTP is refused everywhere but on loopback', async () => {
  const { adapter } = openKiosk('http://portal.example.vn/kiosk');
  await expect(adapter.enrol({ code: portal.issueEnrolmentCode() })).rejects.toEqual(
    fault('PORTAL_INSECURE', { host: 'portal.example.vn' }),
  );
});

test('PORTAL_REFUSED: a kiosk that the portal has forgotten hears why', async () => {
  const { adapter } = await openEnrolledKiosk();
  portal.removeKiosk('QA7');
  await expect(adapter.checkHealth()).rejects.toEqual(
    fault('PORTAL_REFUSED', { reason: 'KIOSK_UNKNOWN', status: 401 }),
  );
});

test('PORTAL_REFUSED: a request that was heard before is not served again', async () => {
  await expect(healthThrough({ twice: true })).rejects.toEqual(
    fault('PORTAL_REFUSED', { reason: 'REQUEST_REPEATED' }),
  );
});

test('PORTAL_NOT_ENROLLED: a kiosk without trust asks nothing', async () => {
  const { adapter } = openKiosk(portal.address);
  await expect(adapter.checkHealth()).rejects.toEqual(fault('PORTAL_NOT_ENROLLED'));
  await expect(adapter.readCatalogueManifest()).rejects.toEqual(fault('PORTAL_NOT_ENROLLED'));
  expect(portal.requests()).toEqual([]);
});

describe('ENROLMENT_CODE_REFUSED', () => {
  test('a slip of the finger is found without asking the portal', async () => {
    const { adapter } = openKiosk(portal.address);
    await expect(adapter.enrol({ code: 'ABCD-EFGH' })).rejects.toEqual(
      fault('ENROLMENT_CODE_REFUSED', { reason: 'malformed' }),
    );
    expect(portal.requests()).toEqual([]);
  });

  test('a wrong code, a used one and one that is too old are told apart, and nothing is kept', async () => {
    const kiosk = openKiosk(portal.address);
    const good = portal.issueEnrolmentCode();
    const wrong = `${good.slice(0, -1)}${good.endsWith('7') ? '8' : '7'}`;
    const refused = (reason: string) => fault('ENROLMENT_CODE_REFUSED', { reason });
    await expect(kiosk.adapter.enrol({ code: wrong })).rejects.toEqual(refused('wrong'));
    const old = portal.issueEnrolmentCode({ validForMs: -1 });
    await expect(kiosk.adapter.enrol({ code: old })).rejects.toEqual(refused('expired'));
    await openKiosk(portal.address).adapter.enrol({ code: good });
    await expect(kiosk.adapter.enrol({ code: good })).rejects.toEqual(refused('used'));
    const meantForAnother = portal.issueEnrolmentCode({ kioskId: 'B22' });
    await expect(kiosk.adapter.enrol({ code: meantForAnother })).rejects.toEqual(refused('wrong'));
    expect(kiosk.adapter.isEnrolled()).toBe(false);
  });
});
