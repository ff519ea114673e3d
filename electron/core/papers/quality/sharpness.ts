import type { Box } from './page-check.ts';
import { boxAround, quantile, type Tiles } from './tiles.ts';
import type { WorkPicture } from './work-picture.ts';

/** How sharp letters are. */
export interface Sharpness {
  /** Edge steepness over local contrast in the weaker direction: about 0.7 sharp, 0.2 unreadable; null without text. */
  readonly steepness: number | null;
  readonly softRegion: Box | null;
}

/** Squares of a photograph or of a full black area say nothing about letters. */
const textTile = { leastContrast: 45, leastMeanShare: 0.6 } as const;

/**
 * Looks where there is text and compares each place with its own contrast, so that pale print and grey paper count as
 * sharp. A page that moved while it was read is soft in one direction only, so the weaker one decides.
 */
export function measureSharpness(
  picture: WorkPicture,
  tiles: Tiles,
  among: readonly number[],
  soft: number,
): Sharpness {
  const text = among.filter((tile) => {
    const paper = tiles.paper[tile] ?? 0;
    return (
      (tiles.contrast[tile] ?? 0) >= textTile.leastContrast * Math.min(1, paper / 200) &&
      (tiles.mean[tile] ?? 0) >= paper * textTile.leastMeanShare
    );
  });
  if (text.length < 3) return { steepness: null, softRegion: null };
  const along = (steep: Float32Array): number =>
    quantile(
      text.map((tile) => steep[tile] ?? 0),
      0.6,
    );
  const steepness = Math.min(along(tiles.steepX), along(tiles.steepY));
  const isSoft = (tile: number): boolean => Math.min(tiles.steepX[tile] ?? 0, tiles.steepY[tile] ?? 0) < soft;
  return { steepness, softRegion: boxAround(tiles, picture, text.filter(isSoft)) };
}
