import { type FaultCode, KioskFault } from '../../../../../../shared/faults/index.ts';

/** SANE standard 4.2.7, as sane_strstatus prints it; the number is also scanimage's exit code. */
const statuses = [
  { code: 1, text: 'Operation not supported', fault: 'SCANNER_UNABLE' },
  { code: 2, text: 'Operation was cancel', fault: 'SCANNER_STOPPED' },
  { code: 3, text: 'Device busy', fault: 'SCANNER_BUSY' },
  { code: 4, text: 'Invalid argument', fault: 'SCANNER_UNABLE' },
  { code: 6, text: 'Document feeder jammed', fault: 'SCANNER_JAM' },
  { code: 7, text: 'Document feeder out of documents', fault: 'SCANNER_NO_PAPER' },
  { code: 8, text: 'Scanner cover is open', fault: 'SCANNER_COVER_OPEN' },
  { code: 9, text: 'Error during device I/O', fault: 'SCANNER_IO' },
  { code: 10, text: 'Out of memory', fault: 'SCANNER_NO_MEMORY' },
  { code: 11, text: 'Access to resource has been denied', fault: 'SCANNER_ACCESS_DENIED' },
] as const satisfies readonly { code: number; text: string; fault: FaultCode }[];

/** The fault in one line that scanimage wrote to stderr; null for lines that are no failure. */
export function faultInLine(line: string): FaultCode | null {
  if (/No space left on device|Disk quota exceeded/.test(line)) return 'DISK_FULL';
  if (
    /unrecognized option|invalid option|ambiguous option|setting of option|bad option|bad value/i.test(line)
  )
    return 'SCANNER_UNABLE';
  if (/^scanimage: no SANE devices found/.test(line)) return 'SCANNER_LOST';
  if (!/^scanimage: (open of device|sane_\w+:|attempted to)/.test(line)) return null;
  const fault = statuses.find(({ text }) => line.includes(text))?.fault ?? 'SCANNER_IO';
  // A name that no back end knows any more: unplugged, or plugged in elsewhere.
  const isOpening = line.startsWith('scanimage: open of device');
  return isOpening && (fault === 'SCANNER_UNABLE' || fault === 'SCANNER_IO') ? 'SCANNER_LOST' : fault;
}

/** The fault behind an exit code where stderr said nothing; null is success. */
export function faultOfExit(code: number | null): FaultCode | null {
  if (code === 0) return null;
  return statuses.find((status) => status.code === code)?.fault ?? 'SCANNER_IO';
}

/** The fault of a scanimage that ended: its words first, because exit code 1 has three meanings. */
export function faultOfRun(said: FaultCode | null, exitCode: number | null): KioskFault | null {
  const fault = said ?? faultOfExit(exitCode);
  return fault === null ? null : new KioskFault(fault, { details: { exit: exitCode ?? -1 } });
}
