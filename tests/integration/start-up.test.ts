import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultReading, type KioskEvent } from '../../shared/contract/index.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage, type TestPage } from '../support/page.ts';
import { startTestCore } from '../support/test-core.ts';

function ownFolder(): string {
  const folder = makeFolder('start');
  onTestFinished(() => folder.remove());
  return folder.path;
}

/** The first event of a kind that the page is told. */
async function firstEvent<K extends KioskEvent['kind']>(page: TestPage, kind: K) {
  for await (const event of await page.client.system.events()) {
    if (event.kind === kind) return event as Extract<KioskEvent, { readonly kind: K }>;
  }
  throw new Error(`no ${kind} event`);
}

test('NOT_READY: says who it is before the store is open, and refuses what needs the store', async () => {
  const dataDir = ownFolder();
  let openStore: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    openStore = resolve;
  });
  const configPath = path.join(dataDir, 'config.json');
  const kiosk = startTestCore({
    dataDir,
    config: {
      load: async () => {
        await held;
        throw new Error('never asked');
      },
    },
  });
  const page = openTestPage(kiosk.core);
  expect(await page.client.system.hello()).toMatchObject({ profile: 'demo', office: null });
  await expect(page.client.session.begin({ reading: defaultReading })).rejects.toMatchObject({
    code: 'NOT_READY',
  });
  openStore();
  await kiosk.reach('paused');
  await kiosk.core.stop('test over');
  expect(() => statSync(configPath)).toThrow();
});

test('KIOSK_PAUSED: a store that cannot be opened pauses the kiosk with its fault and touches nothing', async () => {
  const dataDir = ownFolder();
  const first = startTestCore({ dataDir });
  await first.reach('ready');
  await first.core.stop('test over');
  writeFileSync(path.join(dataDir, 'master.key'), `${'ab'.repeat(32)}\n`);
  const second = startTestCore({ dataDir });
  expect(await second.reach('paused')).toEqual({ kind: 'paused', fault: 'DATABASE_WRONG_KEY' });
  const page = openTestPage(second.core);
  expect((await firstEvent(page, 'health')).health.phase).toEqual({
    kind: 'paused',
    fault: 'DATABASE_WRONG_KEY',
  });
  await expect(page.client.session.begin({ reading: defaultReading })).rejects.toMatchObject({
    code: 'KIOSK_PAUSED',
  });
  await second.core.stop('test over');
});

test('a core that starts again gives the person the same step back', async () => {
  const dataDir = ownFolder();
  const first = startTestCore({ dataDir });
  await first.reach('ready');
  const before = openTestPage(first.core);
  await before.client.session.begin({ reading: { ...defaultReading, language: 'en' } });
  await before.client.session.go({ place: '/guide' });
  await first.core.stop('test over');

  const second = startTestCore({ dataDir });
  await second.reach('ready');
  const after = openTestPage(second.core);
  expect((await firstEvent(after, 'session')).session).toMatchObject({
    kind: 'open',
    place: '/guide',
    reading: { language: 'en' },
  });
  await after.client.session.end();
  expect(second.sessionsEnded()).toBe(1);
  await second.core.stop('test over');
});

const setUp = {
  kioskId: 'k7',
  office: {
    name: 'Trung tâm Phục vụ hành chính công',
    place: 'Xã Chư Păh, tỉnh Gia Lai',
    counter: 'Quầy số 2',
    communeCode: '23722',
    agencyCode: '000.00.00.H21',
  },
  pxPerMm: 4,
  portalAddress: 'https://portal.example/kiosk',
  enrolmentCode: '',
  acceptUnprotectedKey: true,
};

test('the first start of a production kiosk is set up from the screen', async () => {
  const dataDir = ownFolder();
  const configPath = path.join(ownFolder(), 'config.json');
  const kiosk = startTestCore({ dataDir, config: { path: configPath } });
  await kiosk.reach('set-up');
  const { client } = openTestPage(kiosk.core);

  const wrong = await client.setUp.save({
    ...setUp,
    kioskId: 'O0',
    office: { ...setUp.office, communeCode: '12' },
    pxPerMm: 900,
    portalAddress: 'http://portal.example',
  });
  expect(wrong.saved).toBe(false);
  expect(wrong.errors.map((error) => error.path).sort()).toEqual(
    ['kioskId', 'office.communeCode', 'portalAddress', 'pxPerMm'].sort(),
  );

  expect(await client.setUp.save(setUp)).toEqual({
    errors: [],
    saved: true,
    enrolment: 'later',
    enrolmentFault: null,
  });
  await kiosk.reach('ready');
  expect(await client.system.hello()).toMatchObject({
    kioskId: 'K7',
    pxPerMm: 4,
    office: { counter: 'Quầy số 2' },
  });
  // The technician of the set-up goes on without the code; whoever comes after that visit types it.
  await client.session.begin({ reading: defaultReading });
  expect(await client.staff.door()).toMatchObject({ isNew: true, needsFirstCode: false });
  await client.session.end();
  await client.session.begin({ reading: defaultReading });
  expect(await client.staff.door()).toMatchObject({ isNew: true, needsFirstCode: true });
  expect(statSync(configPath).mode & 0o077).toBe(0);
  expect(JSON.parse(readFileSync(configPath, 'utf8'))).toMatchObject({
    portal: { address: setUp.portalAddress },
  });
  await kiosk.core.stop('test over');

  const again = startTestCore({ dataDir, config: { path: configPath } });
  await again.reach('ready');
  await again.core.stop('test over');
});
