import type { Clock } from '../../../../../../shared/clock.ts';
import { isKioskFault, KioskFault, type PrinterFaultCode } from '../../../../../../shared/faults/index.ts';
import type { CertificatePins, CertificatePolicy } from '../../../judged-connection.ts';
import { wait } from '../../../scanner/wait.ts';
import type { OnPrinterWait, Paper, Printer, PrintJob } from '../../printer.port.ts';
import { printerTimings } from '../../printer-timings.ts';
import type { RenderPages } from '../../render-pages.ts';
import { createIppHttp, readIppAddress } from './ipp-http.ts';
import { type IppAttribute, ippOperations } from './ipp-message.ts';
import type { JobEnd } from './ipp-reasons.ts';
import { createIppTalk, type IppJobOrder, type IppLook } from './ipp-talk.ts';
import { encodePwgRaster } from './pwg-raster.ts';

const a4 = 'iso_a4_210x297mm';
const never = new AbortController().signal;

/** What a job waits for, and since when. */
interface Waiting {
  readonly code: PrinterFaultCode;
  readonly sinceMs: number;
}

/** A job that has stood still for too long, and why. */
interface Stuck {
  readonly kind: 'stuck';
  readonly code: PrinterFaultCode;
}

/**
 * Any IPP Everywhere printer and every CUPS queue. A job counts as printed when the printer says "completed" without
 * errors; a job that waits for paper is told as waiting and taken back before the next person could get it.
 */
