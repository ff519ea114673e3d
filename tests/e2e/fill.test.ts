import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { expectBirthOnPaper, fillFromChild, fillUntilChild, type Hands } from '../support/birth-journey.ts';
import { beginBirth, drawOver, fillerOf } from '../support/form-filling.ts';
import { openKiosk, type TestKiosk } from '../support/kiosk.ts';
import { textPrinted } from '../support/printed.ts';

let kiosk: TestKiosk;
beforeAll(async () => {
  kiosk = await openKiosk();
});
afterAll(() => kiosk.close());

test('a birth registration by touch alone, with accent keys and Telex, through a page crash, onto paper: clean in both themes', async () => {
  await beginBirth(kiosk.page);
  await fillUntilChild(handsOf(kiosk.page), (what) => isClean(kiosk.page, what));
  const after = await crashAndReturn();
  await fillFromChild(handsOf(after), (what) => isClean(after, what));
  expectBirthOnPaper(textPrinted(kiosk.dataFolder, '1.001193'));
  await handsOf(after).press('Kết thúc');
  await after.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
});

function handsOf(page: Page): Hands {
  return {
    ...fillerOf(page),
    sees: async (text) => await page.getByText(text).first().waitFor(),
    seesNot: async (text) => await page.getByText(text).first().waitFor({ state: 'detached' }),
    holds: async (text) => expect(await page.getByRole('textbox').inputValue()).toBe(text),
    chooseBeginning: async (text) => await page.getByText(new RegExp(`^${text}`)).tap(),
    async sign() {
      await drawOver(page, 'Khung ký, chưa có chữ ký');
      await page.getByRole('img', { name: 'Khung ký, đã có chữ ký' }).waitFor();
    },
  };
}

/** The page's process dies as by lack of memory; a new page of the same kiosk takes its place, as the shell does. */
async function crashAndReturn(): Promise<Page> {
  const context = kiosk.page.context();
  const next = await context.newPage();
  await kiosk.page.goto('chrome://crash').catch(() => {}); // the answer never comes
  await next.goto(kiosk.address);
  return next;
}

/** No violation in either theme, with text at 7:1; leaves the page in the theme it had. */
async function isClean(page: Page, what: string): Promise<void> {
  for (const contrast of ['normal', 'high'] as const) {
    await page.locator(`html[data-contrast='${contrast}']`).waitFor();
    expect(await accessibilityFaults(page), `${what}, ${contrast} contrast`).toEqual([]);
    await page.getByRole('button', { name: 'Tương phản' }).tap();
  }
  await page.locator("html[data-contrast='normal']").waitFor();
}
