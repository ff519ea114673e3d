import type { CDPSession, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { textSizes } from '../../shared/contract/reading.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { field, keyboard, named, panels, tap, withField, withKeyboardFields } from './keyboard-fields.ts';

withKeyboardFields();

/** Taps letters; a capital is there by itself at the beginning of a name's word. */
async function tapLetters(page: Page, letters: string): Promise<void> {
  for (const letter of letters.toLowerCase()) await tap(page, letter === ' ' ? 'Dấu cách' : letter);
}

async function chooseMethod(page: Page, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1)
    await keyboard(page)
      .getByRole('button', { name: /^Kiểu gõ/ })
      .tap();
}

/** The form hears of a letter one frame after it is painted. */
async function expectValue(page: Page, value: string): Promise<void> {
  await expect.poll(() => storedValue(page)).toBe(value);
}

const storedValue = (page: Page) => page.evaluate(() => window.probe.value);
const selectionOf = (page: Page) => field(page).evaluate((input: HTMLInputElement) => input.selectionStart);
const highlandKey = 'ĕ ơ̆, chữ Jrai và Bahnar'.normalize('NFC');
const fullName = 'Nguyễn Thị Hương Ơ̆'.normalize('NFC');

describe('a name by touch', () => {
  test('is written with the accent keys', async () => {
    await withField({ field: 'name' }, async (page) => {
      await tapLetters(page, 'Nguye');
      await tap(page, 'Mũ', 'Ngã');
      await tapLetters(page, 'n Thi');
      await tap(page, 'Nặng');
      await tapLetters(page, ' Huo');
      await tap(page, 'Móc');
      await tapLetters(page, 'ng O');
      await tap(page, 'Móc', 'Trăng');
      await expectValue(page, fullName);
      await expect(field(page).inputValue()).resolves.toBe(fullName);
    });
  });

  test('is written by Telex, and its last letter with its own key', async () => {
    await withField({ field: 'name' }, async (page) => {
      await chooseMethod(page, 1);
      await tapLetters(page, 'Nguyeenx Thij Huwowng ');
      await tap(page, highlandKey, 'Ơ̆'.normalize('NFC'));
      await expectValue(page, fullName);
    });
  });

  test('is written by VNI, whose digits are the accent keys', async () => {
    await withField({ field: 'name' }, async (page) => {
      await chooseMethod(page, 2);
      await tapLetters(page, 'Nguyen');
      await tap(page, 'Mũ', 'Ngã');
      await tapLetters(page, ' Thi');
      await tap(page, 'Nặng');
      await tapLetters(page, ' Huong');
      await tap(page, 'Móc');
      await tapLetters(page, ' ');
      await tap(page, highlandKey, 'Ơ̆'.normalize('NFC'));
      await expectValue(page, fullName);
    });
  });

  test('begins with a suggested surname and goes on with a capital', async () => {
    await withField({ field: 'name' }, async (page) => {
      await tapLetters(page, 'Ro');
      await tap(page, 'Dùng gợi ý: Rơ Châm');
      await tapLetters(page, 'Nga');
      await expectValue(page, 'Rơ Châm Nga');
    });
  });

  test('typed in Telex by habit is offered as it was meant, and Telex goes on', async () => {
    await withField({ field: 'name' }, async (page) => {
      await tapLetters(page, 'Nguyeenx');
      await tap(page, 'Viết thành Nguyễn và gõ tiếp bằng Telex');
      await tapLetters(page, ' Vawn');
      await expectValue(page, 'Nguyễn Văn');
    });
  });
});

describe('editing', () => {
  test('in the middle of a word puts the accent where it belongs', async () => {
    await withField({ field: 'name', value: 'Nguyễn Văn Ton' }, async (page) => {
      await field(page).press('End');
      await tap(page, 'Sang trái', 'a', 'Sắc');
      await expectValue(page, 'Nguyễn Văn Toán');
      expect(await selectionOf(page)).toBe('Nguyễn Văn Toá'.length);
    });
  });

  test('goes on where a finger put the caret', async () => {
    await withField({ field: 'name', value: 'Lê An' }, async (page) => {
      await field(page).evaluate((input: HTMLInputElement) => input.setSelectionRange(2, 2));
      await tapLetters(page, ' ');
      await tapLetters(page, 'Thu');
      await expectValue(page, 'Lê Thu An');
    });
  });

  test('backspace repeats while it is held and stops when the finger goes', async () => {
    await withField({ field: 'name', value: 'Nguyễn Thị Hương' }, async (page) => {
      await field(page).press('End');
      const box = await named(page, 'Xoá chữ bên trái con trỏ').boundingBox();
      const session = await page.context().newCDPSession(page);
      const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 };
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
      await page.waitForFunction(() => window.probe.value !== '' && window.probe.value.length <= 11);
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      const after = await storedValue(page);
      expect('Nguyễn Thị Hương'.startsWith(after)).toBe(true);
      // The key looks released only after its last repeat could have come.
      await page.waitForFunction(() => document.querySelector('[data-down]') === null);
      await expectValue(page, after);
    });
  });

  test('a paste is cleaned, and the browser undo cannot bring back another text', async () => {
    await withField({ field: 'text' }, async (page) => {
      await page.keyboard.insertText('Nguyễn\u202E Văn'.normalize('NFD'));
      await page.keyboard.press('Control+z');
      await expectValue(page, 'Nguyễn Văn');
    });
  });
});

