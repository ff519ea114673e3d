import { readdirSync } from 'node:fs';
import { type Browser, chromium, type Locator, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { defaultReading, textSizes } from '../../shared/contract/reading.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { type FakeCore, openSession, startFakeCore } from '../support/fake-core.ts';
import { openKiosk, type TestKiosk } from '../support/kiosk.ts';
import { until } from '../support/launched.ts';
import { typeByTouch } from '../support/touch-typing.ts';

describe('from the invitation to my list, by touch only', () => {
  let kiosk: TestKiosk;
  let page: Page;

  beforeAll(async () => {
    kiosk = await openKiosk();
    page = kiosk.page;
  });
  afterAll(async () => await kiosk.close());
  afterEach(async () => {
    await page.getByRole('button', { name: /^(Kết thúc|Finish)$/ }).tap();
    await page.getByText('Chạm để bắt đầu').waitFor();
  });

  const tap = async (name: string | RegExp): Promise<void> =>
    await page.getByRole('button', { name }).first().tap();
  const sees = async (text: string | RegExp): Promise<void> => await page.getByText(text).first().waitFor();

  /** Home's tile, then the search field, then the words. */
  async function search(text: string, english = false): Promise<void> {
    if (english) await tap('English');
    await tap(/Chạm để bắt đầu|Touch to begin/);
    await tap(/Tìm hiểu thủ tục|Learn about a procedure/);
    await tap(/Gõ tên việc cần làm|Type what you need/);
    await typeByTouch(page, text);
  }

  const printed = (): number =>
    readdirSync(kiosk.dataFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.pdf'),
    ).length;

  test('birth registration: typed without accents, three questions, ticked and printed', async () => {
    await search('khai sinh');
    await sees(/^Làm giấy khai sinh cho trẻ/);
    // The best hit came to stand above the row that was first before: the list once followed that row down.
    await page.waitForFunction(() => document.querySelector('main ul')?.scrollTop === 0);
    await tap(/^Làm giấy khai sinh cho trẻ/);
    await sees('Thủ tục đăng ký khai sinh');
    await sees('Không thu');
    await sees(/ngày làm việc/);
    await tap('Xem giấy tờ cần mang');
    await sees('Bước 1 trong 3: Câu hỏi ngắn');
    await tap('Không');
    await sees('Bước 2 trong 3: Câu hỏi ngắn');
    await tap('Không');
    await sees('Bước 3 trong 3: Câu hỏi ngắn');
    await tap('Tôi không rõ');
    await sees(/^Cần mang \d giấy tờ/);
    await tap(/^Giấy chứng sinh/);
    await sees(/^Đã có 1 trong \d giấy tờ/);
    await tap('Mang danh sách về');
    const before = printed();
    await tap(/^In danh sách khổ A4/);
    await sees('Đã in xong');
    await until(() => printed() > before);
  });

  test('certified copies, in English', async () => {
    await search('photo cong chung', true);
    await tap(/^Get certified copies of papers/);
    await sees('2.000 đ / trang');
    await sees(/Free or reduced: ask staff/);
    await tap('See which papers to bring');
    await sees(/^Bring 1 paper\./);
    await tap('Take the list home');
    await tap(/^Print a small slip/);
    await sees('Printed');
  });

  test('a reload at the list comes back to the same list', async () => {
    await search('khai sinh');
    await tap(/^Làm giấy khai sinh cho trẻ/);
    await tap('Xem giấy tờ cần mang');
    for (const question of [1, 2, 3]) {
      await sees(`Bước ${question} trong 3: Câu hỏi ngắn`);
      await tap('Có');
    }
    const list = page.getByRole('list', { name: 'Danh sách giấy tờ' }).getByRole('listitem');
    await list.first().waitFor();
    const papers = await list.count();
    await page.goto(kiosk.address);
    await list.first().waitFor();
    expect(await list.count()).toBe(papers);
  });

  test('words that nothing fits lead to fields, usual things and staff', async () => {
    await search('xqwzxq');
    await sees('Chưa tìm thấy việc này');
    await tap(/^Hộ tịch/);
    await sees('Bước 4 trong 4: Thủ tục');
    await page.getByRole('heading', { level: 1, name: 'Hộ tịch' }).waitFor();
  });

  test('a procedure of the police says so and still shows what it takes', async () => {
    await search('thuong tru');
    await tap(/^Đăng ký thường trú \(nhập/);
    await sees('Quầy này không nhận thủ tục này.');
    await page.getByRole('heading', { name: 'Công an cấp xã' }).waitFor();
    await page.getByRole('img', { name: 'Trang chính thức trên điện thoại' }).waitFor();
    await tap('Xem giấy tờ cần mang');
    await page.getByRole('heading', { level: 1, name: /^Đăng ký thường trú/ }).waitFor();
  });

  test('works the same without a network', async () => {
    await tap(/Bản chạy thử/);
    await tap('Rút dây mạng');
    await sees(/Đang làm việc ngoại tuyến/);
    await tap('Thu gọn');
    await search('doc than');
    await tap(/^Xin giấy độc thân/);
    await sees(/xác nhận tình trạng hôn nhân/i);
    await tap('Xem giấy tờ cần mang');
    await sees('Bước 1 trong 3: Câu hỏi ngắn');
  });
});

const places = [
  '/find',
  '/find/search',
  '/find/browse',
  '/find/browse/people-committee',
  '/find/browse/people-committee/all',
  '/find/browse/all/all/ho-tich',
  '/find/1.001193',
  '/find/1.001193/more',
  '/find/1.001193/steps',
  '/find/1.001193/official',
  '/find/2.001263/fees',
  '/find/2.000815/notes',
  '/find/1.004222',
  '/find/1.013962',
  '/find/1.001193/mine/0',
  '/find/1.001193/mine/nuy',
  '/find/1.001193/mine/nuy/take',
] as const;

/** Both themes, the usual and the largest letters, by turns over the screens: they share their colours and sizes. */
const looks = [
  ['normal', 'high'],
  ['largest', 'normal'],
] as const;

const panels = [
  { width: 1080, height: 1920, pxPerMm: 3.2 },
  { width: 1920, height: 1080, pxPerMm: 3.2 },
  // A counter PC of 15.6 inches.
  { width: 1366, height: 768, pxPerMm: 3.97 },
] as const;

describe('every screen', () => {
  let browser: Browser;
  let core: FakeCore;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch(chromiumForTests());
    core = await startFakeCore();
    core.state.session = openSession('/home');
    page = await browser.newPage({
      viewport: { width: 1080, height: 1920 },
      // The same layout in a quarter of the pixels: nothing here is judged by its picture.
      deviceScaleFactor: 0.5,
      hasTouch: true,
      reducedMotion: 'reduce',
    });
    await page.goto(core.address);
    await page.getByRole('button', { name: 'Kết thúc' }).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await core.close();
  });

  // One page goes from screen to screen: the look changes with each, so that the page tells when it has arrived.
  test.each(places.map((place, index) => [place, looks[index % 2] ?? looks[0]] as const))(
    '%s has names, contrast and order, %j',
    async (place, [textSize, contrast]) => {
      core.state.session = openSession(place, {
        reading: { language: 'vi', textSize, contrast, reach: false },
      });
      core.tell();
      await page.locator(`html[data-text-size='${textSize}'][data-contrast='${contrast}']`).waitFor();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    },
  );

  test.each(panels)(
    'the way to the form stands whole in every size of letters on $width by $height',
    async ({ pxPerMm, ...viewport }) => {
      const place = '/find/1.001193';
      const core = await startFakeCore();
      core.state.kiosk = { ...core.state.kiosk, pxPerMm };
      core.state.session = openSession(place);
      const page = await browser.newPage({
        viewport,
        deviceScaleFactor: 0.5,
        hasTouch: true,
        reducedMotion: 'reduce',
      });
      try {
        await page.goto(core.address);
        for (const textSize of textSizes) {
          core.state.session = openSession(place, { reading: { ...defaultReading, textSize } });
          core.tell();
          await page.locator(`html[data-text-size='${textSize}']`).waitFor();
          await until(() => isWhole(page.getByRole('button', { name: /^Điền tờ khai/ })));
        }
      } finally {
        await page.close();
        await core.close();
      }
    },
  );
});

/** All of it lies inside the part of the screen that scrolls, without scrolling. */
async function isWhole(button: Locator): Promise<boolean> {
  if ((await button.count()) === 0) return false;
  const [box, main] = await Promise.all([button.boundingBox(), button.page().locator('main').boundingBox()]);
  if (box === null || main === null) return false;
  return box.y >= main.y && box.y + box.height <= main.y + main.height + 1;
}
