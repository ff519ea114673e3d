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
const widestDegrees = 12;

/** Projects the lower edges of letters along many slopes; along the lines' own they fall into few rows. */
export function measureLines({ width, height, letters, perMm }: Letters): TextLines {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y < height - 1; y += 1) {
    const row = y * width;
    for (let x = 0; x < width; x += 1)
      if (letters[row + x] === 1 && letters[row + x + width] === 0) {
        xs.push(x);
        ys.push(y);
      }
  }
  const stride = Math.max(1, Math.ceil(xs.length / mostPoints));
  const count = Math.ceil(xs.length / stride);
  if (count < 200) return { skewDegrees: 0, strength: 0, points: count };
  const px = new Float32Array(count);
  const py = new Float32Array(count);
  for (let i = 0; i < count; i += 1) {
    px[i] = (xs[i * stride] ?? 0) - width / 2;
    py[i] = (ys[i * stride] ?? 0) - height / 2;
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
