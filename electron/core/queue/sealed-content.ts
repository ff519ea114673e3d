import { KioskFault } from '../../../shared/faults/index.ts';
import type { Sensitive } from '../../../shared/sensitive.ts';
import type { Store } from '../storage/index.ts';
import type { SealedContent } from './deliver.ts';

/** What sealing left in the store: manifest and vault, decrypted one at a time and kept nowhere. */
export function createSealedContent(
  store: Pick<Store, 'db' | 'manifests' | 'dossierKeys' | 'vault'>,
): SealedContent {
  const findFile = store.db.prepare<[string, number, number], { fileId: string }>(
    'SELECT file_id AS fileId FROM dossier_file WHERE dossier_id = ? AND revision = ? AND ordinal = ?',
  );
  /** Of dossiers on their way only: an erased dossier's key lives nowhere. */
  const keys = new Map<string, Promise<Sensitive<Buffer>>>();

  function keyOf(dossierId: string): Promise<Sensitive<Buffer>> {
    const known = keys.get(dossierId);
    if (known !== undefined) return known;
    const read = store.dossierKeys.getDossierKey(dossierId);
    keys.set(dossierId, read);
    return read;
  }

  return {
    readContent: async (dossierId, revision) => (await store.manifests.read({ dossierId, revision })).content,
    async readFile(dossierId, revision, ordinal) {
      const file = findFile.get(dossierId, revision, ordinal);
      if (file === undefined)
        throw new KioskFault('VAULT_FILE_DAMAGED', { details: { reason: 'missing', ordinal } });
      return store.vault.read(await keyOf(dossierId), dossierId, file.fileId);
    },
    forget: (dossierId) => void keys.delete(dossierId),
  };
}
