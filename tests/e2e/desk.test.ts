import { chromium } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import { createDemoWorld } from '../../electron/core/demo/index.ts';
import { defaultReading, type KioskEvent } from '../../shared/contract/index.ts';
import { createReferencePortal } from '../portal/reference-portal.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { startCoreWithPage } from '../support/core-with-page.ts';
import { demoOfficer } from '../support/staff-kiosk.ts';
import { handIn, withoutScanner } from '../support/tracking-kiosk.ts';

test('an officer finds a refused dossier by a name typed without accents, reads why, and cancels it with a reason', async () => {
  const portal = await createReferencePortal();
  onTestFinished(() => portal.stop());
  const said = 'Số định danh không khớp với cơ sở dữ liệu dân cư.';
  await portal.misbehave({
    kind: 'refuse',
    call: 'createDossier',
    code: 'CONTENT_REFUSED',
    status: 422,
    data: { reasons: [said] },
  });
  const kiosk = await startCoreWithPage({
    world: createDemoWorld({
      address: portal.adminAddress,
      reader: { start: () => {}, stop: async () => {}, show: () => {} },
      papers: { prepare: async () => {}, load: async () => {} },
      clockShift: { minutes: () => 0, shiftTo: () => {} },
    }),
    change: (config) => withoutScanner({ ...config, portal: { ...config.portal, address: portal.address } }),
  });
  onTestFinished(() => kiosk.close());
  const client = kiosk.openClient();
  await client.session.begin({ reading: defaultReading });
  const { draftId } = await client.drafts.open({ procedureCode: '1.001193' });
  await handIn(client, draftId);
  for await (const event of (await client.system.events()) as AsyncIterable<KioskEvent>) {
    if (event.kind === 'queue' && event.needsStaff === 1) break;
  }
  await client.session.go({ place: '/home' });

  const browser = await chromium.launch(chromiumForTests());
  onTestFinished(() => browser.close());
  const page = await browser.newPage({
    viewport: { width: 1080, height: 1920 },
    deviceScaleFactor: 0.5,
    hasTouch: true,
  });
  const press = async (name: string | RegExp): Promise<void> =>
    await page.getByRole('button', { name }).first().tap();
  const asked = async (title: string): Promise<void> =>
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.goto(kiosk.address);
  await press('Gọi cán bộ');
  await press('Cán bộ đăng nhập');
  await press(demoOfficer.name);
  for (const digit of demoOfficer.pin) await press(digit);
  await page.getByText(`Cán bộ ${demoOfficer.name} đang làm việc trên máy`).waitFor();
  await press(/^Hồ sơ tại quầy/);
  await asked('Hồ sơ tại quầy');

  await press('Tìm hồ sơ');
  await page.getByRole('textbox').fill('nguyen van an');
  const row = page.getByRole('button', { name: /Nguyễn Văn An.*Cần cán bộ xử lý/ });
  await row.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await row.tap();
  await asked('Nguyễn Văn An');
  await page.getByText(said).waitFor();
  await page.getByText('064•••••123').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await press('Việc có thể làm');
  await asked('Làm gì với hồ sơ này?');
  await press(/^Huỷ hồ sơ/);
  await asked('Vì sao huỷ hồ sơ này?');
  await press('Người nộp đề nghị huỷ');
  await page.getByRole('dialog', { name: 'Huỷ hồ sơ này?' }).waitFor();
  await press('Huỷ hồ sơ');
  await page.getByText('Đã huỷ. Hồ sơ này không được gửi nữa.').waitFor();

  // Nothing of the counter's own stays before the citizen.
  await press('Trả máy cho Ông/Bà');
  await asked('Ông/Bà cần làm gì?');
  expect(await page.getByText('Nguyễn Văn An').count()).toBe(0);
  expect(portal.desk.find(draftId)).toBeNull();
});
