import { KioskFault } from '../../../shared/faults/index.ts';
import type { Store } from '../storage/index.ts';
import type { SealedContent } from './deliver.ts';

/** What sealing left in the store: manifest and vault, decrypted one at a time and kept nowhere. */
export function createSealedContent(
  store: Pick<Store, 'db' | 'manifests' | 'dossierKeys' | 'vault'>,
): SealedContent {
  const findFile = store.db.prepare<[string, number, number], { fileId: string }>(
    'SELECT file_id AS fileId FROM dossier_file WHERE dossier_id = ? AND revision = ? AND ordinal = ?',
  );
  return {
    readContent: async (dossierId, revision) => (await store.manifests.read({ dossierId, revision })).content,
    async readFile(dossierId, revision, ordinal) {
      const file = findFile.get(dossierId, revision, ordinal);
      if (file === undefined)
        throw new KioskFault('VAULT_FILE_DAMAGED', { details: { reason: 'missing', ordinal } });
      const dossierKey = await store.dossierKeys.getDossierKey(dossierId);
      return store.vault.read(dossierKey, dossierId, file.fileId);
    },
  };
}
