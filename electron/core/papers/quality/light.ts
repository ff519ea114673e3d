import type { Box } from './page-check.ts';
import { boxAround, median, type Tiles } from './tiles.ts';
import type { WorkPicture } from './work-picture.ts';

/** The squares that show the paper, where the glass around it is dark. */
export interface PaperArea {
  readonly tiles: readonly number[];
  /** Null when the paper fills the picture. */
  readonly crop: Box | null;
}

/** An open lid: darker than any paper, flat, and reaching the side of the picture. */
const openLid = { level: 90, deviation: 14, paperLevel: 140, leastShare: 0.1, mostShare: 0.96 } as const;

export function findPaperArea(picture: WorkPicture, tiles: Tiles): PaperArea {
  const { columns, rows } = tiles;
  const all = Array.from({ length: columns * rows }, (_, tile) => tile);
  const isLid = (tile: number): boolean =>
    (tiles.paper[tile] ?? 255) < openLid.level && (tiles.deviation[tile] ?? 0) < openLid.deviation;
  const outside = new Set<number>();
  const waiting = all.filter((tile) => isOnSide(tile, columns, rows) && isLid(tile));
  for (const tile of waiting) outside.add(tile);
  for (let tile = waiting.pop(); tile !== undefined; tile = waiting.pop())
    for (const next of neighbours(tile, columns, rows))
      if (!outside.has(next) && isLid(next)) {
        outside.add(next);
        waiting.push(next);
      }
  const inside = all.filter((tile) => !outside.has(tile));
  const share = inside.length / all.length;
  const level = median(inside.map((tile) => tiles.paper[tile] ?? 0));
  if (share < openLid.leastShare || share > openLid.mostShare || level < openLid.paperLevel)
    return { tiles: all, crop: null };
  return { tiles: inside, crop: boxAround(tiles, picture, inside) };
}

/** How light the page is, and where light has washed it out. */
export interface Light {
  /** The paper's grey level, the middle of all squares. */
  readonly paperLevel: number;
  /** Squares darker than `shade`. */
  readonly shaded: readonly number[];
  /** The largest patch without any grain that is brighter than the paper. */
  readonly glare: { readonly areaMm2: number; readonly region: Box | null };
}

/** A sensor that is driven to its end shows no grain. */
const washedOut = { level: 253, deviation: 1.3 } as const;

export function measureLight(
  picture: WorkPicture,
  tiles: Tiles,
  area: PaperArea,
  limits: { readonly shade: number; readonly glareAbovePaper: number },
): Light {
  const paperLevel = median(area.tiles.map((tile) => tiles.paper[tile] ?? 0));
  const washed = new Set(
    area.tiles.filter(
      (tile) =>
        (tiles.mean[tile] ?? 0) >= Math.max(washedOut.level, paperLevel + limits.glareAbovePaper) &&
        (tiles.deviation[tile] ?? 0) <= washedOut.deviation,
    ),
  );
  let largest: readonly number[] = [];
  while (washed.size > 0) {
    const patch: number[] = [];
    const waiting = [...washed].slice(0, 1);
    for (let tile = waiting.pop(); tile !== undefined; tile = waiting.pop()) {
      if (!washed.delete(tile)) continue;
      patch.push(tile);
      for (const next of neighbours(tile, tiles.columns, tiles.rows))
        if (washed.has(next)) waiting.push(next);
    }
    if (patch.length > largest.length) largest = patch;
  }
  const tileMm = tiles.sizePx / picture.perMm;
  return {
    paperLevel,
    shaded: area.tiles.filter((tile) => (tiles.paper[tile] ?? 0) < limits.shade),
    glare: { areaMm2: largest.length * tileMm * tileMm, region: boxAround(tiles, picture, largest) },
  };
}

/** Places with ink, away from the sides where shadows and staples are. */
export function placesWithInk(tiles: Tiles, area: PaperArea, contrast: number): readonly number[] {
  return area.tiles.filter(
    (tile) =>
      (tiles.contrast[tile] ?? 0) >= contrast &&
      !isOnSide(tile, tiles.columns, tiles.rows) &&
      !neighbours(tile, tiles.columns, tiles.rows).some((next) => isOnSide(next, tiles.columns, tiles.rows)),
  );
}

function isOnSide(tile: number, columns: number, rows: number): boolean {
  const column = tile % columns;
  const row = Math.floor(tile / columns);
  return column === 0 || row === 0 || column === columns - 1 || row === rows - 1;
}

function neighbours(tile: number, columns: number, rows: number): readonly number[] {
  const column = tile % columns;
  const found: number[] = [];
  if (column > 0) found.push(tile - 1);
  if (column < columns - 1) found.push(tile + 1);
  if (tile >= columns) found.push(tile - columns);
  if (tile < columns * (rows - 1)) found.push(tile + columns);
  return found;
}
