import { existsSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { KioskFault } from '../../../shared/faults/index.ts';
import { isErrno } from './durable-file.ts';
import { checkKey } from './key-check.ts';
import type { StorePaths } from './paths.ts';
import type { StoreKeys } from './seal.ts';
import { asStorageFault } from './storage-faults.ts';

export type Db = Database.Database;

/** "MCKs": says in the header that the schema is ours. */
export const applicationId = 0x4d434b73;

/** Measured 6 ms per MB encrypted on 2 cores: the whole file is checked at start up to this size, tables beyond. */
const wholeCheckLimitBytes = 32 * 1024 * 1024;
const tablesCheckedAlways = ['schema_migration', 'kiosk_meta', 'session', 'portal_trust', 'setting'] as const;

/**
 * 16 MB instead of SQLite's 4: a seal writes some twenty pages, and every merge of the log is two more syncs in which
 * somebody waits. It is read through in a tenth of a second after a crash.
 */
const pagesBeforeMerge = 4_000;

/**
 * Opens a connection. ChaCha20-Poly1305 is the fastest of the ciphers that authenticate every page; the key is a
 * derived 256-bit one, so no password hashing. Nothing is read yet: a wrong key shows at the first statement.
 */
export function connect(databasePath: string, keys: StoreKeys, mode: 'read-only' | 'read-write'): Db {
  const db = new Database(databasePath, { readonly: mode === 'read-only', timeout: 5_000 });
  db.pragma("cipher = 'chacha20'");
  db.pragma(`key = 'raw:${keys.database.reveal().toString('hex')}'`);
  db.pragma('temp_store = MEMORY');
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  db.pragma('trusted_schema = OFF');
  return db;
}

/** As `connect`, for the one writer: a commit is on the disk when it returns (WAL alone would default to NORMAL). */
export function connectWriter(databasePath: string, keys: StoreKeys): Db {
  const db = connect(databasePath, keys, 'read-write');
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma(`wal_autocheckpoint = ${pagesBeforeMerge}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The number of the last migration applied. */
export function schemaVersion(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Looks at an existing database without changing a byte of it. Throws DATABASE_WRONG_KEY, DATABASE_DAMAGED or
 * DATABASE_NEWER. A kiosk that was killed leaves a WAL, so opening for writing would already merge it.
 */
export async function examineDatabase(look: {
  readonly paths: StorePaths;
  readonly keys: StoreKeys;
  readonly newestKnown: number;
}): Promise<void> {
  const { database, dataDir, keyCheck } = look.paths;
  try {
    lookReadOnly(database, look.keys, 'clean-on-failure', (db) => {
      assertOurSchema(db, look.newestKnown);
      if (statSync(database).size <= wholeCheckLimitBytes) checkIntegrity(db, 'quick_check(1)');
      else for (const table of tablesCheckedAlways) checkIntegrity(db, `quick_check(${table})`);
    });
  } catch (error) {
    if (!isErrno(error, 'SQLITE_NOTADB')) throw asStorageFault(error, dataDir);
    const verdict = await checkKey(keyCheck, look.keys.keyCheck);
    if (verdict === 'wrong') throw new KioskFault('DATABASE_WRONG_KEY', { cause: error });
    throw new KioskFault('DATABASE_DAMAGED', { cause: error, details: { key: verdict } });
  }
}

/**
 * Reads without changing the database. A read-only connection leaves an empty WAL and its index behind: those that
 * were not there before are removed, unless a writer is about to take them over (`clean-on-failure`).
 */
export function lookReadOnly<T>(
  databasePath: string,
  keys: StoreKeys,
  scratch: 'clean-always' | 'clean-on-failure',
  look: (db: Db) => T,
): T {
  const absentBefore = [`${databasePath}-wal`, `${databasePath}-shm`].filter((name) => !existsSync(name));
  let clean = true;
  try {
    const db = connect(databasePath, keys, 'read-only');
    try {
      const seen = look(db);
      clean = scratch === 'clean-always';
      return seen;
    } finally {
      db.close();
    }
  } finally {
    if (clean) for (const name of absentBefore) removeEmptyScratch(name);
  }
}

/** Throws DATABASE_DAMAGED without our marker, DATABASE_NEWER above the newest migration known. */
export function assertOurSchema(db: Db, newestKnown: number): void {
  const version = schemaVersion(db);
  if (db.pragma('application_id', { simple: true }) !== applicationId || version === 0) {
    throw new KioskFault('DATABASE_DAMAGED', { details: { reason: 'no-marker' } });
  }
  if (version > newestKnown) {
    throw new KioskFault('DATABASE_NEWER', { details: { database: version, program: newestKnown } });
  }
}

/** Runs `quick_check` or `integrity_check`; throws DATABASE_DAMAGED when it finds anything. */
export function checkIntegrity(db: Db, check: string): void {
  if (db.pragma(check, { simple: true }) !== 'ok') {
    throw new KioskFault('DATABASE_DAMAGED', { details: { reason: 'integrity' } });
  }
}

function removeEmptyScratch(scratchPath: string): void {
  if (!existsSync(scratchPath)) return;
  if (scratchPath.endsWith('-wal') && statSync(scratchPath).size > 0) return;
  rmSync(scratchPath);
}

/** Whether the database file is there, without opening it. */
export function databaseFileState(databasePath: string): 'absent' | 'empty' | 'present' {
  try {
    return statSync(databasePath).size === 0 ? 'empty' : 'present';
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return 'absent';
    throw error;
  }
}
