import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { Sensitive } from '../../../shared/sensitive.ts';

export const keySizeBytes = 32;
const nonceSizeBytes = 12;
const tagSizeBytes = 16;
const sealVersion = 1;
/** What sealing adds to the size: magic, version, nonce, tag. */
export const sealOverheadBytes = 4 + 1 + nonceSizeBytes + tagSizeBytes;

/** The sealed bytes do not open: another key, another place, or changed bytes; AES-GCM cannot say which. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** What sealed bytes are and where they belong: bytes sealed for one place do not open at another. */
export interface SealPlace {
  /** Four letters at the start of the file. */
  readonly magic: string;
  /** Bound as associated data. */
  readonly place: string;
}

/**
 * AES-256-GCM. Layout: magic (4), version (1), nonce (12), ciphertext, tag (16). The nonce is random: keys here
 * seal far fewer than the 2^32 messages that NIST SP 800-38D allows for random nonces.
 */
export function seal(key: Sensitive<Buffer>, at: SealPlace, plain: Uint8Array): Buffer {
  const header = sealHeader(at);
  const nonce = randomBytes(nonceSizeBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(key), nonce, { authTagLength: tagSizeBytes });
  cipher.setAAD(Buffer.concat([header, Buffer.from(at.place)]));
  return Buffer.concat([header, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `seal` made for the same place, or throws `SealBroken`. */
export function unseal(key: Sensitive<Buffer>, at: SealPlace, sealed: Buffer): Buffer {
  const header = sealHeader(at);
  const contentAt = header.length + nonceSizeBytes;
  if (sealed.length < contentAt + tagSizeBytes) throw new SealBroken('too short');
  if (!sealed.subarray(0, header.length).equals(header))
    throw new SealBroken('another kind or version of file');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(key), sealed.subarray(header.length, contentAt), {
    authTagLength: tagSizeBytes,
  });
  decipher.setAAD(Buffer.concat([header, Buffer.from(at.place)]));
  decipher.setAuthTag(sealed.subarray(-tagSizeBytes));
  try {
    const plain = decipher.update(sealed.subarray(contentAt, -tagSizeBytes));
    // GCM keeps nothing back: here it only says whether what was opened is authentic.
    decipher.final();
    return plain;
  } catch (error) {
    throw new SealBroken('authentication failed', { cause: error });
  }
}

/** Node 24 takes 2 µs to wrap a key and 25 µs to look whether bytes are one. */
function keyOf(key: Sensitive<Buffer>): KeyObject {
  return createSecretKey(key.reveal());
}

function sealHeader(at: SealPlace): Buffer {
  return Buffer.concat([Buffer.from(at.magic, 'latin1'), Buffer.from([sealVersion])]);
}

/** One key per use, so that no use weakens another and the master key itself touches nothing. */
export interface StoreKeys {
  readonly database: Sensitive<Buffer>;
  readonly keyCheck: Sensitive<Buffer>;
  readonly dossierKeys: Sensitive<Buffer>;
  readonly auditHead: Sensitive<Buffer>;
  readonly erasureLog: Sensitive<Buffer>;
  /** What happened to money, in a file of its own. */
  readonly moneyFile: Sensitive<Buffer>;
  /** Hashes of what must be recognised and never read back. */
  readonly lookUp: Sensitive<Buffer>;
  /** Seed of the X25519 key to which other kiosks encrypt what this one takes over. */
  readonly handOver: Sensitive<Buffer>;
}

/** Derives every key of the store from the master key (HKDF-SHA-256, RFC 5869). */
export function deriveStoreKeys(masterKey: Sensitive<Buffer>): StoreKeys {
  const derive = (use: string): Sensitive<Buffer> =>
    new Sensitive(
      Buffer.from(
        hkdfSync('sha256', masterKey.reveal(), Buffer.alloc(0), `mot-cua-kiosk/1/${use}`, keySizeBytes),
      ),
    );
  return {
    database: derive('database'),
    keyCheck: derive('key-check'),
    dossierKeys: derive('dossier-keys'),
    auditHead: derive('audit-head'),
    erasureLog: derive('erasure-log'),
    moneyFile: derive('money-file'),
    lookUp: derive('look-up'),
    handOver: derive('hand-over'),
  };
}

/** HMAC-SHA-256 in hex under the look-up key: recognises a secret without keeping it. `use` keeps uses apart. */
export function keyedHash(keys: StoreKeys, use: string, text: string): string {
  return createHmac('sha256', keyOf(keys.lookUp)).update(`${use}\0${text}`).digest('hex');
}

/** The keyed hash by which an identity number finds its dossiers. */
export function hashDossierNumber(keys: StoreKeys, idNumber: string): string {
  return keyedHash(keys, 'number of a dossier', idNumber);
}

/** Overwrites the keys in memory once nobody needs them. */
export function wipeStoreKeys(keys: StoreKeys): void {
  for (const key of Object.values(keys) as readonly Sensitive<Buffer>[]) key.reveal().fill(0);
}
