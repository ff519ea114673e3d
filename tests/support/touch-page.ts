import { chromium, type Page } from 'playwright';
import { chromiumForTests } from './chromium.ts';

/** A page of Chromium on the tall panel, by touch. */
export interface TouchPage {
  readonly page: Page;
  close(): Promise<void>;
}

/** Starts a browser of its own with one empty page. */
export async function openTouchPage(): Promise<TouchPage> {
  const browser = await chromium.launch(chromiumForTests());
  const page = await browser.newPage({
    viewport: { width: 1080, height: 1920 },
    // The same layout in a quarter of the pixels: test machines paint in software.
    deviceScaleFactor: 0.5,
    hasTouch: true,
  });
  return { page, close: () => browser.close() };
}
