import { createHash } from 'node:crypto';
import path from 'node:path';
import { assert } from '../../../shared/assert.ts';
import { canonicalJson, type Json } from '../../../shared/canonical-json.ts';
import { type DossierContent, type Manifest, manifestSchema } from '../../../shared/dossier/manifest.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { Sensitive } from '../../../shared/sensitive.ts';
import type { DossierKeys } from './dossier-keys.ts';
import {
  isErrno,
  listFolder,
  makeFolderDurably,
  removeDurably,
  withFileBytes,
  writeSmallFileDurably,
} from './durable-file.ts';
import { assertDossierId } from './paths.ts';
import { SealBroken, type SealPlace, seal, unseal } from './seal.ts';
import { awaitStorageFaults } from './storage-faults.ts';

/** Which manifest: one file `<dossierId>.<revision>` each. */
export interface ManifestName {
  readonly dossierId: string;
  readonly revision: number;
}

/**
 * What was sealed, beside the vault: enough to rebuild every row. Encrypted with the key of its dossier, so that the
 * erasure of that key file makes every copy of the manifest unreadable, also one in somebody's backup of the folder.
 */
export interface Manifests {
  /** Resolves once the manifest is durable; a later one takes the place of an earlier one whole. */
  write(dossierKey: Sensitive<Buffer>, manifest: Manifest): Promise<void>;
  /** Raises VAULT_FILE_DAMAGED when it or its key is gone or changed. */
  read(name: ManifestName): Promise<Manifest>;
  remove(name: ManifestName): Promise<void>;
  /** By dossier and revision. */
  list(): Promise<readonly ManifestName[]>;
}

/** Opens the folder of the manifests, which appears with the first one. */
export function createManifests(folder: string, dossierKeys: Pick<DossierKeys, 'getDossierKey'>): Manifests {
  const fileOf = ({ dossierId, revision }: ManifestName): string => {
    assertDossierId(dossierId);
    return path.join(folder, `${dossierId}.${revision}`);
  };
  return {
    write: (dossierKey, manifest) =>
      awaitStorageFaults(path.dirname(folder), async () => {
        const bytes = Buffer.from(JSON.stringify(manifest));
        const sealed = seal(dossierKey, placeOf(manifest.content), bytes);
        try {
          writeSmallFileDurably(fileOf(manifest.content), sealed);
        } catch (error) {
          if (!isErrno(error, 'ENOENT')) throw error;
          await makeFolderDurably(folder);
          writeSmallFileDurably(fileOf(manifest.content), sealed);
        }
      }),
    read: async (name) => {
      const dossierKey = await dossierKeys.getDossierKey(name.dossierId);
      try {
        const bytes = await withFileBytes(fileOf(name), (sealed) =>
          unseal(dossierKey, placeOf(name), sealed),
        );
        const manifest = manifestSchema.parse(JSON.parse(bytes.toString('utf8')));
        assert(hashContent(manifest.content) === manifest.contentHash, 'a manifest tells its own hash');
        return manifest;
      } catch (error) {
        const reason = error instanceof SealBroken ? 'changed' : isErrno(error, 'ENOENT') ? 'missing' : null;
        if (reason === null) throw error;
        throw new KioskFault('VAULT_FILE_DAMAGED', {
          cause: error,
          details: { dossierId: name.dossierId, reason: `manifest-${reason}` },
        });
      }
    },
    remove: (name) => awaitStorageFaults(path.dirname(folder), () => removeDurably(fileOf(name))),
    list: async () => {
      const names: ManifestName[] = [];
      for (const entry of await listFolder(folder)) {
        const [, dossierId, revision] =
          /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d+)$/.exec(entry.name) ?? [];
        if (dossierId !== undefined) names.push({ dossierId, revision: Number(revision) });
      }
      return names.sort((a, b) =>
        a.dossierId < b.dossierId ? -1 : a.dossierId > b.dossierId ? 1 : a.revision - b.revision,
      );
    },
  };
}

/** SHA-256 over the content in canonical JSON, in hex: what the portal confirms. */
export function hashContent(content: DossierContent): string {
  return createHash('sha256')
    .update(canonicalJson(content as Json))
    .digest('hex');
}

function placeOf({ dossierId, revision }: ManifestName): SealPlace {
  return { magic: 'MCKM', place: `${dossierId}.${revision}` };
}
