import { afterEach, expect, test } from 'vitest';
import { scanByKeyboard } from '../simulators/keyboard-scanner.ts';
import {
  canary,
  canaryCard,
  everythingIn,
  holdsCanary,
  tracesIn,
  tracesInTemporaryFolders,
} from '../support/canary.ts';
import { type ElectronKiosk, startKiosk } from '../support/electron-kiosk.ts';
import { makeFolder } from '../support/folders.ts';
import { cameraFlags, sendRawKeys } from '../support/shell-kiosk.ts';

let kiosk: ElectronKiosk | undefined;
afterEach(async () => {
  await kiosk?.close();
  kiosk = undefined;
});

/** From the invitation to the screen that asks for a card. */
async function goToCard(opened: ElectronKiosk) {
  const page = await opened.page();
  const press = async (name: string | RegExp): Promise<void> =>
    await page.getByRole('button', { name }).first().click();
  await press('Chạm để bắt đầu');
  await press(/Thông tin của tôi/);
  await press(/^Xuất trình thẻ căn cước/);
  await press('Tôi đã đọc');
  await page.getByText('Tự nhập').waitFor();
  return { page, press };
}

test('the kiosk’s camera reads a card in Electron, on its own screen alone', async () => {
  const film = makeFolder('film');
  kiosk = await startKiosk({ args: [...cameraFlags(film.path, canaryCard)] });
  const { page, press } = await goToCard(kiosk);
  await press(/^Dùng camera/);
  await page.getByText(canary.name).waitFor();
  await press('Đúng là tôi');
  await page.getByRole('heading', { level: 1, name: 'Thông tin của tôi trên máy này' }).waitFor();
  film.remove();
});

test('nothing of a person is left in Electron: not in the next window, its profile, the logs or on the disk', async () => {
  const since = Date.now();
  kiosk = await startKiosk();
  const { page, press } = await goToCard(kiosk);
  const session = await page.context().newCDPSession(page);
  await sendRawKeys(session, scanByKeyboard(canaryCard, { beyondAscii: 'alt-bytes', gapMs: () => 4 }));
  await page.getByText(canary.name).waitFor();
  await press('Hiện số');
  await press('Đúng là tôi');
  await page.getByRole('heading', { level: 1, name: 'Thông tin của tôi trên máy này' }).waitFor();
  expect(holdsCanary(await everythingIn(page, session))).toBe(true);

  const opened = kiosk.app.waitForEvent('window');
  const closed = page.waitForEvent('close');
  await press('Kết thúc');
  const next = await opened;
  await closed;
  await next.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
  const fresh = await next.context().newCDPSession(next);
  expect(holdsCanary(await everythingIn(next, fresh))).toBe(false);
  const userData = await kiosk.app.evaluate(({ app }) => app.getPath('userData'));
  for (const folder of [userData, kiosk.dataFolder]) expect(tracesIn(folder)).toEqual([]);
  expect(tracesInTemporaryFolders(since)).toEqual([]);
});
