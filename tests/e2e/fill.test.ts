import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contrasts } from '../../shared/contract/reading.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { beginBirth, drawOver, fillerOf } from '../support/form-filling.ts';
import { openKiosk, type TestKiosk } from '../support/kiosk.ts';

let kiosk: TestKiosk;
beforeEach(async () => {
  kiosk = await openKiosk();
});
afterEach(() => kiosk.close());

/** DD/MM/YYYY of ten days ago: a child that can be registered whatever day the machine has. */
const bornOn = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(
  Date.now() - 10 * 24 * 3_600_000,
);

test('a birth registration by touch alone, with accent keys and Telex, through a page crash, onto paper', async () => {
  await beginBirth(kiosk.page);
  let { asked, type, choose, press, next, telex } = fillerOf(kiosk.page);
  await choose('Cho tôi hoặc người trong nhà tôi');
  await next();
  await asked('Họ và tên của Ông/Bà');
  await type('nguyen{Mũ}{Ngã} thi{Nặng} hoang{Huyền} anh{Sắc}');
  await next();
  await asked('Ngày sinh của Ông/Bà');
  await type('15031998');
  await next();
  await asked('Số điện thoại của Ông/Bà');
  await type('0905123456');
  await next();
  await asked('Nơi Ông/Bà đang ở');
  await type('nghia hoa');
  await press(/^Xã Chư Păh .*Nghĩa Hòa.*tên cũ/);
  await next();
  await asked('Số nhà, đường, thôn hoặc tổ');
  await type('lang{Huyền} kenh{Mũ}');
  await next();
  await asked('Giấy tờ tùy thân của Ông/Bà');
  await choose('Thẻ căn cước');
  await next();
  await asked('Số giấy tờ');
  await type('064198000456');
  await next();
  await asked('Nơi cấp');
  await press(/Bộ Công an/);
  await next();
  await asked('Ngày cấp');
  await type('12032025');
  await next();
  await asked('Ông/Bà là gì của người được khai sinh?');
  await choose('Mẹ');
  await next();
  await asked('Họ, chữ đệm và tên của trẻ');
  await telex();
  await type('traanf');
  // The letter reaches the draft one frame after it is painted.
  await kiosk.page.evaluate(
    'new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))',
  );
  await kiosk.page.getByText('Đã lưu trên máy này').waitFor();

  const after = await crashAndReturn();
  ({ asked, type, choose, press, next, telex } = fillerOf(after));
  await asked('Họ, chữ đệm và tên của trẻ');
  expect(await after.getByRole('textbox').inputValue()).toBe('Trần');
  await telex();
  await type(' binhf an');
  await next();
  await asked('Trẻ sinh ngày nào?');
  await type(bornOn.replaceAll('/', ''));
  await next();
  await asked('Giới tính');
  await choose('Nam');
  await next();
  await asked('Dân tộc');
  await choose('Kinh');
  await next();
  await asked('Quốc tịch');
  await choose('Việt Nam');
  await next();
  await asked('Trẻ sinh ở đâu?');
  await press(/Trung tâm Y tế huyện Chư Păh/);
  await next();
  await asked('Ở xã, phường nào?');
  await next();
  await asked('Quê quán của trẻ');
  await press(/^Xã Chư Păh/);
  await next();
  await asked('Số nhà, đường, thôn hoặc tổ');
  await next(); // asks to look again, because a house number is missing
  await after.getByText('Chưa có số nhà').waitFor();
  await next();
  await asked('Họ và tên mẹ');
  expect(await after.getByRole('textbox').inputValue()).toBe('Nguyễn Thị Hoàng Ánh');
  await after.getByText('Máy điền sẵn từ câu trước').waitFor();
  await next();
  await asked('Ngày sinh hoặc năm sinh của mẹ');
  await next();
  await asked('Dân tộc của mẹ');
  await next();
  await asked('Quốc tịch của mẹ');
  await next();
  await asked('Mẹ đang ở đâu?');
  await next();
  await asked('Số nhà, đường, thôn hoặc tổ');
  await next();
  await asked('Họ và tên cha');
  await type('traanf vawn tams');
  await next();
  await asked('Ngày sinh hoặc năm sinh của cha');
  await choose('Chỉ nhớ năm');
  await type('1996');
  await next();
  await asked('Dân tộc của cha');
  await next();
  await asked('Quốc tịch của cha');
  await next();
  await asked('Cha đang ở đâu?');
  await next();
  await asked('Ông/Bà có cần thêm bản sao không?');
  await choose('Có');
  await next();
  await asked('Cần bao nhiêu bản sao?');
  await type('2');
  await next();
  await asked('Cam đoan nội dung khai đúng sự thật');
  await next();
  await after.getByText('Xin Ông/Bà đọc và chạm vào ô cam đoan.').waitFor();
  await after.getByText(/^Tôi cam đoan nội dung/).tap();
  await next();
  await asked('Ông/Bà ký bằng ngón tay');
  await drawOver(after, 'Khung ký, chưa có chữ ký');
  await after.getByRole('img', { name: 'Khung ký, đã có chữ ký' }).waitFor();
  await next();
  await asked('Xin Ông/Bà xem lại tờ khai');
  await isClean(after, 'the review');
  await press('Tờ khai đã đúng');
  await asked('Tờ khai đã điền xong');
  await isClean(after, 'the end');
  await after.getByText('Hồ sơ chưa được nộp').waitFor();
  await press('In tờ khai');
  await after.getByText('Đã in xong').waitFor();

  const paper = printedText('1.001193');
  for (const line of [
    'Họ, chữ đệm, tên người yêu cầu: Nguyễn Thị Hoàng Ánh',
    'Làng kênh, xã Chư Păh, tỉnh Gia Lai',
    'Thẻ căn cước số 064198000456, nơi cấp Bộ Công an, ngày cấp 12/03/2025',
    'Quan hệ với người được khai sinh: Mẹ',
    'Họ, chữ đệm, tên: Trần Bình An',
    bornOn,
    'Trung tâm Y tế huyện Chư Păh',
    'Họ, chữ đệm, tên người mẹ: Nguyễn Thị Hoàng Ánh',
    'Họ, chữ đệm, tên người cha: Trần Văn Tám',
    '1996',
  ]) {
    expect(paper).toContain(line);
  }
  await press('Kết thúc');
  await after.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
});

