import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type ElectronKiosk, heardByCore, startKiosk } from '../support/electron-kiosk.ts';
import { makeFolder } from '../support/folders.ts';

/** The function of tests/support/scripted/page.js: lets the core ask the shell something. */
declare function say(message: object): Promise<void>;

const key = Buffer.from('synthetic master key of 32 bytes').toString('base64');
const wrapper = path.resolve(import.meta.dirname, '../support/scripted/with-keyring.sh');

let kiosk: ElectronKiosk | undefined;
let keyring: string | undefined;

afterEach(async () => {
  await kiosk?.close();
  kiosk = undefined;
  // The keyring's daemon ends with its bus, a moment after Electron.
  if (keyring) rmSync(keyring, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  keyring = undefined;
});

interface Reply {
  readonly kind: string;
  readonly backend?: string | null;
  readonly bytes?: { readonly bytes: string };
}

/** The core asks the shell; its answer as the core received it. */
async function ask(of: ElectronKiosk, id: number, request: object): Promise<Reply> {
  const page = await of.page();
  await page.evaluate((message) => say(message), { kind: 'shell-request', id, request });
  for (;;) {
    const heard = heardByCore(of.dataFolder).find(
      (message) => message.kind === 'shell-reply' && message.id === id,
    );
    if (heard) return heard.reply as Reply;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

test('a key protected under an unlocked keyring is opened again, and differs on the way', async () => {
  keyring = makeFolder('keyring').path;
  kiosk = await startKiosk({ variant: 'scripted', wrapper, env: { KIOSK_TEST_KEYRING: keyring } });
  const protection = await ask(kiosk, 1, { kind: 'protection' });
  expect(protection.backend).toMatch(/keyring|gnome_libsecret/);
  const sealed = await ask(kiosk, 2, { kind: 'protect', plain: { bytes: key } });
  expect(sealed.kind).toBe('bytes');
  expect(Buffer.from(sealed.bytes?.bytes ?? '', 'base64').toString('latin1')).not.toContain('master key');
  const opened = await ask(kiosk, 3, { kind: 'unprotect', sealed: sealed.bytes ?? {} });
  expect(opened).toEqual({ kind: 'bytes', bytes: { bytes: key } });
  const broken = await ask(kiosk, 4, { kind: 'unprotect', sealed: { bytes: key } });
  expect(broken.kind).toBe('refused');
});

test('without a keyring nothing is protected: the shell refuses', async () => {
  kiosk = await startKiosk({ variant: 'scripted', env: { DBUS_SESSION_BUS_ADDRESS: 'disabled:' } });
  expect(await ask(kiosk, 1, { kind: 'protection' })).toEqual({ kind: 'protection', backend: null });
  expect((await ask(kiosk, 2, { kind: 'protect', plain: { bytes: key } })).kind).toBe('refused');
  expect((await ask(kiosk, 3, { kind: 'unprotect', sealed: { bytes: key } })).kind).toBe('refused');
});
