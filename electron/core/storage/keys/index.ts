export { createFileKeyProvider } from './file-key-provider.ts';
export type { KeyDescription, KeyProvider } from './key-provider.ts';
export { createSafeStorageKeyProvider, type ShellSecrets } from './safe-storage-key-provider.ts';
