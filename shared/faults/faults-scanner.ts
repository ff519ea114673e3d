import { defineFaults } from './fault-entry.ts';

/** Faults of the scanners and of what comes out of them. Pages that were stored before any of them stay stored. */
export const scannerFaults = defineFaults({
  SCANNER_NONE: {
    severity: 'warning',
    recovery: 'scanners are looked for all the time; papers can still come by staff or by USB',
    simulated: 'a kiosk without a scanner',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_LOST: {
    severity: 'error',
    recovery: 'it is asked every three seconds and taken up again when it answers; pages so far are kept',
    simulated: 'the simulated scanner is switched off, also in the middle of a page',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_BUSY: {
    severity: 'warning',
    recovery: 'tried again every two seconds for four minutes, with a state on the screen',
    simulated: 'another kiosk holds the simulated scanner',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_JAM: {
    severity: 'error',
    recovery: 'the scanner is asked until it is free where it can tell; pages so far are kept',
    simulated: 'read-return-value SANE_STATUS_JAMMED; ScannerAdfJam of the simulator',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_COVER_OPEN: {
    severity: 'error',
    recovery: 'the scanner is asked until it is closed where it can tell; pages so far are kept',
    simulated: 'read-return-value SANE_STATUS_COVER_OPEN; ScannerAdfDoorOpen of the simulator',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_NO_PAPER: {
    severity: 'notice',
    recovery: 'waited for during three minutes before; none after',
    simulated: 'an empty feeder',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_IO: {
    severity: 'error',
    recovery: 'the scanner is asked every three seconds until it answers; pages so far are kept',
    simulated: 'read-return-value SANE_STATUS_IO_ERROR',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_ACCESS_DENIED: {
    severity: 'error',
    recovery: 'none: the right to use the scanner must be given',
    simulated: 'read-return-value SANE_STATUS_ACCESS_DENIED; 403 of the simulator',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_NO_MEMORY: {
    severity: 'error',
    recovery: 'the scanner is asked every three seconds until it answers; pages so far are kept',
    simulated: 'read-return-value SANE_STATUS_NO_MEM',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_UNABLE: {
    severity: 'error',
    recovery: 'none: another source or another scanner',
    simulated: 'read-return-value SANE_STATUS_UNSUPPORTED and SANE_STATUS_INVAL; duplex asked of a glass',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_STOPPED: {
    severity: 'notice',
    recovery: 'none: pages so far are kept; scanning can be started again',
    simulated: 'read-return-value SANE_STATUS_CANCELLED; a job ended at the simulated device',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_SILENT: {
    severity: 'error',
    recovery:
      'the program or connection is ended; the scanner is asked until it answers; pages so far are kept',
    simulated: 'the simulated scanner stops in the middle of a page and stays connected',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_ANSWER_INVALID: {
    severity: 'error',
    recovery: 'the answer is thrown away; the scanner is asked until it answers',
    simulated: 'the simulated scanner sends something else than eSCL',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_CERTIFICATE_CHANGED: {
    severity: 'error',
    recovery: 'nothing is sent to it; staff decide whether it is the same scanner',
    simulated: 'the simulated scanner shows another certificate than the first time',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_RESTART_NEEDED: {
    severity: 'error',
    recovery: 'none: the scanner must be switched off and on',
    simulated: 'three jobs in a row fail without a page',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_SUPPORT_MISSING: {
    severity: 'error',
    recovery: 'looked for again all the time; other drivers go on',
    simulated: 'a program that is not installed',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_PAGE_BROKEN: {
    severity: 'error',
    recovery: 'the page is thrown away and named; pages before it are kept',
    simulated: 'a truncated picture; a web page announced as a JPEG',
    test: 'tests/faults/scanner.test.ts',
  },
  SCANNER_PAGE_TOO_LARGE: {
    severity: 'error',
    recovery: 'refused by its header before anything decodes it; pages before it are kept',
    simulated: 'a picture of 600 million pixels',
    test: 'tests/faults/scanner.test.ts',
  },
  INBOX_UNREACHABLE: {
    severity: 'error',
    recovery: 'looked for every five seconds; other scanners go on',
    simulated: 'the inbox folder is taken away',
    test: 'tests/faults/scanner.test.ts',
  },
  INBOX_FILE_REJECTED: {
    severity: 'notice',
    recovery: 'the file is moved to the folder of rejected files, unchanged',
    simulated: 'a text file and a cut picture are put into the inbox',
    test: 'tests/faults/scanner.test.ts',
  },
});
