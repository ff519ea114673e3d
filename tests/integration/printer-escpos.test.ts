import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { demoConfig } from '../../electron/core/config/index.ts';
import { createPrinter } from '../../electron/core/devices/printer/index.ts';
import { systemClock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import { createSlipPrinter, type PrintedSlip, serveSlipPrinter } from '../simulators/escpos.ts';
import { plugInSlipPrinter } from '../simulators/escpos-device.ts';
import { createIppSimulator } from '../simulators/ipp.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage } from '../support/page.ts';
import { drawSlipPdf } from '../support/slip-pdf.ts';
import { startTestCore } from '../support/test-core.ts';

const qr = 'https://dichvucong.example.vn/tra-cuu?ma=K1-261122-00007-X';

async function openTcp(widthMm: 80 | 58 = 80) {
  const sim = createSlipPrinter({ widthDots: widthMm === 80 ? 576 : 384 });
  const wire = await serveSlipPrinter(sim);
  onTestFinished(() => wire.stop());
  const transport = { kind: 'tcp', host: '127.0.0.1', port: wire.port } as const;
  const printer = createPrinter({ driver: 'escpos', transport, widthMm, dpi: 203 }, { clock: systemClock });
  return { sim, wire, printer };
}

function isBlack(slip: PrintedSlip, x: number, y: number): boolean {
  return (((slip.bits[(y * slip.widthPx) / 8 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1;
}

/** The page as poppler draws it for a person, 72 mm of its width, thresholded here. */
function expectedDots(pdf: Uint8Array, dpi: number, widthPx: number) {
  const pgm = execFileSync('pdftoppm', ['-gray', '-r', String(dpi), '-'], { input: pdf, maxBuffer: 2 ** 26 });
  const [head = '', width, height] = /^P5\s(\d+) (\d+)\s255\s/.exec(pgm.toString('latin1', 0, 40)) ?? [];
  const left = Math.floor((Number(width) - widthPx) / 2);
  return {
    height: Number(height),
    isBlack: (x: number, y: number) => (pgm[head.length + y * Number(width) + left + x] ?? 255) < 128,
  };
}

/** Dots that differ from the picture; the printer adds single ones where a picture looks like a command. */
function differences(slip: PrintedSlip, pdf: Uint8Array, dpi: number): { more: number; fewer: number } {
  const expected = expectedDots(pdf, dpi, slip.widthPx);
  const found = { more: 0, fewer: 0 };
  for (let y = 0; y < expected.height; y += 1) {
    for (let x = 0; x < slip.widthPx; x += 1) {
      const printed = y < slip.rows && isBlack(slip, x, y);
      if (printed && !expected.isBlack(x, y)) found.more += 1;
      if (!printed && expected.isBlack(x, y)) found.fewer += 1;
    }
  }
  return found;
}

async function readQr(slip: PrintedSlip): Promise<string | undefined> {
  const wasm = path.resolve(
    import.meta.dirname,
    '../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm',
  );
  prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } });
  const data = new Uint8ClampedArray(slip.widthPx * slip.rows * 4).fill(255);
  for (let y = 0; y < slip.rows; y += 1) {
    for (let x = 0; x < slip.widthPx; x += 1) {
      if (isBlack(slip, x, y)) data.fill(0, (y * slip.widthPx + x) * 4, (y * slip.widthPx + x) * 4 + 3);
    }
  }
  const image = { data, width: slip.widthPx, height: slip.rows, colorSpace: 'srgb' };
  const [found] = await readBarcodes(image, { formats: ['QRCode'] });
  return found?.text;
}

function only(slips: readonly PrintedSlip[]): PrintedSlip {
  const [slip, ...more] = slips;
  expect(more).toEqual([]);
  if (slip === undefined) throw new Error('a slip is expected');
  return slip;
}

test('a slip comes out dot for dot as its PDF is drawn, and its QR code can be read from the dots', async () => {
  const { sim, printer } = await openTcp();
  const pdf = await drawSlipPdf({ qr });
  const printed = await printer.print({ name: 'slip-1', paper: 'slip', pdf, visit: null });
  expect(printed).toMatchObject({ warnings: [] });
  const slip = only(sim.slips);
  expect(differences(slip, pdf, 203.2)).toEqual({ more: 0, fewer: 0 });
  expect(await readQr(slip)).toBe(qr);
  expect(sim.complaints).toEqual([]);
});

test('the bytes on the wire are exactly the ones of the reference, in bands of 128 rows', async () => {
  const { sim, printer } = await openTcp();
  await printer.print({
    name: 'slip-1',
    paper: 'slip',
    pdf: await drawSlipPdf({ qr, heightMm: 60 }),
    visit: null,
  });
  const slip = only(sim.slips);
  const status = '100401' + '100402' + '100403' + '100404';
  const bands: string[] = [];
  for (let row = 0; row < slip.rows; row += 128) {
    const rows = Math.min(128, slip.rows - row);
    const bits = Buffer.from(slip.bits.subarray(row * 72, (row + rows) * 72)).toString('hex');
    bands.push(`1d7630004800${rows.toString(16).padStart(2, '0')}00${bits}1d7201`);
  }
  const expected = `${status}1d72011b401d6100${bands.join('')}1d5642001d7201${status}`;
  expect(sim.received().toString('hex')).toBe(expected);
});

test('a narrow roll gets the whole slip smaller, and its QR code can still be read', async () => {
  const { sim, printer } = await openTcp(58);
  const pdf = await drawSlipPdf({ qr });
  await printer.print({ name: 'slip-1', paper: 'slip', pdf, visit: null });
  const slip = only(sim.slips);
  expect(slip.widthPx).toBe(384);
  expect(differences(slip, pdf, (384 * 25.4) / 72)).toEqual({ more: 0, fewer: 0 });
  expect(await readQr(slip)).toBe(qr);
});

test('a printer that does not answer in turn is watched until the slowest head would be done', async () => {
  const { sim, printer } = await openTcp();
  sim.state.answersInTurn = false;
  const startedAt = performance.now();
  await printer.print({
    name: 'slip-1',
    paper: 'slip',
    pdf: await drawSlipPdf({ qr }),
    visit: null,
  });
  // 720 rows and the way to the cutter, at 400 rows a second.
  expect(performance.now() - startedAt).toBeGreaterThan(1_800);
  expect(await readQr(only(sim.slips))).toBe(qr);
});

test.each([
  { kind: 'device' },
  { kind: 'serial', baudRate: 115_200, flow: 'hardware' },
  { kind: 'serial', baudRate: 9600, flow: 'software' },
] as const)(
  'two slips through one cable ($kind, $flow) come out in order, and a pulled cable is told',
  async (cableKind) => {
    const sim = createSlipPrinter();
    const cable = await plugInSlipPrinter(sim);
    onTestFinished(() => cable.pull());
    const transport = { ...cableKind, path: cable.path };
    const printer = createPrinter(
      { driver: 'escpos', transport, widthMm: 80, dpi: 203 },
      { clock: systemClock },
    );
    const first = await drawSlipPdf({ qr });
    const second = await drawSlipPdf({ qr: 'second', heightMm: 70 });
    await printer.print({ name: 'slip-1', paper: 'slip', pdf: first, visit: null });
    await printer.print({ name: 'slip-2', paper: 'slip', pdf: second, visit: null });
    expect(sim.slips.map((slip, index) => differences(slip, index === 0 ? first : second, 203.2))).toEqual([
      { more: 0, fewer: 0 },
      { more: 0, fewer: 0 },
    ]);
    expect(sim.complaints).toEqual([]);
    await cable.pull();
    await expect(printer.check?.()).rejects.toMatchObject({ code: 'PRINTER_LOST' });
  },
);

test('what the visit asked for is taken back: no rest of it comes out for the next person', async () => {
  const { sim, printer } = await openTcp();
  const visit = new AbortController();
  // Stopped in the middle, as by a slow head: the visit ends while the slip is half out.
  sim.state.mishap = {
    afterRows: 200,
    what: () => {
      sim.state.isPaused = true;
      visit.abort(new Error('visit over'));
    },
  };
  const pdf = await drawSlipPdf({ qr });
  await expect(printer.print({ name: 'list', paper: 'slip', pdf, visit: visit.signal })).rejects.toThrow(
    'visit over',
  );
  // Sent before the refusal, read by the printer a moment later.
  await expect.poll(() => sim.received().toString('hex')).toMatch(/10140801031401060208.*1d564200$/);
  sim.repair();
  await printer.print({ name: 'list', paper: 'slip', pdf: await drawSlipPdf({ qr: 'next' }), visit: null });
  expect(sim.slips.length).toBe(2);
  expect(sim.slips[0]?.rows).toBe(200);
  expect(sim.slips[1] && (await readQr(sim.slips[1]))).toBe('next');
});

test('a kiosk with two printers sends slips to the roll and sheets to the other, and tells what stops them', async () => {
  const roll = createSlipPrinter();
  const wire = await serveSlipPrinter(roll);
  const sheets = await createIppSimulator();
  const folder = makeFolder('two-printers');
  const dataDir = path.join(folder.path, 'data');
  const config: KioskConfig = {
    ...demoConfig({ dataDir, portalAddress: 'http://127.0.0.1:9' }),
    printers: [
      { driver: 'ipp', address: sheets.address, paper: 'a4', certificates: 'pin' },
      {
        driver: 'escpos',
        transport: { kind: 'tcp', host: '127.0.0.1', port: wire.port },
        widthMm: 80,
        dpi: 203,
      },
    ],
  };
  const kiosk = startTestCore({ dataDir, config: { load: async () => config } });
  onTestFinished(async () => {
    await kiosk.core.stop('test over');
    await Promise.all([wire.stop(), sheets.stop()]);
    folder.remove();
  });
  await kiosk.reach('ready');
  const { client } = openTestPage(kiosk.core);
  const list = { code: '1.001193', answers: {}, what: 'list' } as const;
  expect(await client.takeHome.print({ ...list, paper: 'slip' })).toEqual({ state: 'printed', copies: 1 });
  expect(await client.takeHome.print({ ...list, paper: 'a4' })).toEqual({ state: 'printed', copies: 1 });
  expect(sheets.documents.map((document) => document.toString('latin1', 0, 5))).toEqual(['%PDF-']);
  // The kiosk's own slip keeps within the 72 mm, and its code can be read from the dots.
  expect(await readQr(only(roll.slips))).toMatch(
    /^https:\/\/dichvucong\.gov\.vn\/thu-tuc-hanh-chinh\/[0-9a-f-]{36}$/,
  );
  roll.state.paper = 'out';
  await expect(client.takeHome.print({ ...list, paper: 'slip' })).rejects.toMatchObject({
    code: 'PRINTER_PAPER_EMPTY',
    defined: true,
  });
});
