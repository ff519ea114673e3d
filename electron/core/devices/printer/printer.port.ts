import type { PrinterFaultCode } from '../../../../shared/faults/index.ts';

/** The two papers of a kiosk: the A4 sheet, and the 80 mm slip of the receipt printer. */
export const papers = ['a4', 'slip'] as const;
export type Paper = (typeof papers)[number];

/** Something to print. The name is for spooler and log: a kind and codes of the kiosk, never a person. */
export interface PrintJob {
  /** Letters, digits, dots and hyphens only. */
  readonly name: string;
  readonly paper: Paper;
  /** A finished PDF whose pages have the size of the paper. */
  readonly pdf: Uint8Array;
  /**
   * Aborted when the visit ends that asked for it; taken from `Printers.visit` before the paper is drawn. Null: it comes
   * out in any case (receipts of accepted dossiers).
   */
  readonly visit: AbortSignal | null;
}

/** The printer itself said that the paper is out. Anything less is a fault, never a success. */
export interface Printed {
  readonly printer: string;
  /** By the printer's own report; ms since 1970. */
  readonly confirmedAt: number;
  /** What staff should see to before it stops the next print. */
  readonly warnings?: readonly PrinterWarning[];
}

export type PrinterWarning = 'PRINTER_PAPER_LOW' | 'PRINTER_SUPPLY_LOW';

/** Told while a job stands still, with the printer's reason; null when it goes on. */
export type OnPrinterWait = (code: PrinterFaultCode | null) => void;

/**
 * A printer, whatever it speaks. `print` resolves only when the printer has confirmed the job, and rejects with a
 * PRINTER_… fault otherwise. A driver whose paper takes time takes it back when `job.visit` is aborted.
 */
export interface Printer {
  /** Vendor, model and serial, or the driver's own name. */
  readonly id: string;
  readonly papers: readonly Paper[];
  print(job: PrintJob, onWait?: OnPrinterWait): Promise<Printed>;
  /** Asks the printer how it is, without paper: warnings, or a rejection with what would stop a print now. */
  check?(): Promise<readonly PrinterWarning[]>;
}
