import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { PrintedSlip } from '../simulators/escpos.ts';

interface Picture {
  readonly width: number;
  readonly height: number;
  /** 0 is black. */
  grey(x: number, y: number): number;
}

/** A page as poppler draws it for a printer of so many dots. */
export function picturePage(pdf: Uint8Array, dpi: number, page = 1): Picture {
  const pgm = execFileSync(
    'pdftoppm',
    ['-gray', '-r', String(dpi), '-f', String(page), '-l', String(page), '-'],
    { input: pdf, maxBuffer: 2 ** 27 },
  );
  const [head = '', width, height] = /^P5\s(\d+) (\d+)\s255\s/.exec(pgm.toString('latin1', 0, 40)) ?? [];
  return {
    width: Number(width),
    height: Number(height),
    grey: (x, y) => pgm[head.length + y * Number(width) + x] ?? 255,
  };
}

/** A slip as it fell from the simulated printer. */
export function pictureSlip(slip: PrintedSlip): Picture {
  const isBlack = (x: number, y: number): boolean =>
    (((slip.bits[(y * slip.widthPx) / 8 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1;
  return { width: slip.widthPx, height: slip.rows, grey: (x, y) => (isBlack(x, y) ? 0 : 255) };
}

/** What a scanner reads in a picture: texts by the kind of code. */
export async function readCodes(picture: Picture): Promise<Readonly<Record<string, string>>> {
  const wasm = path.resolve('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm');
  prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } });
  const { width, height } = picture;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      data.fill(picture.grey(x, y), at, at + 3);
    }
  }
  const image = { data, width, height, colorSpace: 'srgb' };
  const found = await readBarcodes(image, { formats: ['QRCode', 'Code128'] });
  return Object.fromEntries(found.map(({ format, text }) => [format, text]));
}
