import { afterEach, expect, test } from 'vitest';
import { type ElectronKiosk, heardByCore, startKiosk } from '../support/electron-kiosk.ts';

let kiosk: ElectronKiosk | undefined;

afterEach(async () => {
  await kiosk?.close();
  kiosk = undefined;
});

/** The functions of tests/support/scripted/page.js. */
declare function echo(text: string): Promise<string>;

test.each(['node', 'utility'])('the page talks to a core in the %s host through one port', async (host) => {
  kiosk = await startKiosk({ variant: 'scripted', args: ['--core-host', host] });
  const page = await kiosk.page();
  expect(await page.evaluate(() => echo('xin chào'))).toBe('echo:xin chào');
  const opened = heardByCore(kiosk.dataFolder).filter((message) => message.kind === 'page-opened');
  expect(opened).toEqual([{ kind: 'page-opened', page: 1 }]);
  const relayed = heardByCore(kiosk.dataFolder).some((message) => message.kind === 'frame');
  expect(relayed).toBe(host === 'node');
});

test.each(['node', 'utility'])(
  'a core that is killed in the %s host gets a successor and the page a new port',
  async (host) => {
    kiosk = await startKiosk({ variant: 'scripted', args: ['--core-host', host] });
    const page = await kiosk.page();
    expect(await page.evaluate(() => echo('một'))).toBe('echo:một');
    const newPort = page.evaluate(
      () =>
        new Promise<string>((resolve) =>
          addEventListener('message', (event) => resolve(event.data), { once: true }),
        ),
    );
    process.kill(await kiosk.corePid(), 'SIGKILL');
    expect(await newPort).toBe('kiosk-core-port');
    expect(await page.evaluate(() => echo('hai'))).toBe('echo:hai');
  },
);

test('our page gets its answers from our core: hello names the office', async () => {
  kiosk = await startKiosk();
  const page = await kiosk.page();
  await page.getByText('Trung tâm Phục vụ hành chính công').waitFor();
  await page.getByRole('button', { name: 'Chạm để bắt đầu' }).waitFor();
});
