import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { withFolder } from '../support/folders.ts';
import { openTestStore } from '../support/test-store.ts';
import type { BenchRow } from './bench-row.ts';
import { quantile, timeNow } from './measure.ts';

const rows = 2_000;
const warmUpRows = 100;
const rowText = JSON.stringify('x'.repeat(2_000));

/**
 * A durable write of a 2 kB row through our store and through plain better-sqlite3, one after the other on the same
 * disk, so that both see the same weather. The raw one is unencrypted, WAL, synchronous=FULL, nothing else.
 */
export function measureStorage(): Promise<readonly BenchRow[]> {
  return withFolder('bench-storage', async (folder) => {
    const store = await openTestStore({
      dataDir: path.join(folder, 'ours'),
      keyPath: path.join(folder, 'master.key'),
    });
    const raw = openRaw(path.join(folder, 'raw'));
    try {
      const insertOurs = store.db.prepare('INSERT INTO setting (key, value) VALUES (?, ?)');
      const insertRaw = raw.prepare('INSERT INTO setting (key, value) VALUES (?, ?)');
      const times = interleave(
        (key) => store.write(() => insertOurs.run(key, rowText)),
        (key) => insertRaw.run(key, rowText),
      );
      return [0.5, 0.95].map((share) => {
        const ours = quantile(times.ours, share);
        const plain = quantile(times.raw, share);
        const name = `durable 2 kB row, synchronous=FULL, p${share * 100}`;
        return { name, unit: 'ms', ours, raw: plain, target: '≤ 2× raw', met: ours <= 2 * plain };
      });
    } finally {
      raw.close();
      store.close();
    }
  });
}

function openRaw(folder: string): Database.Database {
  mkdirSync(folder);
  const db = new Database(path.join(folder, 'raw.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID');
  return db;
}

/** Takes turns, and turns in who goes first. */
function interleave(ours: (key: string) => void, raw: (key: string) => void) {
  const times: { readonly ours: number[]; readonly raw: number[] } = { ours: [], raw: [] };
  for (let i = 0; i < warmUpRows + rows; i += 1) {
    const key = `key-${String(i).padStart(6, '0')}`;
    const turns = [
      () => times.ours.push(timeNow(() => ours(key))),
      () => times.raw.push(timeNow(() => raw(key))),
    ];
    for (const turn of i % 2 === 0 ? turns : turns.reverse()) turn();
  }
  return { ours: times.ours.slice(warmUpRows), raw: times.raw.slice(warmUpRows) };
}
