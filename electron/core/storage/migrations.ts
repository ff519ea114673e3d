import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { assert } from '../../../shared/assert.ts';
import type { Clock } from '../../../shared/clock.ts';
import { type Db, schemaVersion } from './database-file.ts';

/** One numbered step of the schema, up only. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

const fileName = /^(\d{4})-[a-z0-9-]+\.sql$/;

/** Reads the numbered SQL files (gaps allowed) in order; a file named otherwise is a defect, not ignored. */
export function readMigrations(folder: string): readonly Migration[] {
  const migrations = readdirSync(folder)
    .sort()
    .map((name) => {
      const version = Number(fileName.exec(name)?.[1] ?? 0);
      assert(version > 0, `${name} is named like 0010-what-it-does.sql`);
      // Line ends may change when a repository is checked out on Windows; the statements do not.
      const sql = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n');
      return { version, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
  const versions = migrations.map((migration) => migration.version);
  assert(migrations.length > 0, 'there are migrations');
  assert(new Set(versions).size === versions.length, 'every migration has a number of its own');
  return migrations;
}

/** The number that a database brought up to date carries. */
export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/**
 * What is still to be applied. Throws (a defect) when an applied migration was edited, renumbered or taken away, or
 * a new one was slipped in below the present version.
 */
export function pendingMigrations(db: Db, migrations: readonly Migration[]): readonly Migration[] {
  const present = schemaVersion(db);
  if (present === 0) return migrations;
  const applied = db
    .prepare<[], { version: number; sha256: string }>('SELECT version, sha256 FROM schema_migration')
    .all();
  const known = new Map(migrations.map((migration) => [migration.version, migration]));
  for (const row of applied) {
    assert(
      known.get(row.version)?.sha256 === row.sha256,
      `released migration ${row.version} was never edited`,
    );
    known.delete(row.version);
  }
  for (const version of known.keys()) {
    assert(version > present, `migration ${version} comes after the applied ${present}`);
  }
  return [...known.values()];
}

/** Applies each migration in one transaction together with its number and checksum. */
export function applyMigrations(db: Db, pending: readonly Migration[], clock: Clock): void {
  for (const migration of pending) {
    db.transaction(() => {
      db.exec(`CREATE TABLE IF NOT EXISTS schema_migration (
        version    INTEGER NOT NULL PRIMARY KEY CHECK (version > 0),
        name       TEXT    NOT NULL,
        sha256     TEXT    NOT NULL CHECK (length(sha256) = 64),
        applied_at INTEGER NOT NULL
      ) STRICT`);
      db.exec(migration.sql);
      assert(db.inTransaction, `${migration.name} leaves the transaction alone`);
      db.prepare('INSERT INTO schema_migration (version, name, sha256, applied_at) VALUES (?, ?, ?, ?)').run(
        migration.version,
        migration.name,
        migration.sha256,
        clock.now(),
      );
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  }
}
