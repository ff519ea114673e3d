import { isDefinedError } from '@orpc/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHidPosReader } from '../../electron/core/devices/index.ts';
import { readerTimings } from '../../electron/core/devices/reader/reader.machine.ts';
import { defaultReading, type KioskEvent, type ShownCode } from '../../shared/contract/index.ts';
import { createSimulatedHid, honeywell, reportsOf, type SimulatedHid } from '../simulators/hid-pos.ts';
import { scanByKeyboard, seeded, typeByHand } from '../simulators/keyboard-scanner.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage } from '../support/page.ts';
import { startTestCore } from '../support/test-core.ts';

const an = '064203000123|231000123|Nguyễn Văn An|10022003|Nam|Thôn 1, Xã Chư Păh, Gia Lai|15042021';
const mau = '052185000456||Trần Thị Mẫu|05091985|Nữ|Thôn 2, Xã Chư Păh, Gia Lai|01072021';
const quiet = { info: () => undefined, warn: () => undefined, failure: () => undefined };

/** Lets everything that waits for nothing but promises happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** The reader alone on a clock of the test's, with all that it says in order. */
function openReader(prepare: (hid: SimulatedHid) => void = () => {}) {
  const hid = createSimulatedHid();
  prepare(hid);
  const clock = createFakeClock();
  const said: string[] = [];
  const codes: string[] = [];
  const reader = createHidPosReader({ hid: async () => hid.module, layoutOf: () => null, clock, log: quiet });
  reader.start({
    onCode: ({ bytes }) => codes.push(Buffer.from(bytes).toString('utf8')),
    onState: (state) => said.push('fault' in state ? `${state.kind} ${state.fault}` : state.kind),
    onTrouble: (fault) => said.push(`trouble ${fault}`),
  });
  onTestFinished(() => reader.stop());
  async function pass(ms: number): Promise<void> {
    await settle();
    clock.advance(ms);
    await settle();
  }
  return { hid, said, codes, pass };
}

describe('at the reader', () => {
  test('READER_LOST: a reader that is pulled out is taken up again when it is back', async () => {
    const scanner = honeywell();
    const { hid, said, codes, pass } = openReader((desk) => desk.plugIn(scanner));
    await pass(0);
    hid.pullOut(scanner);
    await pass(readerTimings.lookSoonMs);
    await pass(60_000);
    expect(said).toEqual(['absent', 'ready', 'recovering READER_LOST']);
    hid.plugIn(scanner);
    await pass(readerTimings.lookMs);
    await pass(readerTimings.lookMs);
    hid.read(scanner, an);
    expect(codes).toEqual([an]);
  });

  test('READER_LOST: a fault on the bus opens the same reader again', async () => {
    const scanner = honeywell();
    const { hid, said, codes, pass } = openReader((desk) => desk.plugIn(scanner));
    await pass(0);
    hid.disturb(scanner);
    await pass(readerTimings.reopenMs[0]);
    hid.read(scanner, 'abc');
    expect(said).toEqual(['absent', 'ready', 'recovering READER_LOST', 'ready']);
    expect(codes).toEqual(['abc']);
  });

  test('READER_OPEN_REFUSED: tried again at growing distances, then a fault that still heals by itself', async () => {
    const scanner = honeywell();
    scanner.refusals = 5;
    const { hid, said, codes, pass } = openReader((desk) => desk.plugIn(scanner));
    for (const waitMs of readerTimings.reopenMs) await pass(waitMs);
    expect(said).toEqual(['absent', 'recovering READER_OPEN_REFUSED', 'fault READER_OPEN_REFUSED']);
    await pass(10_000);
    await pass(10_000);
    hid.read(scanner, 'abc');
    expect(said.at(-1)).toBe('ready');
    expect(codes).toEqual(['abc']);
  });

  test('READER_OPEN_REFUSED: a reader that never answers is given up', async () => {
    const scanner = honeywell();
    scanner.hangs = true;
    const { said, pass } = openReader((desk) => desk.plugIn(scanner));
    await pass(readerTimings.openMs);
    expect(said).toContain('recovering READER_OPEN_REFUSED');
  });

  test('READER_SUPPORT_MISSING: a machine that cannot list devices is asked again', async () => {
    const scanner = honeywell();
    const { hid, said, pass } = openReader((desk) => {
      desk.plugIn(scanner);
      desk.setListing(false);
    });
    await pass(0);
    expect(said).toEqual(['absent', 'fault READER_SUPPORT_MISSING']);
    hid.setListing(true);
    await pass(readerTimings.lookFailedMs);
    expect(said.at(-1)).toBe('ready');
  });

  test('READER_CODE_CUT: a reader pulled out in the middle of a code gives no half code', async () => {
    const scanner = honeywell();
    const { hid, said, codes, pass } = openReader((desk) => desk.plugIn(scanner));
    await pass(0);
    hid.read(scanner, an, 1);
    hid.pullOut(scanner);
    await pass(readerTimings.lookMs);
    expect(said).toEqual(['absent', 'ready', 'reading', 'trouble READER_CODE_CUT', 'recovering READER_LOST']);
    expect(codes).toEqual([]);
  });

  test('READER_CODE_CUT: a reader that falls silent in the middle of a code is ready for the next', async () => {
    const scanner = honeywell();
    const { hid, said, codes, pass } = openReader((desk) => desk.plugIn(scanner));
    await pass(0);
    hid.read(scanner, an, 1);
    await pass(readerTimings.partMs);
    hid.read(scanner, mau);
    expect(said.slice(2)).toEqual(['reading', 'trouble READER_CODE_CUT', 'ready', 'reading', 'ready']);
    expect(codes).toEqual([mau]);
  });

  test('READER_NOISE: a megabyte of noise is told once, kept out of memory, and the next card is read', async () => {
    const scanner = honeywell();
    const { hid, said, codes, pass } = openReader((desk) => desk.plugIn(scanner));
    await pass(0);
    const endless = reportsOf(new Uint8Array(56).fill(0x41), 'aim')[0] ?? new Uint8Array(64);
    endless[63] = 1;
    for (let sent = 0; sent < 1_048_576; sent += 64) hid.sendRaw(scanner, endless);
    hid.sendRaw(scanner, endless.with(63, 0));
    const random = seeded(7);
    for (let sent = 0; sent < 65_536; sent += 64) {
      const report = Uint8Array.from({ length: 64 }, () => Math.floor(random() * 256));
      report[0] = 2;
      report[1] = 200;
      hid.sendRaw(scanner, report);
    }
    expect(said.filter((line) => line === 'trouble READER_NOISE')).toHaveLength(1);
    expect(codes).toEqual([]);
    hid.read(scanner, an);
    expect(codes).toEqual([an]);
  });
});

