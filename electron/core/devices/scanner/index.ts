import { statSync } from 'node:fs';
import path from 'node:path';
import { unreachable } from '../../../../shared/assert.ts';
import type { Clock } from '../../../../shared/clock.ts';
import type { KioskConfig } from '../../../../shared/config/index.ts';
import type { Log } from '../../diagnostics/index.ts';
import type { CertificatePins } from '../judged-connection.ts';
import { createEsclDriver } from './drivers/escl/escl.ts';
import { createEsclDiscovery } from './drivers/escl/escl-discovery.ts';
import { createEsclHttp } from './drivers/escl/escl-http.ts';
import { readEsclQuirks } from './drivers/escl/escl-quirks.ts';
import { createInboxDriver, type RejectedFile } from './drivers/inbox.ts';
import { createNaps2Driver } from './drivers/naps2.ts';
import { createSaneDriver } from './drivers/sane/sane.ts';
import { readSaneKnowledge } from './drivers/sane/sane-knowledge.ts';
import type { ScannerDriver, Scanners } from './scanner.port.ts';
import { createScannerSet } from './scanners.ts';
import { createSpool, type PageLimits, usualPageLimits } from './spool.ts';

export type { CertificatePins } from '../judged-connection.ts';
export type { RejectedFile } from './drivers/inbox.ts';
export { createSamplePapers, type SamplePapers } from './sample-papers.ts';
export type {
  PageSink,
  ScanJob,
  ScannedPage,
  ScannerNews,
  Scanners,
  ScanProgress,
  ScanResult,
} from './scanner.port.ts';

type ScannerConfig = KioskConfig['scanners'][number];

export interface ScannersDeps {
  /** The `scanners` of the configuration, in the order in which they are preferred. */
  readonly scanners: readonly ScannerConfig[];
  /** Pages on their way to the vault lie here in the clear, so best in memory: see `spoolFolderFor`. */
  readonly spoolFolder: string;
  readonly resourcesDir: string;
  /** Kept over restarts, or every certificate is the first one. */
  readonly pins: CertificatePins;
  /** A file of an inbox was no page: tell whoever put it there. */
  readonly onRejected: (file: RejectedFile) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: PageLimits;
}

/** All scanners of the configuration as one; nothing is asked or opened before `start`. */
export function createScanners(deps: ScannersDeps): Scanners {
  const limits = deps.limits ?? usualPageLimits;
  const hasEscl = deps.scanners.some(({ driver }) => driver === 'escl');
  return createScannerSet({
    drivers: deps.scanners.map((config) => createDriver(config, { ...deps, limits }, hasEscl)),
    spool: createSpool({ folder: deps.spoolFolder, limits }),
    spoolFolder: deps.spoolFolder,
    clock: deps.clock,
    log: deps.log,
  });
}

function createDriver(
  config: ScannerConfig,
  deps: ScannersDeps & { readonly limits: PageLimits },
  hasEscl: boolean,
): ScannerDriver {
  const { clock, log, resourcesDir } = deps;
  switch (config.driver) {
    case 'sane': {
      const knowledge = readSaneKnowledge(resourcesDir);
      const { program, configDir = null, options } = config;
      return createSaneDriver({
        settings: { program, configDir, options },
        knowledge,
        // One scanner, one driver: ours reads its status, and never hides behind SANE's.
        ignoredBackends: hasEscl ? knowledge.networkBackends : [],
        clock,
      });
    }
    case 'escl':
      return createEsclDriver({
        addresses: config.addresses,
        discovery: config.discover
          ? createEsclDiscovery({ networkInterface: config.networkInterface ?? null, log })
          : null,
        http: createEsclHttp({ clock, policy: config.certificates, pins: deps.pins }),
        quirksOf: readEsclQuirks(resourcesDir),
        clock,
        log,
      });
    case 'inbox':
      return createInboxDriver({
        folder: config.path,
        limits: deps.limits,
        onRejected: deps.onRejected,
        clock,
        log,
      });
    case 'naps2':
      return createNaps2Driver({
        command: [config.program, ...config.programArgs],
        kinds: config.kinds,
        clock,
      });
    default:
      return unreachable(config);
  }
}

/** Linux keeps this folder in memory: a thief of the disk finds no page in it, and a power cut leaves none. */
const memoryFolder = '/dev/shm';

/**
 * Where pages wait for the vault: in memory where there is such a folder, else beside the data. `name` keeps two
 * kiosks on one machine apart. Pages survive a crash of the core in both.
 */
export function spoolFolderFor(dataDir: string, name: string): string {
  const isThere =
    process.platform === 'linux' && statSync(memoryFolder, { throwIfNoEntry: false })?.isDirectory();
  return isThere ? path.join(memoryFolder, `kiosk-scan-${name}`) : path.join(dataDir, 'scan');
}
