import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { PageInput, PreparedPage } from '../../electron/core/papers/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { makeFolder } from '../support/folders.ts';
import { openPapers } from '../support/paper-desk.ts';
import { pdfOf, signedPdf } from '../support/signed-pdf.ts';

let page: Buffer = Buffer.alloc(0);
let prepared: PreparedPage;

beforeAll(async () => {
  page = await sharp({ create: { width: 827, height: 1_169, channels: 3, background: '#f0ece0' } })
    .composite([
      { input: Buffer.from('<svg width="827" height="1169"><circle cx="400" cy="500" r="300"/></svg>') },
    ])
    .jpeg({ quality: 95 })
    .toBuffer();
  prepared = { jpeg: new Uint8Array(page), widthPx: 827, heightPx: 1_169, dpi: 100 };
});

/** One thread for every fault: none of them may hurt the next piece of work. */
const { workshop } = openPapers();
afterAll(() => workshop.close());

function open(given: Parameters<typeof openPapers>[0]) {
  const { workshop } = openPapers(given);
  onTestFinished(() => workshop.close());
  return workshop;
}

const input = (bytes: Uint8Array, announced: PageInput['announced'] = null): PageInput => ({
  bytes,
  dpi: 100,
  announced,
  expected: { kind: 'paper', size: 'a4' },
});

/** A thread that does what a test says instead of looking at papers. */
function scriptedThread(script: string): string {
  const folder = makeFolder('papers');
  onTestFinished(() => folder.remove());
  const file = path.join(folder.path, 'thread.mjs');
  writeFileSync(file, script);
  return file;
}

function pngOf(width: number, height: number): Buffer {
  const chunk = (name: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(name), body]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(body.length, 0);
    ends.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const mark = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    mark,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('pictures', () => {
  test('PAGE_PICTURE_TOO_LARGE: 600 million pixels are refused by their header', async () => {
    await expect(workshop.look(input(pngOf(30_000, 20_000)))).rejects.toMatchObject({
      code: 'PAGE_PICTURE_TOO_LARGE',
      details: { widthPx: 30_000, heightPx: 20_000 },
    });
    const raw = Buffer.concat([Buffer.from('P6 30000 20000 255\n'), Buffer.alloc(64)]);
    await expect(workshop.look(input(raw))).rejects.toMatchObject({ code: 'PAGE_PICTURE_TOO_LARGE' });
  });

  test.each([
    ['a web page', () => Buffer.from('<!doctype html><title>404</title>'.repeat(20)), 'jpeg' as const],
    ['a JPEG announced as a PNG', () => page, 'png' as const],
    ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), null],
    ['nothing', () => Buffer.alloc(0), null],
  ])('PAGE_PICTURE_UNREADABLE: %s', async (_, bytes, announced) => {
    await expect(workshop.look(input(bytes(), announced))).rejects.toMatchObject({
      code: 'PAGE_PICTURE_UNREADABLE',
    });
  });

  test.each([
    ['PAGE_PICTURE_CUT_OFF', 'jpeg'],
    ['PAGE_PICTURE_CUT_OFF', 'png'],
    // Its directory stands at the end: without it nobody knows what it was.
    ['PAGE_PICTURE_UNREADABLE', 'tiff'],
  ] as const)('%s: half of a %s', async (code, format) => {
    const whole = await sharp(page).toFormat(format).toBuffer();
    const half = whole.subarray(0, Math.floor(whole.length / 2));
    await expect(workshop.look(input(half))).rejects.toMatchObject({ code });
    // The next page is looked at as if nothing had been.
    await expect(workshop.look(input(whole))).resolves.toMatchObject({ check: { picture: { format } } });
  });

  test('PAGE_PICTURE_CUT_OFF: raw pixels without their second half', async () => {
    const raw = Buffer.concat([Buffer.from('P5 100 100 255\n'), Buffer.alloc(5_000)]);
    await expect(workshop.look(input(raw))).rejects.toMatchObject({ code: 'PAGE_PICTURE_CUT_OFF' });
  });

  test('PAGE_NOT_CHECKED: a thread that dies costs one page, the next is looked at by another', async () => {
    const workerPath = scriptedThread(`
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ input }) => {
  if (input.page.dpi === 666) process.exit(1);
  parentPort.postMessage({ kind: 'done', result: 'looked' });
});`);
    const scripted = open({ workerPath });
    const lost = scripted.look({ ...input(page), dpi: 666 });
    const next = scripted.look(input(page));
    await expect(lost).rejects.toMatchObject({ code: 'PAGE_NOT_CHECKED', details: { reason: 'died' } });
    await expect(next).resolves.toBe('looked');
  });

  test('PAGE_NOT_CHECKED: a thread that does not answer is replaced after its time', async () => {
    const clock = createFakeClock();
    const workerPath = scriptedThread(`
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ kind }) => {
  if (kind === 'look') parentPort.postMessage({ kind: 'done', result: 'looked' });
});`);
    const scripted = open({ workerPath, clock });
    await expect(scripted.look(input(page))).resolves.toBe('looked');
    const lost = scripted.inspectPdf(new Uint8Array(10));
    const refused = expect(lost).rejects.toMatchObject({
      code: 'PAGE_NOT_CHECKED',
      details: { reason: 'too long' },
    });
    // One turn of the event loop: the work is handed over and its time begins.
    await new Promise((settle) => setImmediate(settle));
    clock.advance(30_000);
    await refused;
    await expect(scripted.look(input(page))).resolves.toBe('looked');
  });
});

