import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { PDFDocument, PDFName } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import type { PreparedPage } from '../../electron/core/papers/index.ts';
import { isKioskFault } from '../../shared/faults/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { withFolder } from '../support/folders.ts';
import { openPapers } from '../support/paper-desk.ts';
import { brokenDigest, signedPdf } from '../support/signed-pdf.ts';

const { workshop } = openPapers({ clock: createFakeClock(Date.UTC(2026, 10, 22, 1, 0, 0)) });

afterAll(() => workshop.close());

/** A page of one colour with a dark bar, in the size of A4 unless told. */
async function aPage(
  given: {
    readonly dpi?: number;
    readonly widthPx?: number;
    readonly heightPx?: number;
    readonly hue?: number;
  } = {},
): Promise<PreparedPage> {
  const { dpi = 200, widthPx = 1_654, heightPx = 2_339, hue = 0 } = given;
  const bar = { width: Math.round(widthPx / 2), height: 40, channels: 3 as const, background: '#222' };
  const jpeg = await sharp({
    create: { width: widthPx, height: heightPx, channels: 3, background: { r: 240, g: 235 - hue, b: 225 } },
  })
    .composite([{ input: { create: bar }, left: 100, top: 200 }])
    .jpeg()
    .toBuffer();
  return { jpeg: new Uint8Array(jpeg), widthPx, heightPx, dpi };
}

const order = { title: 'H21.01-261122-0001.1', maxBytes: 19_000_000 };

const run = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8' });

