import { readFileSync } from 'node:fs';
import path from 'node:path';
import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { makeTemporaryCode } from '../dossier/temporary-code.ts';
import { findTransferCode, readVietQr, transferContent, vietQr } from './index.ts';

interface Vector {
  readonly id: string;
  readonly payload: string;
  readonly expect: {
    readonly bank_bin: string;
    readonly account_or_card: string;
    readonly point_of_initiation: string;
    readonly service_code: string;
    readonly amount_vnd: number | null;
    readonly bill_number: string | null;
    readonly purpose: string | null;
  } | null;
}
const { vectors } = JSON.parse(
  readFileSync(path.resolve('tests/fixtures/money/viet-qr-vectors.json'), 'utf8'),
) as { readonly vectors: readonly Vector[] };

const office = { bankBin: '970403', account: '0011012345678' } as const;
const code = makeTemporaryCode({ kioskId: 'K2', date: '2026-11-22', number: 7 });

test.each(vectors)('$id reads as NAPAS means it; the malformed official example is refused', (vector) => {
  const { expect: meant } = vector;
  expect(readVietQr(vector.payload)).toEqual(
    meant === null
      ? null
      : {
          initiation: meant.point_of_initiation,
          bankBin: meant.bank_bin,
          account: meant.account_or_card,
          service: meant.service_code,
          vnd: meant.amount_vnd,
          billNumber: meant.bill_number,
          content: meant.purpose,
        },
  );
});

test('six vectors, of which one is malformed', () => {
  expect(vectors.map((vector) => vector.expect === null)).toEqual([true, false, false, false, false, false]);
});

test('a code for a fee is what the public sample would be with these figures, and fits a small QR', () => {
  const text = vietQr({
    to: { bankBin: '970422', account: '7104520894624' },
    vnd: 3000,
    content: 'TT1BQG8F khanh',
  });
  // The sample says "static" although it names an amount; a code of one payment is dynamic.
  expect(text).toBe(vectors[4]?.payload);
  expect(encode(vietQr({ to: office, vnd: 1_500_000, content: transferContent(code) })).version).toBeLessThan(
    8,
  );
});

test('any slip of one character is noticed', () => {
  const text = vietQr({ to: office, vnd: 16_000, content: transferContent(code) });
  expect(readVietQr(text)?.vnd).toBe(16_000);
  for (let at = 0; at < text.length; at += 1) {
    const slip = text[at] === '1' ? '2' : '1';
    expect(readVietQr(text.slice(0, at) + slip + text.slice(at + 1)), String(at)).toBeNull();
  }
  for (const other of ['', '6304', 'TEMP:TAMK2', `${text}0`, text.slice(0, -1)])
    expect(readVietQr(other)).toBeNull();
});

test('an amount that is no money and a content that banks would cut make no code', () => {
  const order = { to: office, vnd: 16_000, content: 'PHI' } as const;
  for (const vnd of [0, -1, 0.5, Number.NaN, 1e300]) expect(() => vietQr({ ...order, vnd })).toThrow();
  for (const content of ['', 'Lệ phí', 'x'.repeat(26)]) expect(() => vietQr({ ...order, content })).toThrow();
});

test('the content is unique for a dossier, short ASCII, and found again between a bank’s own words', () => {
  const contents = [1, 2, 923_519].map((number) =>
    transferContent(makeTemporaryCode({ kioskId: 'K23456', date: '2026-11-22', number })),
  );
  expect(new Set(contents).size).toBe(3);
  for (const content of contents) expect(content).toMatch(/^[ -~]{1,25}$/);
  expect(transferContent(code)).toBe(`PHI ${code}`);
  const other = makeTemporaryCode({ kioskId: 'K2', date: '2026-11-22', number: 8 });
  const isOurs = (one: string): boolean => one === code || one === other;
  for (const message of [
    `PHI ${code}`,
    `MBVCB.8123.phi ${code.toLowerCase()}.CT tu 0123 toi 4567`,
    `CUSTOMER PHI${code} FT26327`,
    `PHI ${code.slice(0, 6)} ${code.slice(6)}`,
  ]) {
    expect(findTransferCode(message, isOurs), message).toBe(code);
  }
  for (const message of [
    '',
    'tam ung tien',
    `PHI ${code.slice(0, -1)}`,
    `${code} ${other}`,
    transferContent(makeTemporaryCode({ kioskId: 'K9', date: '2026-11-22', number: 7 })),
  ]) {
    expect(findTransferCode(message, isOurs), message).toBeNull();
  }
});
