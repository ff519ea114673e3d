/** One page of PWG Raster, as a printer reads it. */
export interface RasterPage {
  readonly dpi: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bitsPerPixel: number;
  readonly colourSpace: number;
  readonly pixels: Buffer;
}

/** Decodes PWG Raster of 8 bits (PWG 5102.4); throws on everything that a strict printer would refuse. */
export function readPwgRaster(bytes: Buffer): RasterPage[] {
  if (bytes.toString('latin1', 0, 4) !== 'RaS2') throw new Error('no PWG Raster');
  const pages: RasterPage[] = [];
  let at = 4;
  while (at < bytes.length) {
    const header = bytes.subarray(at, at + 1796);
    if (!header.toString('latin1', 0, 64).startsWith('PwgRaster\0')) throw new Error('no page header');
    at += 1796;
    const widthPx = header.readUInt32BE(372);
    const heightPx = header.readUInt32BE(376);
    const rows: Buffer[] = [];
    while (rows.length < heightPx) {
      const repeat = bytes.readUInt8(at) + 1;
      at += 1;
      const row: number[] = [];
      while (row.length < widthPx) {
        const code = bytes.readUInt8(at);
        if (code === 128) throw new Error('a reserved run');
        const count = code < 128 ? code + 1 : 257 - code;
        const values = bytes.subarray(at + 1, at + 1 + (code < 128 ? 1 : count));
        at += 1 + values.length;
        for (let index = 0; index < count; index += 1) row.push(values[code < 128 ? 0 : index] ?? 0);
      }
      if (row.length !== widthPx) throw new Error('a run leaves its row');
      for (let index = 0; index < repeat; index += 1) rows.push(Buffer.from(row));
    }
    if (rows.length !== heightPx) throw new Error('a row leaves its page');
    pages.push({
      dpi: header.readUInt32BE(276),
      widthPx,
      heightPx,
      bitsPerPixel: header.readUInt32BE(388),
      colourSpace: header.readUInt32BE(400),
      pixels: Buffer.concat(rows),
    });
  }
  return pages;
}
