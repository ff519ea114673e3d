import { KioskFault, type PrinterFaultCode } from '../../../../../../shared/faults/index.ts';
import type { PrinterWarning } from '../../printer.port.ts';

/** printer-state-reasons (RFC 8011 5.4.12, PWG 5100.9) that stop a printer, in the user's words. */
const stopping: Readonly<Record<string, PrinterFaultCode>> = {
  'media-empty': 'PRINTER_PAPER_EMPTY',
  'media-needed': 'PRINTER_PAPER_EMPTY',
  'input-tray-missing': 'PRINTER_PAPER_EMPTY',
  'media-jam': 'PRINTER_JAM',
  'cover-open': 'PRINTER_COVER_OPEN',
  'door-open': 'PRINTER_COVER_OPEN',
  'interlock-open': 'PRINTER_COVER_OPEN',
  'marker-supply-empty': 'PRINTER_SUPPLY_EMPTY',
  'marker-waste-full': 'PRINTER_SUPPLY_EMPTY',
  'toner-empty': 'PRINTER_SUPPLY_EMPTY',
  'developer-empty': 'PRINTER_SUPPLY_EMPTY',
  'opc-life-over': 'PRINTER_SUPPLY_EMPTY',
  'output-area-full': 'PRINTER_TRAY_FULL',
  'output-tray-missing': 'PRINTER_TRAY_FULL',
  'fuser-over-temp': 'PRINTER_RESTING',
  paused: 'PRINTER_OFFLINE',
  'moving-to-paused': 'PRINTER_OFFLINE',
  shutdown: 'PRINTER_OFFLINE',
  deactivated: 'PRINTER_OFFLINE',
  'connecting-to-device': 'PRINTER_LOST',
  'timed-out': 'PRINTER_LOST',
  // CUPS says this of a queue whose device does not answer, as a mere report.
  offline: 'PRINTER_LOST',
  'spool-area-full': 'PRINTER_BUSY',
};

const warning: Readonly<Record<string, PrinterWarning>> = {
  'media-low': 'PRINTER_PAPER_LOW',
  'media-empty': 'PRINTER_PAPER_LOW',
  'toner-low': 'PRINTER_SUPPLY_LOW',
  'marker-supply-low': 'PRINTER_SUPPLY_LOW',
  'marker-waste-almost-full': 'PRINTER_SUPPLY_LOW',
  'developer-low': 'PRINTER_SUPPLY_LOW',
  'opc-near-eol': 'PRINTER_SUPPLY_LOW',
};

/** Which reason a person should hear of first, when a printer names several. */
const order: readonly PrinterFaultCode[] = [
  'PRINTER_JAM',
  'PRINTER_COVER_OPEN',
  'PRINTER_PAPER_EMPTY',
  'PRINTER_SUPPLY_EMPTY',
  'PRINTER_TRAY_FULL',
  'PRINTER_LOST',
  'PRINTER_RESTING',
  'PRINTER_BROKEN',
  'PRINTER_BUSY',
  'PRINTER_OFFLINE',
];

export interface Reasons {
  /** What keeps paper from coming out, the most useful one; null when nothing does. */
  readonly fault: PrinterFaultCode | null;
  /**
   * The same, counting what is reported as a mere warning: the reason of a job that does not move. Printers choose
   * their suffixes loosely; ippeveprinter says media-empty-warning of its only tray while it works on a job.
   */
  readonly suspect: PrinterFaultCode | null;
  readonly warnings: readonly PrinterWarning[];
}

/**
 * Judges printer-state-reasons. A suffix -report or -warning makes a reason a warning (RFC 8011 5.4.12: printing goes
 * on), except where the kind cannot be one; a reason without suffix counts as an error.
 */
export function judgeReasons(reasons: readonly string[]): Reasons {
  const faults = new Set<PrinterFaultCode>();
  const suspects = new Set<PrinterFaultCode>();
  const warnings = new Set<PrinterWarning>();
  for (const reason of reasons) {
    const [, keyword = '', suffix = 'error'] = /^(.*?)(?:-(error|warning|report))?$/.exec(reason) ?? [];
    const low = warning[keyword];
    const fault =
      stopping[keyword] ?? (reason.endsWith('-error') && low === undefined ? 'PRINTER_BROKEN' : null);
    const stops = suffix === 'error' || fault === 'PRINTER_LOST' || fault === 'PRINTER_OFFLINE';
    if (fault !== null) suspects.add(fault);
    if (fault !== null && stops) faults.add(fault);
    else if (low !== undefined) warnings.add(low);
  }
  const first = (codes: ReadonlySet<PrinterFaultCode>): PrinterFaultCode | null =>
    order.find((code) => codes.has(code)) ?? null;
  return { fault: first(faults), suspect: first(suspects), warnings: [...warnings] };
}

/** Null for a success; else the fault for a status code of RFC 8011 B.1. */
export function faultOfStatus(status: number): PrinterFaultCode | null {
  if (status < 0x0100) return null;
  switch (status) {
    case 0x0401: // client-error-forbidden
    case 0x0402: // client-error-not-authenticated
    case 0x0403: // client-error-not-authorized
      return 'PRINTER_ACCESS_DENIED';
    case 0x040a: // client-error-document-format-not-supported
      return 'PRINTER_FORMAT_UNKNOWN';
    case 0x0411: // client-error-document-format-error
    case 0x0412: // client-error-document-access-error
      return 'PRINTER_REFUSED';
    case 0x0504: // server-error-device-error
      return 'PRINTER_BROKEN';
    case 0x0505: // server-error-temporary-error
    case 0x0507: // server-error-busy
      return 'PRINTER_BUSY';
    case 0x0506: // server-error-not-accepting-jobs
      return 'PRINTER_OFFLINE';
    case 0x0508: // server-error-job-canceled
      return 'PRINTER_STOPPED';
    default:
      return status < 0x0500 ? 'PRINTER_REFUSED' : 'PRINTER_FAILED';
  }
}

/** job-state (RFC 8011 5.3.7) as the kiosk tells them apart. */
export type JobEnd =
  | { readonly kind: 'under-way'; readonly isStopped: boolean }
  | { readonly kind: 'completed' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly code: PrinterFaultCode };

/** Judges job-state and job-state-reasons; only "completed" without "with errors" is a print. */
export function judgeJob(state: number | undefined, reasons: readonly string[]): JobEnd {
  switch (state) {
    case 3: // pending
    case 4: // pending-held
    case 5: // processing
      return { kind: 'under-way', isStopped: reasons.includes('printer-stopped') };
    case 6: // processing-stopped
      return { kind: 'under-way', isStopped: true };
    case 7:
      return { kind: 'cancelled' };
    case 8:
      return {
        kind: 'failed',
        code: reasons.some((reason) => refusals.has(reason)) ? 'PRINTER_REFUSED' : 'PRINTER_FAILED',
      };
    case 9:
      // queued-in-device: the queue has handed the job on and does not know what the device made of it.
      return reasons.includes('job-completed-with-errors') || reasons.includes('queued-in-device')
        ? { kind: 'failed', code: 'PRINTER_UNSURE' }
        : { kind: 'completed' };
    default:
      throw new KioskFault('PRINTER_ANSWER_INVALID', { details: { jobState: state ?? 'none' } });
  }
}

const refusals: ReadonlySet<string> = new Set([
  'document-format-error',
  'unsupported-document-format',
  'document-unprintable-error',
  'unsupported-compression',
  'compression-error',
]);
