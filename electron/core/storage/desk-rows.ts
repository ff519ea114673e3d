import * as z from 'zod';
import {
  type DossierContent,
  type DossierPersons,
  dossierPersonsSchema,
} from '../../../shared/dossier/manifest.ts';
import { foldForSearch } from '../../../shared/vietnamese/fold.ts';
import type { Db } from './database-file.ts';

/** The rows of the work list and the register; what else happens to them is in migration 0120's triggers. */
export interface DeskRows {
  /**
   * Inside the transaction that seals, after its place in the queue. What finds it by a word is left for
   * `makeMissingWords`: it can be made from the row at any time, and a person waits for the seal.
   */
  insert(content: DossierContent): void;
  /** The same for a correction of it: whom it names, and how the result goes out. */
  correct(content: DossierContent): void;
  /** Makes what finds dossiers by a word where it is not made yet; answers how many there were. Inside a transaction. */
  makeMissingWords(atMost: number): number;
}

const missingSchema = z.array(
  z.object({
    n: z.number(),
    person: z.string(),
    persons: z
      .string()
      .nullable()
      .transform((text) => (text === null ? null : dossierPersonsSchema.parse(JSON.parse(text)))),
  }),
);

export function createDeskRows(db: Db): DeskRows {
  const insert = db.prepare(
    `INSERT INTO desk_row (dossier_id, received_at, state, person, address, phone, way)
     VALUES (@dossierId, @receivedAt, 'waiting', @person, @address, @phone, @way)`,
  );
  const correct = db.prepare(
    `UPDATE desk_row SET person = @person, address = @address, phone = @phone, way = @way, words = @words
     WHERE dossier_id = @dossierId`,
  );
  const rowOf = ({ dossierId, persons, delivery }: DossierContent) => ({
    dossierId,
    person: persons.filer.fullName,
    address: persons.filer.address,
    phone: persons.filer.phone,
    way: delivery.way,
  });
  const listMissing = db.prepare<[number], unknown>(
    `SELECT d.n, d.person, p.persons FROM desk_row d LEFT JOIN dossier_person p USING (dossier_id)
     WHERE d.words IS NULL AND d.person IS NOT NULL LIMIT ?`,
  );
  const setWords = db.prepare<[string, number]>('UPDATE desk_row SET words = ? WHERE n = ?');
  return {
    insert: (content) =>
      void insert.run({ ...rowOf(content), receivedAt: Math.max(0, Date.parse(content.sealedAt)) }),
    correct: (content) => void correct.run({ ...rowOf(content), words: searchWords(content.persons) }),
    makeMissingWords(atMost) {
      const missing = missingSchema.parse(listMissing.all(atMost));
      for (const { n, person, persons } of missing)
        setWords.run(persons === null ? nameWords(person) : searchWords(persons), n);
      return missing.length;
    },
  };
}

/** Names without accents and identity numbers of everybody whom the dossier names. */
function searchWords({ filer, owner }: DossierPersons): string {
  const words = [filer, owner].flatMap(({ fullName, idNumber }) => [
    ...nameWords(fullName).split(' '),
    ...(idNumber === null ? [] : [idNumber.replace(/[^0-9A-Za-z]/g, '').toLowerCase()]),
  ]);
  return [...new Set(words)].join(' ');
}

/** As the index keeps a name: letters and digits of the folded text, each word once apart. */
export function nameWords(name: string): string {
  return foldForSearch(name)
    .replace(/[^0-9a-z]+/g, ' ')
    .trim();
}

/**
 * What the erasure of a dossier leaves of its row: the person, address and telephone that the register must hold, found by
 * the name alone. Inside the erasure's transaction.
 */
export function eraseDeskRow(db: Db, dossierId: string): void {
  const person = db.prepare('SELECT person FROM desk_row WHERE dossier_id = ?').pluck().get(dossierId);
  if (typeof person !== 'string') return;
  db.prepare('UPDATE desk_row SET words = ? WHERE dossier_id = ?').run(nameWords(person), dossierId);
  db.prepare('UPDATE dossier_ending SET reason = NULL WHERE dossier_id = ?').run(dossierId);
}
