import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { demoConfig } from '../../electron/core/config/index.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage } from '../support/page.ts';
import { startTestCore } from '../support/test-core.ts';

async function openKiosk(change: (config: KioskConfig, folder: string) => KioskConfig) {
  const folder = makeFolder('printer');
  const dataDir = path.join(folder.path, 'data');
  const config = change(demoConfig({ dataDir, portalAddress: 'http://127.0.0.1:9' }), folder.path);
  const kiosk = startTestCore({ dataDir, config: { load: async () => config } });
  onTestFinished(async () => {
    await kiosk.core.stop('test over');
    folder.remove();
  });
  await kiosk.reach('ready');
  return openTestPage(kiosk.core).client;
}

const list = { code: '1.001193', answers: {}, what: 'list', paper: 'a4' } as const;

test('PRINTER_NONE: a kiosk without a printer says so, and the list is still there as a QR', async () => {
  const client = await openKiosk((config) => ({ ...config, printers: [] }));
  await expect(client.takeHome.print(list)).rejects.toMatchObject({ code: 'PRINTER_NONE' });
  expect((await client.takeHome.qr(list)).text).toContain('1.001193');
});

test('PRINTER_FAILED: a folder that cannot be written is no print, and the next try may succeed', async () => {
  let blocked = '';
  const client = await openKiosk((config, folder) => {
    blocked = path.join(folder, 'blocked');
    writeFileSync(blocked, 'a file stands where the folder should be');
    return { ...config, printers: [{ driver: 'folder', path: blocked }] };
  });
  await expect(client.takeHome.print(list)).rejects.toMatchObject({
    code: 'PRINTER_FAILED',
    data: { details: { printer: 'folder' } },
  });
  rmSync(blocked);
  expect(await client.takeHome.print(list)).toEqual({ state: 'printed', copies: 1 });
});
