import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Clock } from '../../../shared/clock.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import { copyDatabase } from './backup.ts';
import {
  applicationId,
  connectWriter,
  type Db,
  databaseFileState,
  examineDatabase,
  schemaVersion,
} from './database-file.ts';
import { listFolder, makeFolderDurably, renameDurably, writeFileDurably } from './durable-file.ts';
import { keptCopyPath, pruneKeptCopies } from './kept-copies.ts';
import { checkKey, writeKeyCheck } from './key-check.ts';
import type { KeyProvider } from './keys/index.ts';
import { applyMigrations, type Migration, newestVersion, pendingMigrations } from './migrations.ts';
import { type StorePaths, storePaths } from './paths.ts';
import { deriveStoreKeys, type StoreKeys } from './seal.ts';

/** What was done to the schema when the database opened. */
export interface SchemaChange {
  readonly from: number;
  readonly to: number;
}

/**
 * Is this folder new, or does a database stand in it? Throws DATABASE_MISSING where one was and is gone, and
 * DATABASE_DAMAGED for an emptied one: an empty new database over an old one would lose everything quietly.
 */
export async function folderState(paths: StorePaths): Promise<'new' | 'has-database'> {
  const state = databaseFileState(paths.database);
  if (state === 'present') return 'has-database';
  if (state === 'empty') throw new KioskFault('DATABASE_DAMAGED', { details: { reason: 'empty' } });
  if (await holdsTraces(paths)) throw new KioskFault('DATABASE_MISSING');
  return 'new';
}

/** Does a database file stand in this data folder, in whatever state? */
export function holdsDatabase(dataDir: string): boolean {
  return existsSync(storePaths(dataDir).database);
}

/** Was there ever a kiosk in this folder? */
export async function holdsTraces(paths: StorePaths): Promise<boolean> {
  if ([paths.mark, paths.erasureLog, `${paths.database}-wal`].some((name) => existsSync(name))) return true;
  const folders = [paths.vault, paths.keys, paths.manifests, paths.kept];
  const contents = await Promise.all(folders.map(listFolder));
  return contents.some((entries) => entries.length > 0);
}

/** The keys of the store; the master key itself is wiped at once. */
export async function fetchStoreKeys(provider: KeyProvider, mayCreate: boolean): Promise<StoreKeys> {
  const masterKey = await provider.get({ mayCreate });
  try {
    return deriveStoreKeys(masterKey);
  } finally {
    masterKey.reveal().fill(0);
  }
}

/** Opens the writer, after making a new database or examining the one that is there, and migrates it. */
export async function openDatabase(deps: {
  readonly paths: StorePaths;
  readonly keys: StoreKeys;
  readonly state: 'new' | 'has-database';
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
}): Promise<{ readonly db: Db; readonly schemaChange: SchemaChange | null }> {
  const { paths, keys, migrations } = deps;
  const newest = newestVersion(migrations);
  if (deps.state === 'new') await createDatabase(deps);
  else await examineDatabase({ paths, keys, newestKnown: newest });
  const db = connectWriter(paths.database, keys);
  try {
    const from = deps.state === 'new' ? 0 : schemaVersion(db);
    const pending = pendingMigrations(db, migrations);
    if (pending.length > 0) {
      await keepCopy(deps, db, `before-${String(newest).padStart(4, '0')}`);
      applyMigrations(db, pending, deps.clock);
    }
    await leaveMarks(paths, keys);
    return { db, schemaChange: from === newest ? null : { from, to: newest } };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Made whole under another name and renamed, so a power cut leaves a new folder or a database, nothing between. */
async function createDatabase(deps: Parameters<typeof openDatabase>[0]): Promise<void> {
  const { paths, keys, migrations, clock } = deps;
  for (const suffix of ['', '-wal', '-shm', '-journal'])
    await rm(`${paths.databaseNew}${suffix}`, { force: true });
  try {
    const db = connectWriter(paths.databaseNew, keys);
    try {
      db.pragma(`application_id = ${applicationId}`);
      applyMigrations(db, migrations, clock);
    } finally {
      db.close();
    }
    await writeKeyCheck(paths.keyCheck, keys.keyCheck);
    await renameDurably(paths.databaseNew, paths.database);
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm', '-journal'])
      await rm(`${paths.databaseNew}${suffix}`, { force: true });
    throw error;
  }
}

async function keepCopy(deps: Parameters<typeof openDatabase>[0], db: Db, what: string): Promise<void> {
  await makeFolderDurably(deps.paths.kept);
  await copyDatabase({ db, keys: deps.keys, toPath: keptCopyPath(deps.paths, what, deps.clock) });
  await pruneKeptCopies(deps.paths);
}

/** The database opened, so the key is right and the folder is no longer new: say both. */
export async function leaveMarks(paths: StorePaths, keys: StoreKeys): Promise<void> {
  if ((await checkKey(paths.keyCheck, keys.keyCheck)) !== 'right')
    await writeKeyCheck(paths.keyCheck, keys.keyCheck);
  if (!existsSync(paths.mark)) await writeFileDurably(paths.mark, Buffer.from('mot-cua-kiosk 1\n'));
}
