import type { Database } from 'better-sqlite3';
import { decodePrivateKey, decodePublicKey, encodePrivateKey, encodePublicKey, makeKeyPair } from './keys.ts';
import type { KeyPair, PortalTrust, TrustStore } from './portal.port.ts';

interface TrustRow {
  readonly kiosk_private_key: Buffer;
  readonly portal_public_key: Buffer | null;
  readonly portal_address: string | null;
  readonly enrolled_at: number | null;
}

/** Keeps keys and trust in the one row of `portal_trust`; the database is the encrypted one. */
export function createTrustStore(deps: {
  readonly db: Database;
  /** Runs the work durably, with the disk's failures as storage faults. */
  readonly write: (work: () => void) => void;
}): TrustStore {
  const { db: database, write } = deps;
  const find = database.prepare<[], TrustRow>(
    'SELECT kiosk_private_key, portal_public_key, portal_address, enrolled_at FROM portal_trust WHERE slot = 1',
  );
  const insertKeys = database.prepare(
    'INSERT INTO portal_trust (slot, kiosk_private_key, kiosk_public_key) VALUES (1, ?, ?)',
  );
  const updateTrust = database.prepare(
    'UPDATE portal_trust SET portal_public_key = ?, portal_address = ?, enrolled_at = ? WHERE slot = 1',
  );
  /** Deriving a pair from its stored form takes longer than signing with it, and it never changes. */
  let pair: KeyPair | null = null;
  /** Asked at every request and changed by `writeTrust` only; undefined while nobody has looked. */
  let known: PortalTrust | null | undefined;

  function readTrust(): PortalTrust | null {
    const row = find.get();
    if (row === undefined || row.portal_public_key === null) return null;
    if (row.portal_address === null || row.enrolled_at === null) return null;
    return {
      portalPublicKey: decodePublicKey(row.portal_public_key),
      portalAddress: row.portal_address,
      enrolledAt: new Date(row.enrolled_at).toISOString(),
    };
  }

  function getKioskKeys(): KeyPair {
    if (pair !== null) return pair;
    const row = find.get();
    if (row !== undefined) {
      pair = decodePrivateKey(row.kiosk_private_key);
      return pair;
    }
    const made = makeKeyPair();
    write(() => insertKeys.run(encodePrivateKey(made), encodePublicKey(made.publicKey)));
    pair = made;
    return pair;
  }

  return {
    getKioskKeys,

    findTrust() {
      if (known === undefined) known = readTrust();
      return known;
    },

    writeTrust(trust) {
      getKioskKeys();
      known = undefined;
      write(() =>
        updateTrust.run(
          encodePublicKey(trust.portalPublicKey),
          trust.portalAddress,
          Date.parse(trust.enrolledAt),
        ),
      );
    },
  };
}