/** The page's process dies as by lack of memory; a new page of the same kiosk takes its place, as the shell does. */
async function crashAndReturn(): Promise<Page> {
  const context = kiosk.page.context();
  const next = await context.newPage();
  await kiosk.page.goto('chrome://crash').catch(() => {}); // the answer never comes
  await next.goto(kiosk.address);
  return next;
}

function printedText(procedureCode: string): string {
  const folder = path.join(kiosk.dataFolder, 'printed');
  const file = readdirSync(folder).find((name) => name.includes(`to-khai-${procedureCode}`));
  const text = execFileSync('pdftotext', ['-layout', path.join(folder, file ?? ''), '-'], {
    encoding: 'utf8',
  });
  return text
    .normalize('NFC')
    .replace(/[\s.]*\n\s*/gu, ' ')
    .replace(/\s+/gu, ' ');
}

test('a form by keys alone: every question, the review and the paper are reached without a touch', async () => {
  const { page } = kiosk;
  const { keyboard } = page;
  const asked = fillerOf(page).asked;

  /** Walks by Tab as somebody without a mouse does, and presses Enter there. */
  async function press(name: string | RegExp): Promise<void> {
    const wanted = page.getByRole('button', { name }).first();
    await wanted.waitFor();
    for (let steps = 0; steps < 120; steps += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) {
        await keyboard.press('Enter');
        return;
      }
      await keyboard.press('Tab', { delay: 90 });
    }
    throw new Error(`${name} cannot be reached by Tab`);
  }
  /** Chooses in the group that Tab leads to. */
  async function choose(downs: number): Promise<void> {
    for (let steps = 0; steps < 120; steps += 1) {
      await keyboard.press('Tab', { delay: 90 });
      const isRadio = await page.evaluate(
        () => document.activeElement?.matches('input[type=radio]') ?? false,
      );
      if (!isRadio) continue;
      await keyboard.press('Space');
      for (let down = 0; down < downs; down += 1) await keyboard.press('ArrowDown');
      return;
    }
    throw new Error('no choice is reached by Tab');
  }

  /** Types into the field that is ready, and goes on by Enter. */
  async function enter(text: string): Promise<void> {
    await page.locator('[data-kiosk-field]:focus').waitFor();
    await keyboard.type(text, { delay: 60 });
    await keyboard.press('Enter', { delay: 120 });
  }

  await press('Chạm để bắt đầu');
  await press(/Tìm hiểu thủ tục/);
  await press(/photo công chứng/);
  await press(/^Điền tờ khai/);
  await asked('Ông/Bà nộp hồ sơ cho ai?');
  await choose(0);
  await press('Tiếp tục');
  await asked('Họ và tên của Ông/Bà');
  await enter('Tran Thi Hoa');
  await asked('Ngày sinh của Ông/Bà');
  await press('Quay lại');
  await asked('Họ và tên của Ông/Bà');
  expect(await page.getByRole('textbox').inputValue()).toBe('Tran Thi Hoa');
  await enter('');
  await asked('Ngày sinh của Ông/Bà');
  await enter('15031998');
  await asked('Số điện thoại của Ông/Bà');
  await enter('');
  await asked('Nơi Ông/Bà đang ở');
  await enter('chu pah');
  await page.getByText('Xã Chư Păh, tỉnh Gia Lai', { exact: true }).waitFor();
  await press('Tiếp tục');
  await asked('Số nhà, đường, thôn hoặc tổ');
  await enter('Thon 2');
  await asked('Giấy tờ tùy thân của Ông/Bà');
  await choose(0);
  await press('Tiếp tục');
  await asked('Số giấy tờ');
  await enter('064198000456');
  await asked('Nơi cấp');
  await enter('Bo Cong an');
  await asked('Ngày cấp');
  await enter('12032025');
  await asked('Ông/Bà cần chứng thực giấy tờ nào?');
  await press('Thêm một mục');
  for (const isChoice of [true, true, false, false]) {
    const question = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    if (isChoice) {
      await choose(0);
      await press('Tiếp tục');
    } else {
      await enter('2');
    }
    await page.getByRole('heading', { level: 1, name: question, exact: true }).waitFor({ state: 'detached' });
  }
  await asked('Ông/Bà cần chứng thực giấy tờ nào?');
  await press('Tiếp tục');
  await asked('Ông/Bà có mang bản phô tô không?');
  await press('Bỏ qua câu này');
  await asked('Dùng để làm gì?');
  await enter('');
  const declared = page.getByRole('checkbox');
  await declared.waitFor();
  while (!(await declared.evaluate((element) => element === document.activeElement)))
    await keyboard.press('Tab', { delay: 90 });
  await keyboard.press('Space');
  await press('Tiếp tục');
  await asked('Ông/Bà ký bằng ngón tay');
  await press('Bỏ qua câu này');
  await asked('Xin Ông/Bà xem lại tờ khai');
  await press('Tờ khai đã đúng');
  await asked('Tờ khai đã điền xong');
  await press('In tờ khai');
  await page.getByText('Đã in xong').waitFor();
  expect(printedText('2.000815')).toContain('Tran Thi Hoa');
});

