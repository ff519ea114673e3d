import type { Tiles } from './tiles.ts';
import type { WorkPicture } from './work-picture.ts';

/** Ink without ruled lines, frames and edges: what letters are made of. */
export interface Letters {
  readonly width: number;
  readonly height: number;
  readonly perMm: number;
  /** 1 where there is ink. */
  readonly letters: Uint8Array;
}

/** Which pixels are print or writing, by what the paper around them looks like. */
export interface Ink extends Letters {
  /** 1 where there is any ink. */
  readonly bits: Uint8Array;
}

/** Part of the local contrast that a pixel must be darker than the paper. */
const inkShare = 0.45;
/** Longer runs of ink than any letter has, in millimetres: ruled lines, frames, photographs. */
const longestStrokeMm = 9;

/** `minContrast` keeps out the other side of thin paper (PEERS 7). */
export function findInk(picture: WorkPicture, tiles: Tiles, minContrast: number): Ink {
  const { width, height, grey, perMm } = picture;
  const bits = new Uint8Array(width * height);
  // The paper's level of the page stands in where a square is all ink.
  const usual = usualPaper(tiles);
  const limits = new Int16Array(tiles.columns * tiles.rows);
  for (let tile = 0; tile < limits.length; tile += 1) {
    const paper = Math.max(tiles.paper[tile] ?? 0, usual * 0.7);
    limits[tile] =
      paper - Math.max(minContrast * 0.6 * Math.min(1, usual / 200), (tiles.contrast[tile] ?? 0) * inkShare);
  }
  for (let y = 0; y < height; y += 1) {
    const tileRow = Math.min(tiles.rows - 1, Math.floor(y / tiles.sizePx)) * tiles.columns;
    for (let tileColumn = 0; tileColumn < tiles.columns; tileColumn += 1) {
      const limit = limits[tileRow + tileColumn] ?? 0;
      const end = tileColumn === tiles.columns - 1 ? width : (tileColumn + 1) * tiles.sizePx;
      for (let at = y * width + tileColumn * tiles.sizePx; at < y * width + end; at += 1)
        if ((grey[at] ?? 255) < limit) bits[at] = 1;
    }
  }
  return {
    width,
    height,
    perMm,
    bits,
    letters: withoutLongRuns(bits, width, height, Math.round(longestStrokeMm * perMm)),
  };
}

function usualPaper(tiles: Tiles): number {
  const histogram = new Uint32Array(256);
  for (const level of tiles.paper) histogram[level] = (histogram[level] ?? 0) + 1;
  let seen = 0;
  for (let level = 255; level >= 0; level -= 1) {
    seen += histogram[level] ?? 0;
    if (seen >= tiles.paper.length / 2) return level;
  }
  return 255;
}

function withoutLongRuns(bits: Uint8Array, width: number, height: number, longest: number): Uint8Array {
  const letters = Uint8Array.from(bits);
  // Down the columns row by row: a page is far larger than the processor's cache.
  const down = new Uint16Array(width);
  for (let y = 0; y <= height; y += 1) {
    const row = y * width;
    let across = 0;
    for (let x = 0; x < width; x += 1) {
      const isInk = y < height && bits[row + x] === 1;
      if (isInk) {
        down[x] = (down[x] ?? 0) + 1;
        across += 1;
        continue;
      }
      if (across > longest) letters.fill(0, row + x - across, row + x);
      across = 0;
      const run = down[x] ?? 0;
      if (run === 0) continue;
      if (run > longest) for (let back = 1; back <= run; back += 1) letters[row + x - back * width] = 0;
      down[x] = 0;
    }
    if (across > longest) letters.fill(0, row + width - across, row + width);
  }
  return letters;
}

/** The letters of the page turned a quarter clockwise. */
export function turnLetters({ width, height, perMm, letters }: Letters): Letters {
  const turned = new Uint8Array(letters.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (letters[y * width + x] === 1) turned[x * height + (height - 1 - y)] = 1;
  return { width: height, height: width, perMm, letters: turned };
}
