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
  PRINTER_LOST: {
    severity: 'error',
    recovery: 'none: the next print asks it again',
    simulated:
      'a port where nobody listens; a device file that is not there; the simulated printer hangs up before the first line',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_SILENT: {
    severity: 'error',
    recovery: 'the connection is closed; the next print asks it again',
    simulated: 'the simulated printer is connected and never answers',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_PAPER_EMPTY: {
    severity: 'error',
    recovery:
      'an IPP printer is waited for, then the job is taken back; a slip is taken back at once and printed whole the next time',
    simulated:
      'media-empty-error of ippeveprinter; paper end of the simulated slip printer, before and in the middle',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_PAPER_LOW: {
    severity: 'notice',
    recovery: 'printing goes on; staff are told',
    simulated: 'media-low-report of ippeveprinter; the near-end sensor of the simulated slip printer',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_JAM: {
    severity: 'error',
    recovery: 'an IPP printer is waited for, then the job is taken back',
    simulated: 'media-jam-error of ippeveprinter',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_COVER_OPEN: {
    severity: 'error',
    recovery: 'an IPP printer is waited for, then the job is taken back; a slip is taken back at once',
    simulated: 'cover-open of ippeveprinter; the open cover of the simulated slip printer',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_CUTTER: {
    severity: 'error',
    recovery: 'the printer is told to recover; the next print asks it again',
    simulated: 'the cutter error of the simulated slip printer',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_OFFLINE: {
    severity: 'error',
    recovery: 'an IPP printer is waited for, then the job is taken back',
    simulated: 'paused of ippeveprinter; the simulated slip printer is offline without another reason',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_SUPPLY_EMPTY: {
    severity: 'error',
    recovery: 'an IPP printer is waited for, then the job is taken back',
    simulated: 'marker-supply-empty-error of ippeveprinter',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_SUPPLY_LOW: {
    severity: 'notice',
    recovery: 'printing goes on; staff are told',
    simulated: 'toner-low-report of ippeveprinter',
    test: 'tests/integration/printer-ipp.test.ts',
  },
  PRINTER_TRAY_FULL: {
    severity: 'error',
    recovery: 'an IPP printer is waited for, then the job is taken back',
    simulated: "output-area-full in the printer's reasons",
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_RESTING: {
    severity: 'warning',
    recovery: 'waited for, half a minute at most',
    simulated: 'the automatically recoverable error of the simulated slip printer',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_BROKEN: {
    severity: 'error',
    recovery: 'none: the printer must be seen to',
    simulated:
      "the unrecoverable error of the simulated slip printer; other-error in an IPP printer's reasons",
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_BUSY: {
    severity: 'warning',
    recovery: 'tried again every two seconds for twenty seconds',
    simulated: 'server-error-busy of the simulated IPP printer',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_REFUSED: {
    severity: 'error',
    recovery: "none: the configuration or the printer's settings must be changed",
    simulated:
      'client-error-attributes-or-values-not-supported of the simulated IPP printer; a job that ippeveprinter aborts as unreadable',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_ACCESS_DENIED: {
    severity: 'error',
    recovery: 'none: the right to print must be given',
    simulated: 'HTTP 401 and client-error-not-authorized of the simulated IPP printer',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_FORMAT_UNKNOWN: {
    severity: 'error',
    recovery: 'none: another printer or queue is needed',
    simulated: 'ippeveprinter that takes JPEG only',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_ANSWER_INVALID: {
    severity: 'error',
    recovery: 'the answer is thrown away; the next print asks again',
    simulated: 'a web page where the printer should be; a cut answer; an endless one',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_CERTIFICATE_CHANGED: {
    severity: 'error',
    recovery: 'nothing is sent to it; staff decide whether it is the same printer',
    simulated: 'ippeveprinter with another certificate than the first time',
    test: 'tests/integration/printer-ipp.test.ts',
  },
  PRINTER_STOPPED: {
    severity: 'warning',
    recovery: 'none: the same print can be asked for again',
    simulated: 'the job is cancelled at ippeveprinter',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_UNSURE: {
    severity: 'warning',
    recovery: 'none: nothing is printed again by itself, a person looks',
    simulated: 'the connection to the simulated printers breaks after the page was sent',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_SUPPORT_MISSING: {
    severity: 'error',
    recovery: 'none: the program must be installed',
    simulated: 'a rendering program that is not there',
    test: 'tests/faults/printer.test.ts',
  },
  PRINTER_PAGE_UNFIT: {
    severity: 'error',
    recovery: 'none: the page is not sent',
    simulated: 'a page that is no PDF; a slip of more than two metres',
    test: 'tests/faults/printer.test.ts',
  },
});

export type PrinterFaultCode = keyof typeof printerFaults;

/** What any call that prints may raise: for the contract's lists. */
export const printerFaultCodes = Object.keys(printerFaults) as readonly PrinterFaultCode[];
