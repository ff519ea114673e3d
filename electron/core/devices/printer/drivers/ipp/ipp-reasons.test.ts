import { expect, test } from 'vitest';
import { readIppAddress } from './ipp-http.ts';
import { judgeReasons } from './ipp-reasons.ts';

test.each([
  [['none'], null, null, []],
  [['media-empty-error'], 'PRINTER_PAPER_EMPTY', 'PRINTER_PAPER_EMPTY', []],
  [['media-empty-warning'], null, 'PRINTER_PAPER_EMPTY', ['PRINTER_PAPER_LOW']],
  [['media-low-report', 'toner-low-warning'], null, null, ['PRINTER_PAPER_LOW', 'PRINTER_SUPPLY_LOW']],
  [['paused', 'media-jam-error', 'cover-open'], 'PRINTER_JAM', 'PRINTER_JAM', []],
  [['offline-report'], 'PRINTER_LOST', 'PRINTER_LOST', []],
  [['other-error'], 'PRINTER_BROKEN', 'PRINTER_BROKEN', []],
  [['other-warning', 'cups-waiting-for-job-completed'], null, null, []],
] as const)('%j stops with %s, may mean %s and warns of %j', (reasons, fault, suspect, warnings) => {
  expect(judgeReasons(reasons)).toEqual({ fault, suspect, warnings });
});

test.each([
  ['ipp://10.0.0.9/ipp/print', 'http://10.0.0.9:631/ipp/print', 'ipp://10.0.0.9:631/ipp/print'],
  ['ipps://printer.lan/ipp/print', 'https://printer.lan:631/ipp/print', 'ipps://printer.lan:631/ipp/print'],
  ['http://localhost:631/printers/q', 'http://localhost:631/printers/q', 'ipp://localhost:631/printers/q'],
  ['https://[fe80::1]/x', 'https://[fe80::1]/x', 'ipps://[fe80::1]:443/x'],
])('%s is reached at %s and names itself %s', (text, url, printerUri) => {
  const address = readIppAddress(text);
  expect([address.url.href, address.printerUri]).toEqual([url, printerUri]);
});
