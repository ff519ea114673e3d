import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { isKioskFault } from '../../../shared/faults/index.ts';
import type { Db } from './database-file.ts';
import type { DossierKeys } from './dossier-keys.ts';
import { listFolder, makeFolderDurably, removeDurably, writeSmallFileDurably } from './durable-file.ts';
import { assertDossierId } from './paths.ts';
import { SealBroken, type SealPlace, seal, unseal } from './seal.ts';
import { awaitStorageFaults } from './storage-faults.ts';

const endingSchema = z.object({
  kind: z.enum(['paper', 'cancelled']),
  /** Null once the dossier is erased. */
  reason: z.string().nullable(),
  /** Those that left the queue; a withdrawal that follows them goes its way. */
  revisions: z.array(z.int().nonnegative()),
  accountId: z.string().nullable(),
  at: z.number(),
});
/** Why a dossier left the queue for good by an officer's word: taken in on paper, or never sent. */
export type Ending = z.infer<typeof endingSchema>;

/**
 * Dossiers that are not sent any more. The word lies beside their manifests, too, under the dossier's own key: a database
 * that is made anew from the manifests would send them otherwise.
 */
export interface Endings {
  find(dossierId: string): Ending | null;
  /** Durable before `enter` may run; a crash in between is settled at the next start. */
  write(dossierId: string, ending: Ending): Promise<void>;
  /** It was not to be: the officer's wish could not be carried out. */
  takeBack(dossierId: string): Promise<void>;
  /** Takes what is not delivered out of the queue; inside the caller's transaction, any number of times. */
  enter(dossierId: string, ending: Ending): void;
  /** What lies beside the manifests and is not in the database yet. */
  listUnentered(): Promise<readonly { readonly dossierId: string; readonly ending: Ending }[]>;
}

const rowSchema = endingSchema.extend({
  revisions: z.string().transform((text) => endingSchema.shape.revisions.parse(JSON.parse(text))),
});

const nameShape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.ended$/;

/** `folder` is the manifests': what begins with a dossier's id there goes with its erasure. */
export function createEndings(db: Db, folder: string, keys: Pick<DossierKeys, 'getDossierKey'>): Endings {
  const row = db.prepare<[string], unknown>(
    'SELECT kind, reason, revisions, account_id AS accountId, at FROM dossier_ending WHERE dossier_id = ?',
  );
  const insert = db.prepare(
    `INSERT INTO dossier_ending (dossier_id, kind, reason, revisions, account_id, at)
     SELECT dossier_id, @kind, @reason, @revisions, @accountId, @at FROM dossier WHERE dossier_id = @dossierId
     ON CONFLICT DO NOTHING`,
  );
  const leaveQueue = db.prepare(
    "DELETE FROM outbox WHERE dossier_id = ? AND revision = ? AND state <> 'delivered'",
  );
  const fileOf = (dossierId: string): string => {
    assertDossierId(dossierId);
    return path.join(folder, `${dossierId}.ended`);
  };

  function find(dossierId: string): Ending | null {
    const found = row.get(dossierId);
    return found === undefined ? null : rowSchema.parse(found);
  }

  return {
    find,
    write: (dossierId, ending) =>
      awaitStorageFaults(path.dirname(folder), async () => {
        const key = await keys.getDossierKey(dossierId);
        if (!existsSync(folder)) await makeFolderDurably(folder);
        writeSmallFileDurably(
          fileOf(dossierId),
          seal(key, placeOf(dossierId), Buffer.from(JSON.stringify(ending))),
        );
      }),
    takeBack: (dossierId) => awaitStorageFaults(path.dirname(folder), () => removeDurably(fileOf(dossierId))),
    enter(dossierId, ending) {
      insert.run({ dossierId, ...ending, revisions: JSON.stringify(ending.revisions) });
      for (const revision of ending.revisions) leaveQueue.run(dossierId, revision);
    },
    async listUnentered() {
      const found = [];
      for (const { name } of await listFolder(folder)) {
        const dossierId = nameShape.exec(name)?.[1];
        if (dossierId === undefined || find(dossierId) !== null) continue;
        const ending = await read(dossierId);
        if (ending !== null) found.push({ dossierId, ending });
      }
      return found;
    },
  };

  /** Null when it cannot be read: then its manifests cannot either, and nothing of it is ever sent. */
  async function read(dossierId: string): Promise<Ending | null> {
    try {
      const key = await keys.getDossierKey(dossierId);
      const bytes = unseal(key, placeOf(dossierId), await readFile(fileOf(dossierId)));
      return endingSchema.parse(JSON.parse(bytes.toString('utf8')));
    } catch (error) {
      if (error instanceof SealBroken || isKioskFault(error)) return null;
      throw error;
    }
  }
}

function placeOf(dossierId: string): SealPlace {
  return { magic: 'MCKE', place: `${dossierId}.ended` };
}
