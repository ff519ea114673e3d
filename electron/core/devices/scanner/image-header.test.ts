import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readImageHeader } from './image-header.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kiosk-header-'));
const file = path.join(folder, 'page');
let pictures: Readonly<Record<'jpeg' | 'png' | 'tiff', Buffer>>;

beforeAll(async () => {
  const page = sharp({
    create: { width: 310, height: 437, channels: 3, background: '#eee8dd' },
  }).withMetadata({
    density: 150,
  });
  pictures = {
    jpeg: await page.clone().jpeg().toBuffer(),
    png: await page.clone().png().toBuffer(),
    tiff: await page
      .clone()
      .tiff({ compression: 'none', xres: 150 / 25.4, yres: 150 / 25.4 })
      .toBuffer(),
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(bytes: Uint8Array) {
  writeFileSync(file, bytes);
  return readImageHeader(file);
}

test.each(['jpeg', 'png', 'tiff'] as const)(
  'reads size and resolution of a %s, and sees when its end is missing',
  async (format) => {
    const whole = pictures[format];
    expect(await read(whole)).toEqual({ format, widthPx: 310, heightPx: 437, dpi: 150, isWhole: true });
    expect(await read(whole.subarray(0, whole.length >> 1))).toMatchObject({ isWhole: false });
  },
);

test('forgives what scanners put behind the end of a JPEG', async () => {
  expect(await read(Buffer.concat([pictures.jpeg, Buffer.alloc(512)]))).toMatchObject({ isWhole: true });
});

test('knows a PDF by its mark and its end', async () => {
  expect(await read(Buffer.from(`%PDF-1.7\n${' '.repeat(3_000)}\n%%EOF\n`))).toMatchObject({
    format: 'pdf',
    isWhole: true,
  });
  expect(await read(Buffer.from('%PDF-1.7\nhalf of it'))).toMatchObject({ format: 'pdf', isWhole: false });
});

test('takes nothing else for a page', async () => {
  expect(await read(Buffer.from('<html><body>Please log in</body></html>'))).toBeNull();
  expect(await read(Buffer.alloc(0))).toBeNull();
});

test('does not believe 72 dpi, which is what programs write when they do not know', async () => {
  const bytes = await sharp({ create: { width: 10, height: 10, channels: 3, background: '#fff' } })
    .jpeg()
    .withMetadata({ density: 72 })
    .toBuffer();
  expect(await read(bytes)).toMatchObject({ dpi: null });
});

test('survives any damage to any header', async () => {
  for (const whole of Object.values(pictures)) {
    for (let at = 0; at < 120; at += 3) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      await read(bytes);
      await read(bytes.subarray(0, at));
    }
  }
});
