import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ElectronKiosk, startKiosk } from '../support/electron-kiosk.ts';

/** The function of tests/support/scripted/page.js: lets the core say something to the shell. */
declare function say(message: object): Promise<void>;
declare function echo(text: string): Promise<string>;

let kiosk: ElectronKiosk;
let page: Page;

beforeAll(async () => {
  kiosk = await startKiosk({ variant: 'scripted', args: ['--use-fake-device-for-media-stream'] });
  page = await kiosk.page();
});

afterAll(async () => {
  await kiosk.close();
});

async function cardScreen(allowed: boolean): Promise<void> {
  await page.evaluate(async (open) => {
    await say({ kind: 'camera', allowed: open });
    await echo('the shell has heard the core by now'); // frames and words travel in order
  }, allowed);
}

function use(constraints: MediaStreamConstraints): Promise<string> {
  return page.evaluate(async (wanted) => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia(wanted);
      const kinds = stream.getTracks().map((track) => {
        track.stop();
        return track.kind;
      });
      return kinds.join();
    } catch (error) {
      return (error as Error).name;
    }
  }, constraints);
}

test('the camera opens with the card screen and closes with it', async () => {
  expect(await use({ video: true })).toBe('NotAllowedError');
  await cardScreen(true);
  expect(await use({ video: true })).toBe('video');
  await cardScreen(false);
  expect(await use({ video: true })).toBe('NotAllowedError');
});

test('sound is refused even while the card screen is open', async () => {
  await cardScreen(true);
  expect(await use({ audio: true })).toBe('NotAllowedError');
  expect(await use({ audio: true, video: true })).toBe('NotAllowedError');
  await cardScreen(false);
});

test('a core that goes takes the permission with it', async () => {
  await cardScreen(true);
  const restarted = kiosk.logged('core-started');
  process.kill(await kiosk.corePid(), 'SIGKILL');
  await restarted;
  expect(await use({ video: true })).toBe('NotAllowedError');
});
