import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ElectronKiosk, startKiosk } from '../support/electron-kiosk.ts';

/** What a visitor or a hostile page could try, against the production shell. */
let kiosk: ElectronKiosk;
let page: Page;

beforeAll(async () => {
  kiosk = await startKiosk({
    profile: 'production',
    // A camera and a microphone exist: what refuses them is the kiosk, not the machine.
    args: ['--use-fake-device-for-media-stream'],
  });
  page = await kiosk.page();
});

afterAll(async () => {
  await kiosk.close();
});

/** Marks this very document, so that a reload or a navigation shows. */
async function markDocument(): Promise<() => Promise<boolean>> {
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  return () => page.evaluate(() => 'sameDocument' in globalThis);
}

describe('the page', () => {
  test('has no Node and no Electron', async () => {
    const names = ['process', 'require', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
    const present = await page.evaluate((all) => all.filter((name) => name in globalThis), names);
    expect(present).toEqual([]);
  });

  test('sees of the shell one function only', async () => {
    const bridge = await page.evaluate(() =>
      Object.entries(Reflect.get(globalThis, 'kioskShell') as object).map(String),
    );
    expect(bridge).toHaveLength(1);
    expect(bridge[0]).toMatch(/^requestCore,/);
  });

  test('runs in a sandboxed, isolated renderer', async () => {
    const preferences = await kiosk.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  test('covers the whole screen without a frame or a menu', async () => {
    const facts = await kiosk.app.evaluate(({ BrowserWindow, Menu, screen }) => {
      const window = BrowserWindow.getAllWindows()[0];
      return {
        kiosk: window?.isKiosk(),
        bounds: window?.getBounds(),
        screen: screen.getPrimaryDisplay().bounds,
        menu: Menu.getApplicationMenu(),
      };
    });
    expect(facts).toEqual({ kiosk: true, bounds: facts.screen, screen: facts.screen, menu: null });
  });
});

describe('the policy', () => {
  test('comes with every load, each with its own nonce', async () => {
    const policies = await page.evaluate(async () => {
      const load = async (): Promise<string | null> =>
        (await fetch('/')).headers.get('content-security-policy');
      return [await load(), await load()];
    });
    expect(policies[0]).toContain("default-src 'none'");
    expect(policies[0]).toMatch(/style-src 'self' 'nonce-[\w+/=]+'/);
    expect(policies[0]).not.toContain('unsafe-inline');
    expect(policies[0]).not.toBe(policies[1]);
  });

  test('blocks a script written into the page', async () => {
    const violated = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          addEventListener('securitypolicyviolation', (event) => {
            if (event.blockedURI === 'inline') resolve(event.effectiveDirective);
          });
          const script = document.createElement('script');
          script.textContent = 'globalThis.injected = true';
          document.body.append(script);
        }),
    );
    expect(violated).toBe('script-src-elem');
    expect(await page.evaluate(() => 'injected' in globalThis)).toBe(false);
  });

  test('blocks eval', async () => {
    // In a task of the page's own: what the debugging protocol calls directly may always evaluate.
    const thrown = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          setTimeout(() => {
            try {
              resolve(String(new Function('return 1')()));
            } catch (error) {
              resolve(error instanceof Error ? error.name : '');
            }
          });
        }),
    );
    expect(thrown).toBe('EvalError');
  });

  test('blocks every address but our own', async () => {
    const server = createServer((_request, response) => response.end('reached'));
    let reached = 0;
    server.on('request', () => {
      reached += 1;
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const fromPage = await page.evaluate(
      (url) => fetch(url).then(String, (error: Error) => error.name),
      address,
    );
    // Past the page's policy the session itself refuses, too.
    const fromSession = await kiosk.app.evaluate(
      ({ BrowserWindow }, url) =>
        BrowserWindow.getAllWindows()[0]
          ?.webContents.session.fetch(url)
          .then(
            () => 'reached',
            (error: Error) => error.message,
          ),
      address,
    );
    server.close();
    expect(fromPage).toBe('TypeError');
    expect(fromSession).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(reached).toBe(0);
  });

  test.each([
    ['/..%2f..%2fpackage.json', 403],
    ['/..%5c..%5cpackage.json', 403],
    ['/%2e%2e%2f%2e%2e%2fmain%2fmain.cjs', 403],
    ['/.env', 403],
    ['/assets/nothing-there.js', 404],
  ])('answers %s with %i', async (address, status) => {
    expect(await page.evaluate(async (url) => (await fetch(url)).status, address)).toBe(status);
  });

  test('serves reading only', async () => {
    expect(await page.evaluate(async () => (await fetch('/', { method: 'POST' })).status)).toBe(403);
  });
});

