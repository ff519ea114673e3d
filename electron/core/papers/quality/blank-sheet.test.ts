import { expect, test } from 'vitest';
import { judgeBlankSheet } from './blank-sheet.ts';
import type { WorkPicture } from './work-picture.ts';

const perMm = 150 / 25.4;
const width = Math.round(210 * perMm);
const height = Math.round(297 * perMm);

/** A sheet on the glass: grain, a lamp that fades to one side, and what the test does to it. */
function sheet(dirty: (put: (x: number, y: number, change: number) => void) => void = () => {}): WorkPicture {
  const grey = new Uint8Array(width * height);
  let seed = 7;
  for (let at = 0; at < grey.length; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    grey[at] = 232 + (seed % 9) - Math.round(((at % width) / width) * 14);
  }
  dirty((x, y, change) => {
    const at = y * width + x;
    grey[at] = Math.min(255, Math.max(0, (grey[at] ?? 0) + change));
  });
  return { width, height, perMm, grey, colouredShare: 0 };
}

function line(
  put: (x: number, y: number, change: number) => void,
  atMm: number,
  pixels: number,
  change: number,
) {
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < pixels; x += 1) put(Math.round(atMm * perMm) + x, y, change);
  }
}

test('calls a blank sheet clean, with its grain and an uneven lamp', () => {
  expect(judgeBlankSheet(sheet())).toMatchObject({ verdict: 'clean', streaks: [], spots: 0 });
});

test('finds a dark streak of a single pixel and says where it is', () => {
  const judged = judgeBlankSheet(sheet((put) => line(put, 80, 1, -40)));
  expect(judged.verdict).toBe('streaks');
  expect(judged.streaks).toHaveLength(1);
  expect(judged.streaks[0]?.tone).toBe('dark');
  expect(judged.streaks[0]?.fromLeftMm).toBeCloseTo(80, 0);
});

test('finds a light streak and a faint dark one beside each other', () => {
  const judged = judgeBlankSheet(
    sheet((put) => {
      line(put, 60, 3, 14);
      line(put, 150, 4, -9);
    }),
  );
  expect(judged.streaks.map(({ tone }) => tone)).toEqual(['light', 'dark']);
});

test('counts spots as dirt, not as streaks', () => {
  const judged = judgeBlankSheet(
    sheet((put) => {
      for (const [left, top] of [
        [300, 400],
        [700, 1_200],
      ] as const) {
        for (let y = 0; y < 6; y += 1) for (let x = 0; x < 6; x += 1) put(left + x, top + y, -120);
      }
    }),
  );
  expect(judged).toMatchObject({ verdict: 'dirt', streaks: [], spots: 2 });
});

test('a short line is no streak', () => {
  const judged = judgeBlankSheet(
    sheet((put) => {
      for (let y = 500; y < 560; y += 1) put(600, y, -20);
    }),
  );
  expect(judged.streaks).toEqual([]);
});

test('says that a printed page or an open lid is no blank sheet', () => {
  const printed = sheet((put) => {
    for (let row = 200; row < 1_500; row += 40)
      for (let x = 150; x < 1_000; x += 4) for (let y = 0; y < 12; y += 1) put(x, row + y, -200);
  });
  expect(judgeBlankSheet(printed).verdict).toBe('not-blank');
  const open: WorkPicture = { width, height, perMm, grey: new Uint8Array(width * height), colouredShare: 0 };
  expect(judgeBlankSheet(open).verdict).toBe('not-blank');
});
