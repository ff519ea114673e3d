import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultReading, type KioskEvent } from '../../shared/contract/index.ts';
import { createSimulatedHid, honeywell } from '../simulators/hid-pos.ts';
import { scanByKeyboard } from '../simulators/keyboard-scanner.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage, type TestPage } from '../support/page.ts';
import { startTestCore } from '../support/test-core.ts';

const an = '064203000123|231000123|Nguyễn Văn An|10022003|Nam|Thôn 1, Xã Chư Păh, Gia Lai|15042021';
const child = '064317000789||Trần Thị Mẫu|20112017|Nữ|Thôn 2, Xã Chư Păh, Gia Lai|02092024||||';

async function openKiosk() {
  const folder = makeFolder('identity');
  const hid = createSimulatedHid();
  const scanner = honeywell();
  hid.plugIn(scanner);
  const kiosk = startTestCore({ dataDir: folder.path, hid: hid.module });
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= kiosk.core.stop('test over');
    return stopped;
  };
  onTestFinished(async () => {
    await stop();
    folder.remove();
  });
  await kiosk.reach('ready');
  const page = openTestPage(kiosk.core);
  return { ...kiosk, stop, folder, hid, scanner, page, seen: follow(page) };
}

/** Follows the page's event stream: resolves with the first event, past or to come, that fits. */
function follow(page: TestPage) {
  const events: KioskEvent[] = [];
  const waiting: { fits: (event: KioskEvent) => boolean; resolve: (event: KioskEvent) => void }[] = [];
  void (async () => {
    for await (const event of await page.client.system.events()) {
      events.push(event);
      for (const one of waiting.splice(0)) {
        if (one.fits(event)) one.resolve(event);
        else waiting.push(one);
      }
    }
  })().catch(() => {});
  return (fits: (event: KioskEvent) => boolean): Promise<KioskEvent> =>
    new Promise((resolve) => {
      const before = events.find(fits);
      if (before !== undefined) resolve(before);
      else waiting.push({ fits, resolve });
    });
}

const isReady = (event: KioskEvent) =>
  event.kind === 'device' && event.device === 'reader' && event.state === 'ready';
const isAt = (step: string) => (event: KioskEvent) => event.kind === 'identity' && event.step === step;

test('a card before the reader is shown, confirmed in one gesture, and gone with the session', async () => {
  const { page, hid, scanner, seen, log, folder } = await openKiosk();
  await page.client.session.begin({ reading: defaultReading });
  await seen(isReady);
  hid.read(scanner, an);
  await seen(isAt('shown'));
  expect(await page.client.identity.state()).toMatchObject({
    step: 'shown',
    trust: 'card-qr',
    needsStaffCheck: true,
    warnings: [],
    person: { fullName: 'Nguyễn Văn An', maskedIdNumber: '064•••••123', birthDate: '2003-02-10' },
  });
  expect(await page.client.identity.confirm()).toMatchObject({ step: 'confirmed' });
  await page.client.session.end();
  expect(await page.client.identity.state()).toEqual({ step: 'none' });
  expect(log.join('')).not.toMatch(/Nguyễn|064203000123/);
  for (const name of ['kiosk.db', 'kiosk.db-wal']) {
    expect(readQuietly(path.join(folder.path, name))).not.toContain('064203000123');
  }
});

function readQuietly(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return ''; // the file does not exist, so nothing is in it
  }
}

test('the raw keys of a keyboard scanner are a card, too', async () => {
  const { page } = await openKiosk();
  await page.client.session.begin({ reading: defaultReading });
  const keys = scanByKeyboard(an, { beyondAscii: 'alt-bytes', gapMs: () => 3 });
  expect(await page.client.identity.showCode({ from: 'keyboard', keys })).toMatchObject({
    step: 'shown',
    person: { fullName: 'Nguyễn Văn An' },
  });
});

test('a core that was started again still knows who stands there', async () => {
  const { page, stop, folder } = await openKiosk();
  await page.client.session.begin({ reading: defaultReading });
  await page.client.identity.showCode({ from: 'camera', bytes: Buffer.from(an).toString('base64') });
  await page.client.identity.confirm();
  await stop();
  const again = startTestCore({ dataDir: folder.path });
  await again.reach('ready');
  const who = await openTestPage(again.core).client.identity.state();
  await again.core.stop('test over');
  expect(who).toMatchObject({ step: 'confirmed', person: { idNumber: '064203000123' } });
});

test('who passes with a card does not take over a confirmed person', async () => {
  const { page } = await openKiosk();
  await page.client.session.begin({ reading: defaultReading });
  await page.client.identity.declare({
    fullName: 'Siu Minh',
    idNumber: null,
    birthDate: null,
    sex: null,
    residence: null,
  });
  const shown = await page.client.identity.showCode({
    from: 'camera',
    bytes: Buffer.from(an).toString('base64'),
  });
  expect(shown).toMatchObject({ step: 'confirmed', trust: 'declared', person: { fullName: 'Siu Minh' } });
});

test('a card before the reader while nobody is there leaves nothing', async () => {
  const { page, hid, scanner, seen } = await openKiosk();
  await seen(isReady);
  hid.read(scanner, an);
  await page.client.session.begin({ reading: defaultReading });
  expect(await page.client.identity.state()).toEqual({ step: 'none' });
});

