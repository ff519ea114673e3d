export { backupBesideKiosk, verifyAuditBesideKiosk } from './companion.ts';
export type { OnFound } from './complete-rows.ts';
export { nameWords } from './desk-rows.ts';
export { createDiskBudget, type DiskBudget } from './disk-budget.ts';
export { deleteDossierRows } from './dossier-rows.ts';
export { makeFolderDurably, writeFileDurably, writeSmallFileDurably } from './durable-file.ts';
export type { Ending } from './endings.ts';
export type { ErasurePoint } from './erase-dossier.ts';
export { publicTextOf, readPublicText } from './hand-over-keys.ts';
export {
  createFileKeyProvider,
  createSafeStorageKeyProvider,
  type KeyProvider,
  type ShellSecrets,
} from './keys/index.ts';
export { hashContent, type ManifestName } from './manifests.ts';
export { holdsDatabase } from './open-database.ts';
export { createPins } from './pins.ts';
export { rebuildDatabase } from './rebuild.ts';
export { restoreBackup } from './restore.ts';
export { awaitStorageFaults } from './storage-faults.ts';
export { openStore, type Store, type StoreDeps } from './store.ts';
