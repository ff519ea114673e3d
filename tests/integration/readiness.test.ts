import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { demoInbox } from '../../electron/core/config/index.ts';
import type { ReadinessPart } from '../../shared/contract/index.ts';
import { testLetterRows } from '../../shared/vietnamese/test-letters.ts';
import { createSlipPrinter, serveSlipPrinter } from '../simulators/escpos.ts';
import { canary, canaryCard, tracesIn } from '../support/canary.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { refusal } from '../support/fault-of.ts';
import { paperPrinted } from '../support/printed.ts';
import { demoOfficer, openStaffKiosk, readAudit } from '../support/staff-kiosk.ts';

const show = (text: string) => ({ from: 'camera' as const, bytes: Buffer.from(text).toString('base64') });

/** A4 at 100 dpi, white, with a line from top to foot where the test wants one. */
async function laySheet(dataDir: string, name: string, streakAtPx: number | null): Promise<void> {
  const [width, height] = [827, 1169];
  const grey = Buffer.alloc(width * height, 236);
  if (streakAtPx !== null)
    for (let y = 0; y < height; y += 1) grey.fill(150, y * width + streakAtPx, y * width + streakAtPx + 2);
  const inbox = demoInbox(dataDir);
  mkdirSync(inbox, { recursive: true });
  const png = await sharp(grey, { raw: { width, height, channels: 1 } })
    .withMetadata({ density: 100 })
    .png()
    .toBuffer();
  writeFileSync(path.join(inbox, name), png);
}

test('the health screen says of each part how it is, to the staff only', async () => {
  const printer = createSlipPrinter();
  const served = await serveSlipPrinter(printer);
  onTestFinished(() => served.stop());
  printer.state.paper = 'out';
  const kiosk = await openStaffKiosk({
    change: (config) => ({
      ...config,
      printers: [
        {
          driver: 'escpos',
          transport: { kind: 'tcp', host: '127.0.0.1', port: served.port },
          widthMm: 80,
          dpi: 203,
        },
      ],
      scanners: [],
    }),
  });
  const { client } = kiosk;
  expect(await refusal(client.readiness.view())).toBe('ROLE_REFUSED');
  expect(await refusal(client.readiness.print())).toBe('ROLE_REFUSED');
  await kiosk.signIn();
  await client.staff.makeAccount({ name: 'Lê Văn Cường', role: 'technician', pin: '402913' });
  await client.session.go({ place: '/staff' });
  await kiosk.signIn('Lê Văn Cường', '402913');
  const { rows } = await client.readiness.view();
  const row = (part: ReadinessPart) => rows.find((one) => one.part === part);
  expect(row('printer-slip')).toMatchObject({ level: 'broken', fault: 'PRINTER_PAPER_EMPTY' });
  expect(row('printer-a4')).toMatchObject({ level: 'limited', says: 'printer.otherPaper' });
  expect(row('scanner')).toMatchObject({ level: 'broken', fault: 'SCANNER_NONE' });
  expect(row('reader')).toMatchObject({ level: 'limited', says: 'reader.absent' });
  expect(row('network')).toMatchObject({ level: 'limited', says: 'network.notEnrolled' });
  expect(row('queue')).toMatchObject({ level: 'works', says: 'queue.empty' });
  expect(row('storage')).toMatchObject({ level: 'works', says: 'storage.room' });
  expect(row('key')).toMatchObject({ level: 'limited', says: 'key.besideData' });
  expect(row('catalogue')).toMatchObject({ level: 'works', values: { date: '22/11/2026' } });
  printer.state.paper = 'low';
  const again = await client.readiness.view();
  expect(again.rows.find(({ part }) => part === 'printer-slip')).toMatchObject({
    level: 'limited',
    fault: 'PRINTER_PAPER_LOW',
  });
});

test('a machine clock that cannot be right is said to be so, and why', async () => {
  const clock = createFakeClock(Date.parse('2020-01-01T01:00:00Z'));
  const kiosk = await openStaffKiosk({ clock });
  await kiosk.signIn();
  const { rows } = await kiosk.client.readiness.view();
  expect(rows.find(({ part }) => part === 'clock')).toMatchObject({
    level: 'broken',
    says: 'clock.implausible',
  });
});

