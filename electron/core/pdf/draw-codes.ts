import { encode } from 'uqr';
import { assert } from '../../../shared/assert.ts';
import { drawModules } from './layer.ts';
import type { Pen } from './pen.ts';

/** A code as lines, drawn with its upper left corner at x, y (points); quiet zones are the caller's. */
export interface DrawnCode {
  readonly width: number;
  readonly height: number;
  draw(pen: Pen, x: number, y: number): void;
}

/**
 * Code 128 of a dossier's code. `module` is the width of the narrowest bar: a whole number of the printer's dots, or
 * its edges fray. A code wider than `room` stands upright, its bars across. The library of 2 MB is loaded with the first
 * receipt: other papers of the thread do without it.
 */
export async function code128(
  text: string,
  at: { readonly module: number; readonly height: number; readonly room: number },
): Promise<DrawnCode> {
  const { default: bwipjs } = await import('bwip-js/generic');
  const [symbol] = bwipjs.raw({ bcid: 'code128', text });
  assert(symbol !== undefined && 'sbs' in symbol, 'Code 128 is made of bars');
  const length = symbol.sbs.reduce((sum, width) => sum + width, 0) * at.module;
  const isUpright = length > at.room;
  return {
    width: isUpright ? at.height : length,
    height: isUpright ? length : at.height,
    draw(pen, x, y) {
      let along = 0;
      for (const [index, modules] of symbol.sbs.entries()) {
        const width = modules * at.module;
        const middle = along + width / 2;
        along += width;
        if (index % 2 === 1) continue;
        if (isUpright) pen.line(x, y + middle, x + at.height, y + middle, width);
        else pen.line(x + middle, y, x + middle, y + at.height, width);
      }
    },
  };
}

/** A QR code of modules of `dot` points times a whole number, at most `side` wide. */
export function qrCode(text: string, at: { readonly dot: number; readonly side: number }): DrawnCode {
  const { data, size } = encode(text, { ecc: 'Q', border: 0 });
  const module = Math.max(1, Math.floor(at.side / at.dot / size)) * at.dot;
  return {
    width: size * module,
    height: size * module,
    draw: (pen, x, y) => drawModules(pen, data, { x, y, side: module }),
  };
}
