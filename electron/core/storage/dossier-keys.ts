import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { assert } from '../../../shared/assert.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import { Sensitive } from '../../../shared/sensitive.ts';
import { isErrno, makeFolderDurably, removeDurably, writeFileDurably } from './durable-file.ts';
import { assertDossierId } from './paths.ts';
import { keySizeBytes, SealBroken, type SealPlace, seal, unseal } from './seal.ts';
import { awaitStorageFaults } from './storage-faults.ts';

/** One random 256-bit key per dossier, wrapped by the master key, in a file of its own that no backup contains. */
export interface DossierKeys {
  /** Resolves once the key is durable. A second key for the same dossier is a defect: it would lose the pages. */
  createDossierKey(dossierId: string): Promise<Sensitive<Buffer>>;
  /** Raises VAULT_FILE_DAMAGED when the key file is gone (erased) or changed. */
  getDossierKey(dossierId: string): Promise<Sensitive<Buffer>>;
  /** Overwrites and removes the key file; an absent one is fine. */
  destroyDossierKey(dossierId: string): Promise<void>;
}

/** Keeps the key files in their folder, which appears with the first dossier. */
export function createDossierKeys(folder: string, wrappingKey: Sensitive<Buffer>): DossierKeys {
  const fileOf = (dossierId: string): string => {
    assertDossierId(dossierId);
    return path.join(folder, `${dossierId}.key`);
  };
  return {
    createDossierKey: (dossierId) =>
      awaitStorageFaults(path.dirname(folder), async () => {
        assert(!(await exists(fileOf(dossierId))), 'a dossier gets one key, once');
        const key = randomBytes(keySizeBytes);
        await makeFolderDurably(folder);
        await writeFileDurably(fileOf(dossierId), seal(wrappingKey, placeOf(dossierId), key));
        return new Sensitive(key);
      }),
    getDossierKey: async (dossierId) => {
      try {
        // A few bytes on which everything waits: a thread of the pool would take longer than the read.
        return new Sensitive(unseal(wrappingKey, placeOf(dossierId), readFileSync(fileOf(dossierId))));
      } catch (error) {
        const reason =
          error instanceof SealBroken ? 'key-changed' : isErrno(error, 'ENOENT') ? 'key-missing' : null;
        if (reason === null) throw error;
        throw new KioskFault('VAULT_FILE_DAMAGED', { cause: error, details: { dossierId, reason } });
      }
    },
    destroyDossierKey: (dossierId) =>
      awaitStorageFaults(path.dirname(folder), async () => {
        await overwrite(fileOf(dossierId));
        if (await exists(folder)) await removeDurably(fileOf(dossierId));
      }),
  };
}

/** A flash disk may keep the old block, but that still holds a wrapped key only. */
async function overwrite(filePath: string): Promise<void> {
  try {
    const { size } = await stat(filePath);
    const file = await open(filePath, 'r+');
    try {
      await file.write(randomBytes(size), 0, size, 0);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

async function exists(filePath: string): Promise<boolean> {
  try {
    await stat(filePath);
    return true;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}

function placeOf(dossierId: string): SealPlace {
  return { magic: 'MCKK', place: dossierId };
}
