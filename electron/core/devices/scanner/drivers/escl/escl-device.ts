import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../../../../../shared/clock.ts';
import { type FaultCode, KioskFault } from '../../../../../../shared/faults/index.ts';
import { readImageHeader } from '../../image-header.ts';
import { fitOrder, type ScanOrder } from '../../page-areas.ts';
import { pageFileName } from '../../page-file.ts';
import { scannerTimings } from '../../scanner.machine.ts';
import type { ScanEnd, ScanRun } from '../../scanner.port.ts';
import { usualPageLimits } from '../../spool.ts';
import { startDeadline, wait } from '../../wait.ts';
import { jobAddress, redirectTarget } from './escl-address.ts';
import {
  type EsclDescription,
  type EsclJobInfo,
  type EsclStatus,
  parseCapabilities,
  parseStatus,
  writeScanSettings,
} from './escl-documents.ts';
import type { EsclAnswer, EsclHttp } from './escl-http.ts';
import {
  formatOf,
  isForHands,
  isSilence,
  jobIn,
  notYetMs,
  retryAfterMs,
  throwForStatus,
  troubleIn,
} from './escl-judgement.ts';
import type { EsclQuirks } from './escl-quirks.ts';

/** Waits that belong to the protocol. */
const pace = {
  settleLookMs: 500,
  /** 404 in a row before it is believed while the scanner still works; more where the model is known for it. */
  latePages: 4,
  latePagesKnown: 10,
} as const;

/** One eSCL scanner at one address: its abilities, its status, a scan. */
export interface EsclDevice {
  describe(signal: AbortSignal): Promise<EsclDescription>;
  trouble(signal: AbortSignal): Promise<FaultCode | null>;
  scan(run: ScanRun): Promise<ScanEnd>;
}

