import { chromium } from 'playwright';
import { onTestFinished, test } from 'vitest';
import { createSimulatedHid, honeywell } from '../simulators/hid-pos.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { startCoreWithPage } from '../support/core-with-page.ts';

/** Longer than one HID report: it comes in several. */
const card =
  '064085000888||Ngưu Văn Khuỷu|05091985|Nam|Số 12 đường Nguyễn Thị Minh Khai, Xã Chư Păh, Gia Lai|02092024||||';

test('a card before a HID scanner, in several reports, fills the form', async () => {
  const hid = createSimulatedHid();
  const scanner = honeywell();
  hid.plugIn(scanner);
  const kiosk = await startCoreWithPage({ hid: hid.module });
  onTestFinished(() => kiosk.close());
  const browser = await chromium.launch(chromiumForTests());
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  const press = async (name: string | RegExp): Promise<void> =>
    await page.getByRole('button', { name }).first().tap();
  await page.goto(kiosk.address);
  await press('Chạm để bắt đầu');
  await press(/Tìm hiểu thủ tục/);
  await press(/^Làm giấy khai sinh cho trẻ/);
  await press(/^Điền tờ khai/);
  await press('Tôi đã đọc');
  await page.getByRole('heading', { level: 1, name: 'Xin đưa thẻ căn cước vào đầu đọc' }).waitFor();

  hid.read(scanner, card);
  await page.getByText('Ngưu Văn Khuỷu').waitFor();
  await press('Đúng là tôi');
  await page.getByText('Cho tôi hoặc người trong nhà tôi').tap();
  await press('Tiếp tục');
  // What the card said is passed over, and stands beside the first question that it leaves.
  await page.getByRole('heading', { level: 1, name: 'Số điện thoại của Ông/Bà' }).waitFor();
  await page.getByText('Ngưu Văn Khuỷu').waitFor();
});
