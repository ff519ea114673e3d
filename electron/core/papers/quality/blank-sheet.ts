import type { WorkPicture } from './work-picture.ts';

/** A line from the top of the sheet to its foot, as dust on the glass of a feeder makes it. */
export interface Streak {
  readonly tone: 'dark' | 'light';
  readonly fromLeftMm: number;
  readonly widthMm: number;
}

/** What a scan of a blank sheet tells of the scanner. */
export interface BlankSheet {
  /** `not-blank`: there is print on it, or no paper at all; then nothing else can be said. */
  readonly verdict: 'clean' | 'streaks' | 'dirt' | 'not-blank';
  readonly streaks: readonly Streak[];
  /** Spots that are no streak, darker than paper ever is. */
  readonly spots: number;
  /** Grey level of the sheet, 0 to 255. */
  readonly paperLevel: number;
}

const rules = {
  /** The sides of a sheet have the shadow of the lid. */
  marginMm: 6,
  /** A streak runs through at least so much of the height, and differs so much from the paper beside it. */
  streakShare: 0.55,
  streakStep: 5,
  /** Paper is compared with what lies so far to either side: wider changes are the lamp's, not dirt. */
  besideMm: 4,
  /** Streaks closer than this are one. */
  mergeMm: 0.6,
  spotStep: 45,
  leastSpotMm2: 0.15,
  /** More than this dark is print. */
  mostDarkShare: 0.006,
  leastPaperLevel: 130,
} as const;

