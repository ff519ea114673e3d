import * as z from 'zod';
import type { Store } from '../../storage/index.ts';

/** Vietnam keeps one offset all year. */
const officeOffsetMs = 7 * 3_600_000;
const dayMs = 86_400_000;

/**
 * Finds a dossier of the same procedure that one of these people handed in on the same day at the office: handing in
 * twice by mistake is the commonest double. Gives its temporary code; null when there is none. `now` in ms since 1970.
 */
export function createSameDayLook(
  store: Pick<Store, 'db' | 'hashDossierNumber'>,
): (of: {
  readonly procedureCode: string;
  readonly idNumbers: readonly (string | null)[];
  readonly now: number;
}) => string | null {
  const find = store.db
    .prepare<[string, string, number]>(
      `SELECT temporary_code FROM dossier
       WHERE number_hash = ? AND procedure_code = ? AND received_at >= ? AND erased_at IS NULL LIMIT 1`,
    )
    .pluck();
  return ({ procedureCode, idNumbers, now }) => {
    const dayBeganAt = Math.floor((now + officeOffsetMs) / dayMs) * dayMs - officeOffsetMs;
    for (const idNumber of new Set(idNumbers)) {
      if (idNumber === null) continue;
      const found = find.get(store.hashDossierNumber(idNumber), procedureCode, dayBeganAt);
      if (found !== undefined) return z.string().parse(found);
    }
    return null;
  };
}
