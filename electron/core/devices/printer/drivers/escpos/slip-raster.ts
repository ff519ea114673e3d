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

/** Half a millimetre: letters and line ends lean over their margin by a dot or two, which nobody misses. */
const mostLostDots = 4;

/**
 * Turns a page into dots, centred on the roll and moved aside where ink would miss the head. A threshold, not a
 * dither: slips hold letters, lines and codes, and error diffusion frays exactly their edges. Rejects with
 * PRINTER_PAGE_UNFIT what is wider than the head.
 */
export function makeSlipRaster(page: GreyPage, widthDots: number): SlipRaster {
  const ink = findInk(page);
  if (ink.right - ink.left - widthDots > mostLostDots) throw unfit({ inkDots: ink.right - ink.left });
  const centred = Math.floor((page.widthPx - widthDots) / 2);
  const offset = Math.min(
    Math.max(centred, ink.right - widthDots),
    Math.max(ink.left, ink.right - widthDots),
  );
  const rows = Math.min(page.heightPx, ink.bottom + footRows);
  if (rows > mostRows) throw unfit({ rows });
  const widthBytes = widthDots / 8;
  const bits = new Uint8Array(widthBytes * rows);
  for (let row = 0; row < ink.bottom; row += 1) {
    for (let x = Math.max(ink.left, offset); x < Math.min(ink.right, offset + widthDots); x += 1) {
      if (!isDark(page, x, row)) continue;
      const at = row * widthBytes + ((x - offset) >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> ((x - offset) & 7));
    }
  }
  hideCommands(bits);
  return { widthBytes, rows, bits };
}

function isDark(page: GreyPage, x: number, row: number): boolean {
  return (page.pixels[row * page.widthPx + x] ?? 255) < darkBelow;
}

/** The box around everything dark; `right` and `bottom` are just outside of it. */
function findInk(page: GreyPage): { readonly left: number; readonly right: number; readonly bottom: number } {
  let left = page.widthPx;
  let right = 0;
  let bottom = 0;
  for (let row = 0; row < page.heightPx; row += 1) {
    for (let x = 0; x < page.widthPx; x += 1) {
      if (!isDark(page, x, row)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      bottom = row + 1;
    }
  }
  return right === 0 ? { left: 0, right: 0, bottom: 0 } : { left, right, bottom };
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
