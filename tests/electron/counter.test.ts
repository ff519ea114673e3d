import { afterEach, expect, onTestFinished, test } from 'vitest';
import { demoConfig } from '../../electron/core/config/index.ts';
import { createReferencePortal } from '../portal/reference-portal.ts';
import {
  correctRefused,
  handInRefused,
  handInTwoFees,
  payByCode,
  signInAtScreen,
  takeCash,
} from '../support/counter-journey.ts';
import { electronHands } from '../support/electron-hands.ts';
import { type ElectronKiosk, startKiosk } from '../support/electron-kiosk.ts';
import { toldTo } from '../support/fees-kiosk.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage } from '../support/page.ts';
import { portalWorld } from '../support/portal-world.ts';
import { startTestCore } from '../support/test-core.ts';

let kiosk: ElectronKiosk | undefined;
afterEach(async () => {
  await kiosk?.close();
  kiosk = undefined;
});

test('in Electron a fee is paid by VietQR and another one in cash, and a refused dossier is corrected and arrives as a revision', async () => {
  const folder = makeFolder('electron-counter');
  onTestFinished(() => folder.remove());
  const portal = await createReferencePortal();
  onTestFinished(() => portal.stop());
  // Everything is handed in without the shell, which then finds the visit as after any restart.
  const before = startTestCore({
    dataDir: folder.path,
    config: { load: async () => demoConfig({ dataDir: folder.path, portalAddress: portal.address }) },
    world: portalWorld(portal),
  });
  await before.reach('ready');
  const { client } = openTestPage(before.core);
  const refused = await handInRefused(client, portal);
  const [byCode, inCash] = await handInTwoFees(client);
  await expect.poll(async () => (await client.fees.view({ dossierId: byCode })).mayTransfer).toBe(true);
  await before.core.stop('handed in');

  kiosk = await startKiosk({
    dataFolder: folder.path,
    args: ['--portal', portal.address, '--world', portal.adminAddress],
  });
  const hands = electronHands(kiosk);
  await payByCode(hands, () => portal.payments.pay({ way: 'exact', dossierId: byCode }));
  await signInAtScreen(hands);
  await takeCash(hands, { row: /8\.000 đ Chưa trả/, given: '10{000}', back: '2.000' });
  await hands.press('Việc của cán bộ');
  await correctRefused(hands);
  await expect.poll(() => portal.desk.find(refused)?.revisions.length, { timeout: 20_000 }).toBe(1);
  expect(portal.desk.contentOf(refused, 1)).toMatchObject({
    supersedes: 0,
    answers: { copies_requested: { value: false, source: 'staff' } },
  });
  // The portal hears of the cash as well.
  await expect.poll(() => toldTo(portal, inCash), { timeout: 20_000 }).toContain('cash-taken');
});
