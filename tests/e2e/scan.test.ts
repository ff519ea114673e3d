import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import { defaultReading, type SamplePaper } from '../../shared/contract/index.ts';
import { startEscl } from '../simulators/escl.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { startCoreWithPage } from '../support/core-with-page.ts';
import { scannerConfig } from '../support/scanner-desk.ts';

const samples = path.resolve(import.meta.dirname, '../../resources/devices/scanners/samples');
const sheet = (paper: SamplePaper): Buffer => readFileSync(path.join(samples, `${paper}.jpg`));

test('three papers from a network scanner by touch: a jam loses no page, a blurred page is scanned again', async () => {
  const scanner = await startEscl({ hasGlass: false });
  onTestFinished(() => scanner.stop());
  const scanners = scannerConfig([
    { driver: 'escl', addresses: [scanner.origin], discover: false, certificates: 'any' },
  ]);
  const kiosk = await startCoreWithPage({ change: (config) => ({ ...config, scanners: [...scanners] }) });
  onTestFinished(() => kiosk.close());
  const client = kiosk.openClient();
  await client.session.begin({ reading: defaultReading });
  await client.drafts.open({ procedureCode: '1.001193' });
  await client.session.go({ place: '/scan' });
  const browser = await chromium.launch(chromiumForTests());
  onTestFinished(() => browser.close());
  const page = await browser.newPage({
    viewport: { width: 1080, height: 1920 },
    deviceScaleFactor: 0.5,
    hasTouch: true,
  });
  const press = async (name: string | RegExp): Promise<void> =>
    await page.getByRole('button', { name, exact: true }).first().tap();
  const asked = async (title: RegExp | string): Promise<void> =>
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const sees = async (text: string): Promise<void> => await page.getByText(text).first().waitFor();
  await page.goto(kiosk.address);

  await asked('Ông/Bà làm thay cho cha, mẹ của trẻ?');
  await press('Có');
  await asked(/bị bỏ rơi/);
  await press('Có');
  await asked(/VNeID/);
  await press('Có');
  await asked('Giấy tờ của hồ sơ');
  await sees('Còn 4 giấy tờ');
  expect(await accessibilityFaults(page)).toEqual([]);
  await press('Giấy tờ tiếp theo');
  await asked(/bị bỏ rơi/);
  await press('Tôi không thuộc trường hợp này');

  // Three sheets, and the second one sticks.
  await asked(/^Văn bản ủy quyền/);
  scanner.load([sheet('declaration'), sheet('birth-notice'), sheet('marriage-certificate')]);
  scanner.plan(2, { kind: 'jam' });
  await press('Quét giấy tờ này');
  await sees('Máy quét đã dừng');
  await sees('Đã lưu an toàn 1 trang');
  await sees('Giấy bị kẹt');
  scanner.clear();
  scanner.load([sheet('birth-notice'), sheet('marriage-certificate')]);
  await press('Quét tiếp');
  await page.getByRole('button', { name: 'Trang 3 trong 3' }).waitFor();
  await sees('Trang này rõ.');
  await press('Giấy tờ tiếp');

  await asked(/mang thai hộ/);
  scanner.load([sheet('blurred')]);
  await press('Quét giấy tờ này');
  await sees('Trang này nên quét lại.');
  await sees('Chữ trên trang bị mờ, khó đọc.');
  expect(await page.getByRole('button', { name: 'Giấy tờ tiếp', exact: true }).isDisabled()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  scanner.load([sheet('birth-notice')]);
  await press('Quét lại trang này');
  await sees('Trang này rõ.');
  await page.getByRole('button', { name: 'Trang 1 trong 1' }).waitFor();
  await press('Giấy tờ tiếp');

  await asked(/^Giấy chứng sinh/);
  scanner.load([sheet('birth-notice')]);
  await press('Quét giấy tờ này');
  await sees('Trang này rõ.');
  await press('Xong giấy tờ');
  await sees('Giấy tờ đã đủ');
});
