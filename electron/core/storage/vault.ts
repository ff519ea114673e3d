import { createHash, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { assert } from '../../../shared/assert.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { Sensitive } from '../../../shared/sensitive.ts';
import {
  isErrno,
  makeFolderDurably,
  removeDurably,
  syncFolder,
  withFileBytes,
  writeFileDurably,
} from './durable-file.ts';
import { assertDossierId } from './paths.ts';
import { SealBroken, type SealPlace, seal, sealOverheadBytes, unseal } from './seal.ts';
import { awaitStorageFaults } from './storage-faults.ts';

export interface VaultFile {
  /** 32 hex digits, random: says nothing about content or order. */
  readonly fileId: string;
  readonly sizeBytes: number;
  /** SHA-256 of the plain bytes, in hex: what the portal will confirm. */
  readonly sha256: string;
}

/** Pages and PDFs as encrypted files, one folder per dossier. */
export interface PageVault {
  /** Resolves once the bytes are durable. Raises DISK_FULL, DISK_READ_ONLY; then nothing of it stays. */
  write(dossierKey: Sensitive<Buffer>, dossierId: string, bytes: Uint8Array): Promise<VaultFile>;
  /** Raises VAULT_FILE_DAMAGED when the file is gone, changed, or belongs to another dossier. */
  read(dossierKey: Sensitive<Buffer>, dossierId: string, fileId: string): Promise<Buffer>;
  /** Looks without reading: raises VAULT_FILE_DAMAGED when the file is gone or cannot hold `sizeBytes`. */
  look(dossierId: string, file: Pick<VaultFile, 'fileId' | 'sizeBytes'>): Promise<void>;
  remove(dossierId: string, fileId: string): Promise<void>;
  /** Removes every file of a dossier, known to a row or not. */
  removeDossier(dossierId: string): Promise<void>;
}

/** Opens the vault in its folder, which appears with the first page. */
export function createPageVault(folder: string): PageVault {
  const folderOf = (dossierId: string): string => {
    assertDossierId(dossierId);
    return path.join(folder, dossierId);
  };
  const fileOf = (dossierId: string, fileId: string): string => {
    assert(/^[0-9a-f]{32}$/.test(fileId), 'a vault file id is 32 hex digits');
    return path.join(folderOf(dossierId), `${fileId}.page`);
  };
  return {
    write: (dossierKey, dossierId, bytes) =>
      awaitStorageFaults(path.dirname(folder), async () => {
        const fileId = randomBytes(16).toString('hex');
        await makeFolderDurably(folder);
        await makeFolderDurably(folderOf(dossierId));
        await writeFileDurably(
          fileOf(dossierId, fileId),
          seal(dossierKey, placeOf(dossierId, fileId), bytes),
        );
        return { fileId, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
      }),
    read: async (dossierKey, dossierId, fileId) => {
      try {
        return await withFileBytes(fileOf(dossierId, fileId), (bytes) =>
          unseal(dossierKey, placeOf(dossierId, fileId), bytes),
        );
      } catch (error) {
        const reason = error instanceof SealBroken ? 'changed' : isErrno(error, 'ENOENT') ? 'missing' : null;
        if (reason === null) throw error;
        throw new KioskFault('VAULT_FILE_DAMAGED', { cause: error, details: { fileId, reason } });
      }
    },
    look: async (dossierId, { fileId, sizeBytes }) => {
      const sealedBytes = sizeOf(fileOf(dossierId, fileId));
      if (sealedBytes === sizeBytes + sealOverheadBytes) return;
      const reason = sealedBytes === null ? 'missing' : 'another-size';
      throw new KioskFault('VAULT_FILE_DAMAGED', { details: { fileId, reason } });
    },
    remove: (dossierId, fileId) =>
      awaitStorageFaults(path.dirname(folder), async () => {
        try {
          await removeDurably(fileOf(dossierId, fileId));
        } catch (error) {
          // The dossier's folder is gone, and the file with it.
          if (!isErrno(error, 'ENOENT')) throw error;
        }
      }),
    removeDossier: (dossierId) =>
      awaitStorageFaults(path.dirname(folder), async () => {
        await makeFolderDurably(folder);
        await rm(folderOf(dossierId), { recursive: true, force: true });
        await syncFolder(folder);
      }),
  };
}

function sizeOf(filePath: string): number | null {
  return statSync(filePath, { throwIfNoEntry: false })?.size ?? null;
}

/** Files cannot be swapped: dossier and file id are part of what is authenticated. */
function placeOf(dossierId: string, fileId: string): SealPlace {
  return { magic: 'MCKV', place: `${dossierId}/${fileId}` };
}
