import type { Store } from '../storage/index.ts';

/** Dossiers whose use a person had restricted: only the supervisor works with them. */
export interface Restrictions {
  has(dossierId: string): boolean;
}

export function createRestrictions({ db }: Pick<Store, 'db'>): Restrictions {
  const find = db.prepare<[string], unknown>('SELECT 1 FROM data_restriction WHERE dossier_id = ?');
  return { has: (dossierId) => find.get(dossierId) !== undefined };
}
