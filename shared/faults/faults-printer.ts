import { defineFaults } from './fault-entry.ts';

/** Faults of printing. A dead printer never blocks anything: what would be printed also stands on the screen. */
export const printerFaults = defineFaults({
  PRINTER_NONE: {
    severity: 'warning',
    recovery: 'none: the screen offers the QR code instead',
    simulated: 'a kiosk without a printer for this paper',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_FAILED: {
    severity: 'warning',
    recovery: 'none: the screen offers the QR code; the same print can be asked for again',
    simulated: 'a printer folder that cannot be written',
    test: 'tests/faults/printer.test.ts',
  },
});
