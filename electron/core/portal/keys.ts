import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { assertDefined } from '../../../shared/assert.ts';
import { Sensitive } from '../../../shared/sensitive.ts';
import type { KeyPair } from './portal.port.ts';

/** Makes the pair of a new kiosk. */
export function makeKeyPair(): KeyPair {
  return pairOf(generateKeyPairSync('ed25519').privateKey);
}

function pairOf(privateKey: KeyObject): KeyPair {
  const jwk = privateKey.export({ format: 'jwk' });
  return {
    privateKey: new Sensitive(assertDefined(jwk.d, 'private key')),
    publicKey: assertDefined(jwk.x, 'public key'),
  };
}

/** Reading a key takes longer than signing with it, and a kiosk has one of its own and one portal. */
const privateKeys = new WeakMap<KeyPair, KeyObject>();
let lastPublicKey: { readonly text: string; readonly key: KeyObject } | null = null;

function privateKeyOf(pair: KeyPair): KeyObject {
  const known = privateKeys.get(pair);
  if (known !== undefined) return known;
  const jwk = { kty: 'OKP', crv: 'Ed25519', d: pair.privateKey.reveal(), x: pair.publicKey };
  const key = createPrivateKey({ format: 'jwk', key: jwk });
  privateKeys.set(pair, key);
  return key;
}

function publicKeyOf(publicKey: string): KeyObject {
  if (lastPublicKey?.text === publicKey) return lastPublicKey.key;
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey } });
  lastPublicKey = { text: publicKey, key };
  return key;
}

/** The private key as it is stored (PKCS 8, DER). */
export function encodePrivateKey(pair: KeyPair): Buffer {
  return privateKeyOf(pair).export({ format: 'der', type: 'pkcs8' });
}

export function decodePrivateKey(der: Buffer): KeyPair {
  return pairOf(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
}

/** A public key as it is stored (SPKI, DER). */
export function encodePublicKey(publicKey: string): Buffer {
  return publicKeyOf(publicKey).export({ format: 'der', type: 'spki' });
}

export function decodePublicKey(der: Buffer): string {
  return assertDefined(
    createPublicKey({ key: der, format: 'der', type: 'spki' }).export({ format: 'jwk' }).x,
    'public key',
  );
}

/** Ed25519 over the UTF-8 bytes of the text; base64url. */
export function signText(text: string, pair: KeyPair): string {
  return sign(null, Buffer.from(text, 'utf8'), privateKeyOf(pair)).toString('base64url');
}

/** False for a signature that does not fit and for a key that is none: both come from outside. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  let key: KeyObject;
  try {
    key = publicKeyOf(publicKey);
  } catch {
    return false; // not 32 bytes, or no point of the curve: nothing can be signed by it
  }
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'));
}

export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** HMAC-SHA256 with the secret part of an enrolment code; hexadecimal. */
export function proveCode(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** Compares two proofs without telling by time where they differ. */
export function isSameProof(one: string, other: string): boolean {
  const left = Buffer.from(one, 'utf8');
  const right = Buffer.from(other, 'utf8');
  return left.length === right.length && timingSafeEqual(left, right);
}

/** What people compare by eye: 16 hexadecimal digits of the key's SHA-256. */
export function fingerprint(publicKey: string): string {
  return sha256Hex(Buffer.from(publicKey, 'base64url')).slice(0, 16);
}
