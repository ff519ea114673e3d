import path from 'node:path';
import { createScanners } from '../../electron/core/devices/scanner/index.ts';
import { assertDefined } from '../../shared/assert.ts';
import { systemClock } from '../../shared/clock.ts';

/** Scans a pile and is killed by itself while the second page is being stored: `spool configDir`. */
const [spoolFolder, configDir] = process.argv.slice(2);
const quiet = { info: () => undefined, warn: () => undefined, failure: () => undefined };
const scanners = createScanners({
  scanners: [{ driver: 'sane', program: 'scanimage', configDir, options: [] }],
  spoolFolder: assertDefined(spoolFolder, 'spool folder'),
  resourcesDir: path.resolve(import.meta.dirname, '../../resources'),
  pins: { find: () => undefined, keep: () => undefined },
  onRejected: () => undefined,
  clock: systemClock,
  log: quiet,
});
scanners.start(() => undefined);
await scanners.scan(
  {
    id: 'dying',
    reference: { dossierId: 'd-7', componentId: 'c-3' },
    scanner: null,
    source: 'feeder',
    dpi: 100,
    colour: 'colour',
    area: 'a4',
    pageLimit: null,
  },
  {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    sink: {
      async accept({ ordinal }) {
        if (ordinal === 2) process.kill(process.pid, 'SIGKILL');
      },
    },
  },
);
