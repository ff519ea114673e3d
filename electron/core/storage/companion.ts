import type { Clock } from '../../../shared/clock.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import { type AuditVerdict, createAuditLog } from '../audit/index.ts';
import { copyWithAudit } from './backup.ts';
import { assertOurSchema, connect, type Db } from './database-file.ts';
import { isErrno } from './durable-file.ts';
import { takeFolderLock } from './folder-lock.ts';
import { checkKey } from './key-check.ts';
import type { KeyProvider } from './keys/index.ts';
import { newestVersion, readMigrations } from './migrations.ts';
import { fetchStoreKeys, folderState } from './open-database.ts';
import { type StorePaths, storePaths } from './paths.ts';
import { type StoreKeys, wipeStoreKeys } from './seal.ts';
import { awaitStorageFaults } from './storage-faults.ts';

export interface CompanionDeps {
  readonly dataDir: string;
  readonly migrationsDir: string;
  readonly keyProvider: KeyProvider;
  readonly clock: Clock;
}

/**
 * Backs up from the command line, also beside a running kiosk: a second connection reads a snapshot, and its two
 * audit events wait their turn behind the kiosk's writes. Raises BACKUP_REFUSED when the target exists.
 */
export function backupBesideKiosk(
  deps: CompanionDeps & { readonly toPath: string },
): Promise<{ readonly sizeBytes: number }> {
  return withCompanion(deps, (db, keys) => {
    const audit = createAuditLog({ db, clock: deps.clock, headKey: keys.auditHead });
    return copyWithAudit({ db, keys, toPath: deps.toPath, audit, role: 'technician' });
  });
}

/** Verifies the audit chain, also beside a running kiosk. */
export function verifyAuditBesideKiosk(deps: CompanionDeps): Promise<AuditVerdict> {
  return withCompanion(deps, async (db, keys) =>
    // In one read transaction, so that an event appended meanwhile is not taken for a broken head.
    db.transaction(() => createAuditLog({ db, clock: deps.clock, headKey: keys.auditHead }).verify())(),
  );
}

async function withCompanion<T>(
  deps: CompanionDeps,
  work: (db: Db, keys: StoreKeys) => Promise<T>,
): Promise<T> {
  const paths = storePaths(deps.dataDir);
  return awaitStorageFaults(deps.dataDir, async () => {
    if ((await folderState(paths)) === 'new') throw new KioskFault('DATABASE_MISSING');
    const lock = takeFolderLock(paths.besideLock, 'shared');
    try {
      return await withConnection(deps, paths, work);
    } finally {
      lock.release();
    }
  });
}

async function withConnection<T>(
  deps: CompanionDeps,
  paths: StorePaths,
  work: (db: Db, keys: StoreKeys) => Promise<T>,
): Promise<T> {
  const keys = await fetchStoreKeys(deps.keyProvider, false);
  const db = connect(paths.database, keys, 'read-write');
  try {
    assertOurSchema(db, newestVersion(readMigrations(deps.migrationsDir)));
    return await work(db, keys);
  } catch (error) {
    const wrong =
      isErrno(error, 'SQLITE_NOTADB') && (await checkKey(paths.keyCheck, keys.keyCheck)) === 'wrong';
    throw wrong ? new KioskFault('DATABASE_WRONG_KEY', { cause: error }) : error;
  } finally {
    db.close();
    wipeStoreKeys(keys);
  }
}
