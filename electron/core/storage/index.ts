export { backupBesideKiosk, verifyAuditBesideKiosk } from './companion.ts';
export type { Db } from './database-file.ts';
export type { DossierKeys } from './dossier-keys.ts';
export { type DeleteDossierRows, deleteDossierRows } from './dossier-rows.ts';
export { makeFolderDurably, writeFileDurably } from './durable-file.ts';
export type { Erasure } from './erase-dossier.ts';
export {
  createFileKeyProvider,
  createSafeStorageKeyProvider,
  type KeyDescription,
  type KeyProtection,
  type KeyProvider,
  type ShellSecrets,
} from './keys/index.ts';
export type { SchemaChange } from './open-database.ts';
export { restoreBackup } from './restore.ts';
export { asStorageFault } from './storage-faults.ts';
export { openStore, type Store, type StoreDeps } from './store.ts';
export type { PageVault, VaultFile } from './vault.ts';
