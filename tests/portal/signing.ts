import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';

/**
 * The portal's half of the signature scheme, written again from shared/portal/signature.ts instead of shared with the
 * kiosk, so that a mistake in one half does not agree with itself.
 */
export function createPortalSigner(privateKeyPem: string) {
  const privateKey = createPrivateKey(privateKeyPem);
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    /** The last 32 bytes of an Ed25519 SPKI are the key (RFC 8410). */
    publicKey: der.subarray(-32).toString('base64url'),
    sign: (text: string): string => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url'),
  };
}

const ed25519SpkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

const keys = new Map<string, KeyObject>();

function keyOf(publicKey: string): KeyObject {
  const known = keys.get(publicKey);
  if (known !== undefined) return known;
  const der = Buffer.concat([ed25519SpkiPrefix, Buffer.from(publicKey, 'base64url')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  keys.set(publicKey, key);
  return key;
}

/** Was the text signed by the kiosk with this key? */
export function isSignedByKiosk(publicKey: string, text: string, signature: string): boolean {
  const key = keyOf(publicKey);
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'));
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

export function isEqualHex(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
