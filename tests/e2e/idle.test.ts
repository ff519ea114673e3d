import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../electron/core/diagnostics/index.ts';
import { openWebSocketDoor, type WebSocketDoor } from '../../electron/core/rpc/web-socket-door.ts';
import { openPageServer, type PageServer } from '../../electron/launch/page-server.ts';
import { systemClock } from '../../shared/clock.ts';
import { chromiumForTests } from '../support/chromium.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { makeFolder } from '../support/folders.ts';
import { panels } from '../support/kiosk.ts';
import { startTestCore, type TestCore } from '../support/test-core.ts';

const root = path.resolve(import.meta.dirname, '../..');

let clock: FakeClock;
let folder: ReturnType<typeof makeFolder>;
let kiosk: TestCore;
let door: WebSocketDoor;
let server: PageServer;
let browser: Browser;
let page: Page;

/** The real core, page and browser; only the hands of the core's clock are turned by the test. */
beforeEach(async () => {
  clock = createFakeClock();
  folder = makeFolder('idle');
  kiosk = startTestCore({ dataDir: folder.path, clock });
  await kiosk.reach('ready');
  door = await openWebSocketDoor({
    clock: systemClock,
    log: createLog({ write: () => {} }),
    onPage: (link) => kiosk.core.openPage(link),
  });
  server = await openPageServer({
    pageFolder: path.join(root, 'dist/renderer'),
    pauseFolder: path.join(root, 'resources/pages'),
    port: 0,
    link: (origin) => {
      const token = randomBytes(16).toString('base64url');
      door.admit(token, origin);
      return { port: door.port, token };
    },
    paused: () => false,
  });
  browser = await chromium.launch(chromiumForTests());
  const context = await browser.newContext({ viewport: panels.portrait, hasTouch: true });
  page = await context.newPage();
  await page.goto(`${server.origin}/`);
  await page.getByRole('button', { name: 'Chạm để bắt đầu' }).tap();
  await page.getByRole('heading', { name: 'Ông/Bà cần làm gì?' }).waitFor();
});

afterEach(async () => {
  await browser.close();
  await server.close();
  await door.close();
  await kiosk.core.stop('test over');
  folder.remove();
});

test('after a minute without touch the kiosk asks, and one touch keeps the visit', async () => {
  clock.advance(60_000);
  const stay = page.getByRole('button', { name: 'Tôi vẫn ở đây' });
  await stay.waitFor();
  await stay.tap();
  await stay.waitFor({ state: 'hidden' });
  clock.advance(59_000);
  await page.getByRole('heading', { name: 'Ông/Bà cần làm gì?' }).waitFor();
  expect(kiosk.sessionsEnded()).toBe(0);
});

test('without an answer the visit is wiped and the next person finds the attract screen in Vietnamese', async () => {
  await page.getByRole('button', { name: 'English' }).tap();
  await page.getByRole('heading', { name: 'What do you need?' }).waitFor();
  clock.advance(60_000);
  await page.getByRole('button', { name: 'I am still here' }).waitFor();
  clock.advance(30_000);
  await page.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
  expect(kiosk.sessionsEnded()).toBe(1);
  expect(
    await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie.length]),
  ).toEqual([0, 0, 0]);
});
