import { KioskFault } from '../../../../../../shared/faults/index.ts';
import type { GreyPage } from '../../render-pages.ts';

/** One-bit rows for the print head: a set bit is a black dot, the leftmost dot is the highest bit. */
export interface SlipRaster {
  readonly widthBytes: number;
  readonly rows: number;
  readonly bits: Uint8Array;
}

/** Darker than this becomes a dot. */
const darkBelow = 128;

/** Two metres of 203 dpi: a longer slip is a mistake, and would empty the roll. */
const mostRows = 16_000;

/** A blank foot is not printed: the cutter's feed brings margin enough. */
const footRows = 8;

/**
 * Turns a page into dots, centred on the roll. A threshold, not a dither: slips hold letters, lines and codes, and
 * error diffusion frays exactly their edges. Rejects with PRINTER_PAGE_UNFIT what would lose ink at the sides.
 */
export function makeSlipRaster(page: GreyPage, widthDots: number): SlipRaster {
  const offset = Math.floor((page.widthPx - widthDots) / 2);
  const widthBytes = widthDots / 8;
  const bits = new Uint8Array(widthBytes * page.heightPx);
  let inkedRows = 0;
  for (let row = 0; row < page.heightPx; row += 1) {
    for (let x = 0; x < page.widthPx; x += 1) {
      if ((page.pixels[row * page.widthPx + x] ?? 255) >= darkBelow) continue;
      const dot = x - offset;
      if (dot < 0 || dot >= widthDots) throw unfit({ row, dot });
      const at = row * widthBytes + (dot >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> (dot & 7));
      inkedRows = row + 1;
    }
  }
  const rows = Math.min(page.heightPx, inkedRows + footRows);
  if (rows > mostRows) throw unfit({ rows });
  const used = bits.subarray(0, rows * widthBytes);
  hideCommands(used);
  return { widthBytes, rows, bits: used };
}

function unfit(details: Readonly<Record<string, number>>): KioskFault {
  return new KioskFault('PRINTER_PAGE_UNFIT', { details });
}

const dle = 0x10;
const eot = 0x04;
const enq = 0x05;
const dc4 = 0x14;

/**
 * Printers look for real-time commands in every byte they receive, pictures included (Epson's note on DLE EOT):
 * such a pattern gets one dot more, so that a picture never asks for a status, opens a drawer or clears the buffer.
 */
function hideCommands(bits: Uint8Array): void {
  for (let at = 0; at + 1 < bits.length; at += 1) {
    const next = bits[at + 1];
    if (bits[at] === dle && (next === eot || next === enq || next === dc4)) bits[at] = dle | 0x08;
  }
}
