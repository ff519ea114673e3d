import { QRPay } from 'vietnam-qr-pay';
import * as z from 'zod';
import { assert } from '../assert.ts';
import { readTemporaryCode } from '../dossier/temporary-code.ts';
import { isPayable } from './dong.ts';

/** The account of the Treasury or the office; the bank is told by its six figures (BIN). */
export const bankAccountSchema = z.strictObject({
  bankBin: z.string().regex(/^\d{6}$/),
  account: z.string().regex(/^[0-9A-Za-z]{1,19}$/),
});
export type BankAccount = Readonly<z.infer<typeof bankAccountSchema>>;

/** FACTS 9: longer texts are cut by some banks, and marks are lost. */
const longestContent = 25;
const contentMark = 'PHI';

/**
 * What stands in the transfer and leads back to its dossier: "PHI TAMK2CDP2227K". The temporary code is unique at its
 * office, stays an alias for ever, and its check character tells a slip from another dossier.
 */
export function transferContent(temporaryCode: string): string {
  const code = readTemporaryCode(temporaryCode);
  assert(code !== null, 'a transfer names a temporary code');
  const content = `${contentMark} ${code}`;
  assert(content.length <= longestContent, 'the content of a transfer is short');
  return content;
}

/**
 * The temporary code in the text of a bank's message, whose own words may be glued to both ends of it; null when there
 * is none, or when two of ours can be read: an officer looks, nobody guesses. `isOurs` knows the codes of this office.
 */
export function findTransferCode(message: string, isOurs: (code: string) => boolean): string | null {
  const text = message.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const found = new Set<string>();
  for (let at = text.indexOf('TAM'); at !== -1; at = text.indexOf('TAM', at + 1)) {
    for (let length = shortestCode; length <= Math.min(longestCode, text.length - at); length += 1) {
      const piece = text.slice(at, at + length);
      // A reader of typed codes forgives O for 0; here only what was printed counts.
      if (readTemporaryCode(piece) === piece && isOurs(piece)) found.add(piece);
    }
  }
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

const shortestCode = 13;
const longestCode = 17;

/** A code for one payment as every bank's app reads it: fixed amount, fixed content. */
export function vietQr(order: {
  readonly to: BankAccount;
  readonly vnd: number;
  readonly content: string;
}): string {
  const { to, vnd, content } = order;
  assert(isPayable(vnd), 'a payment code has an amount');
  assert(/^[\x20-\x7e]+$/.test(content) && content.length <= longestContent, 'the content is short ASCII');
  const text = QRPay.initVietQR({
    bankBin: to.bankBin,
    bankNumber: to.account,
    amount: String(vnd),
    purpose: content,
  }).build();
  const back = readVietQr(text);
  // The library builds by lengths of two figures and checks nothing; a wrong code would send money elsewhere.
  assert(
    back?.account === to.account &&
      back.bankBin === to.bankBin &&
      back.vnd === vnd &&
      back.content === content,
    'a payment code reads as it was meant',
  );
  return text;
}

export interface VietQr {
  readonly initiation: 'static' | 'dynamic';
  readonly bankBin: string;
  readonly account: string;
  readonly service: 'QRIBFTTA' | 'QRIBFTTC';
  readonly vnd: number | null;
  readonly billNumber: string | null;
  readonly content: string | null;
}

/**
 * Reads a code by the letter of NAPAS' format; null when a field is not as long as it says, the check sum is wrong or
 * it is no VietQR. Strict where the library is not: it takes the official example with a wrong inner length.
 */
export function readVietQr(text: string): VietQr | null {
  if (!new QRPay(text).isValid || !text.slice(0, -4).endsWith('6304')) return null;
  const root = readFields(text);
  const template = readFields(root?.get('38') ?? '');
  const consumer = readFields(template?.get('01') ?? '');
  const extra = readFields(root?.get('62') ?? '');
  const [bankBin, account, service] = [consumer?.get('00'), consumer?.get('01'), template?.get('02')];
  if (root === null || extra === null || bankBin === undefined || account === undefined) return null;
  if (template?.get('00') !== 'A000000727' || root.get('53') !== '704' || root.get('58') !== 'VN')
    return null;
  if (service !== 'QRIBFTTA' && service !== 'QRIBFTTC') return null;
  if (!bankAccountSchema.safeParse({ bankBin, account }).success) return null;
  const amount = root.get('54');
  if (amount !== undefined && !(/^\d+$/.test(amount) && isPayable(Number(amount)))) return null;
  return {
    initiation: root.get('01') === '12' ? 'dynamic' : 'static',
    bankBin,
    account,
    service,
    vnd: amount === undefined ? null : Number(amount),
    billNumber: extra.get('01') ?? null,
    content: extra.get('08') ?? null,
  };
}

/** Fields of two figures id, two figures length, value; null when they do not fill the text exactly. */
function readFields(text: string): ReadonlyMap<string, string> | null {
  const fields = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const [, tag = '', length = ''] = /^(\d{2})(\d{2})/.exec(text.slice(at, at + 4)) ?? [];
    const value = text.slice(at + 4, at + 4 + Number(length));
    if (tag === '' || value.length !== Number(length) || fields.has(tag)) return null;
    fields.set(tag, value);
    at += 4 + value.length;
  }
  return fields;
}
