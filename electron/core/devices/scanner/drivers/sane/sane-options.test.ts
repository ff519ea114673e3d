import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readSaneKnowledge } from './sane-knowledge.ts';
import { parseSaneOptions, saneCapability, saneMode, saneSources } from './sane-options.ts';
import { faultInLine } from './sane-status.ts';
import { findUsbSerial } from './usb-serial.ts';

const root = path.resolve(import.meta.dirname, '../../../../../..');
const knowledge = readSaneKnowledge(path.join(root, 'resources'));

function read(backend: string) {
  return parseSaneOptions(
    readFileSync(path.join(root, `tests/fixtures/scanner/options/${backend}.txt`), 'utf8'),
  );
}

test.each([
  ['test', ['flatbed=Flatbed', 'feeder=Automatic Document Feeder']],
  ['pnm', ['flatbed=null']],
  ['fujitsu', ['flatbed=Flatbed', 'feeder=ADF Front', 'feeder-duplex=ADF Duplex']],
  ['epjitsu', ['feeder=ADF Front', 'feeder-duplex=ADF Duplex']],
  [
    'brother4',
    [
      'flatbed=FlatBed',
      'feeder=Automatic Document Feeder(left aligned)',
      'feeder-duplex=Automatic Document Feeder(left aligned,Duplex)',
    ],
  ],
  ['hpaio', ['flatbed=Flatbed', 'feeder=ADF', 'feeder-duplex=ADF --duplex=yes']],
  [
    'epkowa',
    [
      'flatbed=Flatbed',
      'feeder=Automatic Document Feeder',
      'feeder-duplex=Automatic Document Feeder --adf-mode=Duplex',
    ],
  ],
  ['genesys', ['flatbed=Flatbed']],
  ['pixma', ['flatbed=Flatbed', 'feeder=Automatic Document Feeder', 'feeder-duplex=ADF Duplex']],
  ['plustek', ['flatbed=null']],
])('names the sources of %s in our words', (backend, sources) => {
  const found = saneSources(read(backend), knowledge);
  expect(found.map((one) => [`${one.source}=${one.vendorName}`, ...one.extra].join(' '))).toEqual(sources);
});

test.each([
  ['test', [75, 100, 150, 200, 240, 300, 400, 600, 1200], 'Color', 'Gray', 200, 200],
  [
    'pnm',
    [75, 90, 100, 120, 135, 150, 165, 180, 195, 200, 210, 225, 240, 255, 270, 285, 300],
    undefined,
    undefined,
    null,
    null,
  ],
  ['fujitsu', [75, 100, 150, 200, 240, 300, 400, 600], 'Color', 'Gray', 224.846, 863.489],
  ['epjitsu', [75, 100, 150, 200, 240, 300, 400, 600], 'Color', 'Gray', 219.428, 450.707],
  [
    'brother4',
    [100, 150, 200, 300, 400, 600, 1200, 2400, 4800, 9600],
    '24bit Color',
    'True Gray',
    215.9,
    355.6,
  ],
  ['hpaio', [75, 100, 200, 300], 'Color', 'Gray', 215.9, 296.926],
  ['genesys', [75, 100, 150, 300, 600, 1200, 2400, 4800], 'Color', 'Gray', 216.07, 299],
  ['pixma', [75, 150, 300, 600], 'Color', 'Gray', 216.069, 355.6],
  ['plustek', [300], undefined, undefined, null, null],
])('reads what %s can do', (backend, dpis, colour, grey, widthMm, heightMm) => {
  const options = read(backend);
  const able = saneCapability('flatbed', options, knowledge);
  expect(able.resolutionsDpi).toEqual(dpis);
  expect(saneMode(options, knowledge, 'colour')).toBe(colour);
  expect(saneMode(options, knowledge, 'grey')).toBe(grey);
  expect(able.maxArea).toEqual(widthMm === null ? null : { widthMm, heightMm });
});

test('knows which options sleep and which only report', () => {
  const options = read('fujitsu');
  expect(options.get('--page-loaded')).toMatchObject({
    values: ['yes', 'no'],
    current: 'no',
    isSettable: false,
  });
  expect(read('hpaio').get('--duplex')).toMatchObject({ isActive: false, current: null });
});

test.each([
  ['pixma:04A91736_41ABCD', '41ABCD'],
  ['hpaio:/usb/OfficeJet_Pro_8600?serial=CN2C1CXJGN05KC', 'CN2C1CXJGN05KC'],
  ['fujitsu:fi-7260:1208958', '1208958'],
  ['net:10.0.0.3:fujitsu:fi-7260:1208958', '1208958'],
  ['fujitsu:libusb:001:004', null],
  ['genesys:libusb:001:004', null],
])('finds the serial number in %s', (device, serial) => {
  expect(knowledge.serialOf(device)).toBe(serial);
});

test('asks Linux for the serial number of what is known by its socket only', async () => {
  const devices = mkdtempSync(path.join(tmpdir(), 'kiosk-usb-'));
  for (const [name, files] of Object.entries({
    '1-1': { busnum: '1\n', devnum: '3\n', serial: 'OTHER\n' },
    '1-2': { busnum: '1\n', devnum: '4\n', serial: 'KX77001\n' },
    usb1: { busnum: '1\n', devnum: '1\n' },
  })) {
    mkdirSync(path.join(devices, name));
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(devices, name, file), text);
  }
  expect(await findUsbSerial('genesys:libusb:001:004', devices)).toBe('KX77001');
  expect(await findUsbSerial('epkowa:interpreter:001:003', devices)).toBe('OTHER');
  expect(await findUsbSerial('genesys:libusb:001:001', devices)).toBeNull();
  expect(await findUsbSerial('genesys:libusb:001:009', devices)).toBeNull();
  expect(await findUsbSerial('pixma:04A91736_41ABCD', devices)).toBeNull();
  rmSync(devices, { recursive: true });
});

test.each([
  ['scanimage: open of device genesys:libusb:001:004 failed: Invalid argument', 'SCANNER_LOST'],
  [
    'scanimage: open of device genesys:libusb:001:004 failed: Access to resource has been denied',
    'SCANNER_ACCESS_DENIED',
  ],
  ['scanimage: open of device airscan:e0:X failed: Device busy', 'SCANNER_BUSY'],
  ['scanimage: setting of option --source failed (Invalid argument)', 'SCANNER_UNABLE'],
  ["scanimage: unrecognized option '--nosuch'", 'SCANNER_UNABLE'],
  ['scanimage: sane_start: Document feeder out of documents', 'SCANNER_NO_PAPER'],
  ['scanimage: sane_read: Document feeder jammed', 'SCANNER_JAM'],
  ['scanimage: rounded value of br-x from 210 to 200', null],
  ['scanimage: received signal 2', null],
  ['Progress: 8.9%', null],
])('reads "%s" as %s', (line, fault) => {
  expect(faultInLine(line)).toBe(fault);
});
