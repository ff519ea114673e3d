import { signatureVersion } from './signature.ts';

/**
 * Enrolment makes two strangers trust each other by a code that only both ends know: five groups of four letters of
 * Crockford's Base32. The first group names the code, the other four (80 bits) are the secret, which never travels:
 * each side sends an HMAC-SHA256 with it over the keys, so that somebody in the middle who sees everything can
 * neither take the kiosk's place nor the portal's, nor find the secret by trying afterwards.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 20;
const nameLength = 4;

export interface EnrolmentCode {
  /** The part that travels and by which the portal finds the code. */
  readonly name: string;
  /** The part that stays at home. */
  readonly secret: string;
}

/** Reads a code as a person types it: small letters, spaces, O for 0 and I or L for 1 are understood. */
export function parseEnrolmentCode(typed: string): EnrolmentCode | null {
  const letters = typed
    .toUpperCase()
    .replace(/[\s.-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (letters.length !== codeLength) return null;
  if (![...letters].every((letter) => alphabet.includes(letter))) return null;
  return { name: letters.slice(0, nameLength), secret: letters.slice(nameLength) };
}

/** Makes a code from random bytes (20 of them; five bits of each are used). */
export function makeEnrolmentCode(random: Uint8Array): EnrolmentCode {
  if (random.length !== codeLength)
    throw new RangeError(`an enrolment code needs ${codeLength} random bytes`);
  const letters = [...random].map((byte) => alphabet.charAt(byte % alphabet.length)).join('');
  return { name: letters.slice(0, nameLength), secret: letters.slice(nameLength) };
}

/** The code as it is shown and typed: five groups of four. */
export function formatEnrolmentCode(code: EnrolmentCode): string {
  return (code.name + code.secret).match(/.{4}/g)?.join('-') ?? '';
}

/** What the kiosk's proof covers: without the code nobody can put another key in its place. */
export function kioskProofText(enrolment: {
  readonly kioskId: string;
  readonly codeName: string;
  readonly kioskPublicKey: string;
}): string {
  return [
    `mot-cua-kiosk enrolment kiosk ${signatureVersion}`,
    enrolment.kioskId,
    enrolment.codeName,
    enrolment.kioskPublicKey,
  ].join('\n');
}

/** What the portal's proof covers: both keys, so that the answer fits this kiosk and this portal only. */
export function portalProofText(enrolment: {
  readonly kioskId: string;
  readonly codeName: string;
  readonly kioskPublicKey: string;
  readonly portalPublicKey: string;
}): string {
  return [
    `mot-cua-kiosk enrolment portal ${signatureVersion}`,
    enrolment.kioskId,
    enrolment.codeName,
    enrolment.kioskPublicKey,
    enrolment.portalPublicKey,
  ].join('\n');
}
