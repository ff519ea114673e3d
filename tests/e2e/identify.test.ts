import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openCameraDecoder } from '../../renderer/flows/identify/camera-decode.ts';
import { readKeptQr } from '../../shared/dossier/kept-code.ts';
import { scanByKeyboard, seeded } from '../simulators/keyboard-scanner.ts';
import { descendantsOf, processesNaming, until } from '../support/launched.ts';
import { openShellKiosk, type ShellKiosk, sendRawKeys } from '../support/shell-kiosk.ts';

/** Issue 5: from the code to the first step of the filled form. */
const filledWithinMs = 3_000;

/** Nobody of this name lives: the fake camera shows this card. */
const atCamera = '064203000777||Đinh Thị Ngoằn|10022003|Nữ|Làng Kép, Xã Chư Păh, Gia Lai|15042021';
const atScanner = '064085000888||Ngưu Văn Khuỷu|05091985|Nam|Thôn 7, Xã Chư Păh, Gia Lai|02092024||||';

let kiosk: ShellKiosk;
beforeAll(async () => {
  kiosk = await openShellKiosk({ camera: atCamera });
});
afterAll(() => kiosk.close());
afterEach(endVisit);

/** Ends the visit, and waits until the next person's page has taken the place of this one's. */
async function endVisit(): Promise<void> {
  const { page } = kiosk;
  const site = new URL(page.url()).hostname;
  await press('Kết thúc');
  const sure = page.getByRole('button', { name: 'Kết thúc và xoá' });
  const invitation = page.getByRole('button', { name: 'Chạm để bắt đầu' });
  await sure.or(invitation).first().waitFor();
  if (await sure.isVisible()) await sure.click();
  await page.waitForURL(({ hostname }) => hostname !== site);
  await invitation.waitFor();
}

const press = async (name: string | RegExp): Promise<void> =>
  await kiosk.page.getByRole('button', { name }).first().click();
const sees = async (text: string | RegExp): Promise<void> =>
  await kiosk.page.getByText(text).first().waitFor();

/** From the invitation to the screen that asks for a card. */
async function goToCard(): Promise<void> {
  await press('Chạm để bắt đầu');
  await press(/Tìm hiểu thủ tục/);
  await press(/^Làm giấy khai sinh cho trẻ/);
  await press(/^Điền tờ khai/);
  await press('Tôi đã đọc');
  await sees('Bỏ qua bước này');
}

