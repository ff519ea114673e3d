import { randomBytes } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../diagnostics/index.ts';
import { connect } from './database-file.ts';
import type { DeleteDossierRows } from './dossier-rows.ts';
import { listFolder, removeDurably } from './durable-file.ts';
import type { StorePaths } from './paths.ts';
import type { StoreKeys } from './seal.ts';

/** More would fill the disk with old personal data; fewer would lose the way back from two updates in a row. */
const keptAtMost = 3;

/** A fresh name for a copy set aside, sortable by the wall clock where that is right. */
export function keptCopyPath(paths: StorePaths, what: string, clock: Clock): string {
  const at = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return path.join(paths.kept, `${what}-${at}-${randomBytes(3).toString('hex')}.db`);
}

/** Removes all but the newest copies. */
export async function pruneKeptCopies(paths: StorePaths): Promise<void> {
  const copies = await Promise.all(
    (await keptCopies(paths)).map(async (copy) => ({ copy, at: (await stat(copy)).mtimeMs })),
  );
  for (const { copy } of copies.sort((a, b) => b.at - a.at).slice(keptAtMost)) await removeCopy(copy);
}

/**
 * Erases a dossier from the copies set aside, too: each holds its rows under the same master key. A copy that cannot
 * be cleaned (damaged, too old) is removed: the dossier was delivered, and the running database is whole.
 */
export async function eraseFromKeptCopies(erasure: {
  readonly paths: StorePaths;
  readonly keys: StoreKeys;
  readonly log: Log;
  readonly dossierId: string;
  readonly deleteRows: DeleteDossierRows;
  readonly erasedAt: number;
}): Promise<void> {
  for (const copy of await keptCopies(erasure.paths)) {
    try {
      const db = connect(copy, erasure.keys, 'read-write');
      try {
        db.transaction(() => erasure.deleteRows(db, erasure.dossierId, erasure.erasedAt)).immediate();
        db.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        db.close();
      }
    } catch (error) {
      erasure.log.failure('kept copy could not be cleaned and was removed', error);
      await removeCopy(copy);
    }
  }
}

async function keptCopies(paths: StorePaths): Promise<readonly string[]> {
  return (await listFolder(paths.kept))
    .filter((entry) => entry.name.endsWith('.db'))
    .map((entry) => path.join(paths.kept, entry.name));
}

async function removeCopy(copy: string): Promise<void> {
  for (const suffix of ['-wal', '-shm', '-journal']) await rm(`${copy}${suffix}`, { force: true });
  await removeDurably(copy);
}
