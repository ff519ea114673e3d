import { afterEach, expect, test } from 'vitest';
import { type ElectronKiosk, startKiosk } from '../support/electron-kiosk.ts';

/** The functions of tests/support/scripted/page.js. */
declare function say(message: object): Promise<void>;
declare function echo(text: string): Promise<string>;

let kiosk: ElectronKiosk | undefined;

afterEach(async () => {
  await kiosk?.close();
  kiosk = undefined;
});

test('the next person gets a new page in which nothing of the last one is left', async () => {
  kiosk = await startKiosk({ variant: 'scripted' });
  const first = await kiosk.page();
  await first.evaluate(() => {
    localStorage.setItem('name', 'Nguyễn Văn An');
    sessionStorage.setItem('name', 'Nguyễn Văn An');
    return new Promise((stored) => {
      const opening = indexedDB.open('left-over');
      opening.onsuccess = stored;
    });
  });
  await kiosk.app.evaluate(({ clipboard }) => clipboard.writeText('064203000123'));

  const opened = kiosk.app.waitForEvent('window');
  const closed = first.waitForEvent('close');
  await first.evaluate(() => say({ kind: 'session-ended' }));
  const next = await opened;
  await closed;

  const left = await next.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).map(({ name }) => name),
    history: history.length,
    cookies: document.cookie,
  }));
  expect(left).toEqual({ local: 0, session: 0, databases: [], history: 1, cookies: '' });
  expect(await kiosk.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('');
  expect(await kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(await next.evaluate(() => echo('Xin chào'))).toBe('echo:Xin chào');
});
