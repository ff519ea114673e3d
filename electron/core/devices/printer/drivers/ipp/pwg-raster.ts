import type { GreyPage } from '../../render-pages.ts';

const headerBytes = 1796;
const greyColourSpace = 18;
const longestRun = 128;

/**
 * Encodes grey pages as PWG Raster (PWG 5102.4, type sgray_8), the format every IPP Everywhere printer takes.
 * The page size is what the pixels measure at `dpi`.
 */
export function encodePwgRaster(pages: readonly GreyPage[], dpi: number): Buffer {
  const parts = [Buffer.from('RaS2', 'latin1')];
  for (const page of pages) {
    parts.push(encodeHeader(page, dpi, pages.length));
    for (let row = 0; row < page.heightPx; ) {
      const pixels = rowOf(page, row);
      let same = 1;
      while (
        same < 256 &&
        row + same < page.heightPx &&
        Buffer.compare(pixels, rowOf(page, row + same)) === 0
      )
        same += 1;
      parts.push(Buffer.of(same - 1), encodeRow(pixels));
      row += same;
    }
  }
  return Buffer.concat(parts);
}

function rowOf(page: GreyPage, row: number): Uint8Array<ArrayBuffer> {
  return page.pixels.subarray(row * page.widthPx, (row + 1) * page.widthPx);
}

/** Offsets by PWG 5102.4 table 1; what stays 0 is reserved or the printer's choice. */
function encodeHeader(page: GreyPage, dpi: number, pageCount: number): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(headerBytes);
  const points = (px: number): number => Math.round((px * 72) / dpi);
  header.write('PwgRaster', 0, 'latin1');
  const numbers: readonly (readonly [offset: number, value: number])[] = [
    [276, dpi],
    [280, dpi],
    [340, 1], // NumCopies
    [352, points(page.widthPx)],
    [356, points(page.heightPx)],
    [372, page.widthPx],
    [376, page.heightPx],
    [384, 8], // BitsPerColor
    [388, 8], // BitsPerPixel
    [392, page.widthPx], // BytesPerLine
    [400, greyColourSpace],
    [420, 1], // NumColors
    [452, pageCount],
    [456, 1], // CrossFeedTransform
    [460, 1], // FeedTransform
    [472, page.widthPx], // ImageBoxRight
    [476, page.heightPx], // ImageBoxBottom
  ];
  for (const [offset, value] of numbers) header.writeUInt32BE(value, offset);
  return header;
}

/** Runs as in PackBits: n-1 and one value, or 257-n and n values. */
function encodeRow(pixels: Uint8Array): Buffer<ArrayBuffer> {
  const out: number[] = [];
  for (let at = 0; at < pixels.length; ) {
    const run = runAt(pixels, at);
    if (run > 1) {
      out.push(run - 1, pixels[at] ?? 0);
      at += run;
      continue;
    }
    let end = at + 1;
    while (end < pixels.length && end - at < longestRun && runAt(pixels, end) === 1) end += 1;
    if (end - at === 1) out.push(0, pixels[at] ?? 0);
    else out.push(257 - (end - at), ...pixels.subarray(at, end));
    at = end;
  }
  return Buffer.from(out);
}

function runAt(pixels: Uint8Array, from: number): number {
  let length = 1;
  while (length < longestRun && from + length < pixels.length && pixels[from + length] === pixels[from])
    length += 1;
  return length;
}
