import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createPrinter } from '../../electron/core/devices/printer/index.ts';
import { systemClock } from '../../shared/clock.ts';
import { makePlace } from '../faults/storage-place.ts';
import { type IppPrinterOptions, openPrinterRoom } from '../support/ipp-printer.ts';
import { readPwgRaster } from '../support/read-pwg-raster.ts';
import { openReceiptWorkshop, receiptsOn, saveSealed, textOf } from '../support/receipt-desk.ts';
import { sealedContent, sealedDossierId } from '../support/sealed-content.ts';
import { drawSlipPdf } from '../support/slip-pdf.ts';

const workshop = openReceiptWorkshop();
let room: Awaited<ReturnType<typeof openPrinterRoom>>;
let pdf: Uint8Array;

beforeAll(async () => {
  room = await openPrinterRoom();
  pdf = await drawSlipPdf({ qr: 'a page for IPP' });
}, 30_000);

afterAll(() => room.stop());

async function open(options: Partial<IppPrinterOptions> = {}) {
  const real = await room.start({ formats: ['application/pdf', 'image/pwg-raster'], ...options });
  onTestFinished(() => real.stop());
  const ours = (address = real.address) =>
    createPrinter({ driver: 'ipp', address, paper: 'a4', certificates: 'pin' }, { clock: systemClock });
  return { real, ours };
}

/** Prints and keeps what was told on the way. */
function follow(printer: ReturnType<typeof createPrinter>, visit: AbortSignal | null = null) {
  const told: (string | null)[] = [];
  let outcome: unknown = 'under way';
  const done = printer
    .print({ name: 'receipt-1', paper: 'a4', pdf, visit }, (code) => told.push(code))
    .then(
      (printed) => (outcome = printed),
      (error) => (outcome = error),
    );
  return { told, done, outcome: () => outcome };
}

test('the PDF reaches the printer byte for byte, and counts as printed only when the printer is done', async () => {
  const { real, ours } = await open({ holds: true });
  const printer = ours();
  const job = follow(printer);
  // The printer has told who it is and works on the job, and nothing is claimed.
  await expect.poll(() => printer.id).toMatch(/^Kiosk Test printer [0-9a-f-]{36}$/);
  real.say('INFO: working');
  expect(job.outcome()).toBe('under way');
  real.end(0);
  await job.done;
  expect(job.outcome()).toMatchObject({ printer: printer.id, warnings: [] });
  expect(real.paper().map(({ bytes }) => bytes.equals(pdf))).toEqual([true]);
  expect(real.paper()[0]?.name).toBe('1-receipt-1.pdf');
});

test('a job that stands for paper is told as waiting, goes on with paper, and comes out once', async () => {
  const { real, ours } = await open({ holds: true });
  const job = follow(ours());
  real.say('STATE: +media-empty-error');
  await expect.poll(() => job.told, { timeout: 10_000 }).toEqual(['PRINTER_PAPER_EMPTY']);
  real.say('STATE: -media-empty-error');
  await expect.poll(() => job.told, { timeout: 5_000 }).toEqual(['PRINTER_PAPER_EMPTY', null]);
  real.end(0);
  await job.done;
  expect(job.outcome()).toMatchObject({ warnings: [] });
  expect(real.paper().length).toBe(1);
}, 20_000);

test('a printer low on toner prints, and staff are told', async () => {
  const { real, ours } = await open({ holds: true });
  const job = follow(ours());
  real.say('STATE: +toner-low-report,media-low-report');
  real.end(0);
  await job.done;
  expect(job.outcome()).toMatchObject({ warnings: ['PRINTER_PAPER_LOW', 'PRINTER_SUPPLY_LOW'] });
});

test('a job of a visit that ended is taken back at the printer', async () => {
  const { real, ours } = await open({ holds: true });
  const visit = new AbortController();
  const job = follow(ours(), visit.signal);
  real.say('STATE: +media-empty-error');
  await expect.poll(() => job.told, { timeout: 10_000 }).toEqual(['PRINTER_PAPER_EMPTY']);
  visit.abort(new Error('visit over'));
  await expect
    .poll(() => jobStates(real.address), { timeout: 5_000 })
    .toEqual([expect.stringMatching(/canceled|processing-to-stop-point/)]);
  real.end(1);
  await job.done;
  expect(job.outcome()).toMatchObject({ message: 'visit over' });
  expect(jobStates(real.address)).toEqual([expect.stringContaining('canceled')]);
  expect(real.paper()).toEqual([]);
}, 20_000);

