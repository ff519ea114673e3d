import type { Letters } from './ink.ts';

/** How the lines of text lie. */
export interface TextLines {
  /** How far the lines are turned clockwise from level, in degrees; to be turned back by as much. */
  readonly skewDegrees: number;
  /** How strongly the ink gathers in level lines: 1 is not at all. */
  readonly strength: number;
  /** Points that were looked at: little says little. */
  readonly points: number;
}

const mostPoints = 12_000;
/** A few words; less has no direction. */
const fewestPoints = 200;
const widestDegrees = 12;

/** Projects the lower edges of letters along many slopes; along the lines' own they fall into few rows. */
export function measureLines({ width, height, letters, perMm }: Letters): TextLines {
  let feet = 0;
  for (let at = 0; at < letters.length - width; at += 1)
    if (letters[at] === 1 && letters[at + width] === 0) feet += 1;
  const stride = Math.max(1, Math.ceil(feet / mostPoints));
  const count = Math.ceil(feet / stride);
  if (count < fewestPoints) return { skewDegrees: 0, strength: 0, points: count };
  const px = new Float32Array(count);
  const py = new Float32Array(count);
  let seen = 0;
  for (let y = 0; y < height - 1; y += 1)
    for (let at = y * width; at < (y + 1) * width; at += 1) {
      if (letters[at] !== 1 || letters[at + width] !== 0) continue;
      if (seen % stride === 0) {
        px[seen / stride] = at - y * width - width / 2;
        py[seen / stride] = y - height / 2;
      }
      seen += 1;
    }
  const score = (degrees: number, binPx: number): number => {
    const slope = Math.tan((degrees * Math.PI) / 180);
    const half = Math.ceil((height / 2 + (Math.abs(slope) * width) / 2) / binPx) + 1;
    const bins = new Uint32Array(half * 2 + 1);
    for (let i = 0; i < count; i += 1) {
      const bin = half + Math.round(((py[i] ?? 0) - (px[i] ?? 0) * slope) / binPx);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    let squares = 0;
    for (const points of bins) squares += points * points;
    return squares;
  };
  const coarsePx = Math.max(1, perMm * 0.35);
  let best = 0;
  let bestScore = 0;
  for (let degrees = -widestDegrees; degrees <= widestDegrees; degrees += 0.4) {
    const found = score(degrees, coarsePx);
    if (found > bestScore) [best, bestScore] = [degrees, found];
  }
  const around = best;
  bestScore = 0;
  for (let degrees = around - 0.5; degrees <= around + 0.5; degrees += 0.1) {
    const found = score(degrees, Math.max(1, perMm * 0.17));
    if (found > bestScore) [best, bestScore] = [degrees, found];
  }
  // Spread evenly over every row that has ink, the points would give this.
  const filled = (count * count) / (height / coarsePx);
  return { skewDegrees: Math.round(best * 10) / 10, strength: score(best, coarsePx) / filled, points: count };
}
