import { existsSync } from 'node:fs';
import type { Clock } from '../../../shared/clock.ts';
import { isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import { createAuditLog } from '../audit/index.ts';
import type { Log } from '../diagnostics/index.ts';
import { type Completion, completeRows, type OnFound } from './complete-rows.ts';
import {
  applicationId,
  assertOurSchema,
  checkIntegrity,
  connectWriter,
  databaseFileState,
  lookReadOnly,
} from './database-file.ts';
import { isErrno, listFolder } from './durable-file.ts';
import { openErasureLog } from './erasure-log.ts';
import { checkKey } from './key-check.ts';
import type { KeyProvider } from './keys/index.ts';
import { writeErasuresLogged } from './kiosk-meta.ts';
import { applyMigrations, newestVersion, readMigrations } from './migrations.ts';
import { fetchStoreKeys, holdsTraces, leaveMarks } from './open-database.ts';
import { type StorePaths, storePaths } from './paths.ts';
import { destroyFilesOf, removeUnfinished, switchDatabases, takeFolderLocks } from './replace-database.ts';
import { type StoreKeys, wipeStoreKeys } from './seal.ts';
import { awaitStorageFaults } from './storage-faults.ts';

export interface Rebuild {
  readonly dataDir: string;
  readonly migrationsDir: string;
  readonly keyProvider: KeyProvider;
  readonly clock: Clock;
  readonly log: Log;
  readonly onFound: OnFound;
}

/**
 * Makes a lost or damaged database anew from the sealed manifests, the key files and the erasure log, of a kiosk that does
 * not run. What only the database knew is gone: forms being filled, the portal's answers (they are asked for again), the
 * enrolment, the audit log. Raises REBUILD_REFUSED with nothing touched, or DATA_FOLDER_IN_USE.
 */
export async function rebuildDatabase(rebuild: Rebuild): Promise<Completion> {
  const paths = storePaths(rebuild.dataDir);
  return awaitStorageFaults(rebuild.dataDir, async () => {
    if (!(await holdsTraces(paths)) && !existsSync(paths.database)) throw refused('no-kiosk-here');
    const lock = takeFolderLocks(paths);
    try {
      const keys = await fetchStoreKeys(rebuild.keyProvider, false);
      try {
        return await rebuildLocked(rebuild, paths, keys);
      } finally {
        wipeStoreKeys(keys);
      }
    } finally {
      lock.release();
    }
  });
}

async function rebuildLocked(rebuild: Rebuild, paths: StorePaths, keys: StoreKeys): Promise<Completion> {
  if ((await checkKey(paths.keyCheck, keys.keyCheck)) === 'wrong') throw refused('wrong-key');
  const migrations = readMigrations(rebuild.migrationsDir);
  if (isHealthy(paths, keys, newestVersion(migrations))) throw refused('database-is-whole');
  const erasureLog = await openErasureLog({
    logPath: paths.erasureLog,
    key: keys.erasureLog,
    clock: rebuild.clock,
  });
  if (!erasureLog.intact) throw refused('erasure-log');
  // Forms that were never handed in lie in the vault, too; but not a single manifest means that their folder is lost.
  const sealed = (await listFolder(paths.manifests)).length;
  if (sealed === 0 && (await listFolder(paths.vault)).length > 0) throw refused('no-manifests');
  await destroyFilesOf(erasureLog.dossierIds(), paths, keys);
  try {
    await removeUnfinished(paths);
    const db = connectWriter(paths.databaseNew, keys);
    let completion: Completion;
    try {
      db.pragma(`application_id = ${applicationId}`);
      applyMigrations(db, migrations, rebuild.clock);
      completion = await completeRows({
        db,
        paths,
        keys,
        log: rebuild.log,
        atMs: rebuild.clock.now(),
        onFound: rebuild.onFound,
      });
      const { added: dossiersAdded, unreadable } = completion;
      const erasuresApplied = erasureLog.dossierIds().length;
      const audit = createAuditLog({ db, clock: rebuild.clock, headKey: keys.auditHead });
      db.transaction(() => {
        writeErasuresLogged(db, erasureLog.count());
        const details = { dossiersAdded, unreadable, erasuresApplied };
        audit.append({ id: 'rebuild-finished', role: 'technician', details });
      }).immediate();
      db.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      db.close();
    }
    await switchDatabases(rebuild.clock, paths, keys);
    await leaveMarks(paths, keys);
    return completion;
  } catch (error) {
    await removeUnfinished(paths);
    throw error;
  }
}

/** A database that opens and is whole knows more than the manifests: it is never replaced. */
function isHealthy(paths: StorePaths, keys: StoreKeys, newestKnown: number): boolean {
  if (databaseFileState(paths.database) !== 'present') return false;
  try {
    lookReadOnly(paths.database, keys, 'clean-always', (db) => {
      assertOurSchema(db, newestKnown);
      checkIntegrity(db, 'integrity_check(1)');
    });
    return true;
  } catch (error) {
    if (isKioskFault(error) && error.code === 'DATABASE_NEWER') throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (isKioskFault(error) || isErrno(error, 'SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT'))
      return false;
    throw error;
  }
}

function refused(reason: string): KioskFault {
  return new KioskFault('REBUILD_REFUSED', { details: { reason } });
}
