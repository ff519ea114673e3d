import { chromium } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import { createDemoWorld } from '../../electron/core/demo/index.ts';
import { type CoreClient, defaultReading } from '../../shared/contract/index.ts';
import { createReferencePortal } from '../portal/reference-portal.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { startCoreWithPage } from '../support/core-with-page.ts';
import { handInPaid } from '../support/fees-kiosk.ts';
import { handsOf } from '../support/page-hands.ts';
import { demoOfficer } from '../support/staff-kiosk.ts';
import { showCard } from '../support/tracking-kiosk.ts';

async function handIn(client: CoreClient): Promise<string> {
  const { draftId } = await client.drafts.open({ procedureCode: '2.000635' });
  await handInPaid(client, draftId);
  return draftId;
}

test('a fee is paid by VietQR; another one half by transfer and half in cash, and both end confirmed', async () => {
  const portal = await createReferencePortal();
  onTestFinished(() => portal.stop());
  const kiosk = await startCoreWithPage({
    change: (config) => ({ ...config, portal: { ...config.portal, address: portal.address } }),
    world: createDemoWorld({
      address: portal.adminAddress,
      reader: { start: () => {}, stop: async () => {}, show: () => {} },
      papers: { prepare: async () => {}, load: async () => {} },
      clockShift: { minutes: () => 0, shiftTo: () => {} },
    }),
  });
  onTestFinished(() => kiosk.close());
  const client = kiosk.openClient();
  await client.session.begin({ reading: defaultReading });
  await showCard(client);
  const [byCode, byBoth] = [await handIn(client), await handIn(client)];
  await expect.poll(async () => (await client.fees.view({ dossierId: byCode })).mayTransfer).toBe(true);
  await client.session.go({ place: `/done/${byCode}` });

  const browser = await chromium.launch(chromiumForTests());
  onTestFinished(() => browser.close());
  const page = await browser.newPage({
    viewport: { width: 1080, height: 1920 },
    deviceScaleFactor: 0.5,
    hasTouch: true,
  });
  const press = async (name: string | RegExp): Promise<void> =>
    await page.getByRole('button', { name }).first().tap();
  const asked = async (title: string | RegExp): Promise<void> =>
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const sees = async (text: string): Promise<void> => await page.getByText(text).first().waitFor();

  await page.goto(kiosk.address);
  await sees('Phí: 8.000 đ, chưa trả');
  await press('Trả phí');
  await asked('Phí của hồ sơ');
  await press(/^Chuyển khoản bằng mã VietQR/);
  await asked('Quét mã để trả 8.000 đ');
  await sees('VietinBank');
  await sees('Chưa nhận được tiền');
  expect(await accessibilityFaults(page)).toEqual([]);
  await press('Tôi đã chuyển tiền');
  await sees('Đang chờ ngân hàng báo đã nhận tiền');
  portal.payments.pay({ way: 'exact', dossierId: byCode });
  await sees('Đã nhận đủ tiền');
  await press('Xong');
  await sees('Phí: đã nhận đủ 8.000 đ');

  // The second person's bank sends half of it.
  const again = kiosk.openClient();
  await again.session.go({ place: `/pay/${byBoth}/qr` });
  await page.goto(kiosk.address);
  await asked('Quét mã để trả 8.000 đ');
  portal.payments.pay({ way: 'too-little', dossierId: byBoth });
  await sees('Đã nhận 4.000 đ, chưa đủ');

  await press('Gọi cán bộ');
  await press('Cán bộ đăng nhập');
  await press(demoOfficer.name);
  for (const digit of demoOfficer.pin) await press(digit);
  await page.getByText(`Cán bộ ${demoOfficer.name} đang làm việc trên máy`).waitFor();
  const counter = kiosk.openClient();
  await counter.session.go({ place: '/staff/fees' });
  await page.goto(kiosk.address);
  await asked('Thu phí');
  await press(/Trả thiếu/);
  await sees('Còn thiếu');
  expect(await accessibilityFaults(page)).toEqual([]);
  await press('Thu tiền mặt');
  await asked('Thu bao nhiêu đồng?');
  await press('Tiếp tục');
  await asked('Người nộp đưa bao nhiêu đồng?');
  await handsOf(page).type('{Xoá hết}5{000}');
  await press('Ghi sổ');
  await sees('Đã thu. Thối lại 1.000 đ.');
  await sees('Đã thu đủ');
  expect(await accessibilityFaults(page)).toEqual([]);

  // What lies in the drawer is counted, and adds up.
  await press('Quay lại');
  await press('Kiểm quỹ');
  await press(new RegExp(demoOfficer.name));
  await asked(`Đếm quỹ của ${demoOfficer.name}`);
  await page.getByRole('textbox', { name: 'Số tờ 2.000 đ' }).fill('2');
  await press('Khóa sổ');
  await sees('Khớp sổ');
});
