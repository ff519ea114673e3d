/** Only letters that a QR code packs tightly, and no address: no phone is tempted to open it. */
const qrPrefix = 'HOSO:';

/** Longer than any code that a portal gives (FACTS 5: at most 24 letters of the agency, a date and a number). */
const longestCode = 60;

/** What the QR of a receipt holds: the code alone, so that a photograph of it tells of nobody. */
export function receiptQr(code: string): string {
  return qrPrefix + code;
}

/** The code that a reader got from a receipt, by its QR or its Code 128; null when it is something else. */
export function readReceiptCode(text: string): string | null {
  const trimmed = text.trim().toUpperCase();
  const code = trimmed.startsWith(qrPrefix) ? trimmed.slice(qrPrefix.length) : trimmed;
  return code.length <= longestCode && /^[A-Z0-9][A-Z0-9.-]*$/.test(code) && /\d/.test(code) ? code : null;
}