describe('permissions', () => {
  test('denies the place', async () => {
    const code = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve(0),
            (error) => resolve(error.code),
          );
        }),
    );
    expect(code).toBe(1); // PERMISSION_DENIED
  });

  test('denies notifications', async () => {
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  });

  test.each([[{ video: true }], [{ audio: true }], [{ audio: true, video: true }]])(
    'denies %o while no card screen is open',
    async (wanted) => {
      const thrown = await page.evaluate(
        (constraints) =>
          navigator.mediaDevices.getUserMedia(constraints).then(String, (error: Error) => error.name),
        wanted,
      );
      expect(thrown).toBe('NotAllowedError');
    },
  );

  test('denies reading the clipboard', async () => {
    const thrown = await page.evaluate(() =>
      navigator.clipboard.readText().then(String, (error: Error) => error.name),
    );
    expect(thrown).toBe('NotAllowedError');
  });
});

describe('ways out', () => {
  test.each(['https://example.org/', 'file:///etc/passwd', 'app://other/', 'app://kiosk/assets/'])(
    'does not go to %s',
    async (address) => {
      const isSame = await markDocument();
      const before = page.url();
      await page.evaluate((url) => {
        const link = document.createElement('a');
        link.href = url;
        document.body.append(link);
        link.click();
        link.remove();
      }, address);
      // A navigation that was allowed would have begun before the page's next message came back.
      await page.evaluate((url) => location.assign(url), address).catch(() => {});
      expect(await isSame()).toBe(true);
      expect(page.url()).toBe(before);
    },
  );

  test('opens no second window', async () => {
    expect(await page.evaluate(() => window.open('app://kiosk/') === null)).toBe(true);
    expect(await kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('cancels a download', async () => {
    const cancelled = kiosk.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<boolean>((resolve) => {
          BrowserWindow.getAllWindows()[0]?.webContents.session.once('will-download', (event) =>
            resolve(event.defaultPrevented),
          );
        }),
    );
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = '/index.html';
      link.download = 'index.html';
      link.click();
    });
    expect(await cancelled).toBe(true);
  });

  test('stays open when the window manager closes it', async () => {
    const isSame = await markDocument();
    await kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await isSame()).toBe(true);
  });

  test('shows no dialog and asks no question before a reload', async () => {
    const answers = await page.evaluate(() => {
      addEventListener('beforeunload', (event) => event.preventDefault());
      return [alert('?'), confirm('?')];
    });
    expect(answers).toEqual([undefined, false]);
    const isSame = await markDocument();
    const loaded = page.waitForEvent('load');
    await kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
    await loaded;
    expect(await isSame()).toBe(false);
  });
});

describe('keys and gestures', () => {
  test.each([
    ['F5', []],
    ['r', ['control']],
    ['R', ['control', 'shift']],
    ['F11', []],
    ['F12', []],
    ['I', ['control', 'shift']],
    ['w', ['control']],
    ['p', ['control']],
    ['n', ['control']],
    ['F4', ['alt']],
    ['Left', ['alt']],
    ['=', ['control']],
  ] as const)('%s with %o is inert', async (key, modifiers) => {
    const isSame = await markDocument();
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      addEventListener('keydown', (event) => heard.push(event.key), { capture: true });
    });
    // Through the window, as a keyboard's keys come; the debugging protocol would go round it.
    await kiosk.app.evaluate(
      ({ BrowserWindow }, pressed) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        const press = (keyCode: string, modifiers: Electron.InputEvent['modifiers']): void => {
          contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
          contents?.sendInputEvent({ type: 'char', keyCode, modifiers });
          contents?.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
        };
        press(pressed.key, [...pressed.modifiers]);
        press('m', []);
      },
      { key, modifiers: [...modifiers] },
    );
    await page.waitForFunction(() => (Reflect.get(globalThis, 'heard') as string[]).includes('m'));
    expect(await page.evaluate(() => Reflect.get(globalThis, 'heard'))).toEqual(['m']);
    expect(await isSame()).toBe(true);
    const shell = await kiosk.app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0];
      return [window?.isKiosk(), window?.webContents.isDevToolsOpened(), window?.webContents.getZoomFactor()];
    });
    expect(shell).toEqual([true, false, 1]);
  });

  test('developer tools cannot be opened even by main', async () => {
    await kiosk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.openDevTools(),
    );
    expect(
      await kiosk.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.isDevToolsOpened(),
      ),
    ).toBe(false);
  });

  test('a pinch does not zoom', async () => {
    const session = await page.context().newCDPSession(page);
    await session.send('Input.synthesizePinchGesture', { x: 300, y: 300, scaleFactor: 2 });
    expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
  });

  test('Ctrl and the wheel do not zoom', async () => {
    const before = await page.evaluate(() => devicePixelRatio);
    const session = await page.context().newCDPSession(page);
    await session.send('Input.dispatchMouseEvent', {
      type: 'mouseWheel',
      x: 300,
      y: 300,
      deltaX: 0,
      deltaY: -240,
      modifiers: 2,
    });
    expect(await page.evaluate(() => devicePixelRatio)).toBe(before);
  });
});
