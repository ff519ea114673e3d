import { KioskFault } from '../../../../shared/faults/index.ts';
import type { Sensitive } from '../../../../shared/sensitive.ts';
import type { DiskBudget, Store } from '../../storage/index.ts';

/** The vault files of drafts, under the key that each dossier gets with its first file. */
export interface DraftVault {
  write(
    dossierId: string,
    bytes: Uint8Array,
  ): Promise<{ readonly fileId: string; readonly sizeBytes: number; readonly sha256: string }>;
  /** Raises VAULT_FILE_DAMAGED. */
  read(dossierId: string, fileId: string): Promise<Buffer>;
  /** What a sealed revision holds stays: its draft only let go of it. */
  remove(dossierId: string, fileId: string): Promise<void>;
  /** Lets go of the key in memory, once the dossier is gone. */
  forget(dossierId: string): void;
}

/** Pages of a begun dossier get the reserve of the disk when nothing else is left. */
export function createDraftVault(
  store: Pick<Store, 'vault' | 'dossierKeys' | 'db'>,
  disk: Pick<DiskBudget, 'finishBegun'>,
): DraftVault {
  const { vault, dossierKeys } = store;
  const isSealed = store.db.prepare<[string, string]>(
    'SELECT 1 FROM dossier_file WHERE dossier_id = ? AND file_id = ?',
  );
  const keys = new Map<string, Promise<Sensitive<Buffer>>>();

  function keyOf(dossierId: string): Promise<Sensitive<Buffer>> {
    const known = keys.get(dossierId);
    if (known !== undefined) return known;
    const key = dossierKeys.getDossierKey(dossierId).catch((error: unknown) => {
      // The first file of this dossier. A key that was there and is damaged is another fault, and stays one.
      const isFirst = error instanceof KioskFault && error.details.reason === 'key-missing';
      if (isFirst) return dossierKeys.createDossierKey(dossierId);
      throw error;
    });
    keys.set(dossierId, key);
    key.catch(() => keys.delete(dossierId));
    return key;
  }

  return {
    write: (dossierId, bytes) =>
      disk.finishBegun(async () => vault.write(await keyOf(dossierId), dossierId, bytes)),
    read: async (dossierId, fileId) => vault.read(await dossierKeyThatExists(dossierId), dossierId, fileId),
    async remove(dossierId, fileId) {
      if (isSealed.get(dossierId, fileId) === undefined) await vault.remove(dossierId, fileId);
    },
    forget: (dossierId) => void keys.delete(dossierId),
  };

  function dossierKeyThatExists(dossierId: string): Promise<Sensitive<Buffer>> {
    return keys.get(dossierId) ?? dossierKeys.getDossierKey(dossierId);
  }
}
