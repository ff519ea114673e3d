import type { Letters } from './ink.ts';

/** Which way up letters stand. */
export interface Uprightness {
  /** From -1 to 1: how much more ink stands above the small letters than hangs below them. */
  readonly balance: number;
  /** Pieces of lines that were judged. */
  readonly lines: number;
}

/** Millimetres over which a profile is evened out: serifs would split the body of a line otherwise. */
const evenOutMm = 0.7;
/** Feet and heads of the small letters themselves are left out. */
const skippedMm = 0.3;
/** How far above and below to look, in heights of small letters: what lies farther belongs to the next line. */
const reachShare = 0.7;
/** Rows with this much of the darkest row's ink are the body of a line. */
const bodyShare = 0.6;

/** Narrow enough for a line that was laid level to stay in its rows, wide enough for a few words. */
const stripMm = 25;

/**
 * Vietnamese is heavy on top: tone marks, circumflexes, horns and the tall letters stand above the small ones, while
 * only g, p, q, y and the dot below hang under them. The balance needs no recognition and no font; handwriting and
 * pages of numbers alone give it little to go by, so it only ever asks a person to look.
 */
export function measureUprightness(
  { width, height, letters, perMm }: Letters,
  skewDegrees: number,
): Uprightness {
  const level = withoutLeaders(levelled({ width, height, letters }, skewDegrees), width, height, perMm);
  const stripPx = Math.max(8, Math.round(stripMm * perMm));
  const skipped = Math.round(skippedMm * perMm);
  const profile = new Float32Array(height);
  const smoothed = new Float32Array(height);
  let above = 0;
  let below = 0;
  let lines = 0;
  for (let left = 0; left + stripPx <= width; left += stripPx) {
    for (let y = 0; y < height; y += 1) {
      let ink = 0;
      for (let at = y * width + left; at < y * width + left + stripPx; at += 1) ink += level[at] ?? 0;
      profile[y] = ink;
    }
    smooth(profile, smoothed, Math.round(perMm * evenOutMm));
    for (const band of coreBands(smoothed, perMm)) {
      const size = band.end - band.start;
      const room = Math.round(size * reachShare);
      let over = 0;
      let under = 0;
      for (let step = skipped; step <= room; step += 1) {
        over += profile[band.start - step] ?? 0;
        under += profile[band.end - 1 + step] ?? 0;
      }
      if (over + under < size) continue;
      above += over / band.mass;
      below += under / band.mass;
      lines += 1;
    }
  }
  return { balance: above + below === 0 ? 0 : (above - below) / (above + below), lines };
}

/** The page with its lines laid level: each column moves up or down by what the slope makes there. */
function levelled({ width, height, letters }: Omit<Letters, 'perMm'>, skewDegrees: number): Uint8Array {
  const slope = Math.tan((skewDegrees * Math.PI) / 180);
  const drops = Int32Array.from({ length: width }, (_, x) => Math.round((x - width / 2) * slope));
  const level = new Uint8Array(letters.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const from = y + (drops[x] ?? 0);
      if (from >= 0 && from < height) level[y * width + x] = letters[from * width + x] ?? 0;
    }
  return level;
}

/** Dots to write on, longer than any word and with gaps narrower than between words: they hang under every answer. */
const leader = { leastMm: 17, widestGapMm: 0.85 } as const;

function withoutLeaders(level: Uint8Array, width: number, height: number, perMm: number): Uint8Array {
  const least = leader.leastMm * perMm;
  const widestGap = leader.widestGapMm * perMm;
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let start = -1;
    let last = -1;
    for (let x = 0; x <= width; x += 1) {
      if (x < width && level[row + x] === 1) {
        if (start < 0) start = x;
        last = x;
      } else if (start >= 0 && (x === width || x - last > widestGap)) {
        if (last - start > least) level.fill(0, row + start, row + last + 1);
        start = -1;
      }
    }
  }
  return level;
}

function smooth(from: Float32Array, to: Float32Array, width: number): void {
  const half = Math.floor(width / 2);
  for (let y = 0; y < from.length; y += 1) {
    let sum = 0;
    for (let near = y - half; near <= y + half; near += 1) sum += from[near] ?? 0;
    to[y] = sum / (half * 2 + 1);
  }
}

interface Band {
  readonly start: number;
  readonly end: number;
  readonly mass: number;
}

/** The rows between the foot and the head of small letters: where a line of text is darkest. */
function coreBands(profile: Float32Array, perMm: number): readonly Band[] {
  const window = Math.round(2.2 * perMm);
  const least = 2.2 * perMm; // ink of a few letters in a strip
  const bands: Band[] = [];
  let start = -1;
  for (let y = 0; y < profile.length; y += 1) {
    let most = 0;
    for (let near = Math.max(0, y - window); near <= Math.min(profile.length - 1, y + window); near += 1)
      most = Math.max(most, profile[near] ?? 0);
    const isCore = most >= least && (profile[y] ?? 0) >= most * bodyShare;
    if (isCore && start < 0) start = y;
    if (!isCore && start >= 0) {
      const size = y - start;
      if (size >= 0.9 * perMm && size <= 5 * perMm) {
        let mass = 0;
        for (let row = start; row < y; row += 1) mass += profile[row] ?? 0;
        bands.push({ start, end: y, mass });
      }
      start = -1;
    }
  }
  return bands;
}
