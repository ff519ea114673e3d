import { chromium } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { startCoreWithPage } from '../support/core-with-page.ts';
import { helpAtReview, openFilledForm } from '../support/help-journey.ts';
import { handsOf } from '../support/page-hands.ts';

test('a citizen calls from the form, an officer corrects two answers and hands back, and the review asks for agreement', async () => {
  const kiosk = await startCoreWithPage();
  onTestFinished(() => kiosk.close());
  const draftId = await openFilledForm(kiosk.openClient());
  const browser = await chromium.launch(chromiumForTests());
  onTestFinished(() => browser.close());
  const page = await browser.newPage({
    viewport: { width: 1080, height: 1920 },
    deviceScaleFactor: 0.5,
    hasTouch: true,
  });
  await page.goto(kiosk.address);
  await helpAtReview(handsOf(page), async (what) => {
    expect(await accessibilityFaults(page), what).toEqual([]);
    if (what !== 'the marks') return;
    expect(await page.getByText('Cán bộ điền giúp', { exact: true }).count()).toBe(2);
  });
  expect((await kiosk.openClient().drafts.review({ draftId })).unagreed).toEqual([]);
});
