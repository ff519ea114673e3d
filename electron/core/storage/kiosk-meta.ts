import * as z from 'zod';
import type { Db } from './database-file.ts';

/** How many lines the erasure log had when this database was written: a shorter log was cut. */
export function readErasuresLogged(db: Db): number {
  const row = db
    .prepare<[], { value: string }>("SELECT value FROM kiosk_meta WHERE key = 'erasures_logged'")
    .get();
  return row === undefined ? 0 : z.number().int().parse(JSON.parse(row.value));
}

export function writeErasuresLogged(db: Db, count: number): void {
  db.prepare("INSERT OR REPLACE INTO kiosk_meta (key, value) VALUES ('erasures_logged', ?)").run(
    JSON.stringify(count),
  );
}
