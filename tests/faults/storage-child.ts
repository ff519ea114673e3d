import path from 'node:path';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { createFileKeyProvider, openStore } from '../../electron/core/storage/index.ts';
import { systemClock } from '../../shared/clock.ts';

/**
 * A second program on a data folder, to be killed: opens the store, then writes rows and pages until its end. Each
 * line on standard output is a number that was durable before it was said.
 */
const [root = '', migrationsDir = ''] = process.argv.slice(2);
const dataDir = path.join(root, 'data');
const store = await openStore({
  dataDir,
  migrationsDir,
  keyProvider: createFileKeyProvider({
    path: path.join(root, 'key', 'master.key'),
    dataDir,
    acceptUnprotectedKey: true,
  }),
  clock: systemClock,
  log: createLog(process.stderr),
});
const dossierId = '01938d6e-0000-7000-8000-00000000000c';
const key = await store.dossierKeys.createDossierKey(dossierId);
for (let number = 1; ; number += 1) {
  const page = await store.vault.write(key, dossierId, Buffer.alloc(20_000, number % 251));
  store.write(() => {
    store.db
      .prepare('INSERT INTO setting (key, value) VALUES (?, ?)')
      .run(`page-${number}`, JSON.stringify({ fileId: page.fileId, sha256: page.sha256 }));
    store.audit.append({ id: 'set-up-finished', role: 'kiosk', details: { configHash: page.sha256 } });
  });
  process.stdout.write(`${number}\n`);
}
