import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReferencePortal, type ReferencePortal } from '../portal/reference-portal.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { correctRefused, handInRefused, refusalReason, signInAtScreen } from '../support/counter-journey.ts';
import { openTouchKiosk, type TouchKiosk } from '../support/touch-page.ts';

let portal: ReferencePortal;
let opened: TouchKiosk;

beforeAll(async () => {
  portal = await createReferencePortal();
  opened = await openTouchKiosk(portal);
});
afterAll(async () => {
  await opened.close();
  await portal.stop();
});

test('an officer finds a refused dossier by a name typed without accents, reads why, and cancels it with a reason', async () => {
  const { kiosk, page, hands } = opened;
  const dossierId = await handInRefused(kiosk.openClient(), portal);
  const { press, asked, sees } = hands;
  await page.goto(kiosk.address);
  await signInAtScreen(hands);
  await press(/^Hồ sơ tại quầy/);
  await asked('Hồ sơ tại quầy');

  await press('Tìm hồ sơ');
  await page.getByRole('textbox').fill('nguyen van an');
  const row = page.getByRole('button', { name: /Nguyễn Văn An.*Cần cán bộ xử lý/ });
  await row.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await row.tap();
  await asked('Nguyễn Văn An');
  await sees(refusalReason);
  await sees('064•••••123');
  expect(await accessibilityFaults(page)).toEqual([]);

  await press('Việc có thể làm');
  await asked('Làm gì với hồ sơ này?');
  await press(/^Huỷ hồ sơ/);
  await asked('Vì sao huỷ hồ sơ này?');
  await press('Người nộp đề nghị huỷ');
  await page.getByRole('dialog', { name: 'Huỷ hồ sơ này?' }).waitFor();
  await press('Huỷ hồ sơ');
  await sees('Đã huỷ. Hồ sơ này không được gửi nữa.');

  // Nothing of the counter's own stays before the citizen.
  await press('Trả máy cho Ông/Bà');
  await asked('Ông/Bà cần làm gì?');
  expect(await page.getByText('Nguyễn Văn An').count()).toBe(0);
  expect(portal.desk.find(dossierId)).toBeNull();
});

test('an officer corrects a refused dossier, which then arrives as a revision', async () => {
  const { kiosk, page, hands } = opened;
  const dossierId = await handInRefused(kiosk.openClient(), portal);
  await page.goto(kiosk.address);
  await signInAtScreen(hands);
  await correctRefused(hands);
  await expect.poll(() => portal.desk.find(dossierId)?.revisions.length, { timeout: 20_000 }).toBe(1);
  expect(portal.desk.contentOf(dossierId, 1)).toMatchObject({
    supersedes: 0,
    answers: { copies_requested: { value: false, source: 'staff' } },
  });
});
