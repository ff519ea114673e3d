import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { assert } from '../../../shared/assert.ts';
import type { Sensitive } from '../../../shared/sensitive.ts';

/** The X25519 key pair of a kiosk (RFC 7748); it lives as long as the master key that it comes from. */
export interface HandOverKeys {
  readonly privateKey: KeyObject;
  /** 43 characters base64url, as a person copies it to the other kiosk. */
  readonly publicText: string;
}

/** Everything of a PKCS #8 key (RFC 8410) that stands before the 32 bytes of an X25519 one. */
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicText = /^[A-Za-z0-9_-]{43}$/;

/** The key pair of this kiosk: the same as long as the master key is. */
export function deriveHandOverKeys(seed: Sensitive<Buffer>): HandOverKeys {
  const der = Buffer.concat([privatePrefix, seed.reveal()]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  return { privateKey, publicText: publicTextOf(privateKey) };
}

/** The text form of a key's public part. */
export function publicTextOf(key: KeyObject): string {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  assert(x !== undefined, 'an X25519 key has one coordinate');
  return x;
}

/** Reads a public key from its text; null when it is none. */
export function readPublicText(text: string): KeyObject | null {
  if (!publicText.test(text.trim())) return null;
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: text.trim() }, format: 'jwk' });
}