/** Looks for streaks and spots on a sheet that should be blank. Pure: the same picture gives the same judgement. */
export function judgeBlankSheet(picture: WorkPicture): BlankSheet {
  const area = innerArea(picture);
  const paperLevel = medianLevel(picture, area);
  const nothing = { streaks: [], spots: 0, paperLevel };
  if (paperLevel < rules.leastPaperLevel) return { verdict: 'not-blank', ...nothing };
  const streaks = findStreaks(picture, area);
  const inStreak = columnsOf(streaks, picture.perMm);
  const dark = darkPixels(picture, area, paperLevel - rules.spotStep, inStreak);
  if (dark.count > area.width * area.height * rules.mostDarkShare)
    return { verdict: 'not-blank', ...nothing };
  const leastPixels = Math.max(2, rules.leastSpotMm2 * picture.perMm ** 2);
  const spots = countSpots(dark.marks, area, leastPixels);
  const verdict = streaks.length > 0 ? 'streaks' : spots > 0 ? 'dirt' : 'clean';
  return { verdict, streaks, spots, paperLevel };
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function innerArea({ width, height, perMm }: WorkPicture): Area {
  const margin = Math.min(Math.round(rules.marginMm * perMm), Math.floor(Math.min(width, height) / 4));
  return { left: margin, top: margin, width: width - 2 * margin, height: height - 2 * margin };
}

function medianLevel({ grey, width }: WorkPicture, area: Area): number {
  const counts = new Uint32Array(256);
  for (let y = area.top; y < area.top + area.height; y += 1) {
    for (let x = area.left; x < area.left + area.width; x += 1) {
      const level = grey[y * width + x] ?? 0;
      counts[level] = (counts[level] ?? 0) + 1;
    }
  }
  let left = (area.width * area.height) / 2;
  for (const [level, count] of counts.entries()) {
    left -= count;
    if (left <= 0) return level;
  }
  return 0;
}

/** Each column against what lies to either side of it, row by row: a spot cannot make a streak, however dark it is. */
function findStreaks({ grey, width, perMm }: WorkPicture, area: Area): readonly Streak[] {
  const beside = Math.max(3, Math.round(rules.besideMm * perMm));
  // Rows in bands, so that the grain of the paper does not hide a faint line.
  const bandHeight = Math.max(4, Math.round(2 * perMm));
  const bands = Math.max(1, Math.floor(area.height / bandHeight));
  const darker = new Uint32Array(area.width);
  const lighter = new Uint32Array(area.width);
  const levels = new Float32Array(area.width);
  for (let band = 0; band < bands; band += 1) {
    const top = area.top + band * bandHeight;
    for (let x = 0; x < area.width; x += 1) {
      let sum = 0;
      for (let y = top; y < top + bandHeight; y += 1) sum += grey[y * width + area.left + x] ?? 0;
      levels[x] = sum / bandHeight;
    }
    for (let x = 0; x < area.width; x += 1) {
      const here = levels[x] ?? 0;
      // Against both sides: what lies beside a streak differs from the streak only.
      const steps = [here - levelAt(levels, x - beside), here - levelAt(levels, x + beside)];
      if (Math.max(...steps) <= -rules.streakStep) darker[x] = (darker[x] ?? 0) + 1;
      else if (Math.min(...steps) >= rules.streakStep) lighter[x] = (lighter[x] ?? 0) + 1;
    }
  }
  const least = bands * rules.streakShare;
  const merge = rules.mergeMm * perMm;
  return [
    ...runsOf(darker, least, merge).map((run) => streakOf('dark', run, area, perMm)),
    ...runsOf(lighter, least, merge).map((run) => streakOf('light', run, area, perMm)),
  ].sort((one, two) => one.fromLeftMm - two.fromLeftMm);
}

function levelAt(levels: Float32Array, x: number): number {
  return levels[Math.min(levels.length - 1, Math.max(0, x))] ?? 0;
}

interface Run {
  readonly from: number;
  readonly to: number;
}

function runsOf(counts: Uint32Array, least: number, merge: number): readonly Run[] {
  const runs: Run[] = [];
  for (const [x, count] of counts.entries()) {
    if (count < least) continue;
    const last = runs.at(-1);
    if (last !== undefined && x - last.to <= merge) runs[runs.length - 1] = { from: last.from, to: x + 1 };
    else runs.push({ from: x, to: x + 1 });
  }
  return runs;
}

function streakOf(tone: Streak['tone'], { from, to }: Run, area: Area, perMm: number): Streak {
  const mm = (pixels: number): number => Math.round((pixels / perMm) * 10) / 10;
  return { tone, fromLeftMm: mm(area.left + from), widthMm: Math.max(0.1, mm(to - from)) };
}

function columnsOf(streaks: readonly Streak[], perMm: number): (x: number) => boolean {
  const spans = streaks.map(({ fromLeftMm, widthMm }) => ({
    from: (fromLeftMm - 0.4) * perMm,
    to: (fromLeftMm + widthMm + 0.4) * perMm,
  }));
  return (x) => spans.some(({ from, to }) => x >= from && x <= to);
}

function darkPixels(
  { grey, width }: WorkPicture,
  area: Area,
  below: number,
  isStreak: (x: number) => boolean,
): { readonly marks: Uint8Array; readonly count: number } {
  const marks = new Uint8Array(area.width * area.height);
  let count = 0;
  for (let x = 0; x < area.width; x += 1) {
    if (isStreak(area.left + x)) continue;
    for (let y = 0; y < area.height; y += 1) {
      if ((grey[(area.top + y) * width + area.left + x] ?? 255) >= below) continue;
      marks[y * area.width + x] = 1;
      count += 1;
    }
  }
  return { marks, count };
}

function countSpots(marks: Uint8Array, { width, height }: Area, leastPixels: number): number {
  let spots = 0;
  const open: number[] = [];
  for (let start = 0; start < marks.length; start += 1) {
    if (marks[start] !== 1) continue;
    let size = 0;
    marks[start] = 0;
    open.push(start);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      size += 1;
      const x = at % width;
      const y = (at - x) / width;
      for (const [nextX, nextY] of [
        [x - 1, y],
        [x + 1, y],
        [x, y - 1],
        [x, y + 1],
      ] as const) {
        const next = nextY * width + nextX;
        if (nextX < 0 || nextX >= width || nextY < 0 || nextY >= height || marks[next] !== 1) continue;
        marks[next] = 0;
        open.push(next);
      }
    }
    if (size >= leastPixels) spots += 1;
  }
  return spots;
}
