import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { demoInbox } from '../../electron/core/config/index.ts';
import { defaultReading, type KioskEvent } from '../../shared/contract/index.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { startCoreWithPage } from '../support/core-with-page.ts';
import { portalWorld } from '../support/portal-world.ts';
import { openTestPortal } from '../support/test-portal.ts';
import { openTouchPage } from '../support/touch-page.ts';
import { filerNumber, handIn, withoutScanner } from '../support/tracking-kiosk.ts';

test('a receipt’s code shows what the portal asks for, which is scanned, handed in and arrives; then the dossier is withdrawn', async () => {
  const portal = await openTestPortal();
  const kiosk = await startCoreWithPage({
    change: (config) => withoutScanner({ ...config, portal: { ...config.portal, address: portal.address } }),
    world: portalWorld(portal),
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
  portal.desk.askSupplement(draftId, {
    reason: 'Giấy chứng sinh chưa rõ',
    papers: [{ componentId: '1.001193-04', title: 'Giấy chứng sinh', note: 'Bản chính' }],
  });

  const { page, close } = await openTouchPage();
  onTestFinished(close);
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
  await asked('Yêu cầu bổ sung giấy tờ');
  await page.getByText('Xin Ông/Bà nộp thêm giấy tờ được yêu cầu').waitFor();
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
  await page.getByText('Giấy chứng sinh chưa rõ').waitFor();
  const inbox = demoInbox(kiosk.dataFolder);
  mkdirSync(inbox, { recursive: true });
  copyFileSync(
    path.resolve('resources/devices/scanners/samples/birth-notice.jpg'),
    path.join(inbox, 'paper.jpg'),
  );
  await press('Quét giấy tờ bổ sung');
  await asked('Giấy chứng sinh');
  await press('Quét giấy tờ này');
  await page.getByText('Trang này rõ.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await press('Xong giấy tờ');
  await asked('Kiểm tra trước khi nộp bổ sung');
  expect(await accessibilityFaults(page)).toEqual([]);
  await press('Nộp bổ sung');
  await asked('Đã nhận giấy tờ bổ sung');
  await page.getByText('Cổng dịch vụ công đã nhận đủ hồ sơ').waitFor();
  expect(portal.desk.contentOf(draftId, 1)).toMatchObject({
    kind: 'supplement',
    files: [{ componentId: '1.001193-04', title: 'Giấy chứng sinh', pageCount: 1 }],
  });
  await press('Quay lại');
  await asked('Đang xử lý');
  await press('Mở hồ sơ này');
  await page.getByText('Đã bổ sung, Cổng dịch vụ công đã nhận đủ').waitFor();
  await press('Rút hồ sơ');
  await press('Tôi nộp nhầm thủ tục');
  await asked('Rút hồ sơ này?');
  await press('Rút hồ sơ');
  await asked('Đã nhận yêu cầu rút hồ sơ');
});