describe('the PDF of a paper', () => {
  const order = { title: 'H21.01-261122-0001.1' };

  test('DOSSIER_PDF_TOO_LARGE: stops at the limit and asks for no further page', async () => {
    let asked = 0;
    async function* pages() {
      for (let no = 0; no < 1_000; no += 1) {
        asked += 1;
        yield prepared;
      }
    }
    const maxBytes = prepared.jpeg.length * 3;
    await expect(workshop.buildPdf({ ...order, pages: pages(), maxBytes })).rejects.toMatchObject({
      code: 'DOSSIER_PDF_TOO_LARGE',
      details: { maxBytes },
    });
    expect(asked).toBeLessThanOrEqual(3);
  });

  test('DOSSIER_PDF_NOT_PROVEN: one bit of a picture turns between writing and reading back', async () => {
    const verify = pathToFileURL(path.resolve('electron/core/papers/pdf/verify-pdf.ts'));
    const workerPath = scriptedThread(`
import { parentPort } from 'node:worker_threads';
import { findFlaw } from '${verify}';
parentPort.on('message', async ({ input: { pdf, expected } }) => {
  pdf[Math.floor(pdf.length / 3)] ^= 1;
  parentPort.postMessage({ kind: 'done', result: { flaw: await findFlaw(pdf, expected), pdf } });
});`);
    const built = open({ workerPath }).buildPdf({ ...order, pages: [prepared], maxBytes: 1e7 });
    await expect(built).rejects.toMatchObject({
      code: 'DOSSIER_PDF_NOT_PROVEN',
      details: { flaw: 'page 1: JPEG bytes' },
    });
  });
});

