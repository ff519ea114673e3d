import { spawn } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { prepareApp } from '../support/electron-app-folder.ts';
import { type ElectronKiosk, startKiosk, testFlags } from '../support/electron-kiosk.ts';
import { withFolder } from '../support/folders.ts';

let kiosk: ElectronKiosk | undefined;

afterEach(async () => {
  await kiosk?.close();
  kiosk = undefined;
});

/** Starts the shell as launch would and returns how it left. */
async function run(
  dataFolder: string,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly said: string }> {
  const app = await prepareApp('scripted');
  return await new Promise((resolve, reject) => {
    const child = spawn(app.executablePath, [...testFlags(app, dataFolder, { args })], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}

test('a second start on the same data leaves with a sentence and brings the first to the front', async () => {
  kiosk = await startKiosk({ variant: 'scripted' });
  const told = kiosk.app.evaluate(
    ({ app }) => new Promise<boolean>((resolve) => app.once('second-instance', () => resolve(true))),
  );
  const second = await run(kiosk.dataFolder, []);
  expect(second.code).toBe(3);
  expect(second.said).toContain('The kiosk is already running on this data folder');
  expect(await told).toBe(true);
  expect(await (await kiosk.page()).title()).toBe('Trang thử');
});

test('the shell and its core end when whoever started them is gone', async () => {
  await withFolder('electron', async (folder) => {
    const app = await prepareApp('scripted');
    const flags = testFlags(app, folder, { args: ['--end-with-stdin'] });
    const child = spawn(app.executablePath, [...flags], { stdio: ['pipe', 'ignore', 'pipe'] });
    let said = '';
    await new Promise<void>((started) => {
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('core-started')) started();
      });
    });
    const left = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.stdin.end();
    expect(await left).toBe(0);
    expect(said).toContain('"reason":"ordered"');
  });
});

test.each([
  [['--profile', 'live'], '--profile must be demo or production.'],
  [['--window', 'big'], '--window must be WIDTHxHEIGHT'],
])('%o is refused with a sentence', async (args, sentence) => {
  await withFolder('electron', async (folder) => {
    const refused = await run(folder, args);
    expect(refused.code).toBe(2);
    expect(refused.said).toContain(sentence);
  });
});

test('closing ends the core in order', async () => {
  kiosk = await startKiosk({ variant: 'scripted' });
  const pid = await kiosk.corePid();
  const ended = kiosk.logged('core-ended');
  await kiosk.app.evaluate(({ app }) => app.quit()).catch(() => {});
  expect(await ended).toMatchObject({ reason: 'ordered', code: 0 });
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

test('a demo window has the size it was asked for', async () => {
  kiosk = await startKiosk({ variant: 'scripted', args: ['--window', '540x960'] });
  const page = await kiosk.page();
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([540, 960]);
});
