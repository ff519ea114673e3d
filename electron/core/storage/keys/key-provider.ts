import type { Sensitive } from '../../../../shared/sensitive.ts';

/** How well the master key is kept apart from the data, for the health screen. */
export type KeyProtection = 'os-store' | 'key-file' | 'key-file-beside-data';

export interface KeyDescription {
  readonly provider: 'file' | 'safe-storage';
  readonly protection: KeyProtection;
}

/** Where the 256-bit master key comes from. */
export interface KeyProvider {
  readonly kind: KeyDescription['provider'];
  describe(): KeyDescription;
  /**
   * The master key. `mayCreate` is true only where no data exists yet: a new key over old data would lose it.
   * Raises KEY_MISSING, KEY_UNPROTECTED, DISK_FULL, DISK_READ_ONLY.
   */
  get(wish: { readonly mayCreate: boolean }): Promise<Sensitive<Buffer>>;
}
