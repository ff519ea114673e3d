import type { Clock } from '../../../../shared/clock.ts';
import { type FaultCode, KioskFault } from '../../../../shared/faults/index.ts';
import type { Log } from '../../diagnostics/index.ts';
import { awaitStorageFaults } from '../../storage/index.ts';
import { createScanRun } from './scan-run.ts';
import {
  failuresBeforeRestart,
  overallState,
  type ScannerEvent,
  scannerTimings,
  stepScanner,
} from './scanner.machine.ts';
import type {
  FoundScanner,
  ScanJob,
  ScannerDriver,
  ScannerNews,
  ScannerState,
  Scanners,
  ScannerView,
  ScanOptions,
  ScanProgress,
  ScanResult,
} from './scanner.port.ts';
import { scannerKey } from './scanner-id.ts';
import type { Spool } from './spool.ts';
import { wait } from './wait.ts';

/** One scanner that was seen, whether it is there now or not. */
interface Known {
  readonly key: string;
  found: FoundScanner;
  readonly driver: ScannerDriver;
  state: ScannerState;
  failuresInRow: number;
  isAsked: boolean;
  /** One job at a time: papers of two people never mix. */
  last: Promise<unknown>;
}

/**
 * Looks after every driver and every scanner by itself, so that one that hangs or died hides no other. Deps: `spool`
 * holds pages on their way to the sink; drivers stand in the order in which they are preferred.
 */
