import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { openFoundBooks } from '../../electron/core/compose-books.ts';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import {
  createFileKeyProvider,
  openStore,
  restoreBackup,
  type Store,
  type StoreDeps,
} from '../../electron/core/storage/index.ts';
import { type FaultCode, isKioskFault } from '../../shared/faults/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';

export const migrationsDir = path.resolve('resources/migrations');
export const anDossier = '01938d6e-0000-7000-8000-000000000001';
export const binhDossier = '01938d6e-0000-7000-8000-000000000002';

/** A data folder, a key beside it in a folder of its own, and the log of what the store said. */
export interface Place {
  readonly root: string;
  readonly dataDir: string;
  readonly keyPath: string;
  readonly logged: string[];
  readonly deps: StoreDeps;
  open(change?: Partial<StoreDeps>): Promise<Store>;
  restore(
    from: string,
    change?: Partial<Parameters<typeof restoreBackup>[0]>,
  ): ReturnType<typeof restoreBackup>;
}

export function makePlace(root = makeFolder()): Place {
  const dataDir = path.join(root, 'data');
  const keyPath = path.join(root, 'key', 'master.key');
  const logged: string[] = [];
  const deps: StoreDeps = {
    dataDir,
    migrationsDir,
    keyProvider: createFileKeyProvider({ path: keyPath, dataDir, acceptUnprotectedKey: true }),
    clock: createFakeClock(),
    log: createLog({ write: (line) => void logged.push(line) }),
  };
  return {
    root,
    dataDir,
    keyPath,
    logged,
    deps,
    open: async (change = {}) => {
      const store = await openStore({ ...deps, ...change });
      onTestFinished(() => store.close());
      return store;
    },
    restore: (from, change = {}) =>
      restoreBackup({ ...deps, deleteRows: deleteCitizenRows, onFound: openFoundBooks, from, ...change }),
  };
}

export function makeFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kiosk-storage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Takes all the space of a disk, to the last byte. */
export function fillDisk(filler: string): void {
  const file = openSync(filler, 'w');
  try {
    for (const sizeBytes of [65_536, 4_096, 1]) {
      try {
        for (;;) writeSync(file, Buffer.alloc(sizeBytes));
      } catch (error) {
        expect(error).toMatchObject({ code: 'ENOSPC' });
      }
    }
  } finally {
    closeSync(file);
  }
}

/** A file system of its own in memory, so that "full", "read-only" and "another device" are the real thing. */
export function mountDisk(size: string): { readonly folder: string; makeReadOnly(): void } {
  const folder = makeFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
  return { folder, makeReadOnly: () => void execFileSync('mount', ['-o', 'remount,ro', folder]) };
}

/**
 * The content of every file below a folder. Locks and `-shm`, SQLite's scratch index of the WAL, hold no data. Call it only
 * while no store of this process is open: closing a handle on a SQLite file drops the process's locks on it.
 */
export function contentOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/-shm$|\.lock$/.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  const sha256 = (name: string) =>
    createHash('sha256')
      .update(readFileSync(path.join(folder, name)))
      .digest('hex');
  return Object.fromEntries(names.map((name) => [name, sha256(name)]));
}

/** The fault that the work ends with; fails when it succeeds or ends with a defect. */
export async function faultOf(
  work: () => unknown,
): Promise<{ readonly code: FaultCode; readonly details: object }> {
  try {
    await work();
  } catch (error) {
    if (isKioskFault(error)) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error('no fault was raised');
}

/** A folder of migrations with one more than the product has, as the next version would. */
export function withMigration(name: string, sql: string): string {
  const folder = path.join(makeFolder(), 'migrations');
  cpSync(migrationsDir, folder, { recursive: true });
  writeFileSync(path.join(folder, name), sql);
  return folder;
}

/** A later version's table of personal rows, so that erasure has something to erase. */
export function withCitizens(): string {
  return withMigration(
    '9000-citizen.sql',
    'CREATE TABLE citizen (dossier_id TEXT NOT NULL PRIMARY KEY, full_name TEXT NOT NULL) STRICT, WITHOUT ROWID;',
  );
}

export function deleteCitizenRows(db: Store['db'], dossierId: string): void {
  db.prepare('DELETE FROM citizen WHERE dossier_id = ?').run(dossierId);
}

export function saveCitizen(store: Store, dossierId: string, fullName: string): void {
  store.write(() => store.db.prepare('INSERT INTO citizen VALUES (?, ?)').run(dossierId, fullName));
}

export function citizens(store: Store): readonly string[] {
  const rows = store.db
    .prepare<[], { full_name: string }>('SELECT full_name FROM citizen ORDER BY dossier_id')
    .all();
  return rows.map((row) => row.full_name);
}

export function saveSetting(store: Store, key: string, value: string): void {
  store.write(() =>
    store.db
      .prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)')
      .run(key, JSON.stringify(value)),
  );
}

export function countSettings(store: Store): number {
  return store.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM setting').get()?.n ?? 0;
}

/** A place with some data in it, closed in order. */
export async function makeUsedPlace(root?: string): Promise<Place> {
  const place = makePlace(root);
  const store = await place.open();
  for (let i = 0; i < 50; i += 1) saveSetting(store, `key-${i}`, 'x'.repeat(500));
  store.close();
  return place;
}

/** The database file of a place. */
export const databaseOf = (place: Place): string => path.join(place.dataDir, 'kiosk.db');

/** Opening must raise the fault and leave every file byte for byte. */
export async function expectRefusedUntouched(place: Place, code: string, open = () => place.open()) {
  const before = contentOf(place.root);
  const fault = await faultOf(open);
  expect(fault.code).toBe(code);
  expect(contentOf(place.root)).toEqual(before);
  return fault;
}
