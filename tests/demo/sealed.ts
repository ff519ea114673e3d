import { cpSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from '../../shared/dossier/manifest.ts';
import { withFolder } from '../support/folders.ts';
import { openTestStore } from '../support/test-store.ts';

/** Everything that lies sealed on the disk of a kiosk whose plug was pulled; read from a copy, which nobody else touches. */
export function readSealed(place: {
  readonly dataDir: string;
  readonly keyPath: string;
}): Promise<readonly Manifest[]> {
  return withFolder('demo-disk', async (folder) => {
    const dataDir = path.join(folder, 'data');
    cpSync(place.dataDir, dataDir, { recursive: true });
    const store = await openTestStore({ dataDir, keyPath: place.keyPath });
    try {
      const sealed: Manifest[] = [];
      for (const name of await store.manifests.list()) sealed.push(await store.manifests.read(name));
      return sealed;
    } finally {
      store.close();
    }
  });
}
