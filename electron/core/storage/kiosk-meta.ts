import * as z from 'zod';
import type { Db } from './database-file.ts';

/** What the kiosk keeps under a name; null when it keeps nothing. */
export function readMeta(db: Db, key: string): unknown {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM kiosk_meta WHERE key = ?').get(key);
  return row === undefined ? null : JSON.parse(row.value);
}

export function writeMeta(db: Db, key: string, value: unknown): void {
  db.prepare('INSERT OR REPLACE INTO kiosk_meta (key, value) VALUES (?, ?)').run(key, JSON.stringify(value));
}

export function deleteMeta(db: Db, key: string): void {
  db.prepare('DELETE FROM kiosk_meta WHERE key = ?').run(key);
}

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
