import { checkCharacter, longestCheckedCode, plainLetters, readCheckedCode } from './check-character.ts';

/** Random letters before the check character: 31^7 is 2.7 * 10^10, and tries are limited. */
const randomLetters = 7;
export const keptCodeLetters = randomLetters + 1;

/** Only letters that a QR code packs tightly, and no address: no phone is tempted to open it. */
const qrPrefix = 'KEPT:';

/** Makes the code of a kept form; `draw` gives a random integer from 0 to below its argument. */
export function makeKeptCode(draw: (below: number) => number): string {
  let body = '';
  for (let index = 0; index < randomLetters; index += 1)
    body += plainLetters.charAt(draw(plainLetters.length));
  return body + checkCharacter(body);
}

/** What the QR on the slip holds. */
export function keptCodeQr(code: string): string {
  return qrPrefix + code;
}

/** Reads what a reader got from a slip's QR; null when it is something else. */
export function readKeptQr(text: string): string | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith(qrPrefix) || trimmed.length > qrPrefix.length + longestCheckedCode) return null;
  return readKeptCode(trimmed.slice(qrPrefix.length));
}

/** Reads a code as it was typed or scanned; null when there is a slip in it. */
export function readKeptCode(typed: string): string | null {
  const text = typed.trim().toUpperCase();
  const code = readCheckedCode(text.startsWith(qrPrefix) ? text.slice(qrPrefix.length) : text);
  return code?.length === keptCodeLetters ? code : null;
}
