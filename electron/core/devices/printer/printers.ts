import { KioskFault } from '../../../../shared/faults/index.ts';
import type { Printed, Printer, PrintJob } from './printer.port.ts';

/** What the kiosk tells about its printers while they work. */
export type PrinterNews =
  | { readonly state: 'ready' | 'working' }
  | { readonly state: 'fault'; readonly code: 'PRINTER_FAILED' | 'PRINTER_NONE' };

/** All printers of the kiosk as one: each job goes to the first that has its paper. */
export interface Printers {
  /** Resolves when the printer has confirmed; rejects with PRINTER_NONE, PRINTER_FAILED or PRINT_CANCELLED. */
  print(job: PrintJob): Promise<Printed>;
  /** The visit of the person who is there now: what is drawn for them is not printed for the next one. */
  visit(): AbortSignal;
  /** Takes back what the visit asked for and is not out yet. */
  endVisit(): void;
}

export function createPrinters(deps: {
  readonly printers: readonly Printer[];
  readonly onNews: (news: PrinterNews) => void;
}): Printers {
  /** One job at a time: two people never get one another's paper. */
  let last: Promise<unknown> = Promise.resolve();

  let visit = new AbortController();

  function refuseOfPast(job: PrintJob, cause?: unknown): void {
    if (job.visit?.aborted === true) throw new KioskFault('PRINT_CANCELLED', { cause });
  }

  async function printNow(job: PrintJob): Promise<Printed> {
    refuseOfPast(job);
    const printer = deps.printers.find((one) => one.papers.includes(job.paper));
    if (printer === undefined) {
      deps.onNews({ state: 'fault', code: 'PRINTER_NONE' });
      throw new KioskFault('PRINTER_NONE', { details: { paper: job.paper } });
    }
    deps.onNews({ state: 'working' });
    try {
      const printed = await printer.print(job);
      deps.onNews({ state: 'ready' });
      return printed;
    } catch (error) {
      if (job.visit?.aborted === true) deps.onNews({ state: 'ready' });
      refuseOfPast(job, error);
      deps.onNews({ state: 'fault', code: 'PRINTER_FAILED' });
      throw error;
    }
  }

  return {
    print(job) {
      const done = last.then(() => printNow(job));
      // The next job waits for this one's end, whatever that is; the fault goes to whoever asked.
      last = done.catch(() => {});
      return done;
    },
    visit: () => visit.signal,
    endVisit() {
      visit.abort();
      visit = new AbortController();
    },
  };
}