/** Presses keys with times of our own, so that a slow machine cannot turn a burst into typing. */
async function pressKeys(session: CDPSession, text: string, gapMs: number): Promise<void> {
  const start = Date.now() / 1000;
  const sent: Promise<unknown>[] = [];
  for (const [i, char] of [...text].entries()) {
    const isEnter = char === '\n';
    const code = isEnter ? 'Enter' : /\d/u.test(char) ? `Digit${char}` : `Key${char.toUpperCase()}`;
    const timestamp = start + (i * gapMs) / 1000;
    const key = {
      key: isEnter ? 'Enter' : char,
      code,
      timestamp,
      ...(isEnter ? { windowsVirtualKeyCode: 13 } : {}),
    };
    sent.push(
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: isEnter ? '\r' : char, ...key }),
    );
    sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }));
  }
  await Promise.all(sent);
}

describe('a real keyboard', () => {
  test('writes by the chosen method', async () => {
    await withField({ field: 'name' }, async (page) => {
      await chooseMethod(page, 1);
      const session = await page.context().newCDPSession(page);
      await pressKeys(session, 'ddaof', 90);
      await page.waitForFunction(() => window.probe.value === 'đào');
    });
  });

  test('that is a scanner writes nothing and hands over what it sent, with codes and times', async () => {
    await withField({ field: 'name' }, async (page) => {
      const session = await page.context().newCDPSession(page);
      await pressKeys(session, 'a', 90);
      await page.waitForFunction(() => window.probe.value === 'a');
      await pressKeys(session, '064203000123\n', 4);
      await page.waitForFunction(() => window.probe.bursts.length === 1);
      const [whole] = await page.evaluate(() => window.probe.bursts);
      const burst = whole?.filter((key) => key.kind === 'down');
      expect(burst?.map((key) => key.code)).toEqual([
        ...[...'064203000123'].map((d) => `Digit${d}`),
        'Enter',
      ]);
      expect((burst?.[12]?.timeMs ?? 0) - (burst?.[0]?.timeMs ?? 0)).toBeCloseTo(48, 0);
      await expectValue(page, 'a');
      await expect(field(page).inputValue()).resolves.toBe('a');
    });
  });

  test('alone reaches every key of the keyboard on the screen: for the keypad of a blind person', async () => {
    await withField({ field: 'name' }, async (page) => {
      await page.keyboard.press('Tab');
      await page.waitForFunction(() => document.activeElement?.hasAttribute('data-key'));
      const focused = () =>
        page.evaluate(
          () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
        );
      for (let i = 0; i < 5 && !/^[qwertyuiop]$/u.test((await focused()) ?? ''); i += 1) {
        await page.keyboard.press('ArrowDown');
      }
      for (let i = 0; i < 10 && (await focused()) !== 'q'; i += 1) await page.keyboard.press('ArrowLeft');
      expect(await focused()).toBe('q');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => window.probe.value === 'E');
      await expect(keyboard(page).getByRole('status').textContent()).resolves.toBe('Đã gõ E');
    });
  });
});

describe('pads', () => {
  test('show an ID number in groups and keep twelve digits', async () => {
    await withField({ field: 'id-number' }, async (page) => {
      await tap(page, ...'0642030001239');
      await expectValue(page, '064203000123');
      await expect(field(page).inputValue()).resolves.toBe('064 203 000 123');
      await tap(page, 'Sang trái', 'Sang trái', 'Sang trái', 'Sang trái', 'Xoá chữ bên trái con trỏ', '7');
      await expectValue(page, '064203070123');
    });
  });

  test('take a pasted number with its spaces', async () => {
    await withField({ field: 'id-number' }, async (page) => {
      await page.keyboard.insertText('064 203-000 123 ');
      await expectValue(page, '064203000123');
    });
  });

  test('show money as it is written here', async () => {
    await withField({ field: 'money' }, async (page) => {
      await tap(page, '2', '0', '000');
      await expect(field(page).inputValue()).resolves.toBe('20.000');
      await expectValue(page, '20000');
    });
  });

  test('a date by digits: a day that does not exist is said', async () => {
    await withField({ field: 'date' }, async (page) => {
      await tap(page, ...'31022026');
      await expect(page.getByRole('alert').textContent()).resolves.toBe(
        'Tháng 2 năm 2026 chỉ có 28 ngày. Xin sửa lại ngày.',
      );
      await page.getByRole('spinbutton', { name: /Ngày$/ }).first().tap();
      await tap(page, '2', '8');
      await expectValue(page, '2026-02-28');
      await expect(page.getByRole('alert').count()).resolves.toBe(0);
    });
  });

  test('a date by wheels never leaves the calendar', async () => {
    await withField({ field: 'date', value: '2026-01-31' }, async (page) => {
      await tap(page, 'Tăng Tháng');
      await expectValue(page, '2026-02-28');
    });
  });

  test('a date by a real keyboard alone', async () => {
    await withField({ field: 'date' }, async (page) => {
      const session = await page.context().newCDPSession(page);
      await pressKeys(session, '5031990', 90);
      await page.waitForFunction(() => window.probe.value === '1990-03-05');
      await page.keyboard.press('ArrowUp');
      await expectValue(page, '1991-03-05');
    });
  });
});

