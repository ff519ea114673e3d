import { expect, onTestFinished, test } from 'vitest';
import { scanByKeyboard } from '../simulators/keyboard-scanner.ts';
import {
  canary,
  canaryCard,
  everythingIn,
  holdsCanary,
  tracesIn,
  tracesInTemporaryFolders,
} from '../support/canary.ts';
import { processesNaming } from '../support/launched.ts';
import { openShellKiosk, sendRawKeys } from '../support/shell-kiosk.ts';

test('nothing of a person is left: not in the next page, the browser’s profile, the logs or on the disk', async () => {
  const since = Date.now();
  const kiosk = await openShellKiosk();
  onTestFinished(() => kiosk.close());
  const { page, launched, dataFolder, port } = kiosk;
  const press = async (name: string | RegExp): Promise<void> =>
    await page.getByRole('button', { name }).first().click();
  const session = await page.context().newCDPSession(page);
  await press('Chạm để bắt đầu');
  await press(/Tìm hiểu thủ tục/);
  await press(/^Làm giấy khai sinh cho trẻ/);
  await press(/^Điền tờ khai/);
  await press('Tôi đã đọc');
  await page.getByText('Bỏ qua bước này').waitFor();
  await sendRawKeys(session, scanByKeyboard(canaryCard, { beyondAscii: 'alt-bytes', gapMs: () => 4 }));
  await page.getByText(canary.name).waitFor();
  await press('Hiện số');
  await press('Đúng là tôi');
  await page.getByText('Cho tôi hoặc người trong nhà tôi').click();
  await press('Tiếp tục');
  await page.getByRole('heading', { level: 1, name: 'Số điện thoại của Ông/Bà' }).waitFor();
  await page.getByText(canary.name).waitFor();
  for (const digit of canary.phone) await press(new RegExp(`^${digit}$`));
  await page.getByText('Đã lưu trên máy này').waitFor();
  // While the person is here they are: the search itself works.
  expect(holdsCanary(await everythingIn(page, session))).toBe(true);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), canary.idNumber);
  expect(tracesIn(dataFolder)).toEqual([]);

  const site = new URL(page.url()).hostname;
  await press('Kết thúc');
  await press('Kết thúc và xoá');
  await page.waitForURL((url) => url.hostname !== site);
  await page.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();

  const fresh = await page.context().newCDPSession(page);
  expect(holdsCanary(await everythingIn(page, fresh))).toBe(false);
  expect((await page.evaluate(() => navigator.clipboard.readText())).trim()).toBe('');
  const browser = processesNaming(`--remote-debugging-port=${port}`)[0];
  const profile = /--user-data-dir=(\S+)/.exec(browser?.command ?? '')?.[1] ?? '';
  expect(profile).not.toBe('');
  expect(tracesIn(profile)).toEqual([]);
  expect(tracesIn(dataFolder)).toEqual([]);
  expect(tracesInTemporaryFolders(since)).toEqual([]);
  expect(holdsCanary(launched.output())).toBe(false);
});
