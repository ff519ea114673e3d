export { backupBesideKiosk, verifyAuditBesideKiosk } from './companion.ts';
export { deleteDossierRows } from './dossier-rows.ts';
export { makeFolderDurably, writeFileDurably } from './durable-file.ts';
export {
  createFileKeyProvider,
  createSafeStorageKeyProvider,
  type KeyProvider,
  type ShellSecrets,
} from './keys/index.ts';
export { restoreBackup } from './restore.ts';
export { awaitStorageFaults } from './storage-faults.ts';
export { openStore, type Store, type StoreDeps } from './store.ts';
