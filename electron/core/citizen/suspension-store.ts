import * as z from 'zod';
import type { Store } from '../storage/index.ts';

const rowSchema = z.object({
  dossierId: z.string(),
  codeHash: z.string(),
  numberHash: z.string(),
  keptUntil: z.number(),
});
export type SuspensionRow = z.infer<typeof rowSchema>;

/** Rows of kept forms; writing happens inside the caller's transaction. */
export interface SuspensionStore {
  findByCode(codeHash: string): SuspensionRow | null;
  /** Those whose time ended before the given moment. */
  listOver(nowMs: number): readonly SuspensionRow[];
  insert(row: SuspensionRow): void;
  remove(dossierId: string): void;
}

export function createSuspensionStore({ db }: Pick<Store, 'db'>): SuspensionStore {
  const columns =
    'dossier_id AS dossierId, code_hash AS codeHash, number_hash AS numberHash, kept_until AS keptUntil';
  const byCode = db.prepare<[string], unknown>(`SELECT ${columns} FROM draft_suspension WHERE code_hash = ?`);
  const over = db.prepare<[number], unknown>(`SELECT ${columns} FROM draft_suspension WHERE kept_until < ?`);
  const insert = db.prepare(
    `INSERT INTO draft_suspension (dossier_id, code_hash, number_hash, kept_until)
     VALUES (@dossierId, @codeHash, @numberHash, @keptUntil)`,
  );
  const remove = db.prepare<[string]>('DELETE FROM draft_suspension WHERE dossier_id = ?');
  return {
    findByCode(codeHash) {
      const row = byCode.get(codeHash);
      return row === undefined ? null : rowSchema.parse(row);
    },
    listOver: (nowMs) => z.array(rowSchema).parse(over.all(nowMs)),
    insert: (row) => void insert.run(row),
    remove: (dossierId) => void remove.run(dossierId),
  };
}
