import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../../shared/clock.ts';
import { isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import { createAuditLog } from '../audit/index.ts';
import type { Log } from '../diagnostics/index.ts';
import { completeRows, type OnFound } from './complete-rows.ts';
import {
  assertOurSchema,
  checkIntegrity,
  connect,
  connectWriter,
  type Db,
  databaseFileState,
  lookReadOnly,
} from './database-file.ts';
import type { DeleteDossierRows } from './dossier-rows.ts';
import { makeFolderDurably } from './durable-file.ts';
import { type ErasureLog, openErasureLog } from './erasure-log.ts';
import type { KeyProvider } from './keys/index.ts';
import { readErasuresLogged, writeErasuresLogged } from './kiosk-meta.ts';
import {
  applyMigrations,
  type Migration,
  newestVersion,
  pendingMigrations,
  readMigrations,
} from './migrations.ts';
import { fetchStoreKeys, leaveMarks } from './open-database.ts';
import { type StorePaths, storePaths } from './paths.ts';
import { destroyFilesOf, removeUnfinished, switchDatabases, takeFolderLocks } from './replace-database.ts';
import { type StoreKeys, wipeStoreKeys } from './seal.ts';
import { awaitStorageFaults } from './storage-faults.ts';

export interface Restore {
  readonly from: string;
  readonly dataDir: string;
  readonly migrationsDir: string;
  readonly keyProvider: KeyProvider;
  readonly clock: Clock;
  readonly log: Log;
  readonly deleteRows: DeleteDossierRows;
  readonly onFound: OnFound;
}

/**
 * Puts a backup in the place of the database of a kiosk that does not run. The backup is copied, proven (key,
 * integrity, schema), migrated, cleaned of every dossier erased since and given every dossier sealed since, before one
 * rename switches it in; the replaced database is kept aside. Raises BACKUP_REFUSED or DATA_FOLDER_IN_USE with nothing touched.
 */
export async function restoreBackup(restore: Restore): Promise<{ readonly erasuresApplied: number }> {
  const paths = storePaths(restore.dataDir);
  return awaitStorageFaults(restore.dataDir, async () => {
    if (databaseFileState(restore.from) !== 'present') throw refused('no-such-copy');
    await makeFolderDurably(restore.dataDir);
    const lock = takeFolderLocks(paths);
    try {
      const keys = await fetchStoreKeys(restore.keyProvider, false);
      try {
        return await restoreLocked(restore, paths, keys);
      } finally {
        wipeStoreKeys(keys);
      }
    } finally {
      lock.release();
    }
  });
}

async function restoreLocked(restore: Restore, paths: StorePaths, keys: StoreKeys) {
  const erasureLog = await openErasureLog({
    logPath: paths.erasureLog,
    key: keys.erasureLog,
    clock: restore.clock,
  });
  if (!erasureLog.intact || erasureLog.count() < erasuresKnownHere(paths, keys)) throw refused('erasure-log');
  try {
    await removeUnfinished(paths);
    for (const suffix of ['-wal', '']) {
      // A damaged database that was kept aside has its WAL beside it.
      if (existsSync(`${restore.from}${suffix}`))
        await copyFile(`${restore.from}${suffix}`, `${paths.databaseNew}${suffix}`);
    }
    await prepareCopy(restore, paths, keys, erasureLog);
    await switchDatabases(restore.clock, paths, keys);
  } catch (error) {
    await removeUnfinished(paths);
    throw error;
  }
  await leaveMarks(paths, keys);
  return { erasuresApplied: erasureLog.dossierIds().length };
}

/**
 * Proves the copy and brings it up to date, also with the dossiers that were sealed after it was made; then it is one
 * closed file.
 */
async function prepareCopy(
  restore: Restore,
  paths: StorePaths,
  keys: StoreKeys,
  erasureLog: ErasureLog,
): Promise<void> {
  const migrations = readMigrations(restore.migrationsDir);
  const db = proveCopy(paths, keys, migrations);
  try {
    applyMigrations(db, pendingMigrations(db, migrations), restore.clock);
    const audit = createAuditLog({ db, clock: restore.clock, headKey: keys.auditHead });
    const dossierIds = erasureLog.dossierIds();
    await destroyFilesOf(dossierIds, paths, keys);
    const { added } = await completeRows({
      db,
      paths,
      keys,
      log: restore.log,
      atMs: restore.clock.now(),
      onFound: restore.onFound,
    });
    db.transaction(() => {
      for (const dossierId of dossierIds) restore.deleteRows(db, dossierId, restore.clock.now());
      writeErasuresLogged(db, erasureLog.count());
      const copy = path.basename(restore.from).slice(0, 100);
      const details = { copy, outcome: 'restored', erasuresApplied: dossierIds.length, dossiersAdded: added };
      audit.append({ id: 'restore-finished', role: 'technician', details });
    }).immediate();
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

function proveCopy(paths: StorePaths, keys: StoreKeys, migrations: readonly Migration[]): Db {
  const db = connect(paths.databaseNew, keys, 'read-write');
  try {
    assertOurSchema(db, newestVersion(migrations));
    checkIntegrity(db, 'integrity_check(1)');
    db.close();
    return connectWriter(paths.databaseNew, keys);
  } catch (error) {
    db.close();
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_NOTADB') return refused('wrong-key-or-damaged', error);
  if (code.startsWith('SQLITE_CORRUPT')) return refused('damaged', error);
  if (!isKioskFault(error)) return error;
  return refused(error.code === 'DATABASE_NEWER' ? 'newer' : 'damaged', error);
}

function refused(reason: string, cause?: unknown): KioskFault {
  return new KioskFault('BACKUP_REFUSED', { cause, details: { reason } });
}

/** Zero when there is no readable database here: then the log alone must be believed. */
function erasuresKnownHere(paths: StorePaths, keys: StoreKeys): number {
  if (databaseFileState(paths.database) !== 'present') return 0;
  try {
    return lookReadOnly(paths.database, keys, 'clean-always', readErasuresLogged);
  } catch {
    // A database that must be replaced may well be unreadable; that is no reason to refuse the copy.
    return 0;
  }
}
