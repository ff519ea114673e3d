import type { Hands } from './birth-journey.ts';
import type { ElectronKiosk } from './electron-kiosk.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Nobody waits longer for a screen of this kiosk. */
const withinMs = 15_000;

/** In the page: the words of an element as they are read, hidden ones left out. */
const inPage = `
  const words = (element) => (element.getAttribute('aria-label') ?? element.innerText ?? '').replace(/\\s+/g, ' ').trim();
  const keyName = (key) => key.getAttribute('aria-label')
    ?? [...key.childNodes].filter((part) => part.ariaHidden !== 'true').map((part) => part.textContent).join('').trim();
  const deepest = (test) => [...document.querySelectorAll('body *')].filter(test)
    .find((one) => ![...one.children].some(test));
  const centre = (element) => {
    if (!element || element.closest(':disabled,[aria-disabled=true]')) return null;
    element.scrollIntoView({ block: 'nearest' });
    const { x, y, width, height } = element.getBoundingClientRect();
    const at = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
    const top = document.elementFromPoint(at.x, at.y);
    return width > 0 && top !== null && (element.contains(top) || top.contains(element)) ? at : null;
  };`;

/**
 * Fingers on the screen of the Electron shell: contacts come by the window's own debugger, because playwright gives a
 * page up for good once its process crashed, while the person goes on touching.
 */
export function electronHands(kiosk: ElectronKiosk): Hands {
  const { app } = kiosk;

  function ask<T>(expression: string): Promise<T | null> {
    return app.evaluate(async ({ BrowserWindow }, code) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents || contents.isCrashed() || contents.isLoading()) return null;
      const later = new Promise((resolve) => setTimeout(() => resolve(null), 1_000));
      return (await Promise.race([contents.executeJavaScript(code).catch(() => null), later])) as T | null;
    }, expression) as Promise<T | null>;
  }

  /** The same answer twice in a row, so that nothing is touched while it moves. */
  async function until<T>(body: string, what: string): Promise<T> {
    const startedAt = performance.now();
    for (let last = ''; ; ) {
      const found = await ask<T>(`(() => { ${inPage} ${body} })()`);
      const now = JSON.stringify(found);
      if (found !== null && now === last) return found;
      last = now;
      if (performance.now() - startedAt > withinMs) throw new Error(`not there in ${withinMs} ms: ${what}`);
    }
  }

  async function drag(points: readonly Point[]): Promise<void> {
    await app.evaluate(async ({ BrowserWindow }, path) => {
      const { debugger: link } = BrowserWindow.getAllWindows()[0]?.webContents ?? {};
      if (link === undefined) return;
      if (!link.isAttached()) link.attach('1.3');
      const send = (type: string, touchPoints: readonly object[]) =>
        link.sendCommand('Input.dispatchTouchEvent', { type, touchPoints });
      const [first, ...others] = path;
      await send('touchStart', first === undefined ? [] : [first]);
      for (const point of others) await send('touchMove', [point]);
      await send('touchEnd', []);
      // A link that outlives a crash of the page touches the new page twice.
      link.detach();
    }, points);
  }

  const touch = async (body: string, what: string): Promise<void> => {
    await drag([await until<Point>(body, what)]);
  };
  const pattern = (name: string | RegExp): string =>
    (typeof name === 'string' ? new RegExp(name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : name).toString();
  const key = (name: string): Promise<void> =>
    touch(
      `return centre([...document.querySelectorAll('[data-key]')].find((one) => {
        const said = keyName(one).toLowerCase();
        return said === ${JSON.stringify(name.toLowerCase())} || said.startsWith(${JSON.stringify(`${name.toLowerCase()},`)});
      }))`,
      `the key ${name}`,
    );
  const press = (name: string | RegExp): Promise<void> =>
    touch(
      `return centre([...document.querySelectorAll('button,[role=button]')].find((one) => ${pattern(name)}.test(words(one))))`,
      String(name),
    );
  const whole = (text: string): string => `words(one) === ${JSON.stringify(text)}`;

  return {
    press,
    next: () => press(/^(Tiếp tục|Bỏ qua câu này|Đã đúng, tiếp tục)$/),
    telex: () => press(/Phím dấu$/),
    asked: async (title) =>
      void (await until(
        `return document.querySelector('h1')?.innerText.replace(/\\s+/g, ' ') === ${JSON.stringify(title)} ? true : null`,
        title,
      )),
    async type(text) {
      for (const piece of text.split(/(\{[^}]+\})/u)) {
        const names = piece.startsWith('{') ? [piece.slice(1, -1)] : [...piece];
        for (const name of names) await key(name === ' ' ? 'Dấu cách' : name);
      }
    },
    choose: (text) => touch(`return centre(deepest((one) => ${whole(text)}))`, text),
    chooseBeginning: (text) =>
      touch(`return centre(deepest((one) => words(one).startsWith(${JSON.stringify(text)})))`, text),
    sees: async (text) =>
      void (await until(
        `return document.body.innerText.includes(${JSON.stringify(text)}) ? true : null`,
        text,
      )),
    seesNot: async (text) =>
      void (await until(
        `return document.body.innerText.includes(${JSON.stringify(text)}) ? null : true`,
        `without ${text}`,
      )),
    holds: async (text) =>
      void (await until(
        `return document.querySelector('[data-kiosk-field]')?.value === ${JSON.stringify(text)} ? true : null`,
        text,
      )),
    async sign() {
      const at = await until<Point>(
        `return centre(document.querySelector('[role=img][aria-label="Khung ký, chưa có chữ ký"]'))`,
        'the frame',
      );
      await drag([-120, -60, 0, 60, 120].map((x, index) => ({ x: at.x + x, y: at.y + (index % 2) * 50 })));
      await until(
        `return document.querySelector('[role=img][aria-label="Khung ký, đã có chữ ký"]') ? true : null`,
        'a signature',
      );
    },
  };
}