test('a job that the printer gives up is no print', async () => {
  const { real, ours } = await open({ holds: true });
  const job = follow(ours());
  real.end(1);
  await job.done;
  expect(job.outcome()).toMatchObject({ code: 'PRINTER_FAILED' });
  expect(real.paper()).toEqual([]);
});

test('a printer without PDF gets the page as PWG Raster, pixel for pixel', async () => {
  const { real, ours } = await open({ formats: ['image/pwg-raster', 'image/jpeg'] });
  const job = follow(ours());
  await job.done;
  expect(job.outcome()).toMatchObject({ warnings: [] });
  const [page, ...more] = readPwgRaster(real.paper()[0]?.bytes ?? Buffer.alloc(0));
  expect(more).toEqual([]);
  const pgm = execFileSync('pdftoppm', ['-gray', '-r', String(page?.dpi), '-'], { input: pdf });
  expect(page).toMatchObject({ bitsPerPixel: 8, colourSpace: 18 });
  expect(pgm.toString('latin1', 0, 30)).toMatch(`P5\n${page?.widthPx} ${page?.heightPx}\n255\n`);
  expect(page?.pixels.equals(pgm.subarray(pgm.length - (page?.pixels.length ?? 0)))).toBe(true);
});

test('PRINTER_FORMAT_UNKNOWN: a printer that takes neither PDF nor raster gets nothing', async () => {
  const { real, ours } = await open({ formats: ['image/jpeg'] });
  const job = follow(ours());
  await job.done;
  expect(job.outcome()).toMatchObject({ code: 'PRINTER_FORMAT_UNKNOWN' });
  expect(jobStates(real.address)).toEqual([]);
});

test('PRINTER_CERTIFICATE_CHANGED: an encrypted printer is held against the first one', async () => {
  const first = await open();
  const printer = first.ours(first.real.secureAddress);
  const job = follow(printer);
  await job.done;
  expect(job.outcome()).toMatchObject({ warnings: [] });
  await first.real.stop();
  const second = await open({ port: first.real.port });
  const again = follow(printer);
  await again.done;
  expect(again.outcome()).toMatchObject({ code: 'PRINTER_CERTIFICATE_CHANGED' });
  expect(second.real.paper()).toEqual([]);
}, 20_000);

/** The jobs of the printer as CUPS' own client sees them, with its own questions. */
function jobStates(address: string): string[] {
  return ['get-jobs.test', 'get-completed-jobs.test'].flatMap((question) => {
    const out = execFileSync('ipptool', ['-tv', address, question], { encoding: 'utf8' });
    const answer = out.slice(out.indexOf('status-code'));
    const states = [...answer.matchAll(/ job-state \(enum\) = (\S+)/g)].map(([, state]) => state);
    const reasons = [...answer.matchAll(/ job-state-reasons \(\S+\) = (\S+)/g)].map(([, one]) => one);
    return states.map((state, index) => `${state} ${reasons[index] ?? ''}`.trim());
  });
}

test('a receipt is called printed only when the printer is done, and its paper carries Mẫu số 01', async () => {
  const { real, ours } = await open({ holds: true });
  const store = await makePlace().open();
  const content = sealedContent();
  saveSealed(store, content);
  const receipts = receiptsOn(store, { contents: [content], workshop, printers: ours() });
  const wanted = { dossierId: sealedDossierId };
  const printing = receipts.print({ ...wanted, paper: 'a4', visit: null });
  real.say('STATE: +media-jam-error');
  real.say('STATE: -media-jam-error');
  expect((await receipts.facts(wanted)).prints.a4).toEqual({ kind: 'printing' });
  real.end(0);
  await printing;
  expect((await receipts.facts(wanted)).prints.a4).toMatchObject({ kind: 'printed', copy: 0 });
  const [paper, ...more] = real.paper();
  expect(more).toEqual([]);
  const text = textOf(paper?.bytes ?? Buffer.from('')).replace(/\s+/g, ' ');
  for (const words of [
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    'Tiếp nhận hồ sơ của: Nguyễn Văn An',
    '4. Thời gian nhận hồ sơ: 15 giờ 30 phút',
    'Liên 1: Lưu',
    'Liên 2: Giao khách hàng',
  ]) {
    expect(text).toContain(words);
  }
});
