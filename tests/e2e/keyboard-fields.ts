import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { type Contrast, defaultReading, type TextSize } from '../../shared/contract/reading.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { type FakeCore, openSession, startFakeCore } from '../support/fake-core.ts';
import { buildKeyboardPage } from '../support/keyboard-page.ts';

/** The panels a keyboard is drawn on, in CSS pixels. */
export const panels = {
  upright: { width: 1080, height: 1920, pxPerMm: 3.2 },
  lying: { width: 1920, height: 1080, pxPerMm: 3.2 },
  'counter PC': { width: 1366, height: 768, pxPerMm: 3.97 },
} as const;

let browser: Browser;
let pageFolder: string;
const opened = new Map<keyof typeof panels, { readonly core: FakeCore; readonly page: Page }>();

/** A browser with the page of keyboard fields for the tests of one file. */
export function withKeyboardFields(): void {
  beforeAll(async () => {
    pageFolder = await buildKeyboardPage();
    browser = await chromium.launch(chromiumForTests());
  });
  afterAll(async () => {
    await browser.close();
    for (const { core } of opened.values()) await core.close();
  });
}

interface Opening {
  readonly field: string;
  readonly value?: string;
  readonly panel?: keyof typeof panels;
  readonly contrast?: Contrast;
  readonly textSize?: TextSize;
}

/** The page of a panel, loaded once: every test gets a new field with a keyboard of its own on it. */
async function pageOf(panel: keyof typeof panels): Promise<{ readonly core: FakeCore; readonly page: Page }> {
  const known = opened.get(panel);
  if (known !== undefined) return known;
  const { width, height, pxPerMm } = panels[panel];
  const core = await startFakeCore({ session: openSession('/home') }, pageFolder);
  core.state.kiosk = { ...core.state.kiosk, pxPerMm };
  const page = await browser.newPage({ viewport: { width, height }, hasTouch: true });
  opened.set(panel, { core, page });
  await page.goto(core.address);
  await page.locator(`html[style*='--mm: ${pxPerMm}px']`).waitFor();
  await page.waitForFunction(() => window.show !== null);
  return { core, page };
}

/** Shows one field and taps it, so that the keyboard is there. */
export async function withField(opening: Opening, work: (page: Page) => Promise<void>): Promise<void> {
  const { core, page } = await pageOf(opening.panel ?? 'upright');
  await page.bringToFront();
  const { contrast = 'normal', textSize = 'normal' } = opening;
  core.state.session = openSession('/home', { reading: { ...defaultReading, contrast, textSize } });
  core.tell();
  const { kind, value } = { kind: opening.field, value: opening.value ?? '' };
  await page.evaluate((wanted) => window.show?.(wanted.kind, wanted.value), { kind, value });
  await page.locator(`html[data-text-size='${textSize}'][data-contrast='${contrast}']`).waitFor();
  await keyboard(page).waitFor({ state: 'detached' });
  await field(page).tap();
  await keyboard(page).waitFor();
  await page.evaluate(() => document.fonts.ready);
  await work(page);
}

export const field = (page: Page) => page.locator('[data-kiosk-field]').first();
export const keyboard = (page: Page) => page.getByRole('region', { name: 'Bàn phím' });
export const named = (page: Page, name: string) => keyboard(page).getByRole('button', { name, exact: true });

/** Taps keys of the keyboard by their names, one after the other. */
export async function tap(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) await named(page, name).tap();
}

declare global {
  interface Window {
    show: ((kind: string, value: string) => void) | null;
    probe: {
      value: string;
      bursts: { readonly code: string; readonly kind: string; readonly timeMs: number }[][];
    };
  }
}