export function createScannerSet(deps: {
  readonly drivers: readonly ScannerDriver[];
  readonly spool: Spool;
  readonly spoolFolder: string;
  readonly clock: Clock;
  readonly log: Log;
}): Scanners {
  const { drivers, clock, log } = deps;
  const known: Known[] = [];
  const driverFaults = new Map<ScannerDriver, FaultCode>();
  const looks = new Map<ScannerDriver, Promise<void>>();
  const stopped = new AbortController();
  let onNews: ((news: ScannerNews) => void) | null = null;
  let told = '';

  function list(): readonly ScannerView[] {
    return known.map(({ key, found, state }) => ({ key, id: found.id, state }));
  }

  function tell(): void {
    const scanners = list();
    const fault = driverFaults.values().next().value ?? null;
    const news: ScannerNews = { scanners, overall: overallState(scanners) ?? { kind: 'none', fault } };
    const now = JSON.stringify(news);
    if (now === told || onNews === null) return;
    told = now;
    onNews(news);
  }

  function step(one: Known, event: ScannerEvent): void {
    const before = one.state;
    one.state = stepScanner(before, event);
    if (one.state === before) return;
    if ('fault' in one.state)
      log.warn('scanner needs help', { scanner: one.key, state: one.state.kind, fault: one.state.fault });
    tell();
    if (one.state.kind === 'recovering' || one.state.kind === 'fault') void askUntilWell(one);
  }

  /** Asks a scanner that failed, at a steady pace, until it is well, gone, or cannot be asked. */
  async function askUntilWell(one: Known): Promise<void> {
    if (one.isAsked || onNews === null) return;
    one.isAsked = true;
    try {
      while (one.state.kind === 'recovering' || one.state.kind === 'fault') {
        await wait(clock, scannerTimings.recoverMs, stopped.signal);
        // What only a person can tell (a jam cleared, a restart) must not be wished away.
        if (one.state.kind === 'fault' && one.state.fault === 'SCANNER_RESTART_NEEDED') return;
        if (one.state.kind !== 'recovering' && one.state.kind !== 'fault') return;
        const trouble = await one.found.trouble(stopped.signal).catch((error: unknown) => codeOf(error));
        if (trouble === undefined) {
          // It can only be tried: whatever hands can fix stays shown until the next scan, the rest is past.
          if (one.state.kind === 'recovering') step(one, { kind: 'asked', fault: null });
          return;
        }
        step(one, { kind: 'asked', fault: trouble });
      }
    } catch (error) {
      if (!stopped.signal.aborted) log.failure('scanner could not be asked', error, { scanner: one.key });
    } finally {
      one.isAsked = false;
    }
  }

  function look(driver: ScannerDriver): Promise<void> {
    const running = looks.get(driver);
    if (running !== undefined) return running;
    const looking = lookNow(driver).finally(() => looks.delete(driver));
    looks.set(driver, looking);
    return looking;
  }

  async function lookNow(driver: ScannerDriver): Promise<void> {
    // Listing wakes every back end and disturbs a scan that is running on the same bus.
    if (known.some((one) => one.driver === driver && isAtWork(one))) return;
    try {
      const found = await driver.find(stopped.signal);
      driverFaults.delete(driver);
      compare(driver, found);
    } catch (error) {
      if (stopped.signal.aborted) return;
      const fault = codeOf(error);
      if (driverFaults.get(driver) !== fault)
        log.failure('scanners not listed', error, { driver: driver.name });
      driverFaults.set(driver, fault);
      compare(driver, []);
    }
    tell();
  }

  function compare(driver: ScannerDriver, found: readonly FoundScanner[]): void {
    const present = new Map<string, FoundScanner>();
    for (const one of found) {
      const base = scannerKey(one.id);
      let key = base;
      // Two of one model without serial: told apart by the order in which they are listed.
      for (let twin = 2; present.has(key); twin += 1) key = `${base}#${twin}`;
      present.set(key, one);
    }
    for (const one of known) {
      if (one.driver === driver && !present.has(one.key)) step(one, { kind: 'gone' });
    }
    for (const [key, scanner] of present) {
      const old = known.find((one) => one.key === key && one.driver === driver);
      if (old === undefined) {
        log.info('scanner found', { scanner: key });
        known.push({
          key,
          found: scanner,
          driver,
          state: { kind: 'ready' },
          failuresInRow: 0,
          isAsked: false,
          last: Promise.resolve(),
        });
      } else {
        // The same device at another path or address.
        old.found = scanner;
        step(old, { kind: 'seen' });
      }
    }
  }

  async function lookForEver(driver: ScannerDriver): Promise<void> {
    while (!stopped.signal.aborted) {
      await look(driver);
      await wait(clock, driver.lookEveryMs, stopped.signal).catch(() => {
        // Stopped while waiting.
      });
    }
  }

  function pick(wish: string | null): Known {
    const usable = known.filter((one) => one.state.kind !== 'absent');
    if (wish !== null) {
      const wished = known.find((one) => one.key === wish);
      if (wished === undefined) throw new KioskFault('SCANNER_NONE');
      if (wished.state.kind === 'absent') throw new KioskFault('SCANNER_LOST');
      return wished;
    }
    const inOrder = drivers.flatMap((driver) => usable.filter((one) => one.driver === driver));
    const best = inOrder.find(({ state }) => state.kind === 'ready') ?? inOrder[0];
    if (best !== undefined) return best;
    const fault = driverFaults.values().next().value ?? (known.length > 0 ? 'SCANNER_LOST' : 'SCANNER_NONE');
    throw new KioskFault(fault);
  }

  function follow(one: Known, options: ScanOptions): ScanOptions {
    return {
      ...options,
      signal: AbortSignal.any([options.signal, stopped.signal]),
      onProgress(progress: ScanProgress) {
        if (progress.kind === 'waiting-for-paper') step(one, { kind: 'waits-for-paper' });
        else if (progress.kind === 'waiting-for-scanner') step(one, { kind: 'waits-for-scanner' });
        else if (progress.kind === 'scanning') step(one, { kind: 'moves' });
        options.onProgress(progress);
      },
    };
  }

  async function scanNow(one: Known, job: ScanJob, options: ScanOptions): Promise<ScanResult> {
    step(one, { kind: 'began' });
    options.onProgress({ kind: 'starting' });
    let pages = 0;
    try {
      const end = await scanWithWaits(one, job, options, (stored) => {
        pages += stored;
        return pages;
      });
      one.failuresInRow = 0;
      step(one, { kind: 'ended' });
      return { scanner: one.found.id, pages, end };
    } catch (error) {
      if (options.signal.aborted) {
        step(one, { kind: 'ended' });
        return { scanner: one.found.id, pages, end: 'cancelled' };
      }
      throw withPages(failedScan(one, error, pages), pages);
    }
  }

  /** Counts what kind of failure it was, and names the one that only a restart of the scanner ends. */
  function failedScan(one: Known, error: unknown, pages: number): unknown {
    if (!(error instanceof KioskFault)) {
      step(one, { kind: 'ended' });
      return error;
    }
    const mayNeedRestart = ['SCANNER_IO', 'SCANNER_SILENT', 'SCANNER_ANSWER_INVALID'].includes(error.code);
    one.failuresInRow = mayNeedRestart && pages === 0 ? one.failuresInRow + 1 : 0;
    const fault =
      one.failuresInRow >= failuresBeforeRestart
        ? new KioskFault('SCANNER_RESTART_NEEDED', { cause: error, details: { failures: one.failuresInRow } })
        : error;
    step(one, { kind: 'failed', fault: fault.code });
    return fault;
  }

  /** Runs the driver, again and again while there is nothing to scan yet; each run's pages are counted. */
  async function scanWithWaits(
    one: Known,
    job: ScanJob,
    options: ScanOptions,
    count: (stored: number) => number,
  ): Promise<'done' | 'page-limit'> {
    const startedMs = clock.monotonicMs();
    const spool = await awaitStorageFaults(deps.spoolFolder, () => deps.spool.open(job));
    try {
      for (;;) {
        options.signal.throwIfAborted();
        const scan = createScanRun({ job, spool, options, pagesBefore: count(0) });
        const waitedMs = clock.monotonicMs() - startedMs;
        try {
          const end = await one.found.scan(scan.run);
          await scan.settled();
          const pages = count(scan.stored());
          if (end === 'page-limit') return end;
          if (end === 'done' || pages > 0) return 'done';
        } catch (error) {
          // The page that could not be stored is the reason; what the driver says after it is only its echo.
          const reason = await scan.settled().then(
            () => error,
            (first: unknown) => first,
          );
          const pages = count(scan.stored());
          const isBusy = reason instanceof KioskFault && reason.code === 'SCANNER_BUSY';
          if (!isBusy || pages > 0 || waitedMs > scannerTimings.busyWaitMs) throw reason;
          options.onProgress({ kind: 'waiting-for-scanner' });
          await wait(clock, scannerTimings.busyLookMs, options.signal);
          continue;
        }
        if (waitedMs > scannerTimings.paperWaitMs) throw new KioskFault('SCANNER_NO_PAPER');
        options.onProgress({ kind: 'waiting-for-paper' });
        await wait(clock, scannerTimings.paperLookMs, options.signal);
      }
    } finally {
      await spool.close();
    }
  }

  return {
    start(listener) {
      onNews = listener;
      for (const driver of drivers) {
        driver.start();
        void lookForEver(driver);
      }
    },
    list,
    async lookAgain() {
      await Promise.all(drivers.map((driver) => look(driver)));
    },
    async capabilities(key, signal) {
      return pick(key).found.capabilities(signal);
    },
    async scan(job, options) {
      if (!/^[A-Za-z0-9-]{1,64}$/.test(job.id)) throw new Error('A scan job needs an id of plain letters');
      if (known.length === 0) await Promise.all(drivers.map((driver) => look(driver)));
      const one = pick(job.scanner);
      const done = one.last.then(() => scanNow(one, job, follow(one, options)));
      // The next job waits for this one's end, whatever that is; the fault goes to whoever asked.
      one.last = done.catch(() => {});
      return done;
    },
    leftovers: () => deps.spool.leftovers(),
    async endVisit() {
      await Promise.all(drivers.map((driver) => driver.endVisit()));
    },
    async stop() {
      onNews = null;
      stopped.abort();
      await Promise.all(drivers.map((driver) => driver.stop()));
      await Promise.all(known.map((one) => one.last));
    },
  };
}

function isAtWork({ state }: Known): boolean {
  return state.kind === 'scanning' || state.kind === 'waiting';
}

function codeOf(error: unknown): FaultCode {
  return error instanceof KioskFault ? error.code : 'SCANNER_IO';
}

/** Says how many pages are safe, which is the first thing a person asks. */
function withPages(error: unknown, pages: number): unknown {
  if (!(error instanceof KioskFault) || !error.code.startsWith('SCANNER_')) return error;
  return new KioskFault(error.code, { cause: error, details: { ...error.details, pages } });
}
