import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { defaultReading } from '../../shared/contract/index.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { type CoreWithPage, startCoreWithPage } from '../support/core-with-page.ts';
import { everyKindForm } from '../support/every-kind-form.ts';
import { drawOver, fillerOf } from '../support/form-filling.ts';
import { answersWith, formOf } from '../support/forms-at-hand.ts';
import { type HeldLink, openHeldLink } from '../support/held-link.ts';
import { panels } from '../support/kiosk.ts';
import { textPrinted } from '../support/printed.ts';
import { openRealKeys } from '../support/real-keys.ts';

/** The form with one field of each kind stands in for this procedure's own. */
const everyKind = '2.000635';

let kiosk: CoreWithPage;
let browser: Browser;
beforeAll(async () => {
  [kiosk, browser] = await Promise.all([
    startCoreWithPage({ forms: { [everyKind]: everyKindForm(everyKind) } }),
    chromium.launch(chromiumForTests()),
  ]);
});
afterAll(async () => {
  await browser.close();
  await kiosk.close();
});

/** A visit with this form open, answered as given, at a place; its page is the only one of the kiosk. */
async function openForm(options: {
  readonly procedureCode: string;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly place?: string;
  readonly panel?: keyof typeof panels;
  readonly prepare?: (page: Page) => Promise<void>;
}): Promise<Page> {
  const client = kiosk.openClient();
  await client.session.begin({ reading: defaultReading });
  let { draftId, revision } = await client.drafts.open({ procedureCode: options.procedureCode });
  for (const [fieldPath, value] of Object.entries(options.answers ?? {})) {
    ({ revision } = await client.drafts.answer({ draftId, fieldPath, value: value as string, revision }));
  }
  await client.session.go({ place: options.place ?? '/fill' });
  const page = await browser.newPage({ viewport: panels[options.panel ?? 'portrait'], hasTouch: true });
  onTestFinished(async () => {
    await page.close();
    await kiosk.openClient().session.end();
  });
  await options.prepare?.(page);
  await page.goto(kiosk.address);
  return page;
}

