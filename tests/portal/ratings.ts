import type Database from 'better-sqlite3';
import type { Rating } from '../../shared/portal/index.ts';

export interface CountedRating {
  readonly day: string;
  readonly kioskId: string;
  readonly procedureCode: string;
  readonly score: number;
  readonly count: number;
}

/** The anonymous ratings of all kiosks. */
export interface RatingBook {
  /** The same id from the same kiosk changes nothing. */
  count(kioskId: string, rating: Rating): void;
  list(): readonly CountedRating[];
}

const schema = `
CREATE TABLE IF NOT EXISTS rating (
  kiosk_id TEXT NOT NULL, rating_id TEXT NOT NULL, day TEXT NOT NULL, procedure_code TEXT NOT NULL,
  score INTEGER NOT NULL, PRIMARY KEY (kiosk_id, rating_id)
) STRICT, WITHOUT ROWID;
`;

export function openRatingBook(sqlite: Database.Database): RatingBook {
  sqlite.exec(schema);
  const put = sqlite.prepare(
    `INSERT INTO rating (kiosk_id, rating_id, day, procedure_code, score) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const list = sqlite.prepare<[], CountedRating>(
    `SELECT day, kiosk_id AS kioskId, procedure_code AS procedureCode, score, count(*) AS count FROM rating
     GROUP BY day, kiosk_id, procedure_code, score ORDER BY day DESC, procedure_code, score`,
  );
  return {
    count: (kioskId, { ratingId, day, procedureCode, score }) =>
      void put.run(kioskId, ratingId, day, procedureCode, score),
    list: () => list.all(),
  };
}
