import {
  isKioskFault,
  KioskFault,
  type PrinterFaultCode,
  printerFaultCodes,
} from '../../../../shared/faults/index.ts';
import type { Paper, Printed, Printer, PrinterWarning, PrintJob } from './printer.port.ts';

/** What the kiosk tells about its printers while they work. */
export type PrinterNews =
  | { readonly state: 'ready' | 'working' }
  /** Ready, but staff should see to it soon. */
  | { readonly state: 'ready'; readonly code: PrinterWarning }
  /** A job is in the printer and waits, for paper or a closed cover; it goes on by itself. */
  | { readonly state: 'recovering'; readonly code: PrinterFaultCode }
  | { readonly state: 'fault'; readonly code: PrinterFaultCode };

/** All printers of the kiosk as one: each job goes to the first that has its paper. */
export interface Printers {
  /** Resolves when the printer has confirmed; rejects with a PRINTER_… fault or PRINT_CANCELLED. */
  print(job: PrintJob): Promise<Printed>;
  /** Is there a printer for this paper at all? */
  has(paper: Paper): boolean;
  /** Asks the printer of a paper how it is, between two jobs: warnings, or a rejection with what would stop a print. */
  check(paper: Paper): Promise<readonly PrinterWarning[]>;
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

  function findPrinter(paper: Paper): Printer {
    const printer = deps.printers.find((one) => one.papers.includes(paper));
    if (printer === undefined) throw new KioskFault('PRINTER_NONE', { details: { paper } });
    return printer;
  }

  function tellReady(warnings: readonly PrinterWarning[]): void {
    const [code] = warnings;
    deps.onNews(code === undefined ? { state: 'ready' } : { state: 'ready', code });
  }

  async function printNow(job: PrintJob): Promise<Printed> {
    refuseOfPast(job);
    try {
      const printer = findPrinter(job.paper);
      deps.onNews({ state: 'working' });
      const printed = await printer.print(job, (code) =>
        deps.onNews(code === null ? { state: 'working' } : { state: 'recovering', code }),
      );
      tellReady(printed.warnings ?? []);
      return printed;
    } catch (error) {
      if (job.visit?.aborted === true) deps.onNews({ state: 'ready' });
      refuseOfPast(job, error);
      deps.onNews({ state: 'fault', code: codeOf(error) });
      throw error;
    }
  }

  async function checkNow(paper: Paper): Promise<readonly PrinterWarning[]> {
    try {
      const warnings = (await findPrinter(paper).check?.()) ?? [];
      tellReady(warnings);
      return warnings;
    } catch (error) {
      deps.onNews({ state: 'fault', code: codeOf(error) });
      throw error;
    }
  }

  /** The next one waits for this one's end, whatever that is; the fault goes to whoever asked. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  }

  return {
    print: (job) => inTurn(() => printNow(job)),
    has: (paper) => deps.printers.some((one) => one.papers.includes(paper)),
    check: (paper) => inTurn(() => checkNow(paper)),
    visit: () => visit.signal,
    endVisit() {
      visit.abort();
      visit = new AbortController();
    },
  };
}

function codeOf(error: unknown): PrinterFaultCode {
  const code = isKioskFault(error) ? error.code : null;
  return printerFaultCodes.find((one) => one === code) ?? 'PRINTER_FAILED';
}