/** A core with a page and an open session. */
async function openVisit(options: { readonly begin?: boolean } = {}) {
  const folder = makeFolder('reader-faults');
  const hid = createSimulatedHid();
  const scanners = [honeywell('SIM0001'), honeywell('SIM0002', '/dev/hidraw1')] as const;
  for (const scanner of scanners) hid.plugIn(scanner);
  const kiosk = startTestCore({ dataDir: folder.path, hid: hid.module });
  onTestFinished(async () => {
    await kiosk.core.stop('test over');
    folder.remove();
  });
  await kiosk.reach('ready');
  const page = openTestPage(kiosk.core);
  if (options.begin !== false) await page.client.session.begin({ reading: defaultReading });
  return { ...kiosk, hid, scanners, page, client: page.client };
}

const byCamera = (text: string): ShownCode => ({
  from: 'camera',
  bytes: Buffer.from(text).toString('base64'),
});

/** The fault that a call was refused with. */
async function refusal(call: Promise<unknown>): Promise<{ code: string; details: unknown }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && isDefinedError(error as never)) {
      const { code, data } = error as unknown as { code: string; data: { details: unknown } };
      return { code, details: data.details };
    }
    throw error;
  }
  throw new Error('The call was not refused');
}

describe('at the card', () => {
  test.each([
    [
      'CODE_NOT_A_CARD',
      'M1NGUYEN/VAN AN       EABC123 PXUSGNVN 1234 100Y012A0001 100',
      { code: 'boarding-pass' },
    ],
    ['CARD_LETTERS_LOST', an.replace(/[^ -~]/g, '?'), {}],
    ['CARD_CODE_DAMAGED', an.slice(0, an.lastIndexOf('|')), { defect: 'field_count' }],
  ])('%s: nothing is filled in, and the next card is taken', async (code, text, details) => {
    const { client, log } = await openVisit();
    expect(await refusal(client.identity.showCode(byCamera(text)))).toEqual({ code, details });
    expect(await client.identity.state()).toEqual({ step: 'none' });
    expect(await client.identity.showCode(byCamera(an))).toMatchObject({ step: 'shown' });
    expect(log.join('')).not.toMatch(/064203000123|Nguy|NGUYEN/);
  });

  test('CODE_NOT_A_CARD: a boarding pass before the reader is named to the page', async () => {
    const { page, hid, scanners } = await openVisit();
    const events = await page.client.system.events();
    let fault: KioskEvent | null = null;
    for await (const event of events) {
      if (event.kind === 'device' && event.state === 'ready') {
        hid.read(scanners[0], 'M1NGUYEN/VAN AN       EABC123 PXUSGNVN 1234 100Y012A0001 100');
      }
      if (event.kind === 'identity' && event.fault !== null) {
        fault = event;
        break;
      }
    }
    expect(fault).toMatchObject({
      kind: 'identity',
      step: 'none',
      fault: 'CODE_NOT_A_CARD',
      other: 'boarding-pass',
    });
  });

  test('CARDS_TWO_AT_ONCE: cards of two people within a second are both forgotten', async () => {
    const { client } = await openVisit();
    const answers = await Promise.allSettled([
      client.identity.showCode(byCamera(an)),
      client.identity.showCode(byCamera(mau)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    const [, second] = answers;
    expect(second).toMatchObject({ reason: { code: 'CARDS_TWO_AT_ONCE' } });
    expect(await client.identity.state()).toEqual({ step: 'none' });
  });

  test('CARDS_TWO_AT_ONCE: two readers that read two people leave neither', async () => {
    const { page, hid, scanners } = await openVisit();
    const faults: string[] = [];
    for await (const event of await page.client.system.events()) {
      if (event.kind === 'device' && event.state === 'ready' && faults.length === 0) {
        hid.read(scanners[0], an);
        hid.read(scanners[1], mau);
      }
      if (event.kind === 'identity') faults.push(`${event.step} ${event.fault}`);
      if (event.kind === 'identity' && event.fault !== null) break;
    }
    expect(faults.slice(-2)).toEqual(['shown null', 'none CARDS_TWO_AT_ONCE']);
    expect(await page.client.identity.state()).toEqual({ step: 'none' });
  });

  test('one card read twice is one card', async () => {
    const { client } = await openVisit();
    await client.identity.showCode(byCamera(an));
    expect(await client.identity.showCode(byCamera(an))).toMatchObject({ step: 'shown' });
  });

  test('KEYS_NOT_A_CODE: the keys of a person are no card', async () => {
    const { client } = await openVisit();
    const keys = typeByHand('064203000123', { middleGapMs: 90, random: seeded(5) });
    expect(await refusal(client.identity.showCode({ from: 'keyboard', keys }))).toMatchObject({
      code: 'KEYS_NOT_A_CODE',
    });
  });

  test('CARD_LETTERS_LOST: a keyboard scanner that drops accents fills nothing', async () => {
    const { client } = await openVisit();
    const keys = scanByKeyboard(an, { beyondAscii: 'drop', gapMs: () => 4 });
    expect(await refusal(client.identity.showCode({ from: 'keyboard', keys }))).toMatchObject({
      code: 'CARD_LETTERS_LOST',
    });
  });
});

describe('at saying who one is', () => {
  const nobody = { fullName: 'Siu Minh', idNumber: null, birthDate: null, sex: null, residence: null };

  test('SESSION_NOT_OPEN: nothing about a person is taken while nobody is there', async () => {
    const { client } = await openVisit({ begin: false });
    const calls = [
      client.identity.showCode(byCamera(an)),
      client.identity.confirm(),
      client.identity.declare(nobody),
      client.consent.list(),
    ];
    for (const call of calls) expect(await refusal(call)).toMatchObject({ code: 'SESSION_NOT_OPEN' });
  });

  test('IDENTITY_MISSING: there is nobody to confirm', async () => {
    const { client } = await openVisit();
    expect(await refusal(client.identity.confirm())).toMatchObject({ code: 'IDENTITY_MISSING' });
  });

  test('IDENTITY_INPUT_INVALID: names the fields, repeats no value', async () => {
    const { client, log } = await openVisit();
    const typed = { ...nobody, idNumber: '06420300012', birthDate: '2030-01-01' };
    expect(await refusal(client.identity.declare(typed))).toEqual({
      code: 'IDENTITY_INPUT_INVALID',
      details: { fields: 'idNumber, birthDate' },
    });
    expect(log.join('')).not.toContain('06420300012');
  });

  test('CONSENT_TEXT_CHANGED: other words than the kiosk has now are not agreed to', async () => {
    const { client } = await openVisit();
    const refused = client.consent.give({
      purpose: 'identity-papers',
      textSha256: '0'.repeat(64),
      givenBy: 'self',
    });
    expect(await refusal(refused)).toMatchObject({ code: 'CONSENT_TEXT_CHANGED' });
  });

  test('CONSENT_NEEDS_GUARDIAN: a child of nine does not agree alone', async () => {
    const { client } = await openVisit();
    const child = '064317000789||Trần Thị Mẫu|20112017|Nữ|Thôn 2, Xã Chư Păh, Gia Lai|02092024';
    await client.identity.showCode(byCamera(child));
    await client.identity.confirm();
    const { items } = await client.consent.list();
    const { purpose, textSha256 } = items[1] ?? { purpose: '', textSha256: '' };
    expect(await refusal(client.consent.give({ purpose, textSha256, givenBy: 'self' }))).toMatchObject({
      code: 'CONSENT_NEEDS_GUARDIAN',
    });
    expect((await client.consent.list()).items.every(({ given }) => given === null)).toBe(true);
  });
});
