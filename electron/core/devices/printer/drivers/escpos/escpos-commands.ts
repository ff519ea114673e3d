import type { SlipRaster } from './slip-raster.ts';

/** Rows of one band: 16 mm, 9 kB on an 80 mm roll, so that two of them fit the smallest common buffers (16 kB or more). */
export const bandRows = 128;

/** ESC @: settings of whoever printed before are gone; GS a 0: no statuses that were not asked for. */
export const startSlip = Buffer.of(0x1b, 0x40, 0x1d, 0x61, 0x00);

/** GS V 66 0: feed to the cutter and cut, leaving one point; without a cutter it only feeds. */
export const feedAndCut = Buffer.of(0x1d, 0x56, 0x42, 0x00);

/** GS r 1: answered in its turn, when everything before it has been worked off; DLE EOT would jump the queue. */
export const askInTurn = Buffer.of(0x1d, 0x72, 0x01);

/** DLE DC4 8: throws away what the printer has received; else the next person gets the rest of this slip. */
export const clearBuffer = Buffer.of(0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);

/** DLE ENQ 2: try to recover from a cutter error, with empty buffers. */
export const recover = Buffer.of(0x10, 0x05, 0x02);

/** DLE EOT n: 1 printer, 2 reason of being offline, 3 error, 4 paper. */
export function askStatus(n: 1 | 2 | 3 | 4): Buffer {
  return Buffer.of(0x10, 0x04, n);
}

/** The raster as GS v 0 commands of at most `bandRows` rows each. */
export function encodeBands(raster: SlipRaster): Buffer[] {
  const bands: Buffer[] = [];
  for (let row = 0; row < raster.rows; row += bandRows) {
    const rows = Math.min(bandRows, raster.rows - row);
    const head = Buffer.of(0x1d, 0x76, 0x30, 0x00, 0, 0, 0, 0);
    head.writeUInt16LE(raster.widthBytes, 4);
    head.writeUInt16LE(rows, 6);
    bands.push(
      Buffer.concat([head, raster.bits.subarray(row * raster.widthBytes, (row + rows) * raster.widthBytes)]),
    );
  }
  return bands;
}
