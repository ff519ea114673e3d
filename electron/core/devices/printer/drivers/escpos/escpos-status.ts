import type { PrinterFaultCode } from '../../../../../../shared/faults/index.ts';
import type { PrinterWarning } from '../../printer.port.ts';

/** The four answers to DLE EOT 1 to 4. */
export type StatusBytes = readonly [printer: number, offline: number, error: number, paper: number];

export interface SlipStatus {
  readonly fault: PrinterFaultCode | null;
  readonly warnings: readonly PrinterWarning[];
}

/** What one received byte is, by its fixed bits (Epson's reference of DLE EOT, GS r and GS a). */
export type ReceivedByte = 'status' | 'in-turn' | 'automatic-status' | 'other';

export function kindOfByte(byte: number): ReceivedByte {
  if ((byte & 0x93) === 0x12) return 'status';
  if ((byte & 0x93) === 0x10) return 'automatic-status';
  if ((byte & 0x90) === 0x00) return 'in-turn';
  return 'other';
}

/**
 * Judges the status, the most useful reason first: an open cover also looks like missing paper, and everything
 * looks like "offline".
 */
export function judgeStatus([printer, offline, error, paper]: StatusBytes): SlipStatus {
  return {
    fault: findFault(printer, offline, error, paper),
    warnings: (paper & 0x0c) === 0 ? [] : ['PRINTER_PAPER_LOW'],
  };
}

function findFault(printer: number, offline: number, error: number, paper: number): PrinterFaultCode | null {
  if ((offline & 0x04) !== 0) return 'PRINTER_COVER_OPEN';
  if ((paper & 0x60) !== 0 || (offline & 0x20) !== 0) return 'PRINTER_PAPER_EMPTY';
  if ((error & 0x08) !== 0) return 'PRINTER_CUTTER';
  if ((error & 0x20) !== 0) return 'PRINTER_BROKEN';
  if ((error & 0x40) !== 0) return 'PRINTER_RESTING';
  if ((offline & 0x40) !== 0) return 'PRINTER_BROKEN';
  if ((printer & 0x08) !== 0 || (offline & 0x08) !== 0) return 'PRINTER_OFFLINE';
  return null;
}
