import { expect, test } from 'vitest';
import { type FaultCode, type FaultDetails, KioskFault } from '../../../shared/faults/index.ts';
import { judgeFailure, retryAfterMsOf } from './verdict.ts';

test.each<[FaultCode, FaultDetails, string, FaultCode]>([
  ['PORTAL_UNREACHABLE', {}, 'road', 'PORTAL_UNREACHABLE'],
  ['PORTAL_CERTIFICATE', {}, 'road', 'PORTAL_CERTIFICATE'],
  ['PORTAL_FAILED', { status: 503 }, 'road', 'PORTAL_FAILED'],
  ['PORTAL_FAILED', { status: 429 }, 'road', 'PORTAL_FAILED'],
  ['PORTAL_FAILED', { status: 500 }, 'wait', 'PORTAL_FAILED'],
  ['PORTAL_FAILED', { reason: 'answer-unreadable' }, 'wait', 'PORTAL_FAILED'],
  ['PORTAL_REFUSED', { status: 401, reason: 'KIOSK_UNKNOWN' }, 'road', 'PORTAL_REFUSED'],
  ['PORTAL_REFUSED', { status: 409, reason: 'REQUEST_REPEATED' }, 'wait', 'PORTAL_REFUSED'],
  ['PORTAL_REFUSED', { status: 423, reason: 'DOSSIER_LOCKED' }, 'wait', 'DOSSIER_LOCKED'],
  ['PORTAL_REFUSED', { status: 409, reason: 'FILES_MISSING' }, 'setback', 'DOSSIER_PROOF_WRONG'],
  ['PORTAL_REFUSED', { status: 409, reason: 'CONTENT_DIFFERS' }, 'park', 'DOSSIER_REFUSED'],
  ['PORTAL_REFUSED', { status: 400, reason: 'BAD_REQUEST' }, 'park', 'DOSSIER_REFUSED'],
  ['PORTAL_REFUSED', { status: 413, reason: 'FILE_TOO_LARGE' }, 'park', 'DOSSIER_TOO_LARGE'],
  ['VAULT_FILE_DAMAGED', { reason: 'missing' }, 'park', 'VAULT_FILE_DAMAGED'],
  ['DISK_FULL', {}, 'road', 'DISK_FULL'],
])('%s %o means %s', (code, details, kind, as) => {
  const verdict = judgeFailure(new KioskFault(code, { details }), 'finalise');
  expect(verdict).toMatchObject({ kind, fault: { code: as } });
});

test('413 of a proxy parks the announcement, lets a piece get smaller, and is a setback at the smallest', () => {
  const refused = (details: FaultDetails) =>
    new KioskFault('PORTAL_FAILED', { details: { status: 413, reason: 'too-large-for-proxy', ...details } });
  const tooLarge = { code: 'DOSSIER_TOO_LARGE' };
  expect(judgeFailure(refused({}), 'create')).toMatchObject({ kind: 'park', fault: tooLarge });
  const piece = (sizeBytes: number) => judgeFailure(refused({ sizeBytes }), 'upload');
  expect(piece(128 * 1024 + 1)).toMatchObject({ kind: 'wait', fault: { code: 'PORTAL_FAILED' } });
  expect(piece(128 * 1024)).toMatchObject({ kind: 'setback', fault: tooLarge });
  expect(judgeFailure(refused({}), 'finalise')).toMatchObject({ kind: 'setback', fault: tooLarge });
});

test('a defect is a setback: tried again, a few times', () => {
  expect(judgeFailure(new TypeError('x'), 'upload')).toMatchObject({
    kind: 'setback',
    fault: { code: 'DOSSIER_UNSENDABLE', details: { reason: 'defect' } },
  });
});

test('Retry-After is read from the fault', () => {
  expect(retryAfterMsOf(new KioskFault('PORTAL_FAILED', { details: { retryAfterSeconds: 7 } }))).toBe(7_000);
  expect(retryAfterMsOf(new KioskFault('PORTAL_FAILED'))).toBe(0);
});