export function createIppPrinter(deps: {
  readonly address: string;
  readonly paper: Paper;
  readonly certificates: CertificatePolicy;
  readonly pins: CertificatePins;
  readonly clock: Clock;
  readonly render: RenderPages;
}): Printer {
  const { clock } = deps;
  const address = readIppAddress(deps.address);
  const http = createIppHttp({ clock, address, policy: deps.certificates, pins: deps.pins });
  const talk = createIppTalk({ http, address, clock });
  let id = `ipp ${address.url.host}`;

  function fault(code: PrinterFaultCode, cause?: unknown): KioskFault {
    return new KioskFault(code, { details: { printer: id }, cause });
  }

  async function look(signal: AbortSignal | null): Promise<IppLook> {
    const seen = await talk.look(signal);
    if (seen.name !== null) id = seen.name;
    return seen;
  }

  /** A stopped printer gets a moment, for a cover that is just being closed; nothing of the person is in it yet. */
  async function waitUntilReady(signal: AbortSignal | null, onWait: OnPrinterWait): Promise<IppLook> {
    const startedMs = clock.monotonicMs();
    for (let waits = 0; ; waits += 1) {
      const seen = await look(signal);
      if (!seen.isStopped && seen.accepts) {
        if (waits > 0) onWait(null);
        return seen;
      }
      const code = seen.reasons.suspect ?? 'PRINTER_OFFLINE';
      if (clock.monotonicMs() - startedMs >= printerTimings.readyMs) throw fault(code);
      if (waits === 0) onWait(code);
      await wait(clock, printerTimings.pollMs, signal ?? never);
    }
  }

  async function drawDocument(
    job: PrintJob,
    seen: IppLook,
  ): Promise<{ readonly format: string; readonly document: Buffer }> {
    if (seen.formats.includes('application/pdf'))
      return { format: 'application/pdf', document: Buffer.from(job.pdf) };
    const dpi = chooseDpi(seen.rasterDpis);
    if (!seen.formats.includes('image/pwg-raster') || !seen.rasterTypes.includes('sgray_8') || dpi === null)
      throw fault('PRINTER_FORMAT_UNKNOWN');
    const pages = await deps.render({ pdf: job.pdf, dpi, signal: job.visit });
    return { format: 'image/pwg-raster', document: encodePwgRaster(pages, dpi) };
  }

  /** Follows a job to its end, whichever that is, or until it has stood still for too long. */
  async function follow(
    jobId: number,
    signal: AbortSignal | null,
    onWait: OnPrinterWait,
  ): Promise<JobEnd | Stuck> {
    let movedMs = clock.monotonicMs();
    let progress = '';
    let waiting = null as Waiting | null;
    for (;;) {
      const job = await talk.lookAtJob(jobId, signal);
      if (job.end.kind !== 'under-way') return job.end;
      const { reasons, isStopped } = await look(signal);
      const nowMs = clock.monotonicMs();
      if (job.progress !== progress) movedMs = nowMs;
      progress = job.progress;
      const stands = isStopped || job.end.isStopped;
      const isSlow = nowMs - movedMs >= printerTimings.suspectMs;
      const code: PrinterFaultCode | null =
        reasons.fault ?? (stands || isSlow ? reasons.suspect : null) ?? (stands ? 'PRINTER_OFFLINE' : null);
      if (code === null && waiting !== null) movedMs = nowMs; // the printer is free again and takes a breath
      if (code !== (waiting?.code ?? null)) onWait(code);
      waiting = code === null ? null : { code, sinceMs: waiting?.sinceMs ?? nowMs };
      if (waiting !== null && nowMs - waiting.sinceMs >= printerTimings.standstillMs)
        return { kind: 'stuck', code: waiting.code };
      if (nowMs - movedMs >= printerTimings.quietMs) return { kind: 'stuck', code: 'PRINTER_BUSY' };
      await wait(clock, printerTimings.pollMs, signal ?? never);
    }
  }

  /** Takes a job back; true when it came out all the same. */
  async function takeBack(jobId: number): Promise<boolean> {
    try {
      await talk.cancel(jobId);
    } catch (error) {
      // "Not possible" is the answer for a job that has just ended: the job itself says how.
      if (!isKioskFault(error) || error.code !== 'PRINTER_REFUSED') throw fault('PRINTER_UNSURE', error);
    }
    const startedMs = clock.monotonicMs();
    while (clock.monotonicMs() - startedMs < printerTimings.cancelMs) {
      const { end } = await talk.lookAtJob(jobId, null).catch((error) => {
        throw fault('PRINTER_UNSURE', error);
      });
      if (end.kind !== 'under-way') return end.kind === 'completed';
      await wait(clock, printerTimings.pollMs, never);
    }
    return false;
  }

  /** Resolves when the job has come out; whatever else happens to it is a fault, and the job is taken back. */
  async function comeOut(jobId: number, job: PrintJob, onWait: OnPrinterWait): Promise<void> {
    const result = await follow(jobId, job.visit, onWait).catch(async (error: unknown) => {
      if (job.visit?.aborted !== true) throw isKioskFault(error) ? fault('PRINTER_UNSURE', error) : error;
      if (await takeBack(jobId)) return { kind: 'completed' } as const;
      throw error;
    });
    switch (result.kind) {
      case 'completed':
        return;
      case 'stuck':
        if (!(await takeBack(jobId))) throw fault(result.code);
        return;
      case 'cancelled':
        throw fault('PRINTER_STOPPED');
      case 'failed': {
        const seen = await look(null).catch(() => null);
        throw fault(result.code === 'PRINTER_FAILED' ? (seen?.reasons.suspect ?? result.code) : result.code);
      }
      case 'under-way':
        throw new Error('a job that is followed to its end is not under way');
    }
  }

  return {
    get id() {
      return id;
    },
    papers: [deps.paper],

    async print(job, onWait = () => {}) {
      const seen = await waitUntilReady(job.visit, onWait);
      const { format, document } = await drawDocument(job, seen);
      const order: IppJobOrder = { name: job.name, format, attributes: attributesFor(job.paper, seen) };
      const can = (operation: number): boolean => seen.operations.includes(operation);
      if (can(ippOperations.validateJob)) await talk.validate(order, job.visit);
      const inOneStep = !can(ippOperations.createJob) || !can(ippOperations.sendDocument);
      // Not under the visit's signal: a job whose number is unknown could not be taken back.
      const jobId = await talk.send(order, document, inOneStep, null).catch((error) => {
        // With Print-Job a lost answer leaves a job without number: nobody knows whether it prints.
        if (inOneStep && isKioskFault(error) && error.details.sent === true)
          throw fault('PRINTER_UNSURE', error);
        throw error;
      });
      await comeOut(jobId, job, onWait);
      const after = await look(null).catch(() => seen); // the paper is out; a second look is a courtesy
      return { printer: id, confirmedAt: clock.now(), warnings: after.reasons.warnings };
    },

    async check() {
      const seen = await look(null);
      if (seen.isStopped || !seen.accepts) throw fault(seen.reasons.suspect ?? 'PRINTER_OFFLINE');
      return seen.reasons.warnings;
    },
  };
}

/** 300 dpi where it can be had: enough for the smallest letters, a quarter of the pixels of 600. */
function chooseDpi(dpis: readonly number[]): number | null {
  if (dpis.includes(300)) return 300;
  const [lowest] = dpis.filter((dpi) => dpi >= 200 && dpi <= 600).toSorted((a, b) => a - b);
  return lowest ?? null;
}

/** Only what the printer lists: an unknown value makes some printers refuse the whole job. */
function attributesFor(paper: Paper, seen: IppLook): IppAttribute[] {
  const attributes: IppAttribute[] = [];
  const hasPaper = paper === 'a4' && seen.media.includes(a4);
  if (hasPaper) attributes.push(['media', 'keyword', a4]);
  // Forms are drawn to size; on other paper they must at least be whole.
  const scaling = hasPaper || paper === 'slip' ? 'none' : 'auto-fit';
  if (seen.scalings.includes(scaling)) attributes.push(['print-scaling', 'keyword', scaling]);
  return attributes;
}
