import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKiosk, type TestKiosk } from '../support/kiosk.ts';

let kiosk: TestKiosk;

beforeEach(async () => {
  kiosk = await openKiosk();
});
afterEach(() => kiosk.close());

test('leads a person by touch from the invitation to a step and back, and ends the visit', async () => {
  const { page } = kiosk;
  await page.getByRole('button', { name: 'Chạm để bắt đầu' }).tap();
  await page.getByRole('heading', { name: 'Ông/Bà cần làm gì?' }).waitFor();
  await page.getByRole('button', { name: 'Xem cách dùng quầy' }).tap();
  await page.getByRole('heading', { name: 'Cách dùng quầy' }).waitFor();
  await page.getByRole('button', { name: 'Quay lại' }).tap();
  await page.getByRole('heading', { name: 'Ông/Bà cần làm gì?' }).waitFor();
  await page.getByRole('button', { name: 'Kết thúc' }).tap();
  await page.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
});

test('speaks English when asked, and Vietnamese again to the next person', async () => {
  const { page } = kiosk;
  await page.getByRole('button', { name: 'English' }).tap();
  await page.getByRole('button', { name: 'Touch to begin' }).tap();
  await page.getByRole('button', { name: 'Finish' }).tap();
  await page.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
});

test('keeps nothing of a visit in the browser and breaks no rule of its own policy', async () => {
  const { page } = kiosk;
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text());
  });
  await page.reload();
  await page.getByRole('button', { name: 'Chạm để bắt đầu' }).tap();
  await page.getByRole('heading', { name: 'Ông/Bà cần làm gì?' }).waitFor();
  const kept = await page.evaluate(async () => ({
    cookies: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
  }));
  expect(kept).toEqual({ cookies: '', local: 0, session: 0, databases: 0 });
  expect(refused).toEqual([]);
});
