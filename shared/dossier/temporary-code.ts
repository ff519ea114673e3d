import { assert } from '../assert.ts';
import { checkCharacter, longestCheckedCode, plainLetters, readCheckedCode } from './check-character.ts';

/** "Tạm": whoever sees or hears the code knows that it is not the official one (FACTS 5). */
const mark = 'TAM';
/** Only letters that a QR code packs tightly, and no address: no phone is tempted to open it. */
const qrPrefix = 'TEMP:';
const kioskLetters = /^[2-9A-HJKMNP-Z]{2,6}$/;
const dateLetters = 3;
const numberLetters = 4;
/** 923,520: forty dossiers on every working day for ninety years. */
export const highestCodeNumber = plainLetters.length ** numberLetters - 1;
const shortest = mark.length + 2 + dateLetters + numberLetters + 1;
const longest = mark.length + 6 + dateLetters + numberLetters + 1;

/**
 * The code on a receipt until the portal gives the official one: TAM, the kiosk, the day in one letter each for year,
 * month and day, the running number, a check character. The number alone makes it unique at its kiosk: it never goes
 * back. The day only helps people to look; a wrong clock does no harm. `date` is yyyy-mm-dd at the office.
 */
export function makeTemporaryCode(parts: {
  readonly kioskId: string;
  readonly date: string;
  readonly number: number;
}): string {
  assert(kioskLetters.test(parts.kioskId), 'a kiosk id has 2 to 6 plain letters');
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(parts.date) ?? [];
  assert(year !== '', 'a date reads yyyy-mm-dd');
  const { number } = parts;
  assert(Number.isInteger(number) && number >= 1 && number <= highestCodeNumber, 'a code has a number');
  const date = letter(Number(year) % plainLetters.length) + letter(Number(month)) + letter(Number(day) - 1);
  const body = mark + parts.kioskId + date + numberText(number);
  return body + checkCharacter(body);
}

/** In the groups in which it is read aloud: TAM-K2-CDP-2227K, the check character last. */
export function groupTemporaryCode(code: string): string {
  const kioskEnd = code.length - dateLetters - numberLetters - 1;
  const dateEnd = kioskEnd + dateLetters;
  const parts = [
    code.slice(0, mark.length),
    code.slice(mark.length, kioskEnd),
    code.slice(kioskEnd, dateEnd),
    code.slice(dateEnd),
  ];
  return parts.join('-');
}

/** What the QR on the receipt holds. */
export function temporaryCodeQr(code: string): string {
  return qrPrefix + code;
}

/** Reads a code as it was typed or scanned, also as "TẠM"; null when there is a slip in it or it is another code. */
export function readTemporaryCode(typed: string): string | null {
  // Longer than anybody groups a code: not worth a look.
  if (typed.length > 2 * longestCheckedCode) return null;
  const text = typed.trim().toUpperCase().normalize('NFD').replace(/\p{M}/gu, '');
  const code = readCheckedCode(text.startsWith(qrPrefix) ? text.slice(qrPrefix.length) : text);
  if (code === null || code.length < shortest || code.length > longest) return null;
  return code.startsWith(mark) ? code : null;
}

function numberText(number: number): string {
  let text = '';
  for (let rest = number; text.length < numberLetters; rest = Math.floor(rest / plainLetters.length)) {
    text = letter(rest % plainLetters.length) + text;
  }
  return text;
}

function letter(value: number): string {
  return plainLetters.charAt(value);
}
