import { chromium } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import { defaultReading } from '../../shared/contract/index.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { startCoreWithPage } from '../support/core-with-page.ts';
import { fillDraft } from '../support/papers-kiosk.ts';
import { demoOfficer } from '../support/staff-kiosk.ts';

test('a citizen calls from the form, an officer corrects two answers and hands back, and the review asks for agreement', async () => {
  const kiosk = await startCoreWithPage();
  onTestFinished(() => kiosk.close());
  const client = kiosk.openClient();
  await client.session.begin({ reading: defaultReading });
  const { draftId } = await client.drafts.open({ procedureCode: '1.001193' });
  await fillDraft(client, draftId);
  const { revision } = await client.drafts.review({ draftId });
  await client.drafts.answer({ draftId, fieldPath: 'copies_requested', value: false, revision });
  await client.session.go({ place: '/fill/review' });

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
  const goOn = (): Promise<void> => press(/^(Tiếp tục|Đã đúng, tiếp tục)$/);
  await page.goto(kiosk.address);
  await asked('Xin Ông/Bà xem lại tờ khai');

  await press('Gọi cán bộ');
  await page.getByText('Quầy số 1, đang điền tờ khai').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await press('Cán bộ đăng nhập');
  await asked('Cán bộ nào đăng nhập?');
  await press(demoOfficer.name);
  await asked(`Nhập mã PIN của ${demoOfficer.name}`);
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const digit of demoOfficer.pin) await press(digit);

  // The same draft at the same step, under the officer's name.
  await asked('Xin Ông/Bà xem lại tờ khai');
  await page.getByText(`Cán bộ ${demoOfficer.name} đang làm việc trên máy`).waitFor();
  await press(/^Ông\/Bà có cần thêm bản sao không\?/);
  await asked('Ông/Bà có cần thêm bản sao không?');
  await page.getByText('Có', { exact: true }).first().tap();
  await goOn();
  await asked('Cần bao nhiêu bản sao?');
  await page.getByRole('textbox').focus();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('2');
  expect(await accessibilityFaults(page)).toEqual([]);
  // What was typed a moment ago is the officer's as well.
  await press('Trả máy cho Ông/Bà');
  await page.getByText(demoOfficer.name).waitFor({ state: 'detached' });

  await asked('Cần bao nhiêu bản sao?');
  for (const title of [
    'Cần bao nhiêu bản sao?',
    'Cam đoan nội dung khai đúng sự thật',
    'Chữ ký của Ông/Bà',
  ]) {
    await asked(title);
    await goOn();
  }
  await asked('Xin Ông/Bà xem lại tờ khai');
  await page.getByText('Cán bộ đã điền giúp 2 chỗ').waitFor();
  expect(await page.getByText('Cán bộ điền giúp', { exact: true }).count()).toBe(2);
  expect(await accessibilityFaults(page)).toEqual([]);
  await press('Tôi đồng ý với những chỗ cán bộ đã điền');
  await asked('Tờ khai đã điền xong');
  expect((await kiosk.openClient().drafts.review({ draftId })).unagreed).toEqual([]);
});
