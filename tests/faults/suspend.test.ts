import { expect, onTestFinished, test } from 'vitest';
import { defaultReading } from '../../shared/contract/index.ts';
import type { FaultCode } from '../../shared/faults/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { faultOf } from '../support/fault-of.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage } from '../support/page.ts';
import { startTestCore } from '../support/test-core.ts';

async function openKiosk() {
  const folder = makeFolder('resume');
  const clock = createFakeClock();
  const kiosk = startTestCore({ dataDir: folder.path, clock });
  onTestFinished(async () => {
    await kiosk.core.stop('test over');
    folder.remove();
  });
  await kiosk.reach('ready');
  const page = openTestPage(kiosk.core).client;
  await page.session.begin({ reading: defaultReading });
  return { page, clock };
}

async function openKeptForm() {
  const kiosk = await openKiosk();
  await kiosk.page.drafts.open({ procedureCode: '1.001193' });
  const kept = await kiosk.page.suspend.keep({ idNumber: '064203000123' });
  return { ...kiosk, code: kept.code };
}

test('SUSPEND_NUMBER_NEEDED: a form is not kept for nobody', async () => {
  const { page } = await openKiosk();
  expect(await faultOf(() => page.suspend.keep({ idNumber: '064203000123' }))).toMatchObject({
    code: 'DRAFT_NONE',
  });
  await page.drafts.open({ procedureCode: '1.001193' });
  for (const idNumber of [null, '12345']) {
    expect(await faultOf(() => page.suspend.keep({ idNumber }))).toMatchObject({
      code: 'SUSPEND_NUMBER_NEEDED',
    });
  }
  expect(await page.drafts.current()).not.toBeNull();
});

test('RESUME_CODE_MISTYPED: a slip of the finger is no attempt', async () => {
  const { page, code } = await openKeptForm();
  const wrong = code.endsWith('2') ? `${code.slice(0, -1)}3` : `${code.slice(0, -1)}2`;
  for (let turn = 0; turn < 20; turn += 1) {
    expect(await faultOf(() => page.suspend.resume({ code: wrong, idNumber: '064203000123' }))).toMatchObject(
      {
        code: 'RESUME_CODE_MISTYPED',
      },
    );
  }
  expect(await page.suspend.resume({ code, idNumber: '064 203 000 123' })).toMatchObject({
    procedureCode: '1.001193',
  });
});

test('RESUME_WRONG and RESUME_LOCKED: the wait grows with every further wrong number', async () => {
  const { page, clock, code } = await openKeptForm();
  const guess = (): Promise<{ code: FaultCode; details: object } | null> =>
    faultOf(() => page.suspend.resume({ code, idNumber: '052185000456' }));
  for (let turn = 0; turn < 4; turn += 1) expect(await guess()).toMatchObject({ code: 'RESUME_WRONG' });
  expect(await guess()).toEqual({ code: 'RESUME_LOCKED', details: { waitSeconds: 60 } });
  clock.advance(59_000);
  await page.session.begin({ reading: defaultReading });
  expect(await faultOf(() => page.suspend.resume({ code, idNumber: '064203000123' }))).toEqual({
    code: 'RESUME_LOCKED',
    details: { waitSeconds: 1 },
  });
  clock.advance(1_000);
  expect(await guess()).toMatchObject({ code: 'RESUME_WRONG' });
  expect(await guess()).toEqual({ code: 'RESUME_LOCKED', details: { waitSeconds: 300 } });
  clock.setWallClock(Date.UTC(2020, 0, 1));
  expect(await guess()).toEqual({ code: 'RESUME_LOCKED', details: { waitSeconds: 300 } });
});
