import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultReading } from '../../shared/contract/index.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { signInAtScreen } from '../support/counter-journey.ts';
import { helpAtForm, openFilledForm } from '../support/help-journey.ts';
import { paperPrinted } from '../support/printed.ts';
import { openTouchKiosk, type TouchKiosk } from '../support/touch-page.ts';

let opened: TouchKiosk;

beforeAll(async () => {
  opened = await openTouchKiosk();
});
afterAll(() => opened.close());

test('a citizen calls from the form, an officer corrects two answers and hands back, and the review asks for agreement', async () => {
  const { kiosk, page, hands } = opened;
  const draftId = await openFilledForm(kiosk.openClient());
  await page.goto(kiosk.address);
  await helpAtForm(hands, async (what) => {
    expect(await accessibilityFaults(page), what).toEqual([]);
    if (what !== 'the marks') return;
    expect(await page.getByText('Cán bộ điền giúp', { exact: true }).count()).toBe(2);
  });
  const client = kiosk.openClient();
  expect((await client.drafts.review({ draftId })).unagreed).toEqual([]);
  await client.session.end();
});

test('a queue number is taken and printed, an officer calls it, and the person and the hall see that it is called', async () => {
  const { kiosk, page, hands } = opened;
  const client = kiosk.openClient();
  await client.session.begin({ reading: defaultReading });
  await client.session.go({ place: '/home' });
  const { press, asked, sees } = hands;
  await page.goto(kiosk.address);
  await press(/^Lấy số thứ tự/);
  await asked('Lấy số thứ tự');
  await press(/^Lấy số$/);
  await asked('Số của Ông/Bà');
  await sees('Ông/Bà là người tiếp theo');
  await sees('Đã in xong');
  const number = page.locator('[role=status] > b', { hasText: /^1$/ });
  await number.waitFor();
  expect(paperPrinted(kiosk.dataFolder, 'ticket-1')).toMatch(/SỐ THỨ TỰ .* 1 Ông\/Bà là người tiếp theo/);

  await signInAtScreen(hands);
  await press(/^Gọi số thứ tự/);
  await asked('Gọi số thứ tự');
  await sees('Số tiếp theo: 1');
  await press('Gọi số tiếp theo');
  await sees('Không còn ai chờ');
  await press('Trả máy cho Ông/Bà');
  await sees('Xin mời Ông/Bà tới quầy');
  await press('Quay lại');
  await sees('Mời tới Quầy số 1');
  await number.waitFor();
});