/** "Đúng là tôi", and the form knows the name. */
async function confirmAndFind(name: string): Promise<void> {
  const { page } = kiosk;
  await press('Đúng là tôi');
  await page.getByRole('heading', { level: 1, name: 'Ông/Bà nộp hồ sơ cho ai?' }).waitFor();
  await page.getByText('Cho tôi hoặc người trong nhà tôi').click();
  await press('Tiếp tục');
  await page.getByRole('heading', { level: 1, name: 'Số điện thoại của Ông/Bà' }).waitFor();
  await press(name);
  await page.getByRole('heading', { level: 1, name: 'Họ và tên của Ông/Bà' }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe(name);
  await sees('từ thẻ');
}

test('a card before the reader: one gesture, and the form is filled within three seconds', async () => {
  const { page } = kiosk;
  await goToCard();
  await press('Bản chạy thử');
  const shownAt = performance.now();
  await press('Thẻ 2024');
  await sees("Rơ Châm H'Ví");
  // Whoever stands behind reads no number.
  expect(await page.getByText('064185000456').count()).toBe(0);
  await sees('064•••••456');
  await press('Đúng là tôi');
  await page.getByRole('heading', { level: 1, name: 'Ông/Bà nộp hồ sơ cho ai?' }).waitFor();
  expect(performance.now() - shownAt).toBeLessThan(filledWithinMs);
});

test.each([
  ['drops nothing, letters under Alt', 'alt-bytes'],
  ['sends Unicode numbers', 'alt-unicode'],
] as const)(
  'a keyboard scanner that %s: read in a field with Telex on, and nothing typed there',
  async (_, way) => {
    const { page } = kiosk;
    await goToCard();
    await press(/^Tự nhập/);
    await press(/Phím dấu$/);
    const field = page.getByRole('textbox');
    await field.focus();
    const session = await page.context().newCDPSession(page);
    const random = seeded(3);
    await sendRawKeys(
      session,
      scanByKeyboard(atScanner, { beyondAscii: way, gapMs: () => 1 + Math.floor(random() * 9) }),
    );
    await sees('Ngưu Văn Khuỷu');
    await press('Không phải');
    await press(/^Tự nhập/);
    expect(await field.inputValue()).toBe('');
    await sendRawKeys(session, scanByKeyboard(atScanner, { beyondAscii: way, gapMs: () => 4 }));
    await confirmAndFind('Ngưu Văn Khuỷu');
  },
);

test('the kiosk’s camera: opened on its own screen alone', async () => {
  const { page } = kiosk;
  await goToCard();
  const mayLook = (): Promise<string> =>
    page.evaluate(
      async () => (await navigator.permissions.query({ name: 'camera' as PermissionName })).state,
    );
  expect(await mayLook()).toBe('denied');
  await press(/^Dùng camera/);
  await sees('Đinh Thị Ngoằn');
  await confirmAndFind('Đinh Thị Ngoằn');
  expect(await mayLook()).toBe('denied');
});

test('one’s own words: said to be one’s own, and in the form', async () => {
  const { page } = kiosk;
  await goToCard();
  await press(/^Tự nhập/);
  await press('Nguyễn');
  for (const letter of ['v', 'a', 'n']) await press(new RegExp(`^${letter}$`, 'i'));
  await press('Tiếp tục');
  await page.getByRole('heading', { level: 1, name: 'Số định danh cá nhân' }).waitFor();
  for (const digit of '06420300') await press(new RegExp(`^${digit}$`));
  await press('Tiếp tục');
  await sees('Còn thiếu 4 số');
  for (const digit of '0123') await press(new RegExp(`^${digit}$`));
  await press('Tiếp tục');
  await page.getByRole('heading', { level: 1, name: 'Ngày sinh của Ông/Bà' }).waitFor();
  await press('Bỏ qua');
  await page.getByText('Cho tôi hoặc người trong nhà tôi').click();
  await press('Tiếp tục');
  await page.getByRole('heading', { level: 1, name: 'Họ và tên của Ông/Bà' }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('Nguyễn Van');
});

test('one’s own phone: refused, then agreed, and verified; without a network there is another way', async () => {
  const { page } = kiosk;
  await goToCard();
  await press(/^Đăng nhập bằng điện thoại/);
  await page.getByRole('img', { name: 'Mã QR để đăng nhập bằng điện thoại' }).waitFor();
  await press('Bản chạy thử');
  await press('Từ chối đăng nhập');
  await sees('Yêu cầu đăng nhập đã bị từ chối trên điện thoại.');
  await press('Rút dây mạng');
  await press('Thu gọn');
  await press('Lấy mã mới');
  await sees('Máy chưa liên lạc được với nơi xác thực đăng nhập.');
  await press('Bản chạy thử');
  await press('Có mạng');
  await press('Thu gọn');
  await press('Lấy mã mới');
  await page.getByRole('img', { name: 'Mã QR để đăng nhập bằng điện thoại' }).waitFor();
  await press('Bản chạy thử');
  await press('Đồng ý đăng nhập');
  await page.getByRole('heading', { level: 1, name: 'Có phải Ông/Bà đây không?' }).waitFor();
  await sees('Thông tin đã xác thực.');
  await press('Đúng là tôi');
  await page.getByRole('heading', { level: 1, name: 'Ông/Bà nộp hồ sơ cho ai?' }).waitFor();
});

test('a form put aside comes back by its code and number, and by nothing less', async () => {
  const { page } = kiosk;
  await goToCard();
  await press('Bản chạy thử');
  await press('Thẻ 2021');
  await press('Đúng là tôi');
  await page.getByText('Cho tôi hoặc người trong nhà tôi').click();
  await press('Tiếp tục');
  await page.getByRole('heading', { level: 1, name: 'Số điện thoại của Ông/Bà' }).waitFor();
  await press('Kết thúc');
  await press('Giữ lại để làm tiếp sau');
  await press(/^Đồng ý$/);
  await page.getByRole('heading', { level: 1, name: 'Tờ khai đã được giữ lại' }).waitFor();
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await page.getByRole('main').textContent()) ?? '')?.[0] ?? '';
  // Whoever photographed the screen instead of taking the slip holds the same code before the reader.
  const photo = await page.getByRole('img', { name: 'Mã QR để mở lại tờ khai' }).screenshot();
  const { data, info } = await sharp(photo).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const wasm = new Uint8Array(
    readFileSync(path.resolve('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')),
  );
  const decoder = await openCameraDecoder({ bytes: wasm.buffer });
  const bytes = await decoder.decode({ ...info, data: new Uint8ClampedArray(data) });
  expect(readKeptQr(new TextDecoder().decode(bytes ?? new Uint8Array()))).toBe(code.replace('-', ''));
  await press('In phiếu');
  await sees('Đã in xong');
  const site = new URL(page.url()).hostname;
  await page.getByRole('main').getByRole('button', { name: 'Kết thúc' }).click();
  await page.waitForURL(({ hostname }) => hostname !== site);
  await press('Chạm để bắt đầu');
  await press(/^Làm tiếp tờ khai đã giữ/);
  const typeAll = async (text: string): Promise<void> => {
    for (const sign of text.replace('-', '')) await press(new RegExp(`^${sign}$`));
  };
  await typeAll(code);
  await press('Tiếp tục');
  await typeAll('064203000124');
  await press('Tiếp tục');
  // The keyboard makes room for what is to be read, and comes back at a touch.
  await sees('Chuyện gì đã xảy ra');
  await page.getByRole('textbox').click();
  await press('Xoá chữ bên trái con trỏ');
  await typeAll('3');
  await press('Tiếp tục');
  await page.getByRole('heading', { level: 1, name: 'Họ và tên của Ông/Bà' }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('Nguyễn Văn An');
});

test('a boarding pass and a card without its letters are said in words, and nobody is anybody', async () => {
  await goToCard();
  await press('Bản chạy thử');
  await press('Thẻ lên máy bay');
  await sees('Đây là thẻ lên máy bay.');
  await press('Thẻ mất chữ');
  await sees('Máy đọc được thẻ nhưng tên hoặc địa chỉ bị mất chữ.');
  await press('Thu gọn');
  await sees('Bỏ qua bước này');
});

test('the next person gets a page of another process', async () => {
  const all = () => processesNaming('--type=renderer').map(({ pid }) => pid);
  const renderers = (): readonly number[] => {
    const ours = descendantsOf(kiosk.launched.process.pid ?? 0);
    return all().filter((pid) => ours.includes(pid));
  };
  await press('Chạm để bắt đầu');
  await sees('Ông/Bà cần làm gì?');
  const before = renderers();
  await endVisit();
  await until(() => before.some((pid) => !renderers().includes(pid)));
  // There is no way back to the page of the person before.
  const session = await kiosk.page.context().newCDPSession(kiosk.page);
  await until(async () => (await session.send('Page.getNavigationHistory')).entries.length === 1);
  await press('Chạm để bắt đầu');
});
