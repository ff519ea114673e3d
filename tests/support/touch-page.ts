import { chromium, type Page } from 'playwright';
import type { ReferencePortal } from '../portal/reference-portal.ts';
import type { Hands } from './birth-journey.ts';
import { chromiumForTests } from './chromium.ts';
import { type CoreWithPage, startCoreWithPage } from './core-with-page.ts';
import { handsOf } from './page-hands.ts';
import { portalWorld } from './portal-world.ts';

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

/** A kiosk of its own (joined to the portal that is given) and a person before its page. */
export interface TouchKiosk {
  readonly kiosk: CoreWithPage;
  readonly page: Page;
  readonly hands: Hands;
  close(): Promise<void>;
}

export async function openTouchKiosk(portal?: ReferencePortal): Promise<TouchKiosk> {
  const kiosk = await startCoreWithPage(
    portal === undefined
      ? {}
      : {
          world: portalWorld(portal),
          change: (config) => ({ ...config, portal: { ...config.portal, address: portal.address } }),
        },
  );
  const { page, close } = await openTouchPage();
  return {
    kiosk,
    page,
    hands: handsOf(page),
    async close() {
      await close();
      await kiosk.close();
    },
  };
}
