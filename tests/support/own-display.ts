import { afterAll, beforeAll } from 'vitest';
import { startScreen } from './display.ts';

/** A virtual screen for each file, so that no window of one test covers that of another and stops painting. */
let screen: Awaited<ReturnType<typeof startScreen>>;
const before = process.env.DISPLAY;

beforeAll(async () => {
  screen = await startScreen();
  process.env.DISPLAY = screen.display;
});

afterAll(async () => {
  if (before === undefined) delete process.env.DISPLAY;
  else process.env.DISPLAY = before;
  await screen.close();
});