test('every letter is on the slip, and the verdict is kept with who gave it, once', async () => {
  const kiosk = await openStaffKiosk();
  const { client, dataDir } = kiosk;
  await kiosk.signIn();
  const [printed] = (await client.readiness.printLetters({ paper: 'slip' })).tests;
  const text = paperPrinted(dataDir, '-letters-slip').replace(/\s/gu, '');
  expect(testLetterRows.flat().filter((letter) => !text.includes(letter))).toEqual([]);
  expect(printed).toMatchObject({ startedBy: demoOfficer.name, verdict: null });
  const testId = printed?.testId ?? '';
  const judged = await client.readiness.judge({ testId, verdict: 'bad' });
  expect(judged.tests[0]).toMatchObject({ verdict: 'bad', judgedBy: demoOfficer.name });
  expect(await refusal(client.readiness.judge({ testId, verdict: 'good' }))).toBe('SELF_TEST_NONE');
  await kiosk.stop();
  const again = await openStaffKiosk({ dataDir });
  await again.signIn();
  expect((await again.client.readiness.tests()).tests[0]).toMatchObject({ testId, verdict: 'bad' });
  await again.stop();
  const { events, verdict } = await readAudit(dataDir);
  expect(verdict.ok).toBe(true);
  expect(events.filter(({ event }) => event.startsWith('self-test')).map(({ details }) => details)).toEqual([
    { test: 'letters', outcome: 'done' },
    { test: 'letters', verdict: 'bad' },
  ]);
});

test('a blank sheet is judged for streaks through the scanner, and its picture is not kept', async () => {
  const kiosk = await openStaffKiosk();
  const { client, dataDir } = kiosk;
  await kiosk.signIn();
  await laySheet(dataDir, 'clean.png', null);
  expect((await client.readiness.scanBlank()).tests[0]?.finding).toMatchObject({
    kind: 'scan',
    verdict: 'clean',
  });
  await laySheet(dataDir, 'streak.png', 315);
  const { tests } = await client.readiness.scanBlank();
  expect(tests[0]?.finding).toMatchObject({ verdict: 'streaks', streaks: [{ tone: 'dark' }] });
  const [streak] = tests[0]?.finding.kind === 'scan' ? tests[0].finding.streaks : [];
  expect(streak?.fromLeftMm).toBeCloseTo(80, 0);
});

test('a card is read to its kind, and nothing of the person is kept', async () => {
  const kiosk = await openStaffKiosk();
  const { client, dataDir } = kiosk;
  await kiosk.signIn();
  await client.session.go({ place: '/staff/health/tests' });
  expect(await client.readiness.awaitCard({ isAwaited: true })).toMatchObject({ isCardAwaited: true });
  await client.identity.showCode(show(canaryCard));
  const { tests, isCardAwaited } = await client.readiness.tests();
  expect(isCardAwaited).toBe(false);
  expect(tests[0]?.finding).toEqual({ kind: 'card', code: 'card-2021' });
  expect(JSON.stringify(tests)).not.toContain(canary.idNumber);
  expect(await client.identity.state()).toEqual({ step: 'none' });
  // The next one is for the sign-in again.
  await client.identity.showCode(show('CB-0001'));
  expect((await client.readiness.tests()).tests).toHaveLength(1);
  await kiosk.stop();
  expect(tracesIn(dataDir)).toEqual([]);
});

test('the start-of-day report says what does not work and what people should be told', async () => {
  const kiosk = await openStaffKiosk({ change: (config) => ({ ...config, scanners: [] }) });
  const { client, dataDir } = kiosk;
  await kiosk.signIn();
  await client.readiness.printLetters({ paper: 'a4' });
  expect(await client.readiness.print()).toEqual({ state: 'printed' });
  const text = paperPrinted(dataDir, '-readiness-');
  const words = JSON.parse(readFileSync('resources/strings/vi/health.json', 'utf8')) as Record<
    string,
    string
  >;
  expect(text).toContain('BÁO CÁO ĐẦU NGÀY CỦA QUẦY');
  expect(text).toContain('Hôm nay có 1 bộ phận không hoạt động');
  for (const id of ['tell.scanner', 'tell.reader']) expect(text).toContain(words[id]?.slice(0, 40));
  expect(text).toContain(demoOfficer.name);
  await kiosk.stop();
  const { events } = await readAudit(dataDir);
  expect(events.find(({ event }) => event === 'readiness-printed')?.details).toMatchObject({
    broken: 1,
    outcome: 'done',
  });
});