test('every kind of question is answered by touch, read in the review and printed', async () => {
  const page = await openForm({ procedureCode: everyKind, panel: 'small' });
  const { asked, type, choose, press, next } = fillerOf(page);
  await asked('Nội dung ngắn');
  await page.getByText('Tờ khai này có mọi loại câu hỏi.').waitFor();
  await type('vie{Mũ}{Nặng}c');
  await next();
  await asked('Họ và tên');
  await type('tran{Mũ}{Huyền} an');
  await next();
  await asked('Số bản');
  await type('3');
  await next();
  await asked('Số tiền');
  for (const key of [/^2$/, /^0$/, /^000$/]) await press(key);
  await next();
  await asked('Ngày');
  await type('01022020');
  await next();
  await asked('Ngày');
  await page.getByText('Ngày giờ').waitFor();
  await type('02032021');
  await next();
  await asked('Giờ và phút');
  await type('2575');
  await next();
  await page
    .getByRole('alert')
    .getByText(/Giờ này không có/)
    .waitFor();
  await press('Xoá hết');
  await type('0630');
  expect(await page.getByRole('textbox').inputValue()).toBe('06:30');
  await next();
  await asked('Từ ngày');
  await type('01012022');
  await next();
  await asked('Đến ngày');
  await type('01012021');
  await next();
  await page.getByRole('alert').first().waitFor();
  for (let figure = 0; figure < 8; figure += 1) await press(/^Xoá/);
  await type('05062023');
  await next();
  await asked('Năm hoặc ngày');
  await choose('Chỉ nhớ năm');
  await type('1955');
  await next();
  await asked('Số định danh');
  await type('064203000123');
  await next();
  await asked('Giấy tờ tùy thân');
  await choose('Hộ chiếu');
  await next();
  await asked('Số giấy tờ');
  await type('b');
  // Not a row of an earlier answer with these figures in it.
  await press(/^123,/);
  await type('1234567');
  await next();
  await asked('Nơi cấp');
  await type('cuc');
  await next();
  await asked('Ngày cấp');
  await type('03042022');
  await next();
  await asked('Tên giấy tờ');
  await type('giay');
  await next();
  await asked('Số giấy tờ');
  await next();
  await asked('Cơ quan cấp');
  await type('toa');
  await next();
  await asked('Ngày');
  await type('04052022');
  await next();
  await asked('Điện thoại');
  await type('0905123456');
  await next();
  await asked('Thư điện tử');
  await type('an');
  await press('@gmail.com');
  await next();
  await asked('Nơi cư trú');
  await type('nghia hoa');
  await press(/^Xã Chư Păh .*Nghĩa Hòa/);
  await next();
  await asked('Số nhà, đường, thôn hoặc tổ');
  await type('thon');
  await next();
  await asked('Nơi sinh');
  await press(/Trung tâm Y tế huyện Chư Păh/);
  await next();
  await asked('Ở xã, phường nào?');
  await press(/^Xã Chư Păh/);
  await next();
  await asked('Số nhà, đường, thôn hoặc tổ');
  await next();
  await next();
  for (const [title, choice] of [
    ['Giới tính', 'Nữ'],
    ['Dân tộc', 'Kinh'],
    ['Quốc tịch', 'Việt Nam'],
    ['Quan hệ', 'Con'],
  ] as const) {
    await asked(title);
    await choose(choice);
    await next();
  }
  await asked('Chọn một');
  await choose('Khác');
  await type('giay');
  await next();
  await asked('Chọn nhiều');
  await choose('Bản chính');
  await choose('Bản chụp kèm bản chính');
  await next();
  await asked('Có hay không');
  await choose('Có');
  await next();
  await asked('Người cùng đi');
  await page.getByText('Chưa có mục nào. Xin bấm Thêm một mục.').waitFor();
  await press('Thêm một mục');
  await asked('Tên người cùng đi');
  await type('le{Mũ} ba');
  await next();
  await asked('Người cùng đi');
  await next();
  await asked('Giấy tờ kèm');
  await next();
  await asked('Tôi cam đoan những điều khai trên là đúng.');
  await page.getByText('Tôi cam đoan những điều khai trên là đúng.').last().tap();
  await next();
  await asked('Chữ ký');
  await drawOver(page, 'Khung ký, chưa có chữ ký');
  await next();
  await asked('Xin Ông/Bà xem lại tờ khai');
  await press('Tờ khai đã đúng');
  await press('In tờ khai');
  await page.getByText('Đã in xong').waitFor();
  const paper = textPrinted(kiosk.dataFolder, everyKind);
  for (const line of [
    'Nội dung ngắn: Việc',
    'Số tiền: 20.000',
    'Ngày giờ: 06 giờ 30 phút, ngày 02 tháng 3 năm 2021',
    'Năm hoặc ngày: 1955',
    'Chọn nhiều: Bản chính',
    'Họ tên đã ghi: Trần An',
  ]) {
    expect(paper).toContain(line);
  }
});

