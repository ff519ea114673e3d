import type { CDPSession, Page } from 'playwright';

/** A real keyboard under steady hands: 100 ms lie between two keys by the browser's own clock, without waiting for it. */
export interface RealKeys {
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Walks by Tab to the first element that matches; fails when a whole round does not pass it. */
  tabTo(selector: string): Promise<void>;
  /** Walks by Tab to the button of this name and presses Enter there. */
  pressButton(name: string | RegExp): Promise<void>;
}

/** Slower than any scanner (shared/identity burstTimings), as quick as a good typist. */
const gapSeconds = 0.1;

const codes: Readonly<Record<string, readonly [code: string, virtualKey: number, text?: string]>> = {
  Tab: ['Tab', 9],
  Enter: ['Enter', 13, '\r'],
  ' ': ['Space', 32, ' '],
  ArrowDown: ['ArrowDown', 40],
  ArrowRight: ['ArrowRight', 39],
};

export async function openRealKeys(page: Page): Promise<RealKeys> {
  const session: CDPSession = await page.context().newCDPSession(page);
  let at = 0;

  async function press(key: string): Promise<void> {
    at = Math.max(Date.now() / 1000, at + gapSeconds);
    const [code, windowsVirtualKeyCode, text] = codes[key] ?? [
      /\d/u.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`,
      key.toUpperCase().charCodeAt(0),
      key,
    ];
    const event = { key, code, windowsVirtualKeyCode, timestamp: at };
    const type = text === undefined ? 'rawKeyDown' : 'keyDown';
    await session.send('Input.dispatchKeyEvent', { type, ...event, ...(text === undefined ? {} : { text }) });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event, timestamp: at + 0.03 });
  }

  async function walk(holds: () => Promise<boolean>, what: string): Promise<void> {
    for (let steps = 0; steps < 120; steps += 1) {
      if (await holds()) return;
      await press('Tab');
    }
    throw new Error(`${what} cannot be reached by Tab`);
  }

  return {
    press,
    async type(text) {
      for (const letter of text) await press(letter);
    },
    tabTo: (selector) =>
      walk(async () => (await page.locator(selector).and(page.locator(':focus')).count()) > 0, selector),
    async pressButton(name) {
      const wanted = page.getByRole('button', { name });
      await wanted.first().waitFor();
      const focused = wanted.and(page.locator(':focus'));
      await walk(async () => (await focused.count()) > 0, String(name));
      await press('Enter');
    },
  };
}