test('other programs see true size, 24-bit colour and 200 dpi on every page', async () => {
  const pages = [
    await aPage(),
    await aPage({ hue: 40 }),
    await aPage({ dpi: 300, widthPx: 1_748, heightPx: 2_480 }),
  ];
  const built = await workshop.buildPdf({ ...order, pages });
  expect(built.pageCount).toBe(3);
  expect(built.coarsePages).toEqual([]);
  expect(createHash('sha256').update(built.bytes).digest('hex')).toBe(built.sha256);
  await withFolder('dossier-pdf', async (folder) => {
    const file = path.join(folder, 'paper.pdf');
    writeFileSync(file, built.bytes);
    const facts = run('pdfinfo', '-l', '-1', file);
    expect(facts).toMatch(/Title:\s+H21\.01-261122-0001\.1/);
    expect(facts).toMatch(/Pages:\s+3/);
    expect(facts).toMatch(/PDF version:\s+1\.7/);
    expect(facts).toMatch(/JavaScript:\s+no/);
    expect(facts).toMatch(/Page\s+1 size:\s+595\.44 x 842\.04 pts \(A4\)/);
    expect(facts).toMatch(/Page\s+3 size:\s+419\.52 x 595\.2 pts/);
    const rows = run('pdfimages', '-list', file)
      .trim()
      .split('\n')
      .slice(2)
      .map((row) => row.trim().split(/\s+/));
    expect(rows.map((row) => [row[5], row[6], row[7], row[8], row[12], row[13]])).toEqual([
      ['rgb', '3', '8', 'jpeg', '200', '200'],
      ['rgb', '3', '8', 'jpeg', '200', '200'],
      ['rgb', '3', '8', 'jpeg', '300', '300'],
    ]);
    // The pictures come out as they went in.
    run('pdfimages', '-all', file, path.join(folder, 'page'));
    const { data } = await sharp(path.join(folder, 'page-000.jpg'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data.equals(await sharp(pages[0]?.jpeg).raw().toBuffer())).toBe(true);
  });
});

test('says that it is a PDF/A-2b and has what that asks for', async () => {
  const { bytes } = await workshop.buildPdf({
    ...order,
    title: 'Tờ khai <đăng ký> & khai sinh',
    pages: [await aPage()],
  });
  const text = Buffer.from(bytes).toString('latin1');
  const xmp = Buffer.from(bytes).toString('utf8');
  expect(text.startsWith('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')).toBe(true);
  expect(xmp).toContain('<pdfaid:part>2</pdfaid:part>');
  expect(xmp).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
  expect(xmp).toContain('Tờ khai &lt;đăng ký&gt; &amp; khai sinh');
  // The same moment in both places, in the hour of Vietnam.
  expect(xmp).toContain('<xmp:CreateDate>2026-11-22T08:00:00+07:00</xmp:CreateDate>');
  expect(text).toContain("(D:20261122080000+07'00')");
  expect(text).toMatch(/\/ID \[<([0-9a-f]{32})> <\1>\]/);
  for (const forbidden of ['/Encrypt', '/JavaScript', '/SMask', '/Group', '/LZWDecode', '/AA', '/OpenAction'])
    expect(text).not.toContain(forbidden);
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  expect(document.getTitle()).toBe('Tờ khai <đăng ký> & khai sinh');
  expect(document.catalog.has(PDFName.of('OutputIntents'))).toBe(true);
  // Every cross reference points at its object, to the byte.
  const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
  for (const [id, row] of text.slice(start).split('\n').slice(2).entries()) {
    if (!/^\d{10} 00000 n/.test(row)) continue;
    expect(text.slice(Number(row.slice(0, 10))).startsWith(`${id} 0 obj\n`)).toBe(true);
  }
});

test('the same pages at the same time give the same bytes', async () => {
  const pages = [await aPage(), await aPage({ hue: 20 })];
  const [one, two] = [
    await workshop.buildPdf({ ...order, pages }),
    await workshop.buildPdf({ ...order, pages }),
  ];
  expect(one.sha256).toBe(two.sha256);
});

test('names the pages that a person kept although they are too coarse', async () => {
  const pages = [await aPage(), await aPage({ dpi: 100, widthPx: 827, heightPx: 1_169 })];
  expect((await workshop.buildPdf({ ...order, pages })).coarsePages).toEqual([2]);
});

test('asks for one page after the other and holds none of them back', async () => {
  const page = await aPage();
  let asked = 0;
  async function* pages() {
    for (let no = 0; no < 300; no += 1) {
      asked += 1;
      yield page;
    }
  }
  const built = await workshop.buildPdf({ ...order, pages: pages(), maxBytes: 64_000_000 });
  expect([asked, built.pageCount]).toEqual([300, 300]);
});

test('a plain PDF that is brought has no signature', async () => {
  const { bytes } = await workshop.buildPdf({ ...order, pages: [await aPage()] });
  expect(await workshop.inspectPdf(bytes)).toEqual({ pageCount: 1, signature: 'absent', signatures: [] });
});

test('a signed PDF is recognised and left byte for byte as it was', async () => {
  const pdf = signedPdf();
  const before = Buffer.from(pdf);
  expect(await workshop.inspectPdf(pdf)).toEqual({
    pageCount: 1,
    signature: 'present',
    signatures: [{ isIntact: true, coversFile: true }],
  });
  expect(before.equals(pdf)).toBe(true);
});

test.each([
  ['one byte of the text changed', (pdf: Buffer) => pdf.write('9', pdf.indexOf('/MediaBox') + 11)],
  ['the digest is of something else', brokenDigest],
])('a signed PDF with broken bytes is told: %s', async (_, damage) => {
  const pdf = signedPdf();
  damage(pdf);
  expect((await workshop.inspectPdf(pdf)).signature).toBe('broken-bytes');
});

test('bytes behind what was signed are told', async () => {
  const pdf = Buffer.concat([signedPdf(), Buffer.from('\n9 0 obj\n<< /Type /Note >>\nendobj\n%%EOF\n')]);
  expect((await workshop.inspectPdf(pdf)).signature).toBe('broken-bytes');
});

test('whatever byte of a signed PDF changes, it is refused by name or told as broken', async () => {
  const pdf = signedPdf();
  const open = pdf.indexOf('/Contents <') + '/Contents '.length;
  const close = pdf.indexOf('>', open) + 1;
  const signedByte = fc.integer({ min: 0, max: pdf.length - 1 }).filter((at) => at < open || at >= close);
  await fc.assert(
    fc.asyncProperty(signedByte, fc.integer({ min: 1, max: 255 }), async (at, turned) => {
      const changed = Buffer.from(pdf);
      changed[at] = (changed[at] ?? 0) ^ turned;
      try {
        const { signature } = await workshop.inspectPdf(changed);
        // Where the change hides the signature itself, there is none to be seen.
        expect(signature).not.toBe('present');
      } catch (error) {
        if (!isKioskFault(error)) throw error;
        expect(error.code).toMatch(/^BROUGHT_PDF_/);
      }
    }),
    { numRuns: 300 },
  );
});

test('noise in a picture gives a judgement or a named fault, never anything else', async () => {
  const whole = (await aPage({ widthPx: 400, heightPx: 560, dpi: 50 })).jpeg;
  const expected = { kind: 'paper', size: 'a4' } as const;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), {
        minLength: 1,
        maxLength: 12,
      }),
      async (changes) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          const { check } = await workshop.look({ bytes, dpi: null, announced: null, expected });
          expect(['good', 'look-again', 'bad']).toContain(check.verdict);
        } catch (error) {
          if (!isKioskFault(error)) throw error;
          expect(error.code).toMatch(/^PAGE_PICTURE_/);
        }
      },
    ),
    { numRuns: 150 },
  );
});
