import path from 'node:path';
import type { Clock } from '../../../../../../shared/clock.ts';
import { type FaultCode, KioskFault } from '../../../../../../shared/faults/index.ts';
import type { ScanOrder } from '../../page-areas.ts';
import { scannerTimings } from '../../scanner.machine.ts';
import type { ScanEnd, ScanRun } from '../../scanner.port.ts';
import { type Deadline, startDeadline } from '../../wait.ts';
import { startChild } from '../child.ts';
import { faultInLine, faultOfRun } from './sane-status.ts';

/**
 * Runs one `scanimage --batch`. `--batch-prompt` makes it wait for a line before each page: we say it only when the
 * page before is on its way into the vault, so neither folder nor memory fills however many sheets there are. A page
 * is announced by `--batch-print` after scanimage has renamed it from its `.part` name.
 */
export async function scanBatch(given: {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  /** Device and option arguments. */
  readonly args: readonly string[];
  readonly order: ScanOrder;
  readonly pageLimit: number | null;
  readonly run: ScanRun;
  readonly clock: Clock;
}): Promise<ScanEnd> {
  const { run, clock, order } = given;
  const limits: Deadline[] = [];
  const limit = (ms: number, of: string, outer: AbortSignal): Deadline => {
    const started = startDeadline({ clock, ms, outer, details: { of } });
    limits.push(started);
    return started;
  };
  const job = limit(scannerTimings.jobMs, 'job', run.signal);
  const page = limit(scannerTimings.pageMs, 'page', job.signal);
  const silence = limit(scannerTimings.silenceMs, 'silence', page.signal);
  let said: FaultCode | null = null;
  let pages = 0;
  let told = { sheet: 0, share: 0 };
  let failure: { readonly error: unknown } | null = null;
  let handing: Promise<void> = Promise.resolve();

  const child = startChild({
    program: given.program,
    folder: run.folder,
    env: given.env,
    clock,
    signal: silence.signal,
    args: [
      ...given.args,
      '--format=tiff',
      // Relative to the private folder: a percent sign in its path would be taken for a page number.
      '--batch=%04d.tif',
      `--batch-start=${run.pagesBefore + 1}`,
      ...(given.pageLimit === null ? [] : [`--batch-count=${given.pageLimit}`]),
      '--batch-print',
      '--batch-prompt',
      '--progress',
    ],
    onOut(line) {
      silence.again();
      if (!/^\d+\.tif$/.test(line)) return;
      pages += 1;
      const file = { path: path.join(run.folder, line), dpi: order.dpi, area: order.area };
      handing = handing.then(() => handOver(file));
    },
    onErr(line) {
      silence.again();
      const share = /^Progress: ([\d.]+)%/.exec(line);
      const sheet = run.pagesBefore + pages + 1;
      if (share !== null) tellShare(sheet, Math.min(1, Number(share[1]) / 100));
      else if (/^Scanning page \d+/.test(line)) run.progress({ kind: 'scanning', page: sheet, share: null });
      said = faultInLine(line) ?? said;
      if (said !== null || line.startsWith('Batch terminated')) child.expectEnd();
    },
  });

  /** scanimage tells each of its five hundred buffers; nobody sees less than a fiftieth of a page. */
  function tellShare(sheet: number, share: number): void {
    if (sheet === told.sheet && share < told.share + 0.02 && share < 1) return;
    if (sheet === told.sheet && share === told.share) return;
    told = { sheet, share };
    run.progress({ kind: 'scanning', page: sheet, share });
  }

  async function handOver(file: Parameters<ScanRun['page']>[0]): Promise<void> {
    if (failure !== null) return;
    try {
      await run.page(file);
      // The sink may have taken its time: the next sheet has all of its own.
      silence.again();
      page.again();
      child.say('\n');
    } catch (error) {
      failure = { error };
      child.stop();
    }
  }

  child.say('\n');
  try {
    const { code } = await child.ended;
    await handing;
    if (failure !== null) throw (failure as { readonly error: unknown }).error;
    silence.signal.throwIfAborted();
    const fault = faultOfRun(said, code);
    if (fault?.code === 'SCANNER_NO_PAPER') return pages === 0 ? 'out-of-paper' : 'done';
    if (fault !== null) throw fault;
    if (pages === 0) throw new KioskFault('SCANNER_IO', { details: { exit: code ?? -1 } });
    return given.pageLimit !== null && pages >= given.pageLimit && order.source !== 'flatbed'
      ? 'page-limit'
      : 'done';
  } finally {
    for (const one of limits) one.clear();
  }
}
