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

test('a finger that trembles touches twice, and what appears under it is not pressed', async () => {
  const { page } = kiosk;
  const box = await page.getByRole('button', { name: 'Chạm để bắt đầu' }).boundingBox();
  const at = { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 20 };
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchEnd') =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchStart' ? [at] : [] });
  // The next screen comes while the second touch is down, and not before.
  process.kill(kiosk.corePid(), 'SIGSTOP');
  await touch('touchStart');
  await touch('touchEnd');
  await touch('touchStart');
  process.kill(kiosk.corePid(), 'SIGCONT');
  await page.getByRole('heading', { name: 'Ông/Bà cần làm gì?' }).waitFor();
  await touch('touchEnd');
  await page.getByRole('button', { name: /^Tra cứu hồ sơ/ }).tap();
  await page.getByRole('heading', { name: 'Tra cứu hồ sơ' }).waitFor();
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
