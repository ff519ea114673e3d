import { expect, test } from 'vitest';
import { encodeBands } from './escpos-commands.ts';
import { makeSlipRaster } from './slip-raster.ts';

/** A page of 8 × n bytes of dots, made of the bits of these bytes. */
function pageOf(bytes: readonly number[], widthBytes: number) {
  const pixels = Uint8Array.from(
    bytes.flatMap((byte) => Array.from({ length: 8 }, (_, bit) => ((byte >> (7 - bit)) & 1 ? 0 : 255))),
  );
  return { widthPx: widthBytes * 8, heightPx: bytes.length / widthBytes, pixels };
}

test('the leftmost dot is the highest bit, and a blank foot is left out', () => {
  const page = pageOf([0x80, 0x01, ...new Array<number>(60).fill(0)], 2);
  const raster = makeSlipRaster(page, 16);
  expect(raster).toMatchObject({ widthBytes: 2, rows: 9 });
  expect([...raster.bits.subarray(0, 4)]).toEqual([0x80, 0x01, 0, 0]);
});

test('a page wider than the head is centred, or moved aside where ink would miss the head', () => {
  const dotsOf = (bytes: readonly number[]) => [...makeSlipRaster(pageOf(bytes, 3), 8).bits];
  expect(dotsOf([0x00, 0xff, 0x00])).toEqual([0xff]);
  expect(dotsOf([0x01, 0xf0, 0x00])).toEqual([0xf8]);
  expect(dotsOf([0x00, 0x0f, 0x80])).toEqual([0x1f]);
  expect(dotsOf([0x80, 0x00, 0x00])).toEqual([0x80]);
});

test('ink wider than the head is refused, not lost; a dot or two of overhang is not ink', () => {
  expect(() => makeSlipRaster(pageOf([0x0f, 0xff, 0x80], 3), 8)).toThrow('PRINTER_PAGE_UNFIT');
  expect([...makeSlipRaster(pageOf([0x01, 0xff, 0x80], 3), 8).bits]).toEqual([0xff]);
});

test('a slip of more than two metres is refused', () => {
  expect(() => makeSlipRaster(pageOf(new Array<number>(16_100).fill(0xff), 1), 8)).toThrow(
    'PRINTER_PAGE_UNFIT',
  );
});

test('dots that look like a real-time command get one dot more; all other bytes stay as they are', () => {
  for (const second of [0x04, 0x05, 0x14]) {
    const raster = makeSlipRaster(pageOf([0x10, second, 0x01, 0xff], 4), 32);
    expect([...raster.bits]).toEqual([0x18, second, 0x01, 0xff]);
  }
  const across = makeSlipRaster(pageOf([0x00, 0x10, 0x04, 0x01], 2), 16);
  expect([...across.bits]).toEqual([0x00, 0x18, 0x04, 0x01]);
  const plain = Array.from({ length: 256 }, (_, index) => index);
  expect([...makeSlipRaster(pageOf(plain, 8), 64).bits]).toEqual(plain);
});

test('bands carry width in bytes and height in rows, low byte first', () => {
  const bands = encodeBands({ widthBytes: 72, rows: 300, bits: new Uint8Array(72 * 300) });
  expect(bands.map((band) => [band.subarray(0, 8).toString('hex'), band.length])).toEqual([
    ['1d76300048008000', 8 + 72 * 128],
    ['1d76300048008000', 8 + 72 * 128],
    ['1d76300048002c00', 8 + 72 * 44],
  ]);
});
