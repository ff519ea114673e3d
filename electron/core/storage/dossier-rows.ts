import type { Db } from './database-file.ts';
import { eraseDeskRow } from './desk-rows.ts';

/**
 * Deletes what the database holds of a person for one dossier, keeping what the law keeps. Runs inside a
 * transaction, also on a copy that is being restored, and any number of times. `erasedAt` in ms since 1970.
 */
export type DeleteDossierRows = (db: Db, dossierId: string, erasedAt: number) => void;

/**
 * Tables with rows of a dossier that go at erasure, by their column `dossier_id`, children first. A draft goes whole;
 * of a sealed dossier the stub stays (codes, procedure, states and their times, the portal's proof, what was printed).
 */
const tables: readonly string[] = [
  'draft_answer',
  'draft',
  'outbox_upload',
  'outbox',
  'dossier_file',
  'dossier_person',
  'supplement_request',
  // Addresses are in it; money stays (payment_event): it names no citizen.
  'post_event',
  'letter_unfiled',
];

/** The deletion that every erasure, restore and rebuild uses. */
export const deleteDossierRows: DeleteDossierRows = (db, dossierId, erasedAt) => {
  const present = new Set(
    db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all(),
  );
  for (const table of tables) {
    // A copy set aside before an update may be older than the table.
    if (present.has(table)) db.prepare(`DELETE FROM ${table} WHERE dossier_id = ?`).run(dossierId);
  }
  if (!present.has('dossier')) return;
  if (present.has('desk_row')) eraseDeskRow(db, dossierId);
  db.prepare(
    'UPDATE dossier SET number_hash = NULL, erased_at = coalesce(erased_at, ?) WHERE dossier_id = ?',
  ).run(Math.max(0, erasedAt), dossierId);
};

/** Was this dossier handed in, and is it still here? */
export function isSealedDossier(db: Db, dossierId: string): boolean {
  const row = db.prepare('SELECT 1 FROM dossier WHERE dossier_id = ? AND erased_at IS NULL').get(dossierId);
  return row !== undefined;
}
