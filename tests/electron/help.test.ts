import { afterEach, expect, onTestFinished, test } from 'vitest';
import { electronHands } from '../support/electron-hands.ts';
import { type ElectronKiosk, startKiosk } from '../support/electron-kiosk.ts';
import { makeFolder } from '../support/folders.ts';
import { helpAtForm, openFilledForm } from '../support/help-journey.ts';
import { openTestPage } from '../support/page.ts';
import { readAudit } from '../support/staff-kiosk.ts';
import { startTestCore } from '../support/test-core.ts';

let kiosk: ElectronKiosk | undefined;
afterEach(async () => {
  await kiosk?.close();
  kiosk = undefined;
});

test('an officer helps in Electron over the citizen’s own visit, and every act is in the log under its name', async () => {
  const folder = makeFolder('electron-help');
  onTestFinished(() => folder.remove());
  // The form is filled without the shell, which then finds the visit as after any restart.
  const before = startTestCore({ dataDir: folder.path });
  await before.reach('ready');
  const draftId = await openFilledForm(openTestPage(before.core).client);
  await before.core.stop('filled');

  kiosk = await startKiosk({ dataFolder: folder.path });
  const { seen } = kiosk;
  await helpAtForm(electronHands(kiosk), async (what) => {
    if (what === 'the marks')
      await seen("document.querySelectorAll('[data-source=staff]').length === 2", 5_000);
  });
  await kiosk.close();
  kiosk = undefined;
  const { verdict, events } = await readAudit(folder.path);
  expect(verdict.ok).toBe(true);
  const told = events.filter(({ event }) => event.startsWith('staff-') && event !== 'staff-account-made');
  expect(told.map(({ event, role }) => [event, role])).toEqual([
    ['staff-called', 'citizen'],
    ['staff-signed-in', 'supervisor'],
    ['staff-signed-out', 'supervisor'],
    ['staff-answers-agreed', 'citizen'],
  ]);
  expect(told.at(-1)).toMatchObject({ dossierId: draftId, details: { answers: 2 } });
});
