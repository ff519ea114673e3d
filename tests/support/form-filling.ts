import type { Page } from 'playwright';
import { touchKeys, typeByTouch } from './touch-typing.ts';

/** A person at the form, by touch. */
export interface Filler {
  /** Waits until this is asked. */
  asked(title: string): Promise<void>;
  /** `nguyen{Mũ}{Ngã}`: letters, and in braces the mark keys that follow them. */
  type(text: string): Promise<void>;
  choose(text: string): Promise<void>;
  press(name: string | RegExp): Promise<void>;
  /** The one way forward, whatever it is called here. */
  next(): Promise<void>;
  /** Types by Telex from now on. */
  telex(): Promise<void>;
}

const forward = /^(Tiếp tục|Bỏ qua câu này|Đã đúng, tiếp tục)$/;

export function fillerOf(page: Page): Filler {
  const press = async (name: string | RegExp): Promise<void> =>
    await page.getByRole('button', { name }).first().tap();
  return {
    press,
    asked: async (title) => await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor(),
    async type(text) {
      for (const piece of text.split(/(\{[^}]+\})/u)) {
        if (piece.startsWith('{')) await touchKeys(page, [piece.slice(1, -1)]);
        else if (piece !== '') await typeByTouch(page, piece);
      }
    },
    choose: async (text) => await page.getByText(text, { exact: true }).first().tap(),
    next: async () => await press(forward),
    telex: async () => await press(/Phím dấu$/),
  };
}

/** From the invitation to the first question of a birth registration, by touch, without showing a card. */
export async function beginBirth(page: Page): Promise<void> {
  const press = async (name: string | RegExp): Promise<void> =>
    await page.getByRole('button', { name }).first().tap();
  await press('Chạm để bắt đầu');
  await press(/Tìm hiểu thủ tục/);
  await press(/^Làm giấy khai sinh cho trẻ/);
  await press(/^Điền tờ khai/);
  await press('Tôi đã đọc');
  await press(/^Bỏ qua bước này/);
  await page.getByRole('heading', { level: 1, name: 'Ông/Bà nộp hồ sơ cho ai?' }).waitFor();
}

/** Draws a few strokes with a finger over an element. */
export async function drawOver(page: Page, name: string): Promise<void> {
  const box = await page.getByRole('img', { name }).boundingBox();
  if (box === null) throw new Error(`${name} is not there`);
  const cdp = await page.context().newCDPSession(page);
  const at = (x: number, y: number) => ({ x: box.x + box.width * x, y: box.y + box.height * y });
  const points = [at(0.2, 0.6), at(0.35, 0.3), at(0.5, 0.7), at(0.65, 0.35), at(0.8, 0.6)];
  const [first = at(0, 0), ...others] = points;
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [first] });
  for (const point of others) {
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
  }
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await cdp.detach();
}
