import * as z from 'zod';
import type { Store } from '../../storage/index.ts';

/**
 * Finds a dossier of the same procedure that one of these people handed in on the same day at the office: handing in
 * twice by mistake is the commonest double. Gives its temporary code; null when there is none. `dayStartMs` since 1970.
 */
export function createSameDayLook(
  store: Pick<Store, 'db' | 'hashDossierNumber'>,
): (of: {
  readonly procedureCode: string;
  readonly idNumbers: readonly (string | null)[];
  readonly dayStartMs: number;
}) => string | null {
  const find = store.db
    .prepare<[string, string, number]>(
      `SELECT temporary_code FROM dossier
       WHERE number_hash = ? AND procedure_code = ? AND received_at >= ? AND erased_at IS NULL LIMIT 1`,
    )
    .pluck();
  return ({ procedureCode, idNumbers, dayStartMs }) => {
    for (const idNumber of new Set(idNumbers)) {
      if (idNumber === null) continue;
      const found = find.get(store.hashDossierNumber(idNumber), procedureCode, dayStartMs);
      if (found !== undefined) return z.string().parse(found);
    }
    return null;
  };
}
