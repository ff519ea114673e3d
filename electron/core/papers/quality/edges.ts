import type { Ink } from './ink.ts';
import type { Box } from './page-check.ts';

/** Ink that runs over one side of the picture. */
export interface CutSide {
  readonly side: 'left' | 'right' | 'top' | 'bottom';
  readonly pieces: number;
  readonly region: Box;
}

/** A piece of a letter is at most this long along the side; a lid's shadow or a table's frame is longer. */
const longestPieceMm = 4;
/** More ink than this along a side is no row of letters: a shadow with holes in it. */
const mostLetters = 0.5;
/** The marked strip. */
const stripShare = 0.06;

/** The side with the most pieces of letters that touch it and go on inwards. */
export function findCutSide({ bits, width, height, perMm }: Ink): CutSide {
  const inward = Math.max(2, Math.round(0.9 * perMm));
  const longest = Math.round(longestPieceMm * perMm);
  const count = (length: number, isInk: (along: number, depth: number) => boolean): number => {
    let pieces = 0;
    let run = 0;
    let touching = 0;
    let goesOn = false;
    for (let along = 0; along <= length; along += 1) {
      // The outermost pixels may be the resampling's.
      if (along < length && isInk(along, 1) && isInk(along, 2)) {
        run += 1;
        touching += 1;
        // A speck does not go on inwards.
        goesOn ||= isInkNear(along, inward, length, isInk);
        continue;
      }
      if (run >= 1 && run <= longest && goesOn) pieces += 1;
      run = 0;
      goesOn = false;
    }
    return touching > length * mostLetters ? 0 : pieces;
  };
  const sides: readonly CutSide[] = [
    {
      side: 'left',
      pieces: count(height, (y, x) => bits[y * width + x] === 1),
      region: { left: 0, top: 0, width: stripShare, height: 1 },
    },
    {
      side: 'right',
      pieces: count(height, (y, x) => bits[y * width + width - 1 - x] === 1),
      region: { left: 1 - stripShare, top: 0, width: stripShare, height: 1 },
    },
    {
      side: 'top',
      pieces: count(width, (x, y) => bits[y * width + x] === 1),
      region: { left: 0, top: 0, width: 1, height: stripShare },
    },
    {
      side: 'bottom',
      pieces: count(width, (x, y) => bits[(height - 1 - y) * width + x] === 1),
      region: { left: 0, top: 1 - stripShare, width: 1, height: stripShare },
    },
  ];
  return sides.reduce((most, one) => (one.pieces > most.pieces ? one : most));
}

function isInkNear(
  along: number,
  inward: number,
  length: number,
  isInk: (along: number, depth: number) => boolean,
): boolean {
  for (let beside = Math.max(0, along - inward); beside <= Math.min(length - 1, along + inward); beside += 1)
    if (isInk(beside, inward)) return true;
  return false;
}
