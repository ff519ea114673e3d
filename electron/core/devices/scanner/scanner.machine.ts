import type { FaultCode } from '../../../../shared/faults/index.ts';
import type { ScannerState, ScannerView } from './scanner.port.ts';

/** Every wait of the scanners. */
export const scannerTimings = {
  /** Between two looks at whether paper has been laid. */
  paperLookMs: 1_500,
  /** After this long without paper the person is asked again by the screen. */
  paperWaitMs: 180_000,
  /** Between two tries at a scanner that somebody else uses or that warms up. */
  busyLookMs: 2_000,
  /** Two kiosks on one scanner: the other one's pile may take this long. */
  busyWaitMs: 240_000,
  /** Waits before a scanner that does not answer is asked again: a sleeping one needs up to twenty seconds. */
  wakeMs: [1_000, 2_000, 4_000, 6_000, 8_000],
  /** From the order to the first byte of a page, and from byte to byte: slow glass at 600 dpi, lamp warming. */
  silenceMs: 90_000,
  /** One page from the order to its end; a sheet at 600 dpi over USB 1 takes about two minutes. */
  pageMs: 240_000,
  /** One job, whatever it holds: 300 pages at six seconds. */
  jobMs: 30 * 60_000,
  /** Until an order is taken: switching from feeder to glass blocks for ten seconds (naps2#681). */
  orderMs: 30_000,
  /** A question about name, abilities or status. */
  askMs: 10_000,
  /** All SANE back ends together may take long over a network that does not answer. */
  listMs: 30_000,
  /** After a polite end (SIGINT, EOF) before it is ended for good; the carriage may have to run back. */
  endGraceMs: 5_000,
  /** A scanner that failed is asked at this pace until it answers. */
  recoverMs: 3_000,
} as const;

/** So many failed jobs in a row, none with a page: only its own switch brings such a scanner back (sane-airscan#198). */
export const failuresBeforeRestart = 3;

export type ScannerEvent =
  | { readonly kind: 'seen' | 'gone' | 'began' | 'waits-for-paper' | 'waits-for-scanner' | 'moves' | 'ended' }
  | { readonly kind: 'failed' | 'asked'; readonly fault: FaultCode | null };

/** Faults that only hands can end; all others may pass by themselves. */
const forHands: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'SCANNER_JAM',
  'SCANNER_COVER_OPEN',
  'SCANNER_ACCESS_DENIED',
  'SCANNER_CERTIFICATE_CHANGED',
  'SCANNER_RESTART_NEEDED',
]);

/** These say something about the paper, the wish or the file, and nothing about the scanner. */
const notTheScanner: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'SCANNER_NO_PAPER',
  'SCANNER_PAGE_BROKEN',
  'SCANNER_PAGE_TOO_LARGE',
  'SCANNER_BUSY',
  'SCANNER_UNABLE',
  'SCANNER_STOPPED',
]);

function afterFault(fault: FaultCode): ScannerState {
  if (notTheScanner.has(fault) || !fault.startsWith('SCANNER_')) return { kind: 'ready' };
  return { kind: forHands.has(fault) ? 'fault' : 'recovering', fault };
}

/** The next state of one scanner; an event that means nothing in a state changes nothing. */
export function stepScanner(state: ScannerState, event: ScannerEvent): ScannerState {
  const isScanning = state.kind === 'scanning' || state.kind === 'waiting';
  switch (event.kind) {
    case 'seen':
      return state.kind === 'absent' ? { kind: 'ready' } : state;
    case 'gone':
      // While it scans, the scan itself finds out; a look from outside may miss a scanner that is at work.
      return isScanning ? state : { kind: 'absent', fault: 'SCANNER_LOST' };
    case 'began':
    case 'moves':
      return event.kind === 'moves' && !isScanning ? state : { kind: 'scanning' };
    case 'waits-for-paper':
      return isScanning ? { kind: 'waiting', for: 'paper' } : state;
    case 'waits-for-scanner':
      return isScanning ? { kind: 'waiting', for: 'scanner' } : state;
    case 'ended':
      return isScanning ? { kind: 'ready' } : state;
    case 'failed':
      return event.fault === null ? { kind: 'ready' } : afterFault(event.fault);
    case 'asked':
      if (isScanning || state.kind === 'absent') return state;
      return event.fault === null ? { kind: 'ready' } : afterFault(event.fault);
  }
}

/** Which state speaks for all: a scanner that works hides one that does not, never the other way round. */
const order = ['scanning', 'waiting', 'ready', 'recovering', 'fault', 'absent'] as const;

export function overallState(scanners: readonly ScannerView[]): ScannerState | undefined {
  for (const kind of order) {
    const found = scanners.find(({ state }) => state.kind === kind);
    if (found !== undefined) return found.state;
  }
  return undefined;
}