export function createEsclDevice(deps: {
  readonly root: URL;
  readonly http: EsclHttp;
  readonly quirksOf: (makeAndModel: string) => EsclQuirks;
  readonly clock: Clock;
}): EsclDevice {
  const { http, clock } = deps;
  /** Moves when the scanner redirects to its secure side. */
  let root = deps.root;
  let known: EsclDescription | null = null;

  function quirks(): EsclQuirks {
    return deps.quirksOf(known?.makeAndModel ?? '');
  }

  function hostHeader(url: URL): string | null {
    const { localhostAsHost, portInHost } = quirks();
    if (localhostAsHost) return 'localhost';
    return portInHost ? `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}` : null;
  }

  async function ask(
    method: 'GET' | 'POST' | 'DELETE',
    target: string | URL,
    signal: AbortSignal,
    body?: string,
  ): Promise<EsclAnswer> {
    let url = new URL(target, root);
    for (let hops = 0; hops < 4; hops += 1) {
      const sent = body === undefined ? {} : { body };
      const answer = await http.ask({ method, url, signal, hostHeader: hostHeader(url), ...sent });
      const location = answer.headers.location;
      if (answer.status < 300 || answer.status > 399 || location === undefined) return answer;
      const next = redirectTarget(url, location);
      if (next === null)
        throw new KioskFault('SCANNER_ANSWER_INVALID', { details: { status: answer.status } });
      // From here on everything goes to where it sent us, job addresses included.
      if (next.origin !== url.origin) root = new URL(root.pathname, next.origin);
      url = next;
    }
    throw new KioskFault('SCANNER_ANSWER_INVALID', { details: { reason: 'redirects' } });
  }

  /** The first request to a sleeping scanner fails; it is asked again while it wakes (sane-airscan#170). */
  async function wake<T>(work: () => Promise<T>, signal: AbortSignal, onWaking: () => void): Promise<T> {
    for (const waitMs of scannerTimings.wakeMs) {
      try {
        return await work();
      } catch (error) {
        if (signal.aborted || !isSilence(error)) throw error;
        onWaking();
        await wait(clock, waitMs, signal);
      }
    }
    return work();
  }

  async function describe(signal: AbortSignal): Promise<EsclDescription> {
    const answer = await ask('GET', 'ScannerCapabilities', signal);
    throwForStatus(answer.status);
    known = parseCapabilities(answer.text);
    return known;
  }

  async function status(signal: AbortSignal): Promise<EsclStatus> {
    const answer = await ask('GET', 'ScannerStatus', signal);
    throwForStatus(answer.status);
    return parseStatus(answer.text);
  }

  /** Status where it only helps to understand something else. */
  async function statusIfAny(signal: AbortSignal): Promise<EsclStatus | null> {
    try {
      return await status(signal);
    } catch (error) {
      if (signal.aborted) throw error;
      return null;
    }
  }

  async function scan(run: ScanRun): Promise<ScanEnd> {
    const { signal } = run;
    const limit = startDeadline({ clock, ms: scannerTimings.jobMs, outer: signal, details: { of: 'job' } });
    try {
      const awake = () => run.progress({ kind: 'waking' });
      const device = await wake(() => describe(limit.signal), limit.signal, awake);
      const before = await statusIfAny(limit.signal);
      // Kyocera and Epson say Processing of a feeder that is full (sane-airscan#179 #385).
      const isLoaded = before !== null && before.feeder !== null && before.feeder !== 'Empty';
      const order = fitOrder(run.job, device.capabilities, isLoaded);
      if (order === undefined)
        throw new KioskFault('SCANNER_UNABLE', { details: { source: run.job.source } });
      const trouble = before === null ? null : troubleIn(before, order.source !== 'flatbed');
      if (trouble === 'SCANNER_NO_PAPER') return 'out-of-paper';
      if (trouble !== null) throw new KioskFault(trouble, { details: { state: before?.state ?? '' } });
      const job = await createJob(device, order, limit.signal);
      if (job === 'out-of-paper') return job;
      return await fetchPages(job, order, run, limit.signal);
    } finally {
      limit.clear();
    }
  }

  async function createJob(
    device: EsclDescription,
    order: ScanOrder,
    signal: AbortSignal,
  ): Promise<URL | 'out-of-paper'> {
    const answer = await ask('POST', 'ScanJobs', signal, writeScanSettings(order, device));
    if (answer.status === 201 || answer.status === 200 || answer.status === 202) {
      const { location } = answer.headers;
      const found = location === undefined ? null : jobAddress(root, location);
      return found ?? newestJob(await status(signal));
    }
    const now = await statusIfAny(signal);
    const trouble = now === null ? null : troubleIn(now, order.source !== 'flatbed');
    if (trouble === 'SCANNER_NO_PAPER') return 'out-of-paper';
    if (trouble !== null) throw new KioskFault(trouble, { details: { status: answer.status } });
    // 409 is what some say while another's job is in the machine.
    if (answer.status === 503 || answer.status === 409) {
      throw new KioskFault('SCANNER_BUSY', { details: { status: answer.status } });
    }
    throwForStatus(answer.status);
    throw new KioskFault('SCANNER_ANSWER_INVALID', { details: { status: answer.status } });
  }

  /** Where no Location came: the newest job that is not over is ours. */
  function newestJob(now: EsclStatus): URL {
    const job = now.jobs.find((one) => !one.isOver && one.uri !== '');
    const found = job === undefined ? null : jobAddress(root, job.uri);
    if (found === null) throw new KioskFault('SCANNER_ANSWER_INVALID', { details: { reason: 'no job' } });
    return found;
  }

  async function fetchPages(job: URL, order: ScanOrder, run: ScanRun, signal: AbortSignal): Promise<ScanEnd> {
    const limit = order.source === 'flatbed' ? 1 : run.job.pageLimit;
    let pages = 0;
    let isClean = false;
    try {
      for (;;) {
        const page = run.pagesBefore + pages + 1;
        const file = await nextDocument({ job, order, run, signal, page });
        if (file === null) break;
        await run.page({ path: file, dpi: order.dpi, area: order.area });
        pages += 1;
        if (limit !== null && run.pagesBefore + pages >= limit) break;
        const { betweenPagesMs } = quirks();
        if (betweenPagesMs > 0) await wait(clock, betweenPagesMs, signal);
      }
      isClean = true;
    } finally {
      await endJob(job, isClean && order.source !== 'flatbed' && limit === null);
    }
    if (pages === 0) return 'out-of-paper';
    return limit !== null && order.source !== 'flatbed' && run.pagesBefore + pages >= limit
      ? 'page-limit'
      : 'done';
  }

  /** Brings the next page into a file; null when there is none. */
  async function nextDocument(given: {
    readonly job: URL;
    readonly order: ScanOrder;
    readonly run: ScanRun;
    readonly signal: AbortSignal;
    readonly page: number;
  }): Promise<string | null> {
    const { job, order, run, page } = given;
    const unfinished = path.join(run.folder, `${page}.part`);
    const pageLimit = startDeadline({
      clock,
      ms: scannerTimings.pageMs,
      outer: given.signal,
      details: { of: 'page', page },
    });
    const { signal } = pageLimit;
    try {
      run.progress({ kind: 'scanning', page, share: null });
      for (let late = 0; ; ) {
        const url = new URL('NextDocument', job);
        const answer = await http.download({
          method: 'GET',
          url,
          signal,
          hostHeader: hostHeader(url),
          file: unfinished,
          limitBytes: usualPageLimits.bytes,
          onBytes(bytes, announced) {
            const share = announced === null ? null : Math.min(1, bytes / announced);
            run.progress({ kind: 'scanning', page, share });
          },
        });
        if (answer.status === 200) {
          const type = answer.headers['content-type'] ?? '';
          const name = pageFileName({ ordinal: page, dpi: order.dpi, format: formatOf(type) });
          const file = path.join(run.folder, name);
          await rename(unfinished, file);
          if (!answer.isEnded) await throwIfLost(file, page);
          return file;
        }
        if (answer.status === 503) {
          await wait(clock, retryAfterMs(answer.headers['retry-after']), signal);
          const now = await statusIfAny(signal);
          const trouble = now === null ? null : troubleIn(now, order.source !== 'flatbed');
          // Empty here only means that the last sheet is already inside.
          if (isForHands(trouble)) throw new KioskFault(trouble, { details: { page } });
          continue;
        }
        if (answer.status === 404 || answer.status === 410) {
          const now = await statusIfAny(signal);
          const trouble = now === null ? null : troubleIn(now, order.source !== 'flatbed');
          if (isForHands(trouble)) throw new KioskFault(trouble, { details: { page } });
          const mine = now === null ? undefined : jobIn(now, job);
          if (mine?.isFailed) throw new KioskFault('SCANNER_STOPPED', { details: { page } });
          late += 1;
          const tries = quirks().missingPageIsLate ? pace.latePagesKnown : pace.latePages;
          if (late > tries || !mayComeLate(mine, now, order)) return null;
          await wait(clock, notYetMs, signal);
          continue;
        }
        const now = await statusIfAny(signal);
        const trouble = now === null ? null : troubleIn(now, order.source !== 'flatbed');
        if (isForHands(trouble)) throw new KioskFault(trouble, { details: { page } });
        throwForStatus(answer.status);
        throw new KioskFault('SCANNER_IO', { details: { page, status: answer.status } });
      }
    } finally {
      pageLimit.clear();
      await rm(unfinished, { force: true });
    }
  }

  /**
   * "No page" may be "not yet" while the scanner still works on our job: the last sheet is inside and the feeder says
   * Empty already. Taking the first 404 for the end would lose that page.
   */
  function mayComeLate(mine: EsclJobInfo | undefined, now: EsclStatus | null, order: ScanOrder): boolean {
    if (mine?.imagesToTransfer) return true;
    if (mine?.isOver || order.source === 'flatbed') return false;
    if (now === null || now.state === null) return quirks().missingPageIsLate;
    return now.state === 'Processing';
  }

  /** The connection broke: a whole picture is a page all the same, anything else is a scanner that went away. */
  async function throwIfLost(file: string, page: number): Promise<void> {
    const header = await readImageHeader(file);
    if (header?.isWhole) return;
    await rm(file, { force: true });
    throw new KioskFault('SCANNER_LOST', { details: { page, reason: 'cut off' } });
  }

  /**
   * Ends a job on the device. After the last sheet it first gets time to settle: ended too early, some report a jam;
   * never ended, a Canon DR-S250N refuses every scan after it, and a Kyocera stays busy for minutes.
   */
  async function endJob(job: URL, isSettling: boolean): Promise<void> {
    const { settleMs, leavesJobs } = quirks();
    const limit = startDeadline({
      clock,
      ms: settleMs + scannerTimings.askMs,
      outer: new AbortController().signal,
      details: { of: 'end' },
    });
    try {
      const untilMs = clock.monotonicMs() + settleMs;
      while (isSettling && clock.monotonicMs() < untilMs) {
        const now = await status(limit.signal);
        // The job may say Completed long before the machine does.
        if (now.state !== 'Processing') break;
        await wait(clock, pace.settleLookMs, limit.signal);
      }
      const target = new URL(job);
      target.pathname = target.pathname.replace(/\/$/, '');
      if (!leavesJobs) await ask('DELETE', target, limit.signal);
    } catch {
      // The pages are here; a job that stays behind shows as a busy scanner at the next one.
    } finally {
      limit.clear();
    }
  }

  return {
    describe: (signal) => describe(signal),
    async trouble(signal) {
      const now = await status(signal);
      const trouble = troubleIn(now, true);
      return trouble === 'SCANNER_NO_PAPER' || trouble === 'SCANNER_BUSY' ? null : trouble;
    },
    scan,
  };
}
