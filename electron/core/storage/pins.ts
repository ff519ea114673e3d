import * as z from 'zod';
import type { Store } from './store.ts';

const pinsSchema = z.record(z.string(), z.string());

/** Certificates of devices that were seen first and are believed from then on, by host; kept over restarts. */
export function createPins(
  store: Pick<Store, 'db' | 'write'>,
  device: 'scanner' | 'printer',
): { find(host: string): string | undefined; keep(host: string, fingerprint: string): void } {
  const key = `certificates of ${device}s`;
  const read = store.db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  const write = store.db.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  function pins(): Record<string, string> {
    const value = read.get(key);
    return value === undefined ? {} : pinsSchema.parse(JSON.parse(value));
  }
  return {
    find: (host) => pins()[host],
    keep(host, fingerprint) {
      store.write(() => write.run(key, JSON.stringify({ ...pins(), [host]: fingerprint })));
    },
  };
}
