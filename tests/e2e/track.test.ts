import { chromium } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import { createDemoWorld } from '../../electron/core/demo/index.ts';
import { defaultReading, type KioskEvent } from '../../shared/contract/index.ts';
import { createReferencePortal } from '../portal/reference-portal.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { startCoreWithPage } from '../support/core-with-page.ts';
import { filerNumber, handIn, withoutScanner } from '../support/tracking-kiosk.ts';

test('the code of a receipt, typed, shows the state and then the newer one of the portal; the number opens the dossier', async () => {
  const portal = await createReferencePortal();
  onTestFinished(() => portal.stop());
  const kiosk = await startCoreWithPage({
    change: (config) => withoutScanner({ ...config, portal: { ...config.portal, address: portal.address } }),
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
  const { draftId } = await client.drafts.open({ procedureCode: '1.001193' });
  await handIn(client, draftId);
  for await (const event of (await client.system.events()) as AsyncIterable<KioskEvent>) {
    if (event.kind === 'queue' && event.waiting === 0) break;
  }
  const { temporaryCode } = await client.receipts.view({ dossierId: draftId });
  await client.session.end();
  await client.session.begin({ reading: defaultReading });
  await client.session.go({ place: '/home' });
  // The kiosk has not been told of it yet.
  portal.desk.setState(draftId, 4);

  const browser = await chromium.launch(chromiumForTests());
  onTestFinished(() => browser.close());
  const page = await browser.newPage({
    viewport: { width: 1080, height: 1920 },
    deviceScaleFactor: 0.5,
    hasTouch: true,
  });
  const press = async (name: string | RegExp): Promise<void> =>
    await page.getByRole('button', { name }).first().tap();
  const asked = async (title: RegExp | string): Promise<void> =>
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  /** Goes on typing where the caret stands. */
  const type = async (...keys: readonly string[]): Promise<void> => {
    await page.getByRole('textbox').focus();
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.goto(kiosk.address);

  await press(/^Tra cứu hồ sơ/);
  await asked('Tra cứu hồ sơ');
  expect(await accessibilityFaults(page)).toEqual([]);
  await press(/^Nhập mã trên giấy hẹn/);
  await asked('Mã trên giấy hẹn là gì?');
  await page.getByRole('textbox').fill(temporaryCode.toLowerCase().slice(0, -1));
  await press('Tra cứu');
  await page.getByText('Mã vừa nhập có chỗ chưa đúng').waitFor();
  await type(temporaryCode.toLowerCase().slice(-1));
  await press('Tra cứu');
  await asked('Đang xử lý');
  await page.getByText('Cán bộ đang giải quyết hồ sơ').waitFor();
  await page.getByText('Mới đăng ký').waitFor();
  expect(await page.getByText('Nguyễn').count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);

  await press('Mở hồ sơ này');
  await asked('Số định danh của người nộp');
  await page.getByRole('textbox').fill(`${filerNumber.slice(0, -1)}9`);
  await press('Mở hồ sơ');
  await page.getByText('Số định danh này không khớp').waitFor();
  await type('Backspace', filerNumber.slice(-1));
  await press('Mở hồ sơ');
  await asked('Hồ sơ của Nguyễn Văn An');
  expect(await accessibilityFaults(page)).toEqual([]);
  await press('Rút hồ sơ');
  await press('Tôi nộp nhầm thủ tục');
  await asked('Rút hồ sơ này?');
  await press('Rút hồ sơ');
  await asked('Đã nhận yêu cầu rút hồ sơ');
});
