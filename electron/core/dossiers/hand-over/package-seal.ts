import {
  createCipheriv,
  createDecipheriv,
  createHash,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import { publicTextOf, readPublicText } from '../../storage/index.ts';

/** For whom a package is: a kiosk by its public key, or whoever knows the passphrase. */
export type PackageLock =
  | { readonly kind: 'kiosk'; readonly publicKey: KeyObject }
  | { readonly kind: 'passphrase'; readonly passphrase: string };

/** With what it is opened. */
export type PackageOpener =
  | { readonly kind: 'kiosk'; readonly privateKey: KeyObject }
  | { readonly kind: 'passphrase'; readonly passphrase: string };

const magic = Buffer.from('MCKP\x01', 'latin1');
const modes = { kiosk: 1, passphrase: 2 } as const;
/** The sender's public key of this one package, or the salt of the passphrase. */
const seedBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = magic.length + 1 + seedBytes + nonceBytes;
/** 128 MB and about half a second for each try (RFC 7914). */
const scryptCost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;

/**
 * Layout: "MCKP", version 1, mode, seed (32), nonce (12), AES-256-GCM ciphertext, tag (16); everything before the ciphertext
 * is authenticated. For a kiosk the key is agreed as in HPKE's base mode (RFC 9180): an X25519 key pair of this one
 * package against the receiver's key, through HKDF-SHA-256 with both public keys.
 */
export function sealPackage(lock: PackageLock, plain: Uint8Array): Buffer {
  const sender = lock.kind === 'kiosk' ? generateKeyPairSync('x25519') : null;
  const seed =
    sender === null ? randomBytes(seedBytes) : Buffer.from(publicTextOf(sender.publicKey), 'base64url');
  const key =
    lock.kind === 'kiosk' && sender !== null
      ? agreedKey(sender.privateKey, lock.publicKey, seed, lock.publicKey)
      : passphraseKey(lock.kind === 'passphrase' ? lock.passphrase : '', seed);
  const nonce = randomBytes(nonceBytes);
  const head = Buffer.concat([magic, Buffer.from([modes[lock.kind]]), seed, nonce]);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(head);
  return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** How a package is locked; null when the bytes are none of this version. */
export function packageLockKind(sealed: Buffer): PackageLock['kind'] | null {
  if (sealed.length < headBytes + tagBytes || !sealed.subarray(0, magic.length).equals(magic)) return null;
  const mode = sealed[magic.length];
  return mode === modes.kiosk ? 'kiosk' : mode === modes.passphrase ? 'passphrase' : null;
}

/** Opens it; null for the wrong key or passphrase and for a changed byte: they look the same. */
export function openPackage(opener: PackageOpener, sealed: Buffer): Buffer | null {
  const head = sealed.subarray(0, headBytes);
  const seed = head.subarray(magic.length + 1, magic.length + 1 + seedBytes);
  try {
    const key =
      opener.kind === 'kiosk' ? receivedKey(opener.privateKey, seed) : passphraseKey(opener.passphrase, seed);
    const decipher = createDecipheriv('aes-256-gcm', key, head.subarray(-nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(head);
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(headBytes, -tagBytes)), decipher.final()]);
  } catch {
    // Node tells a failed authentication and a point off the curve by their text only; both mean "not for us".
    return null;
  }
}

function receivedKey(privateKey: KeyObject, seed: Buffer): Buffer {
  const sender = readPublicText(seed.toString('base64url'));
  if (sender === null) throw new RangeError('a seed is a public key');
  return agreedKey(privateKey, sender, seed, privateKey);
}

function agreedKey(own: KeyObject, other: KeyObject, senderPublic: Buffer, receiver: KeyObject): Buffer {
  const shared = diffieHellman({ privateKey: own, publicKey: other });
  const salt = createHash('sha256').update(senderPublic).update(publicTextOf(receiver)).digest();
  return Buffer.from(hkdfSync('sha256', shared, salt, 'mot-cua-kiosk/package/1', 32));
}

function passphraseKey(passphrase: string, salt: Buffer): Buffer {
  return scryptSync(passphrase.normalize('NFC'), salt, 32, scryptCost);
}
