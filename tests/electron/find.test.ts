import { afterEach, test } from 'vitest';
import { type ElectronKiosk, startKiosk } from '../support/electron-kiosk.ts';

let kiosk: ElectronKiosk | undefined;

afterEach(async () => {
  await kiosk?.close();
  kiosk = undefined;
});

test('finds birth registration and shows my list in the Electron window', async () => {
  kiosk = await startKiosk({ args: ['--touch-events=enabled'] });
  const page = await kiosk.page();
  const devtools = await page.context().newCDPSession(page);

  /** A finger, sent by the browser itself: this runtime's pages are not made for playwright's own tap. */
  async function tap(name: string | RegExp): Promise<void> {
    const button = page.getByRole('button', { name }).first();
    // A finger goes where the button has come to rest, not where it was while the keyboard went away.
    await button.click({ trial: true });
    const box = await button.boundingBox();
    if (!box) throw new Error(`No room for ${name}`);
    const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  await tap('Chạm để bắt đầu');
  await tap(/^Tìm hiểu thủ tục/);
  await tap(/^Gõ tên việc cần làm/);
  for (const letter of 'khai') await tap(new RegExp(`^${letter}$`, 'i'));
  await tap('Xong, cất bàn phím');
  await tap(/^Làm giấy khai sinh cho trẻ/);
  await page.getByText('Thủ tục đăng ký khai sinh').first().waitFor();
  await tap('Xem giấy tờ cần mang');
  for (const question of [1, 2, 3]) {
    await page.getByText(`Bước ${question} trong 3: Câu hỏi ngắn`).waitFor();
    await tap('Không');
  }
  await page.getByRole('heading', { level: 1, name: 'Giấy tờ của tôi' }).waitFor();
  await page.getByRole('button', { name: /^Giấy chứng sinh/ }).waitFor();
});