/** No violation, with text at 7:1. */
async function isClean(page: Page, what: string): Promise<void> {
  expect(await accessibilityFaults(page), what).toEqual([]);
}

test.each(contrasts)('questions have no accessibility violation in %s contrast', async (contrast) => {
  const { page } = kiosk;
  await beginBirth(page);
  if (contrast === 'high') await page.getByRole('button', { name: 'Tương phản' }).tap();
  await page.locator(`html[data-contrast='${contrast}']`).waitFor();
  const { asked, choose, next, type, press } = fillerOf(page);
  await isClean(page, 'a choice');
  await next();
  await page.getByText('Xin Ông/Bà chọn một dòng.').waitFor();
  await isClean(page, 'a choice with its fault');
  await choose('Cho tôi hoặc người trong nhà tôi');
  await next();
  await asked('Họ và tên của Ông/Bà');
  await type('hoa');
  await next();
  await page.getByText(/Họ tên chỉ có một chữ/).waitFor();
  await isClean(page, 'a name with its warning');
  await next();
  await asked('Ngày sinh của Ông/Bà');
  await isClean(page, 'a day');
  await type('15031998');
  await next();
  await asked('Số điện thoại của Ông/Bà');
  await next();
  await asked('Nơi Ông/Bà đang ở');
  await isClean(page, 'a commune');
  await press('Chọn theo tỉnh');
  await isClean(page, 'the provinces');
});