describe('a PDF that is brought', () => {
  const catalogue = (more = '') => `<< /Type /Catalog /Pages 2 0 R ${more} >>`;
  const pagesObject = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
  const pageObject = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';
  const streamOf = (bytes: Buffer, dictionary = '/Filter /FlateDecode'): Buffer =>
    Buffer.concat([
      Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`),
      bytes,
      Buffer.from('\nendstream'),
    ]);

  test('BROUGHT_PDF_TOO_LARGE: more bytes than the configuration allows', async () => {
    const large = Buffer.concat([signedPdf(), Buffer.alloc(19_000_000, ' ')]);
    await expect(workshop.inspectPdf(large)).rejects.toMatchObject({ code: 'BROUGHT_PDF_TOO_LARGE' });
  });

  test.each([
    ['a text file', () => Buffer.from('Kính gửi: Ủy ban nhân dân xã'.repeat(50))],
    ['without its end', () => signedPdf().subarray(0, 900)],
    ['without pages', () => pdfOf([catalogue(), '<< /Type /Pages /Kids [] /Count 0 >>'])],
    ['of noise', () => Buffer.from(`%PDF-1.7\n${'(([[<<'.repeat(4_000)}\n%%EOF`)],
  ])('BROUGHT_PDF_INVALID: a file %s', async (_, bytes) => {
    await expect(workshop.inspectPdf(bytes())).rejects.toMatchObject({ code: 'BROUGHT_PDF_INVALID' });
  });

  test('BROUGHT_PDF_ENCRYPTED: a PDF with a password', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    document.encrypt({ userPassword: 'bi-mat', ownerPassword: 'bi-mat-hon' });
    await expect(workshop.inspectPdf(await document.save())).rejects.toMatchObject({
      code: 'BROUGHT_PDF_ENCRYPTED',
    });
  });

  const packedScript = (): Buffer => {
    const packed = '4 0 << /S /JavaScript /JS (app.alert) >>';
    return pdfOf([
      catalogue('/OpenAction 4 0 R'),
      pagesObject,
      pageObject,
      '<< /Type /Note >>',
      streamOf(deflateSync(Buffer.from(packed)), '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode'),
    ]);
  };
  test.each([
    [
      'JavaScript',
      () => pdfOf([catalogue('/OpenAction << /S /JavaScript /JS (app.alert) >>'), pagesObject, pageObject]),
    ],
    [
      'an escaped name',
      () => pdfOf([catalogue('/OpenAction << /S /J#61vaScript /J#53 (x) >>'), pagesObject, pageObject]),
    ],
    [
      'a program to start',
      () => pdfOf([catalogue(), pagesObject, pageObject, '<< /S /Launch /F (cmd.exe) >>']),
    ],
    ['a script in a packed object', packedScript],
  ])('BROUGHT_PDF_HAS_SCRIPTS: %s', async (_, bytes) => {
    await expect(workshop.inspectPdf(bytes())).rejects.toMatchObject({ code: 'BROUGHT_PDF_HAS_SCRIPTS' });
  });

  const zeros = (megabytes: number): Buffer => deflateSync(Buffer.alloc(megabytes * 1_000_000));
  test.each([
    ['one stream', () => [streamOf(zeros(60))]],
    ['many streams', () => Array.from({ length: 8 }, () => streamOf(zeros(8)))],
    ['a stream whose dictionary lies', () => [streamOf(zeros(60), '/Type /Note')]],
    ['packed twice', () => [streamOf(deflateSync(zeros(60)), '/Filter [/FlateDecode /FlateDecode]')]],
    ['an object stream', () => [streamOf(zeros(60), '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode')]],
  ])('BROUGHT_PDF_BOMB: %s', async (_, streams) => {
    const bomb = pdfOf([catalogue(), pagesObject, pageObject, ...streams()]);
    expect(bomb.length).toBeLessThan(100_000);
    await expect(workshop.inspectPdf(bomb)).rejects.toMatchObject({ code: 'BROUGHT_PDF_BOMB' });
  });

  test('an object stream in a packing that hides its size is refused unopened', async () => {
    const hidden = streamOf(
      Buffer.from('00'),
      '/Type /Obj#53tm /N 1 /First 4 /Filter [/ASCIIHexDecode /LZWDecode]',
    );
    await expect(
      workshop.inspectPdf(pdfOf([catalogue(), pagesObject, pageObject, hidden])),
    ).rejects.toMatchObject({ code: 'BROUGHT_PDF_INVALID', details: { reason: 'unusual object stream' } });
  });
});