test('consent is unticked, proven by the hash of its words, and taken back alone', async () => {
  const { page } = await openKiosk();
  await page.client.session.begin({ reading: defaultReading });
  const { items, neededFrom } = await page.client.consent.list();
  expect(neededFrom).toBeNull();
  expect(items.map(({ given }) => given)).toEqual(items.map(() => null));
  const [notice, papers] = items;
  expect([notice?.basis, papers?.basis, papers?.sensitive]).toEqual(['public-task', 'consent', true]);
  const { purpose, textSha256 } = papers ?? { purpose: '', textSha256: '' };
  const given = await page.client.consent.give({ purpose, textSha256, givenBy: 'self' });
  expect(given.items.find((item) => item.purpose === purpose)?.given).toMatchObject({
    purpose,
    textSha256,
    language: 'vi',
    version: 1,
    device: 'D2',
    helpedBy: null,
    withdrawnAt: null,
  });
  const withdrawn = await page.client.consent.withdraw({ purpose });
  expect(withdrawn.items.every((item) => item.given === null)).toBe(true);
});

test('the same words in English have a hash of their own', async () => {
  const { page } = await openKiosk();
  await page.client.session.begin({ reading: defaultReading });
  const vietnamese = await page.client.consent.list();
  await page.client.session.read({ reading: { ...defaultReading, language: 'en' } });
  const english = await page.client.consent.list();
  expect(english.items[0]?.title).toMatch(/^Using/);
  expect(english.items[0]?.textSha256).not.toBe(vietnamese.items[0]?.textSha256);
});

test('whoever says "not me" takes the consents along', async () => {
  const { page } = await openKiosk();
  await page.client.session.begin({ reading: defaultReading });
  await page.client.identity.showCode({ from: 'camera', bytes: Buffer.from(child).toString('base64') });
  await page.client.identity.confirm();
  const { items, neededFrom } = await page.client.consent.list();
  expect(neededFrom).toBe('child-and-guardian');
  const { purpose, textSha256 } = items[1] ?? { purpose: '', textSha256: '' };
  await page.client.consent.give({ purpose, textSha256, givenBy: 'child-and-guardian' });
  expect(await page.client.identity.forget()).toEqual({ step: 'none' });
  expect((await page.client.consent.list()).items.every(({ given }) => given === null)).toBe(true);
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');

test('what an adult may agree to alone is asked again when the card is a child’s', async () => {
  const { page } = await openKiosk();
  await page.client.session.begin({ reading: defaultReading });
  const [notice] = (await page.client.consent.list()).items;
  const { purpose, textSha256 } = notice ?? { purpose: '', textSha256: '' };
  await page.client.consent.give({ purpose, textSha256, givenBy: 'self' });
  await page.client.identity.showCode({ from: 'camera', bytes: base64(child) });
  await page.client.identity.confirm();
  expect((await page.client.consent.list()).items[0]?.given).toBeNull();
  const { items } = await page.client.consent.give({ purpose, textSha256, givenBy: 'child-and-guardian' });
  expect(items[0]?.given).toMatchObject({ givenBy: 'child-and-guardian' });
});

test('a card that was not mine takes nothing away that I have read', async () => {
  const { page } = await openKiosk();
  await page.client.session.begin({ reading: defaultReading });
  const [notice] = (await page.client.consent.list()).items;
  const { purpose, textSha256 } = notice ?? { purpose: '', textSha256: '' };
  await page.client.consent.give({ purpose, textSha256, givenBy: 'self' });
  await page.client.identity.showCode({ from: 'camera', bytes: base64(an) });
  await page.client.identity.forget();
  expect((await page.client.consent.list()).items[0]?.given).not.toBeNull();
});

test('without what the law needs nothing goes on: the form is erased and the person forgotten', async () => {
  const { page } = await openKiosk();
  await page.client.session.begin({ reading: defaultReading });
  const [notice] = (await page.client.consent.list()).items;
  const { purpose, textSha256 } = notice ?? { purpose: '', textSha256: '' };
  await page.client.consent.give({ purpose, textSha256, givenBy: 'self' });
  await page.client.identity.showCode({ from: 'camera', bytes: base64(an) });
  await page.client.identity.confirm();
  await page.client.drafts.open({ procedureCode: '1.001193' });
  await page.client.consent.withdraw({ purpose });
  expect(await page.client.drafts.current()).toBeNull();
  expect(await page.client.identity.state()).toEqual({ step: 'none' });
});

test('a code that is no card is told to every screen, twice when it comes twice', async () => {
  const { page, seen } = await openKiosk();
  await page.client.session.begin({ reading: defaultReading });
  const ticket = 'M1NGUYEN/VAN AN       EABC123 PXUSGNVN 1234 100Y012A0001 100';
  for (const count of [1, 2]) {
    await expect(
      page.client.identity.showCode({ from: 'camera', bytes: base64(ticket) }),
    ).rejects.toMatchObject({
      code: 'CODE_NOT_A_CARD',
    });
    await seen(
      (event) =>
        event.kind === 'identity' &&
        event.fault === 'CODE_NOT_A_CARD' &&
        event.other === 'boarding-pass' &&
        event.count === count,
    );
  }
});

test('the camera may look at the card screen and nowhere else', async () => {
  const kiosk = await openKiosk();
  const { page, isCameraAllowed } = kiosk;
  await page.client.session.begin({ reading: defaultReading });
  expect(isCameraAllowed()).toBe(false);
  await page.client.session.go({ place: '/identify/1.001193/camera' });
  expect(isCameraAllowed()).toBe(true);
  await page.client.session.go({ place: '/identify/1.001193/card' });
  expect(isCameraAllowed()).toBe(false);
  await page.client.session.go({ place: '/identify/me/camera' });
  await page.client.session.end();
  expect(isCameraAllowed()).toBe(false);
});
