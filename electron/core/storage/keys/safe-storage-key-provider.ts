import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { KioskFault } from '../../../../shared/faults/index.ts';
import { Sensitive } from '../../../../shared/sensitive.ts';
import { isErrno, writeFileDurably } from '../durable-file.ts';
import { keySizeBytes } from '../seal.ts';
import { awaitStorageFaults } from '../storage-faults.ts';
import type { KeyProvider } from './key-provider.ts';

/** The operating system's secret store, reached through the shell (Electron `safeStorage`). */
export interface ShellSecrets {
  /** The name of the backend, or null where it must not be used (`basic_text`, no keyring, no Electron). */
  protection(): Promise<string | null>;
  protect(plain: Uint8Array): Promise<Uint8Array>;
  /** Rejects when the store does not open it (another user, another keyring). */
  unprotect(sealed: Uint8Array): Promise<Uint8Array>;
}

/** The master key sealed by the OS store; the sealed form lies in the data folder and is useless elsewhere. */
export function createSafeStorageKeyProvider(deps: {
  readonly secrets: ShellSecrets;
  readonly dataDir: string;
}): KeyProvider {
  const sealedPath = path.join(deps.dataDir, 'master-key.sealed');
  return {
    kind: 'safe-storage',
    describe: () => ({ provider: 'safe-storage', protection: 'os-store' }),
    get: ({ mayCreate }) =>
      awaitStorageFaults(deps.dataDir, async () => {
        if ((await deps.secrets.protection()) === null) {
          throw new KioskFault('KEY_UNPROTECTED', { details: { reason: 'no-keyring' } });
        }
        const sealed = await findFile(sealedPath);
        if (sealed !== undefined) return open(deps.secrets, sealed);
        if (!mayCreate) throw new KioskFault('KEY_MISSING', { details: { reason: 'no-file' } });
        const key = randomBytes(keySizeBytes);
        await writeFileDurably(sealedPath, await deps.secrets.protect(key));
        return new Sensitive(key);
      }),
  };
}

async function open(secrets: ShellSecrets, sealed: Buffer): Promise<Sensitive<Buffer>> {
  let key: Uint8Array;
  try {
    key = await secrets.unprotect(sealed);
  } catch (error) {
    throw new KioskFault('KEY_MISSING', { cause: error, details: { reason: 'refused-by-store' } });
  }
  if (key.length !== keySizeBytes) throw new KioskFault('KEY_MISSING', { details: { reason: 'not-a-key' } });
  return new Sensitive(Buffer.from(key));
}

async function findFile(filePath: string): Promise<Buffer | undefined> {
  try {
    return await readFile(filePath);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}
