import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  canonicalAnswer,
  canonicalRequest,
  formatEnrolmentCode,
  makeEnrolmentCode,
  makeUuid7,
  parseEnrolmentCode,
} from './index.ts';

test('reads an enrolment code as people type it', () => {
  const code = makeEnrolmentCode(new Uint8Array(20).map((_, index) => index * 7));
  const shown = formatEnrolmentCode(code);
  expect(shown).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
  const typed = shown.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect(parseEnrolmentCode(typed)).toEqual(code);
});

test.each(['', 'ABCD-EFGH', '0000-0000-0000-0000-000U', '0000-0000-0000-0000-00000'])(
  'refuses "%s" as an enrolment code',
  (typed) => {
    expect(parseEnrolmentCode(typed)).toBeNull();
  },
);

test('makes ids that are UUIDs of version 7 and sort by time', () => {
  const random = new Uint8Array(10).fill(0xff);
  const earlier = makeUuid7(Date.UTC(2026, 10, 2), random);
  const later = makeUuid7(Date.UTC(2026, 10, 3), new Uint8Array(10));
  expect(z.uuidv7().safeParse(earlier).success).toBe(true);
  expect(z.uuidv7().safeParse(later).success).toBe(true);
  expect(earlier < later).toBe(true);
});

test('writes the signed texts as the portal side reads them', () => {
  expect(
    canonicalRequest({
      kioskId: 'QA7',
      requestId: 'r',
      method: 'GET',
      path: '/v1/health',
      timestamp: '2026-11-02T01:02:03.004Z',
      bodySha256: 'h',
    }),
  ).toBe('mot-cua-kiosk request 1\nQA7\nr\nGET\n/v1/health\n2026-11-02T01:02:03.004Z\nh');
  expect(
    canonicalAnswer({
      requestId: 'r',
      requestSha256: 'q',
      status: 200,
      timestamp: '2026-11-02T01:02:03.004Z',
      contentType: 'application/json',
      bodySha256: 'h',
    }),
  ).toBe('mot-cua-kiosk answer 1\nr\nq\n200\n2026-11-02T01:02:03.004Z\napplication/json\nh');
});
