import { readFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import {
  createScanners,
  type PageSink,
  type RejectedFile,
  type ScanJob,
  type ScannedPage,
  type ScannerNews,
  type Scanners,
  type ScannersDeps,
  type ScanProgress,
  type ScanResult,
} from '../../electron/core/devices/scanner/index.ts';
import { type Clock, systemClock } from '../../shared/clock.ts';
import { type KioskConfigInput, parseConfig } from '../../shared/config/index.ts';
import { makeFolder } from './folders.ts';

const quiet = { info: () => undefined, warn: () => undefined, failure: () => undefined };

export const reference = { dossierId: 'dossier-1', componentId: 'component-1' };

/** The machine's clock, so many times as fast: the waits of a protocol in a test's time. */
export function hurriedClock(times = 20): Clock {
  return {
    now: systemClock.now,
    monotonicMs: () => systemClock.monotonicMs() * times,
    after: (delayMs, callback) => systemClock.after(delayMs / times, callback),
  };
}

let lastJob = 0;

/** A wish as the papers screen makes it: A4 in colour at 200 dpi, from wherever paper lies. */
export function aJob(wish: Partial<ScanJob> = {}): ScanJob {
  lastJob += 1;
  return {
    id: `job-${lastJob}`,
    reference,
    scanner: null,
    source: 'auto',
    dpi: 200,
    colour: 'colour',
    area: 'a4',
    pageLimit: null,
    ...wish,
  };
}

/** Keeps what it was given, bytes included, as the vault does. */
export interface KeepingSink extends PageSink {
  readonly pages: (ScannedPage & { readonly bytes: Buffer })[];
}

export function createSink(before: (page: ScannedPage) => Promise<void> = async () => {}): KeepingSink {
  const pages: (ScannedPage & { readonly bytes: Buffer })[] = [];
  return {
    pages,
    async accept(page) {
      await before(page);
      pages.push({ ...page, bytes: readFileSync(page.path) });
    },
  };
}

export interface Desk {
  readonly scanners: Scanners;
  readonly spoolFolder: string;
  readonly news: ScannerNews[];
  readonly rejected: RejectedFile[];
  readonly pins: Map<string, string>;
  /** Scans with a sink of its own unless one is given, and tells everything that was said meanwhile. */
  scan(
    job?: ScanJob,
    options?: {
      readonly sink?: PageSink;
      readonly signal?: AbortSignal;
      readonly onProgress?: (said: ScanProgress) => void;
    },
  ): Promise<ScanResult>;
  /** Resolves when the news say so; a look at the latest one, and at each that follows. */
  until(holds: (news: ScannerNews) => boolean): Promise<ScannerNews>;
}

/** The `scanners` part of a configuration, checked as the kiosk checks it. */
export function scannerConfig(scanners: KioskConfigInput['scanners']): ScannersDeps['scanners'] {
  const parsed = parseConfig({
    kioskId: 'CP2',
    office: {
      name: 'Bộ phận Một cửa',
      place: 'Xã Chư Păh',
      counter: 'Quầy 1',
      communeCode: '23728',
      agencyCode: 'H21.999',
    },
    portal: { address: 'http://127.0.0.1:1/kiosk' },
    key: { provider: 'safe-storage' },
    scanners,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.config.scanners;
}

/** The scanners of a kiosk alone, as the papers feature sees them; closed with the test. */
export function openDesk(scanners: KioskConfigInput['scanners'], given: Partial<ScannersDeps> = {}): Desk {
  const folder = makeFolder('scan');
  const spoolFolder = path.join(folder.path, 'spool');
  const news: ScannerNews[] = [];
  const rejected: RejectedFile[] = [];
  const pins = new Map<string, string>();
  const waiting = new Set<() => void>();
  const set = createScanners({
    scanners: scannerConfig(scanners),
    spoolFolder,
    resourcesDir: path.resolve(import.meta.dirname, '../../resources'),
    pins: { find: (host) => pins.get(host), keep: (host, fingerprint) => pins.set(host, fingerprint) },
    onRejected: (file) => rejected.push(file),
    clock: systemClock,
    log: quiet,
    ...given,
  });
  set.start((one) => {
    news.push(one);
    for (const look of [...waiting]) look();
  });
  onTestFinished(async () => {
    await set.stop();
    folder.remove();
  });
  return {
    scanners: set,
    spoolFolder: given.spoolFolder ?? spoolFolder,
    news,
    rejected,
    pins,
    scan: (job = aJob(), options = {}) =>
      set.scan(job, {
        signal: options.signal ?? new AbortController().signal,
        sink: options.sink ?? createSink(),
        onProgress: options.onProgress ?? (() => {}),
      }),
    until: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          const now = news.at(-1);
          if (now === undefined || !holds(now)) return;
          waiting.delete(look);
          resolve(now);
        };
        waiting.add(look);
        look();
      }),
  };
}
