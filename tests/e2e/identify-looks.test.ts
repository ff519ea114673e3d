import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultReading } from '../../shared/contract/reading.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { untouched } from '../support/fake-core/state.ts';
import { type FakeCore, startFakeCore } from '../support/fake-core.ts';
import { identifyShots } from '../support/shots/identify-shots.ts';

const largestHigh = { textSize: 'largest', contrast: 'high' } as const;

let browser: Browser;
let core: FakeCore;
let page: Page;
beforeAll(async () => {
  browser = await chromium.launch(chromiumForTests());
  core = await startFakeCore();
  page = await browser.newPage({
    viewport: { width: 1080, height: 1920 },
    // The same layout in a quarter of the pixels: nothing here is judged by its picture.
    deviceScaleFactor: 0.5,
    hasTouch: true,
  });
});
afterAll(async () => {
  await browser.close();
  await core.close();
});

test.each(identifyShots)('$name has names, contrast and order in both themes', async (shot) => {
  Object.assign(core.state, untouched({}));
  core.state.session = shot.session?.(defaultReading) ?? { kind: 'none' };
  shot.prepare?.(core);
  await page.goto(core.address);
  await page.getByRole('button', { name: 'Kết thúc' }).first().waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await shot.act?.(page, core);
  expect(await accessibilityFaults(page), 'normal').toEqual([]);
  // The same screen in the same state, only read otherwise.
  core.state.session = shot.session?.({ ...defaultReading, ...largestHigh }) ?? { kind: 'none' };
  core.tell();
  await page.locator("html[data-text-size='largest'][data-contrast='high']").waitFor();
  expect(await accessibilityFaults(page), 'largest').toEqual([]);
});