describe.each(Object.keys(panels) as (keyof typeof panels)[])('on the panel "%s"', (panel) => {
  const { pxPerMm } = panels[panel];

  test.each(['name', 'email', 'id-number', 'date'])(
    'keys of %s are 15 mm, 5 mm apart, and cover no field',
    async (kind) => {
      for (const textSize of kind === 'name' ? textSizes : (['largest'] as const)) {
        await withField({ field: kind, panel, textSize }, async (page) => {
          const found = await page.evaluate(() => {
            const box = (element: Element) => element.getBoundingClientRect().toJSON() as DOMRect;
            const keys = [...document.querySelectorAll('[data-key]')].map((key) => ({
              name: key.getAttribute('aria-label') ?? key.textContent,
              box: box(key),
              overflows: key.scrollWidth > key.clientWidth + 1,
            }));
            const dock = document.querySelector('section');
            const field = document.querySelector('[data-field-box]');
            return { keys, dock: dock && box(dock), field: field && box(field), width: innerWidth };
          });
          const small = found.keys.filter(({ box }) => Math.min(box.width, box.height) < 15 * pxPerMm - 0.6);
          expect(small.map((key) => key.name)).toEqual([]);
          expect(found.keys.filter((key) => key.overflows).map((key) => key.name)).toEqual([]);
          expect(found.keys.filter(({ box }) => box.right > found.width)).toEqual([]);
          const near: string[] = [];
          for (const [i, a] of found.keys.entries()) {
            for (const b of found.keys.slice(i + 1)) {
              const dx = Math.max(a.box.left - b.box.right, b.box.left - a.box.right);
              const dy = Math.max(a.box.top - b.box.bottom, b.box.top - a.box.bottom);
              if (Math.max(dx, dy) < 5 * pxPerMm - 0.6)
                near.push(`${a.name} – ${b.name}: ${Math.max(dx, dy)}`);
            }
          }
          expect(near).toEqual([]);
          expect(found.field?.bottom ?? Number.NaN).toBeLessThanOrEqual((found.dock?.top ?? 0) + 0.6);
          expect(found.field?.top ?? -1).toBeGreaterThan(0);
        });
      }
    },
  );
});

describe('for everybody', () => {
  test.each(['normal', 'high'] as const)(
    'no accessibility violation in %s contrast, with text at 7:1',
    async (contrast) => {
      for (const kind of ['name', 'email', 'money', 'date', 'note']) {
        await withField({ field: kind, contrast, value: kind === 'money' ? '20000' : '' }, async (page) => {
          // The test's frame has no title; every screen has.
          const findings = await accessibilityFaults(page, { 'page-has-heading-one': { enabled: false } });
          expect(findings, kind).toEqual([]);
        });
      }
    },
  );

  test('a key shows itself pressed and its letter in the turn of the finger', async () => {
    await withField({ field: 'text' }, async (page) => {
      const waits = await page.evaluate(() => {
        const input = document.querySelector<HTMLInputElement>('[data-kiosk-field]');
        const keys = [...document.querySelectorAll<HTMLElement>('[data-key][data-look="letter"]')];
        return keys.map((key) => {
          const before = input?.value.length ?? 0;
          const box = key.getBoundingClientRect();
          const at = {
            clientX: box.x + 5,
            clientY: box.y + 5,
            pointerId: 1,
            bubbles: true,
            button: 0,
            isPrimary: true,
          };
          key.setPointerCapture = () => {};
          key.dispatchEvent(new PointerEvent('pointerdown', at));
          const done = key.dataset.down === '' && (input?.value.length ?? 0) === before + 1;
          key.dispatchEvent(new PointerEvent('pointerup', at));
          return done;
        });
      });
      expect(waits.length).toBeGreaterThan(20);
      expect(waits.every(Boolean)).toBe(true);
    });
  });
});
