import { groupTemporaryCode, readTemporaryCode, temporaryCodeQr } from './temporary-code.ts';

/** The one code of a receipt: the official one as soon as the portal has given it, the temporary one until then. */
export interface ReceiptCode {
  readonly kind: 'temporary' | 'official';
  readonly code: string;
}

/** Only letters that a QR code packs tightly, and no address: no phone is tempted to open it. */
const officialPrefix = 'HOSO:';

/** How the portal writes its codes (FACTS 5); a reader sees many other things that hold a hyphen and a digit. */
const officialShape = /^[A-Z0-9]+(\.[A-Z0-9]+)*-(\d{6}-\d{4,5}|\d{8}-\d{7})$/;

/** Longer than any code that a portal gives (FACTS 5: at most 24 letters of the agency, a date and a number). */
const longestCode = 60;

/** What the QR of a receipt holds: the code alone, so that a photograph of it tells of nobody. */
export function receiptQr({ kind, code }: ReceiptCode): string {
  return kind === 'temporary' ? temporaryCodeQr(code) : officialPrefix + code;
}

/** The code as it is printed and read aloud. */
export function shownCode({ kind, code }: ReceiptCode): string {
  return kind === 'temporary' ? groupTemporaryCode(code) : code;
}

/** What a reader got from a receipt, by its QR or its Code 128, or what was typed; null when it is something else. */
export function readReceiptCode(text: string): ReceiptCode | null {
  const temporary = readTemporaryCode(text);
  if (temporary !== null) return { kind: 'temporary', code: temporary };
  const trimmed = text.trim().toUpperCase();
  const code = trimmed.startsWith(officialPrefix) ? trimmed.slice(officialPrefix.length) : trimmed;
  const isCode = code.length <= longestCode && /^[A-Z0-9][A-Z0-9.-]*$/.test(code) && /-\d/.test(code);
  return isCode ? { kind: 'official', code } : null;
}

/** As `readReceiptCode`, for what passed before a reader by itself: only what surely is a receipt. */
export function readScannedReceipt(text: string): ReceiptCode | null {
  const code = readReceiptCode(text);
  return code === null || code.kind === 'temporary' || officialShape.test(code.code) ? code : null;
}
