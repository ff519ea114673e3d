import path from 'node:path';
import { createCatalogue } from '../../electron/core/catalogue/index.ts';
import { systemClock } from '../../shared/clock.ts';

/** Run as a process of its own by the bench: what opening the shipped catalogue costs a core that just started. */
const startedAt = performance.now();
const catalogue = createCatalogue({
  shippedDir: path.resolve(import.meta.dirname, '../../resources/catalogue'),
  dataDir: path.resolve(import.meta.dirname, 'no-updates-here'),
  clock: systemClock,
  log: { info: () => undefined, warn: () => undefined, failure: () => undefined },
  verifyKey: null,
});
const takenMs = performance.now() - startedAt;
catalogue.close();
console.log(takenMs);
