import path from 'node:path';
import type { Clock } from '../../../shared/clock.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { AuditLog, AuditRole } from '../audit/index.ts';
import type { Log } from '../diagnostics/index.ts';
import type { Db } from './database-file.ts';
import type { DossierKeys } from './dossier-keys.ts';
import { type DeleteDossierRows, isSealedDossier } from './dossier-rows.ts';
import { listFolder, removeDurably } from './durable-file.ts';
import type { ErasureLog } from './erasure-log.ts';
import { eraseFromKeptCopies } from './kept-copies.ts';
import { writeErasuresLogged } from './kiosk-meta.ts';
import { assertDossierId, type StorePaths } from './paths.ts';
import type { StoreKeys } from './seal.ts';
import { awaitStorageFaults } from './storage-faults.ts';
import type { PageVault } from './vault.ts';

export interface Erasure {
  readonly dossierId: string;
  /** Why, as a fixed word ("retention", "citizen", "interrupted"). */
  readonly reason: string;
  readonly role: AuditRole;
  readonly deleteRows: DeleteDossierRows;
  /**
   * Asked in the dossier's turn whether it goes although it was handed in. Only the retention says yes: everybody else means
   * a draft, which may have been handed in this very moment.
   */
  readonly evenSealed?: () => boolean;
}

/** Named moments of an erasure, in their order: the fault tests end the process at each. */
export type ErasurePoint =
  | 'erasure-begun'
  | 'erasure-key-destroyed'
  | 'erasure-files-removed'
  | 'erasure-rows-deleted'
  | 'erasure-done';

/**
 * Destroys a dossier: key file, manifest, vault files, rows, WAL, copies set aside. The log line comes first and is
 * completed last, so a power cut at any point leaves an erasure that the next start finishes; it may run twice.
 * Raises DOSSIER_ALREADY_SEALED when a draft was meant and the dossier was handed in meanwhile.
 * `finished` is false when a reader kept the WAL from being emptied: it stays in the list of unfinished ones.
 */
export async function eraseDossier(
  store: {
    readonly db: Db;
    readonly paths: StorePaths;
    readonly keys: StoreKeys;
    readonly log: Log;
    readonly audit: AuditLog;
    readonly vault: PageVault;
    readonly dossierKeys: DossierKeys;
    readonly erasureLog: ErasureLog;
    readonly clock: Clock;
    readonly reached: (point: ErasurePoint) => void;
  },
  erasure: Erasure,
): Promise<{ readonly finished: boolean }> {
  const { dossierId } = erasure;
  assertDossierId(dossierId);
  return awaitStorageFaults(store.paths.dataDir, async () => {
    const isBegun = store.erasureLog.unfinished().includes(dossierId);
    const maySealedGo = erasure.evenSealed?.() ?? false;
    if (!maySealedGo && !isBegun && isSealedDossier(store.db, dossierId)) {
      throw new KioskFault('DOSSIER_ALREADY_SEALED', { details: { dossierId } });
    }
    const erasedAt = store.clock.now();
    await store.erasureLog.append(dossierId, 'begun');
    store.reached('erasure-begun');
    await store.dossierKeys.destroyDossierKey(dossierId);
    store.reached('erasure-key-destroyed');
    await removeManifests(store.paths.manifests, dossierId);
    await store.vault.removeDossier(dossierId);
    store.reached('erasure-files-removed');
    store.db
      .transaction(() => {
        erasure.deleteRows(store.db, dossierId, erasedAt);
        writeErasuresLogged(store.db, store.erasureLog.count());
        const details = { dossierId, reason: erasure.reason };
        store.audit.append({ id: 'dossier-erased', role: erasure.role, dossierId, details });
      })
      .immediate();
    store.reached('erasure-rows-deleted');
    const blocked = store.db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0;
    await eraseFromKeptCopies({ ...store, ...erasure, erasedAt });
    if (blocked) return { finished: false };
    await store.erasureLog.append(dossierId, 'done');
    store.reached('erasure-done');
    return { finished: true };
  });
}

/** Everything beside the vault that carries the dossier's id in its name: manifests of every revision. */
export async function removeManifests(folder: string, dossierId: string): Promise<void> {
  for (const entry of await listFolder(folder)) {
    if (entry.name.startsWith(`${dossierId}.`)) await removeDurably(path.join(folder, entry.name));
  }
}
