import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import { isKioskFault } from '../../../shared/faults/index.ts';
import type { Log } from '../diagnostics/index.ts';
import { createCodeMark } from './code-mark.ts';
import type { Db } from './database-file.ts';
import { createDossierKeys } from './dossier-keys.ts';
import { createEndings } from './endings.ts';
import { createLetterFiles } from './letter-files.ts';
import { createManifests } from './manifests.ts';
import { createMoneyFile } from './money-file.ts';
import type { StorePaths } from './paths.ts';
import { hashDossierNumber, type StoreKeys } from './seal.ts';
import { createSealedRows } from './sealed-rows.ts';

/**
 * Makes what other features keep of a sealed dossier, from its content, within the transaction that puts its rows into
 * `db`. Money that the file knew is there already.
 */
export type OnFound = (db: Db) => (content: DossierContent) => void;

/** What the manifests gave to a database that did not know them. */
export interface Completion {
  /** Revisions that are now in the database and were not. */
  readonly added: number;
  /** Manifests that cannot be read any more: their key file is gone or they were changed. */
  readonly unreadable: number;
  /** False: what was paid before is missing from the books, in whole or in part. */
  readonly isMoneyWhole: boolean;
  /** Letters whose file was changed: the lists that were printed say whether they left. */
  readonly lettersUnreadable: number;
}

/**
 * Puts into a database that nobody uses yet every sealed dossier that lies beside the vault and is not in it, and lets
 * the codes count on above all that were ever given. Each dossier waits in the queue again; the portal tells by its id
 * what it has already.
 */
export async function completeRows(on: {
  readonly db: Db;
  readonly atMs: number;
  readonly onFound: OnFound;
  readonly paths: StorePaths;
  readonly keys: StoreKeys;
  readonly log: Log;
}): Promise<Completion> {
  const { db, paths, keys, log } = on;
  const dossierKeys = createDossierKeys(paths.keys, keys.dossierKeys);
  const manifests = createManifests(paths.manifests, dossierKeys);
  const endings = createEndings(db, paths.manifests, dossierKeys);
  const rows = createSealedRows(db, (idNumber) => hashDossierNumber(keys, idNumber));
  const moneyFile = createMoneyFile({ db, filePath: paths.moneyFile, key: keys.moneyFile });
  const isMoneyWhole = moneyFile.restore(on.atMs);
  const found = on.onFound(db);
  const deleteDraft = db.prepare('DELETE FROM draft WHERE dossier_id = ?');
  let added = 0;
  let unreadable = 0;
  for (const name of await manifests.list()) {
    if (rows.has(name)) continue;
    try {
      const manifest = await manifests.read(name);
      db.transaction(() => {
        rows.insertFound(manifest);
        found(manifest.content);
        deleteDraft.run(name.dossierId);
      }).immediate();
      added += 1;
    } catch (error) {
      const isLost = isKioskFault(error) && error.code === 'VAULT_FILE_DAMAGED';
      if (!isLost && !isWithoutFirst(error)) throw error;
      unreadable += 1;
      log.failure('sealed dossier cannot be read', error);
    }
  }
  const lettersUnreadable = await createLetterFiles({
    db,
    folder: paths.manifests,
    keys: dossierKeys,
    log,
  }).restore();
  for (const { dossierId, ending } of await endings.listUnentered()) {
    db.transaction(() => endings.enter(dossierId, ending)).immediate();
  }
  const number = await createCodeMark(paths.codeMark).countOnFrom(rows.lastNumber());
  rows.raiseNumber(number);
  return { added, unreadable, isMoneyWhole, lettersUnreadable };
}

/** A supplement whose dossier could not be read itself. */
function isWithoutFirst(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY';
}
