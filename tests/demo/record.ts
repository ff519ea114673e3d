import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';

/** One thing that happened, with the time it took. */
export interface Step {
  readonly name: string;
  readonly seconds: number;
}

/** One screen as the person left it. */
export interface Frame {
  /** Below the demo's folder. */
  readonly file: string;
  readonly title: string;
  /** Since the beginning. */
  readonly atSeconds: number;
}

export interface PromiseKept {
  readonly promise: string;
  readonly held: boolean;
  /** What was seen. */
  readonly proof: string;
}

/** What is written down while the demo runs. */
export interface Recording {
  readonly steps: readonly Step[];
  readonly frames: readonly Frame[];
  readonly promises: readonly PromiseKept[];
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  frame(page: Page, title: string): Promise<void>;
  promise(promise: string, held: boolean, proof: string): void;
  seconds(): number;
}

/** Starts the clock; pictures go to `frames` below the folder. */
export function startRecording(folder: string): Recording {
  const startedAt = performance.now();
  const steps: Step[] = [];
  const frames: Frame[] = [];
  const promises: PromiseKept[] = [];
  mkdirSync(path.join(folder, 'frames'), { recursive: true });
  const seconds = (): number => (performance.now() - startedAt) / 1_000;
  return {
    steps,
    frames,
    promises,
    seconds,
    async step(name, work) {
      const from = seconds();
      try {
        return await work();
      } finally {
        steps.push({ name, seconds: seconds() - from });
      }
    },
    async frame(page, title) {
      const file = `frames/${String(frames.length + 1).padStart(3, '0')}.jpg`;
      const atSeconds = seconds();
      await page.screenshot({ path: path.join(folder, file), type: 'jpeg', quality: 72 });
      frames.push({ file, title, atSeconds });
    },
    promise: (promise, held, proof) => void promises.push({ promise, held, proof }),
  };
}

const filmWidthPx = 360;
const secondsPerFrame = 0.8;

/** The frames one after the other as one picture that moves: every browser plays it. */
export async function makeFilm(folder: string, frames: readonly Frame[]): Promise<void> {
  const pictures = await Promise.all(
    frames.map(({ file }) => sharp(path.join(folder, file)).resize({ width: filmWidthPx }).png().toBuffer()),
  );
  await sharp(pictures, { join: { animated: true } })
    .webp({ quality: 55, effort: 0, delay: frames.map(() => secondsPerFrame * 1_000), loop: 0 })
    .toFile(path.join(folder, 'film.webp'));
}