test('a form that must be signed is finished by keys alone, with the signature left for the paper', async () => {
  const { applicant_signature: _signature, ...samples } = answersWith(formOf('1.004222'));
  const answers = Object.fromEntries(Object.entries(samples).map(([id, { value }]) => [id, value]));
  const page = await openForm({
    procedureCode: '1.004222',
    answers,
    place: '/fill/declaration/declaration',
  });
  const { asked } = fillerOf(page);
  const keys = await openRealKeys(page);
  await page.getByRole('checkbox').waitFor();
  await keys.pressButton('Tiếp tục');
  await asked('Chữ ký của Ông/Bà');
  await keys.pressButton('Tiếp tục');
  await page
    .getByRole('alert')
    .getByText(/hoặc chọn ký trên giấy tại quầy/)
    .waitFor();
  await keys.tabTo('input[type=radio]');
  await keys.press('ArrowRight');
  await page.getByText(/ký bằng bút trên tờ khai đã in/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await keys.pressButton('Tiếp tục');
  await asked('Xin Ông/Bà xem lại tờ khai');
  await page.getByRole('button', { name: /Ký trên giấy tại quầy/ }).waitFor();
  await keys.pressButton('Tờ khai đã đúng');
  await keys.pressButton('In tờ khai');
  await page.getByText('Đã in xong').waitFor();
  expect(textPrinted(kiosk.dataFolder, '1.004222')).toContain('(ký tại quầy, trước mặt cán bộ)');
});

test('what a quick typist types before the next question stands there is its answer, and changes none before it', async () => {
  let link: HeldLink | undefined;
  const page = await openForm({
    procedureCode: everyKind,
    prepare: async (opening) => {
      link = await openHeldLink(opening);
    },
  });
  const { asked, press } = fillerOf(page);
  const keys = await openRealKeys(page);
  const answer = page.getByRole('textbox');
  await asked('Nội dung ngắn');
  await keys.type('viec nha');
  link?.hold();
  await keys.press('Enter');
  await keys.type('tran an');
  // Nobody has read the next question yet: a second Enter does not answer it.
  await keys.press('Enter');
  // Nor does a touch of the keys that are still there write into the answer that was just judged.
  await page.getByRole('button', { name: 'x', exact: true }).tap();
  link?.letGo();
  await asked('Họ và tên');
  await expect.poll(() => answer.inputValue()).toBe('tran an');
  await press('Quay lại');
  await asked('Nội dung ngắn');
  expect(await answer.inputValue()).toBe('viec nha');
});

test('a form by keys alone: every question, the review and the paper are reached without a touch', async () => {
  const page = await openForm({ procedureCode: '2.000815' });
  const { asked } = fillerOf(page);
  const keys = await openRealKeys(page);
  const { pressButton: press } = keys;
  /** Chooses in the group that Tab leads to. */
  async function choose(): Promise<void> {
    await keys.tabTo('input[type=radio]');
    await keys.press(' ');
  }
  /** Types into the field that is ready, and goes on by Enter. */
  async function enter(text: string): Promise<void> {
    await page.locator('[data-kiosk-field]:focus').waitFor();
    await keys.type(text);
    await keys.press('Enter');
  }

  await asked('Ông/Bà nộp hồ sơ cho ai?');
  await choose();
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
  await choose();
  await press('Tiếp tục');
  await asked('Số giấy tờ');
  await enter('064198000456');
  await asked('Nơi cấp');
  await enter('Bo Cong an');
  await asked('Ngày cấp');
  await enter('12032025');
  await asked('Ông/Bà cần chứng thực giấy tờ nào?');
  await press('Thêm một mục');
  for (const question of ['Giấy gì?', 'Giấy viết bằng tiếng gì?']) {
    await asked(question);
    await choose();
    await press('Tiếp tục');
  }
  for (const question of ['Bản chính mấy trang?', 'Cần mấy bản?']) {
    await asked(question);
    await enter('2');
  }
  await asked('Ông/Bà cần chứng thực giấy tờ nào?');
  await press('Tiếp tục');
  await asked('Ông/Bà có mang bản phô tô không?');
  await press('Bỏ qua câu này');
  await asked('Dùng để làm gì?');
  await enter('');
  const declared = page.getByRole('checkbox');
  await declared.waitFor();
  await keys.tabTo('input[type=checkbox]');
  await keys.press(' ');
  await press('Tiếp tục');
  await asked('Chữ ký của Ông/Bà');
  await keys.tabTo('input[type=radio]');
  await keys.press('ArrowRight');
  await page.getByText(/ký bằng bút trên tờ khai đã in/).waitFor();
  await press('Tiếp tục');
  await asked('Xin Ông/Bà xem lại tờ khai');
  await press('Tờ khai đã đúng');
  await asked('Tờ khai đã điền xong');
  await press('In tờ khai');
  await page.getByText('Đã in xong').waitFor();
  const paper = textPrinted(kiosk.dataFolder, '2.000815');
  expect(paper).toContain('Tran Thi Hoa');
  expect(paper).toContain('(ký tại quầy, trước mặt cán bộ)');
});
