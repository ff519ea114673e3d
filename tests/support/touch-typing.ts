import type { Page } from 'playwright';

/**
 * Runs in the page: the centre of the visible key that carries this name, once it stands still there and nothing lies
 * over it; null when there is none within five seconds.
 */
const placeOfKey = `async (name) => {
  const nextFrame = () => new Promise((painted) => requestAnimationFrame(painted));
  const limit = performance.now() + 5000;
  for (let last = ''; performance.now() < limit; await nextFrame()) {
    const key = [...document.querySelectorAll('[data-key]')].find((one) => {
      const shown = [...one.childNodes].filter((part) => part.ariaHidden !== 'true');
      const said = one.getAttribute('aria-label') ?? shown.map((part) => part.textContent).join('').trim();
      return said.toLowerCase() === name || said.toLowerCase().startsWith(name + ',');
    });
    if (key === undefined) continue;
    const { x, y, width, height } = key.getBoundingClientRect();
    const at = { x: x + width / 2, y: y + height / 2 };
    const now = JSON.stringify(at);
    if (now === last && key.contains(document.elementFromPoint(at.x, at.y))) return at;
    last = now;
  }
  return null;
}`;

/** Touches keys of the kiosk's own keyboard by their names, at the quickest pace a finger could have. */
export async function touchKeys(page: Page, names: readonly string[]): Promise<void> {
  await page.getByRole('region', { name: /^(Bàn phím|Keyboard)$/ }).waitFor();
  const session = await page.context().newCDPSession(page);
  for (const name of names) {
    const at = await page.evaluate<{ readonly x: number; readonly y: number } | null>(
      `(${placeOfKey})(${JSON.stringify(name.toLowerCase())})`,
    );
    if (at === null) throw new Error(`no key ${name}`);
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }
  await session.detach();
}

/** Types on the kiosk's own keyboard, key by key with a finger; the keyboard must be open. */
export async function typeByTouch(page: Page, text: string): Promise<void> {
  const isEnglish = (await page.locator('html').getAttribute('lang')) === 'en';
  await touchKeys(
    page,
    [...text].map((letter) => (letter === ' ' ? (isEnglish ? 'Space' : 'Dấu cách') : letter)),
  );
}
