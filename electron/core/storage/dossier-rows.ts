import type { Db } from './database-file.ts';

/**
 * Deletes what the database holds of a person for one dossier, keeping what the law keeps. Runs inside a
 * transaction, also on a copy that is being restored, and any number of times.
 */
export type DeleteDossierRows = (db: Db, dossierId: string) => void;

/** Tables with a row per dossier that goes at erasure, by their column `dossier_id`, children first. */
const tables: readonly string[] = ['draft_answer', 'draft'];

/** The deletion that every erasure, restore and rebuild uses. */
export const deleteDossierRows: DeleteDossierRows = (db, dossierId) => {
  for (const table of tables) db.prepare(`DELETE FROM ${table} WHERE dossier_id = ?`).run(dossierId);
};
