import { cpSync } from 'node:fs';
import path from 'node:path';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { createFileKeyProvider, openStore } from '../../electron/core/storage/index.ts';
import { systemClock } from '../../shared/clock.ts';
import type { Manifest } from '../../shared/dossier/manifest.ts';
import { withFolder } from '../support/folders.ts';

/** Everything that lies sealed on the disk of a kiosk whose plug was pulled; read from a copy, which nobody else touches. */
export function readSealed(place: {
  readonly dataDir: string;
  readonly keyPath: string;
}): Promise<readonly Manifest[]> {
  return withFolder('demo-disk', async (folder) => {
    const dataDir = path.join(folder, 'data');
    cpSync(place.dataDir, dataDir, { recursive: true });
    const store = await openStore({
      dataDir,
      migrationsDir: path.resolve(import.meta.dirname, '../../resources/migrations'),
      keyProvider: createFileKeyProvider({ path: place.keyPath, dataDir, acceptUnprotectedKey: true }),
      clock: systemClock,
      log: createLog({ write: () => {} }),
    });
    try {
      const sealed: Manifest[] = [];
      for (const name of await store.manifests.list()) sealed.push(await store.manifests.read(name));
      return sealed;
    } finally {
      store.close();
    }
  });
}
