import path from 'node:path';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { createFileKeyProvider, openStore, type Store } from '../../electron/core/storage/index.ts';
import { systemClock } from '../../shared/clock.ts';

type StoreDeps = Parameters<typeof openStore>[0];

/** The storage of a kiosk with our migrations and a key in a plain file; silent, and by this machine's clock. */
export function openTestStore(
  place: { readonly dataDir: string; readonly keyPath: string },
  change: Partial<StoreDeps> = {},
): Promise<Store> {
  const { dataDir, keyPath } = place;
  return openStore({
    dataDir,
    migrationsDir: path.resolve(import.meta.dirname, '../../resources/migrations'),
    keyProvider: createFileKeyProvider({ path: keyPath, dataDir, acceptUnprotectedKey: true }),
    clock: systemClock,
    log: createLog({ write: () => {} }),
    ...change,
  });
}

/** Where data and key lie in a test's folder. */
export function storePlace(folder: string): { readonly dataDir: string; readonly keyPath: string } {
  return { dataDir: path.join(folder, 'data'), keyPath: path.join(folder, 'key', 'master.key') };
}
