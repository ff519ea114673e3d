import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { demoConfig } from '../../electron/core/config/index.ts';
import { startEscl } from '../simulators/escl.ts';
import { electronHands } from '../support/electron-hands.ts';
import { startKiosk } from '../support/electron-kiosk.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage } from '../support/page.ts';
import { beginPapers, pagesOf, scanThreePapers } from '../support/scan-journey.ts';
import { startTestCore } from '../support/test-core.ts';

test('three papers from a network scanner by touch in Electron: a jam loses no page, a blurred page is scanned again', async () => {
  const scanner = await startEscl({ hasGlass: false });
  onTestFinished(() => scanner.stop());
  const folder = makeFolder('electron-scan');
  onTestFinished(() => folder.remove());
  const dataDir = folder.path;
  const config = path.join(dataDir, 'config.json');
  const { screen, idle, ...demo } = demoConfig({ dataDir, portalAddress: 'http://127.0.0.1:9' });
  writeFileSync(
    config,
    JSON.stringify({
      ...demo,
      scanners: [{ driver: 'escl', addresses: [scanner.origin], discover: false, certificates: 'any' }],
    }),
  );
  // The visit that a power cut interrupted at the papers goes on where it was.
  const before = startTestCore({ dataDir, config: { path: config } });
  await before.reach('ready');
  await beginPapers(openTestPage(before.core).client);
  await before.core.stop('power cut');

  const kiosk = await startKiosk({ profile: 'production', dataFolder: dataDir });
  await scanThreePapers(electronHands(kiosk), scanner);
  await kiosk.close();
  const after = startTestCore({ dataDir, config: { path: config } });
  await after.reach('ready');
  expect(await pagesOf(openTestPage(after.core).client)).toMatchObject({
    '1.001193-02': 3,
    '1.001193-03': 1,
    '1.001193-04': 1,
  });
  await after.core.stop('test over');
});
