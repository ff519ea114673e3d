import { existsSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../../shared/clock.ts';
import { isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import { createAuditLog } from '../audit/index.ts';
import type { Log } from '../diagnostics/index.ts';
import {
  assertOurSchema,
  checkIntegrity,
  connect,
  connectWriter,
  type Db,
  databaseFileState,
  lookReadOnly,
} from './database-file.ts';
import { createDossierKeys } from './dossier-keys.ts';
import type { DeleteDossierRows } from './dossier-rows.ts';
import { makeFolderDurably, removeDurably, renameDurably, syncFile, syncFolder } from './durable-file.ts';
import { removeManifests } from './erase-dossier.ts';
import { type ErasureLog, openErasureLog } from './erasure-log.ts';
import { type FolderLock, takeFolderLock } from './folder-lock.ts';
import { keptCopyPath, pruneKeptCopies } from './kept-copies.ts';
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
import { type StoreKeys, wipeStoreKeys } from './seal.ts';
import { awaitStorageFaults } from './storage-faults.ts';
import { createPageVault } from './vault.ts';

export interface Restore {
  readonly from: string;
  readonly dataDir: string;
  readonly migrationsDir: string;
  readonly keyProvider: KeyProvider;
  readonly clock: Clock;
  readonly log: Log;
  readonly deleteRows: DeleteDossierRows;
}

/**
 * Puts a backup in the place of the database of a kiosk that does not run. The backup is copied, proven (key,
 * integrity, schema), migrated, and cleaned of every dossier erased since, before one rename switches it in; the
 * replaced database is kept aside. Raises BACKUP_REFUSED or DATA_FOLDER_IN_USE with nothing touched.
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

function takeFolderLocks(paths: StorePaths): FolderLock {
  const kiosk = takeFolderLock(paths.lock, 'exclusive');
  try {
    const beside = takeFolderLock(paths.besideLock, 'exclusive');
    return {
      release: () => {
        beside.release();
        kiosk.release();
      },
    };
  } catch (error) {
    kiosk.release();
    throw error;
  }
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
    prepareCopy(restore, paths, keys, erasureLog);
    await destroyFilesOf(erasureLog.dossierIds(), paths, keys);
    await switchDatabases(restore, paths, keys);
  } catch (error) {
    await removeUnfinished(paths);
    throw error;
  }
  await leaveMarks(paths, keys);
  return { erasuresApplied: erasureLog.dossierIds().length };
}

/** Proves the copy and brings it up to date; on return it is one closed file. */
function prepareCopy(restore: Restore, paths: StorePaths, keys: StoreKeys, erasureLog: ErasureLog): void {
  const migrations = readMigrations(restore.migrationsDir);
  const db = proveCopy(paths, keys, migrations);
  try {
    applyMigrations(db, pendingMigrations(db, migrations), restore.clock);
    const audit = createAuditLog({ db, clock: restore.clock, headKey: keys.auditHead });
    const dossierIds = erasureLog.dossierIds();
    db.transaction(() => {
      for (const dossierId of dossierIds) restore.deleteRows(db, dossierId);
      writeErasuresLogged(db, erasureLog.count());
      const copy = path.basename(restore.from).slice(0, 100);
      const details = { copy, outcome: 'restored', erasuresApplied: dossierIds.length };
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

/** A vault brought back by other means (a file backup) must not bring erased dossiers with it. */
async function destroyFilesOf(
  dossierIds: readonly string[],
  paths: StorePaths,
  keys: StoreKeys,
): Promise<void> {
  const vault = createPageVault(paths.vault);
  const dossierKeys = createDossierKeys(paths.keys, keys.dossierKeys);
  for (const dossierId of dossierIds) {
    await dossierKeys.destroyDossierKey(dossierId);
    await removeManifests(paths.manifests, dossierId);
    await vault.removeDossier(dossierId);
  }
}

/**
 * The WAL of the replaced database is merged, so that it cannot be taken for the new one's; the file is copied aside
 * (never linked: two names of one file under SQLite destroy it); then one rename switches. Killed at any point, the
 * old database with all its commits or the new one stands there.
 */
async function switchDatabases(restore: Restore, paths: StorePaths, keys: StoreKeys): Promise<void> {
  if (existsSync(paths.database)) {
    mergeWal(paths, keys);
    await makeFolderDurably(paths.kept);
    const kept = keptCopyPath(paths, 'replaced', restore.clock);
    for (const suffix of ['-wal', '']) {
      if (!existsSync(`${paths.database}${suffix}`)) continue;
      await copyFile(`${paths.database}${suffix}`, `${kept}${suffix}.tmp`);
      await syncFile(`${kept}${suffix}.tmp`);
      await rename(`${kept}${suffix}.tmp`, `${kept}${suffix}`);
    }
    await syncFolder(paths.kept);
  }
  await removeDurably(`${paths.database}-wal`);
  await removeDurably(`${paths.database}-shm`);
  await renameDurably(paths.databaseNew, paths.database);
  await pruneKeptCopies(paths);
}

/** Brings the commits of a killed kiosk into its database file; one too damaged for that is only kept aside. */
function mergeWal(paths: StorePaths, keys: StoreKeys): void {
  try {
    connectWriter(paths.database, keys).close();
  } catch {
    // It is being replaced because it does not open; it is kept aside with its WAL.
  }
}

async function removeUnfinished(paths: StorePaths): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal'])
    await rm(`${paths.databaseNew}${suffix}`, { force: true });
}
