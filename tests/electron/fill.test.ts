import { afterEach, expect, test } from 'vitest';
import { type ElectronKiosk, startKiosk } from '../support/electron-kiosk.ts';

/** Issue 2: whatever is lost is back, with the person at the same step, within this time. */
const backWithinMs = 10_000;

let kiosk: ElectronKiosk | undefined;
afterEach(async () => {
  await kiosk?.close();
  kiosk = undefined;
});

test('a form begun in Electron is back at the same question with every letter after the page crashed', async () => {
  kiosk = await startKiosk();
  const page = await kiosk.page();
  const press = async (name: string | RegExp): Promise<void> =>
    await page.getByRole('button', { name }).first().click();
  await press('Chạm để bắt đầu');
  await press(/Tìm hiểu thủ tục/);
  await page.getByText('Gõ tên việc cần làm').click();
  for (const letter of ['k', 'h', 'a', 'i', ' ', 's', 'i', 'n', 'h']) {
    await press(letter === ' ' ? /^Dấu cách/ : new RegExp(`^${letter}$`, 'i'));
  }
  await press(/^Làm giấy khai sinh cho trẻ/);
  const begin = page.getByRole('button', { name: /^Điền tờ khai/ });
  const more = page.getByRole('button', { name: /^Xem thêm/ });
  await begin.or(more).first().waitFor();
  if (!(await begin.isVisible())) await more.first().click();
  await begin.click();
  await press('Tôi đã đọc');
  await press(/^Bỏ qua bước này/);
  await page.getByText('Cho tôi hoặc người trong nhà tôi').click();
  await press('Tiếp tục');
  await page.getByRole('heading', { level: 1, name: 'Họ và tên của Ông/Bà' }).waitFor();
  for (const letter of 'hoa') await press(new RegExp(`^${letter}$`, 'i'));
  await press(/^Sắc$/);
  await page.getByText('Đã lưu trên máy này').waitFor();
  const written = await page.getByRole('textbox').inputValue();
  expect(written).toHaveLength(3);

  await page.evaluate(() => Object.assign(globalThis, { before: true }));
  await kiosk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await kiosk.seen(
    `!('before' in globalThis) && document.querySelector('h1')?.textContent === 'Họ và tên của Ông/Bà' &&
      document.querySelector('input[data-kiosk-field]')?.value === ${JSON.stringify(written)}`,
    backWithinMs,
  );
});
