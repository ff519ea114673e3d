import type { Box } from './page-check.ts';
import type { WorkPicture } from './work-picture.ts';

/** The page in squares of about four millimetres, each with what its grey levels say. */
export interface Tiles {
  readonly columns: number;
  readonly rows: number;
  readonly sizePx: number;
  /** Grey level of the paper: nine tenths of the square are darker or equal. */
  readonly paper: Uint8Array;
  /** Paper minus the darkest of the square: 0 is flat. */
  readonly contrast: Uint8Array;
  /** Steepest change from one pixel to the next but one, over the contrast, along x and along y. */
  readonly steepX: Float32Array;
  readonly steepY: Float32Array;
  /** Standard deviation of the grey levels: the grain, where nothing is printed. */
  readonly deviation: Float32Array;
  readonly mean: Float32Array;
}

const tileMm = 4;

export function measureTiles(picture: WorkPicture): Tiles {
  const { width, height, grey } = picture;
  const sizePx = Math.max(8, Math.round(tileMm * picture.perMm));
  const columns = Math.max(1, Math.floor(width / sizePx));
  const rows = Math.max(1, Math.floor(height / sizePx));
  const count = columns * rows;
  const tiles: Tiles = {
    columns,
    rows,
    sizePx,
    paper: new Uint8Array(count),
    contrast: new Uint8Array(count),
    steepX: new Float32Array(count),
    steepY: new Float32Array(count),
    deviation: new Float32Array(count),
    mean: new Float32Array(count),
  };
  const levels = new Uint32Array(256);
  const alongX = new Uint32Array(256);
  const alongY = new Uint32Array(256);
  for (let tile = 0; tile < count; tile += 1) {
    levels.fill(0);
    alongX.fill(0);
    alongY.fill(0);
    const left = (tile % columns) * sizePx;
    const top = Math.floor(tile / columns) * sizePx;
    const right = Math.min(left + sizePx, width - 1);
    const bottom = Math.min(top + sizePx, height - 1);
    let sum = 0;
    let squares = 0;
    let pixels = 0;
    for (let y = Math.max(1, top); y < bottom; y += 1) {
      const row = y * width;
      for (let x = Math.max(1, left); x < right; x += 1) {
        const at = row + x;
        const level = grey[at] ?? 0;
        sum += level;
        squares += level * level;
        pixels += 1;
        levels[level] = (levels[level] ?? 0) + 1;
        const dx = Math.abs((grey[at + 1] ?? 0) - (grey[at - 1] ?? 0));
        const dy = Math.abs((grey[at + width] ?? 0) - (grey[at - width] ?? 0));
        alongX[dx] = (alongX[dx] ?? 0) + 1;
        alongY[dy] = (alongY[dy] ?? 0) + 1;
      }
    }
    if (pixels === 0) continue;
    const paper = levelAt(levels, pixels * 0.9);
    const darkest = levelAt(levels, Math.max(2, pixels * 0.01));
    const contrast = paper - darkest;
    tiles.paper[tile] = paper;
    tiles.contrast[tile] = contrast;
    tiles.steepX[tile] = contrast === 0 ? 0 : levelAt(alongX, pixels * 0.985) / contrast;
    tiles.steepY[tile] = contrast === 0 ? 0 : levelAt(alongY, pixels * 0.985) / contrast;
    tiles.mean[tile] = sum / pixels;
    tiles.deviation[tile] = Math.sqrt(Math.max(0, squares / pixels - (sum / pixels) ** 2));
  }
  return tiles;
}

/** The level at or below which `count` pixels lie. */
function levelAt(histogram: Uint32Array, count: number): number {
  let seen = 0;
  for (let level = 0; level < 256; level += 1) {
    seen += histogram[level] ?? 0;
    if (seen >= count) return level;
  }
  return 255;
}

/** The middle value; 0 of nothing. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, two) => one - two);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** The smallest box around some squares; null of none. */
export function boxAround(tiles: Tiles, picture: WorkPicture, chosen: readonly number[]): Box | null {
  if (chosen.length === 0) return null;
  let left = tiles.columns;
  let top = tiles.rows;
  let right = 0;
  let bottom = 0;
  for (const tile of chosen) {
    const column = tile % tiles.columns;
    const row = Math.floor(tile / tiles.columns);
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
  }
  const { sizePx } = tiles;
  return {
    left: (left * sizePx) / picture.width,
    top: (top * sizePx) / picture.height,
    width: Math.min(1, ((right - left) * sizePx) / picture.width),
    height: Math.min(1, ((bottom - top) * sizePx) / picture.height),
  };
}
