import { existsSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import type { Clock } from '../../../shared/clock.ts';
import { connectWriter } from './database-file.ts';
import { createDossierKeys } from './dossier-keys.ts';
import { makeFolderDurably, removeDurably, renameDurably, syncFile, syncFolder } from './durable-file.ts';
import { removeManifests } from './erase-dossier.ts';
import { type FolderLock, takeFolderLock } from './folder-lock.ts';
import { keptCopyPath, pruneKeptCopies } from './kept-copies.ts';
import type { StorePaths } from './paths.ts';
import type { StoreKeys } from './seal.ts';
import { createPageVault } from './vault.ts';

/** Takes the data folder from the kiosk and from every command beside it, or throws DATA_FOLDER_IN_USE. */
export function takeFolderLocks(paths: StorePaths): FolderLock {
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

/** A vault brought back by other means (a file backup) must not bring erased dossiers with it. */
export async function destroyFilesOf(
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
export async function switchDatabases(clock: Clock, paths: StorePaths, keys: StoreKeys): Promise<void> {
  if (existsSync(paths.database)) {
    mergeWal(paths, keys);
    await makeFolderDurably(paths.kept);
    const kept = keptCopyPath(paths, 'replaced', clock);
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

/** Removes what a replacement that was cut off left of the new database. */
export async function removeUnfinished(paths: StorePaths): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal'])
    await rm(`${paths.databaseNew}${suffix}`, { force: true });
}
