import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { expectBirthOnPaper, fillFromChild, fillUntilChild } from '../support/birth-journey.ts';
import { beginBirth } from '../support/form-filling.ts';
import { openKiosk, type TestKiosk } from '../support/kiosk.ts';
import { handsOf } from '../support/page-hands.ts';
import { receiptPrinted, textPrinted } from '../support/printed.ts';
import { expectReceipt, layByDock, playDock, submitBirth } from '../support/submit-journey.ts';

let kiosk: TestKiosk;
beforeAll(async () => {
  kiosk = await openKiosk();
});
afterAll(() => kiosk.close());

test('a birth registration by touch alone, through a page crash, scanned and handed in offline, reaches the portal when the network is back', async () => {
  await beginBirth(kiosk.page);
  await fillUntilChild(handsOf(kiosk.page), (what) => isClean(kiosk.page, what));
  const after = await crashAndReturn();
  await fillFromChild(handsOf(after), (what) => isClean(after, what));
  expectBirthOnPaper(textPrinted(kiosk.dataFolder, '1.001193'));
  const hands = handsOf(after);
  await playDock(hands, 'Rút dây mạng');
  await submitBirth(hands, layByDock(hands), (what) => isClean(after, what));
  await hands.sees('Mã tạm, chưa phải mã hồ sơ chính thức');
  await hands.sees('Đang chờ gửi lên Cổng dịch vụ công');
  const receipt = receiptPrinted(kiosk.dataFolder);
  expectReceipt(receipt);
  expect(receipt).toContain('MÃ TẠM – chưa phải mã hồ sơ chính thức');
  await playDock(hands, 'Có mạng');
  // The kiosk looks within half a minute, and waits its share of the time that the road was away; a person who waits says so.
  const arrived = after.getByText('Cổng dịch vụ công đã nhận đủ hồ sơ');
  const stay = after.getByRole('button', { name: 'Tôi vẫn ở đây' });
  await arrived.or(stay).first().waitFor({ timeout: 90_000 });
  if (await stay.isVisible()) await stay.tap();
  await arrived.waitFor({ timeout: 60_000 });
  expect(await after.getByText(/^H21|^000\.00/).count()).toBeGreaterThan(0);
  await hands.press('Kết thúc');
  await after.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
}, 300_000);

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
