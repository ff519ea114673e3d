import { createHash } from 'node:crypto';
import { PDFArray, type PDFDict, PDFHexString, PDFName, PDFNumber, PDFString } from 'pdf-lib';
import type { PdfSignature } from './brought-pdf.ts';

/** Signature dictionaries (ISO 32000-1, 12.8.1) are those with a byte range and contents. */
export function findSignatures(bytes: Buffer, dictionaries: readonly PDFDict[]): readonly PdfSignature[] {
  const found: PdfSignature[] = [];
  for (const dictionary of dictionaries) {
    const range = dictionary.get(PDFName.of('ByteRange'));
    const contents = dictionary.get(PDFName.of('Contents'));
    if (range instanceof PDFArray && (contents instanceof PDFHexString || contents instanceof PDFString))
      found.push(judge(bytes, range, contents.asBytes()));
  }
  return found;
}

function judge(bytes: Buffer, range: PDFArray, container: Uint8Array): PdfSignature {
  const numbers = range
    .asArray()
    .map((value) => (value instanceof PDFNumber ? value.asNumber() : Number.NaN));
  const [start = Number.NaN, length = Number.NaN, secondStart = Number.NaN, secondLength = Number.NaN] =
    numbers;
  const end = secondStart + secondLength;
  const isInOrder =
    numbers.length === 4 &&
    numbers.every((value) => Number.isInteger(value) && value >= 0) &&
    start === 0 &&
    length < secondStart &&
    end <= bytes.length;
  if (!isInOrder) return { isIntact: false, coversFile: false };
  // What is left out must be the signature itself and nothing else, or something could hide there.
  const gap = bytes.toString('latin1', length, secondStart);
  const isGapTight = /^<[0-9A-Fa-f\s]*>$/.test(gap);
  const signed = [bytes.subarray(0, length), bytes.subarray(secondStart, end)];
  return {
    isIntact: isGapTight && isDigestRight(signed, Buffer.from(container)),
    coversFile: bytes.subarray(end).every((byte) => byte === 0x0a || byte === 0x0d || byte === 0x20),
  };
}

/** The object identifier messageDigest (1.2.840.113549.1.9.4) in DER, as it stands among the signed attributes. */
const messageDigest = Buffer.from('06092a864886f70d010904', 'hex');
const digestNames: Readonly<Record<number, string>> = {
  20: 'sha1',
  32: 'sha256',
  48: 'sha384',
  64: 'sha512',
};

/**
 * RFC 5652: the first signed attribute of this kind holds the digest of what was signed. A container without it, or
 * with a digest that is unknown here, is left to the portal.
 */
function isDigestRight(signed: readonly Buffer[], container: Buffer): boolean {
  const at = container.indexOf(messageDigest);
  if (at < 0) return true;
  // SET { OCTET STRING } follows: 31 len 04 len bytes.
  const set = at + messageDigest.length;
  const size = container[set + 3] ?? 0;
  const algorithm = digestNames[size];
  if (container[set] !== 0x31 || container[set + 2] !== 0x04 || algorithm === undefined) return true;
  const hash = createHash(algorithm);
  for (const part of signed) hash.update(part);
  return hash.digest().equals(container.subarray(set + 4, set + 4 + size));
}
