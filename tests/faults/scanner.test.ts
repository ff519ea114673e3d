import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ScannersDeps } from '../../electron/core/devices/scanner/index.ts';
import { KioskFault } from '../../shared/faults/index.ts';
import { makeCertificate } from '../portal/certificates.ts';
import { startEscl } from '../simulators/escl.ts';
import type { EsclHabits, PageAccident } from '../simulators/escl-habits.ts';
import { makeFolder } from '../support/folders.ts';
import { makeSaneConfig } from '../support/sane.ts';
import { aJob, createSink, hurriedClock, openDesk, reference } from '../support/scanner-desk.ts';

let sheet: Buffer = Buffer.alloc(0);

beforeAll(async () => {
  sheet = await sharp({ create: { width: 827, height: 1169, channels: 3, background: '#f0ece0' } })
    .composite([
      {
        input: Buffer.from(
          '<svg width="827" height="1169"><text x="90" y="200" font-size="60">TỜ KHAI</text></svg>',
        ),
      },
    ])
    .jpeg()
    .toBuffer();
});

/** A desk with SANE's `test` back end. */
function openSane(options: readonly string[] = []) {
  const configDir = makeSaneConfig(['test']);
  return openDesk([{ driver: 'sane', configDir, options: [...options] }]);
}

async function startDevice(habits: Partial<EsclHabits> = {}, options: Parameters<typeof startEscl>[1] = {}) {
  const device = await startEscl(habits, options);
  onTestFinished(() => device.stop());
  return device;
}

/** A desk with one simulated network scanner that is ready, and three sheets in it. */
async function openEscl(habits: Partial<EsclHabits> = {}, given: Partial<ScannersDeps> = {}) {
  const device = await startDevice(habits);
  const desk = openDesk([{ driver: 'escl', addresses: [device.address], discover: false }], {
    clock: hurriedClock(),
    ...given,
  });
  await desk.until(({ overall }) => overall.kind === 'ready');
  device.load([sheet, sheet, sheet]);
  return { device, desk };
}

const feeder = () => aJob({ source: 'feeder', dpi: 100 });

describe('every status of SANE, from its own test back end', () => {
  test.each([
    ['SCANNER_UNABLE', 'SANE_STATUS_UNSUPPORTED', 'ready'],
    ['SCANNER_STOPPED', 'SANE_STATUS_CANCELLED', 'ready'],
    ['SCANNER_UNABLE', 'SANE_STATUS_INVAL', 'ready'],
    ['SCANNER_JAM', 'SANE_STATUS_JAMMED', 'fault'],
    ['SCANNER_COVER_OPEN', 'SANE_STATUS_COVER_OPEN', 'fault'],
    ['SCANNER_IO', 'SANE_STATUS_IO_ERROR', 'recovering'],
    ['SCANNER_NO_MEMORY', 'SANE_STATUS_NO_MEM', 'recovering'],
    ['SCANNER_ACCESS_DENIED', 'SANE_STATUS_ACCESS_DENIED', 'fault'],
  ])('%s: %s', async (code, status, state) => {
    const desk = openSane([`--read-return-value=${status}`]);
    const sink = createSink();
    await expect(desk.scan(aJob({ source: 'flatbed' }), { sink })).rejects.toMatchObject({
      code,
      details: { pages: 0 },
    });
    expect(sink.pages).toEqual([]);
    expect(desk.scanners.list()[0]?.state.kind).toBe(state);
    expect(readdirSync(desk.spoolFolder)).toEqual([]);
  });

  test.each([
    ['waiting-for-paper', 'SANE_STATUS_NO_DOCS'],
    ['waiting-for-scanner', 'SANE_STATUS_DEVICE_BUSY'],
  ])('%s: %s is waited for, not failed', async (kind, status) => {
    const desk = openSane([`--read-return-value=${status}`]);
    const stop = new AbortController();
    const scan = desk.scan(aJob({ source: 'flatbed' }), {
      signal: stop.signal,
      onProgress: (said) => said.kind === kind && stop.abort(),
    });
    expect(await scan).toMatchObject({ end: 'cancelled', pages: 0 });
  });
});

test('SCANNER_JAM: told even when scanimage hangs after saying so, and the program is ended', async () => {
  // Seen with SANE 1.2.1: after JAMMED the program waited for its own reader for ever, deaf to SIGINT.
  const folder = makeFolder('hanging');
  onTestFinished(() => folder.remove());
  const program = path.join(folder.path, 'scanimage');
  const script = [
    '#!/bin/sh',
    "trap '' INT",
    'case "$*" in',
    "  -f*) printf 'stub:0\\tNoname\\tStub\\n'; exit 0 ;;",
    '  *-A*) exit 0 ;;',
    'esac',
    `echo $$ > '${folder.path}/pid'`,
    "echo 'scanimage: sane_read: Document feeder jammed' >&2",
    'while :; do sleep 1; done',
  ];
  writeFileSync(program, `${script.join('\n')}\n`, { mode: 0o755 });
  const desk = openDesk([{ driver: 'sane', program }], { clock: hurriedClock(100) });
  await desk.until(({ overall }) => overall.kind === 'ready');
  await expect(desk.scan(aJob({ source: 'flatbed' }))).rejects.toMatchObject({ code: 'SCANNER_JAM' });
  const pid = Number(readFileSync(path.join(folder.path, 'pid'), 'utf8'));
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

describe('in the middle of a pile on a network scanner', () => {
  const accidents: readonly (readonly [string, PageAccident['kind'], string])[] = [
    ['SCANNER_LOST', 'power-off', 'its power goes in the middle of page 2'],
    ['SCANNER_SILENT', 'silence', 'it falls silent in the middle of page 2'],
    ['SCANNER_JAM', 'jam', 'page 2 is stuck'],
    ['SCANNER_COVER_OPEN', 'cover', 'its cover is opened'],
    ['SCANNER_IO', 'conflict', 'it answers 409, which is no end of paper'],
    ['SCANNER_STOPPED', 'stopped', 'somebody presses stop on it'],
    ['SCANNER_ACCESS_DENIED', 'forbidden', 'it asks for a password'],
  ];
  test.each(accidents)('%s: %s: page 1 is kept, the rest comes with the next job', async (code, kind) => {
    // The limit of silence passes in a second, the other waits need none.
    const { device, desk } = await openEscl({}, kind === 'silence' ? { clock: hurriedClock(100) } : {});
    device.plan(2, { kind } as PageAccident);
    const sink = createSink();
    await expect(desk.scan(feeder(), { sink })).rejects.toMatchObject({ code, details: { pages: 1 } });
    expect(sink.pages).toMatchObject([{ ordinal: 1, reference }]);
    expect(readdirSync(desk.spoolFolder)).toEqual([]);
    device.clear();
    await desk.until(({ overall }) => overall.kind === 'ready');
    device.load([sheet]);
    const rest = createSink();
    expect((await desk.scan(feeder(), { sink: rest })).pages).toBeGreaterThan(0);
    expect(rest.pages[0]).toMatchObject({ ordinal: 1, reference });
  });

  test('SCANNER_PAGE_BROKEN: a picture that is cut, and a web page that says it is one', async () => {
    for (const body of [sheet.subarray(0, 900), Buffer.from('<html>Please log in</html>')]) {
      const { device, desk } = await openEscl();
      device.plan(2, { kind: 'other', body });
      const sink = createSink();
      await expect(desk.scan(feeder(), { sink })).rejects.toMatchObject({
        code: 'SCANNER_PAGE_BROKEN',
        details: { page: 2, pages: 1 },
      });
      expect(desk.scanners.list()[0]?.state.kind).toBe('ready');
      expect(readdirSync(desk.spoolFolder)).toEqual([]);
    }
  });

  test('SCANNER_PAGE_TOO_LARGE: 600 million pixels are refused by their header', async () => {
    const { device, desk } = await openEscl();
    const body = Buffer.from(sheet);
    const size = body.indexOf(Buffer.from([0xff, 0xc0])) + 5;
    body.writeUInt16BE(24_000, size);
    body.writeUInt16BE(25_000, size + 2);
    device.plan(1, { kind: 'other', body });
    await expect(desk.scan(feeder())).rejects.toMatchObject({
      code: 'SCANNER_PAGE_TOO_LARGE',
      details: { page: 1, widthPx: 25_000, heightPx: 24_000 },
    });
  });
});

test('SCANNER_NONE: a kiosk without a scanner says so', async () => {
  await expect(openDesk([]).scan()).rejects.toMatchObject({ code: 'SCANNER_NONE' });
});

test('SCANNER_LOST: a scanner that is switched off is gone, and ready again by itself', async () => {
  const first = await startEscl();
  const desk = openDesk([{ driver: 'escl', addresses: [first.address], discover: false }], {
    clock: hurriedClock(),
  });
  await desk.until(({ overall }) => overall.kind === 'ready');
  const { key } = desk.scanners.list()[0] ?? { key: '' };
  await first.stop();
  await desk.until(({ overall }) => overall.kind === 'absent');
  await expect(desk.scan(aJob({ scanner: key }))).rejects.toMatchObject({ code: 'SCANNER_LOST' });
  await startDevice({}, { port: first.port });
  await desk.until(({ overall }) => overall.kind === 'ready');
});

test('one dead scanner never hides another', async () => {
  const well = await startDevice({ serial: 'WELL' });
  const mute = await startDevice({ serial: 'MUTE', redirectTo: 'http://127.0.0.9:9' });
  const desk = openDesk(
    [
      { driver: 'sane', program: 'no-such-program' },
      { driver: 'escl', addresses: ['127.0.0.1:9', mute.address, well.address], discover: false },
    ],
    { clock: hurriedClock() },
  );
  const { scanners } = await desk.until(({ overall }) => overall.kind === 'ready');
  expect(scanners.map(({ id }) => id.serial)).toEqual(['WELL']);
  well.load([sheet]);
  expect(await desk.scan(feeder())).toMatchObject({ pages: 1 });
});

test('SCANNER_BUSY: two kiosks on one scanner: the second waits, with a state, until the first is done', async () => {
  const { device, desk } = await openEscl();
  device.occupy();
  const said: string[] = [];
  const scan = desk.scan(feeder(), {
    onProgress({ kind }) {
      said.push(kind);
      if (kind === 'waiting-for-scanner') device.release();
    },
  });
  expect(await scan).toMatchObject({ pages: 3 });
  expect(said).toContain('waiting-for-scanner');
  device.occupy();
  device.load([sheet]);
  const late = openDesk([{ driver: 'escl', addresses: [device.address], discover: false }], {
    clock: hurriedClock(),
  });
  await late.until(({ overall }) => overall.kind !== 'none' && overall.kind !== 'absent');
  await expect(late.scan(feeder())).rejects.toMatchObject({ code: 'SCANNER_BUSY', details: { pages: 0 } });
});

test('SCANNER_NO_PAPER: after three minutes without paper the person is asked again', async () => {
  const device = await startDevice();
  const desk = openDesk([{ driver: 'escl', addresses: [device.address], discover: false }], {
    clock: hurriedClock(),
  });
  await desk.until(({ overall }) => overall.kind === 'ready');
  await expect(desk.scan(feeder())).rejects.toMatchObject({
    code: 'SCANNER_NO_PAPER',
    details: { pages: 0 },
  });
});

test('SCANNER_UNABLE: a glass is not asked to feed', async () => {
  const { desk } = await openEscl({ hasFeeder: false });
  await expect(desk.scan(feeder())).rejects.toMatchObject({ code: 'SCANNER_UNABLE' });
});

test('SCANNER_SILENT: a page that never ends is ended, and its program with it', async () => {
  const options = [
    '--read-delay=yes',
    '--read-delay-duration=200000',
    '--read-limit=yes',
    '--read-limit-size=1',
  ];
  const configDir = makeSaneConfig(['test']);
  const desk = openDesk([{ driver: 'sane', configDir, options }], { clock: hurriedClock(100) });
  await desk.until(({ overall }) => overall.kind === 'ready');
  await expect(desk.scan(aJob({ source: 'flatbed' }))).rejects.toMatchObject({
    code: 'SCANNER_SILENT',
    details: { of: 'page', pages: 0 },
  });
  expect(readdirSync(desk.spoolFolder)).toEqual([]);
});

test('SCANNER_ANSWER_INVALID: what speaks no eSCL is no scanner, whatever it sends', async () => {
  const { device, desk } = await openEscl();
  device.change({ root: '/elsewhere' });
  await expect(desk.scan(feeder())).rejects.toMatchObject({ code: 'SCANNER_ANSWER_INVALID' });
});

test('SCANNER_CERTIFICATE_CHANGED: another certificate than the first gets nothing, until staff agree', async () => {
  const [tls, other] = await Promise.all([makeCertificate('self-signed'), makeCertificate('self-signed')]);
  const first = await startEscl({}, { tls });
  const desk = openDesk([{ driver: 'escl', addresses: [first.address], discover: false }], {
    clock: hurriedClock(),
  });
  await desk.until(({ overall }) => overall.kind === 'ready');
  await first.stop();
  const second = await startDevice({}, { tls: other, port: first.port });
  second.load([sheet]);
  await expect(desk.scan(feeder())).rejects.toMatchObject({ code: 'SCANNER_CERTIFICATE_CHANGED' });
  expect(second.requests).toEqual([]);
  desk.pins.clear();
  expect(await desk.scan(feeder())).toMatchObject({ pages: 1 });
});

test('SCANNER_RESTART_NEEDED: three jobs in a row without a page', async () => {
  const desk = openSane(['--read-return-value=SANE_STATUS_IO_ERROR']);
  const codes: unknown[] = [];
  for (let job = 0; job < 3; job += 1) {
    await desk
      .scan(aJob({ source: 'flatbed' }))
      .catch((error: { readonly code: unknown }) => codes.push(error.code));
  }
  expect(codes).toEqual(['SCANNER_IO', 'SCANNER_IO', 'SCANNER_RESTART_NEEDED']);
});

test('SCANNER_SUPPORT_MISSING: a program that is not installed is named as that', async () => {
  const desk = openDesk([{ driver: 'sane', program: 'no-such-program' }]);
  const news = await desk.until(({ overall }) => overall.kind === 'none' && overall.fault !== null);
  expect(news.overall).toEqual({ kind: 'none', fault: 'SCANNER_SUPPORT_MISSING' });
  await expect(desk.scan()).rejects.toMatchObject({ code: 'SCANNER_SUPPORT_MISSING' });
});

test('INBOX_UNREACHABLE: a folder that is not there is no empty one', async () => {
  const folder = makeFolder('inbox');
  onTestFinished(() => folder.remove());
  const inbox = path.join(folder.path, 'inbox');
  const desk = openDesk([{ driver: 'inbox', path: inbox }], { clock: hurriedClock() });
  await expect(desk.scan()).rejects.toMatchObject({ code: 'INBOX_UNREACHABLE' });
  mkdirSync(`${inbox}-made`);
  renameSync(`${inbox}-made`, inbox);
  await desk.until(({ overall }) => overall.kind === 'ready');
});

test('INBOX_FILE_REJECTED: what is no page is set aside unchanged, the others are taken', async () => {
  const folder = makeFolder('inbox');
  onTestFinished(() => folder.remove());
  writeFileSync(path.join(folder.path, '1.txt'), 'not a page');
  writeFileSync(path.join(folder.path, '2.jpg'), sheet.subarray(0, 900));
  writeFileSync(path.join(folder.path, '3.jpg'), sheet);
  const desk = openDesk([{ driver: 'inbox', path: folder.path }], { clock: hurriedClock() });
  const sink = createSink();
  await desk.scan(aJob(), { sink });
  expect(sink.pages).toMatchObject([{ ordinal: 1, sizeBytes: sheet.length }]);
  expect(desk.rejected).toEqual([
    { code: 'INBOX_FILE_REJECTED', reason: 'unknown' },
    { code: 'INBOX_FILE_REJECTED', reason: 'broken' },
  ]);
  expect(readdirSync(path.join(folder.path, 'rejected'))).toHaveLength(2);
});

test('a kiosk that is stopped in the middle of a page ends its scan; pages so far are kept', async () => {
  const { device, desk } = await openEscl();
  device.plan(2, { kind: 'silence' });
  const sink = createSink();
  const scan = desk.scan(feeder(), {
    sink,
    onProgress: (said) => {
      if (said.kind === 'stored') void desk.scanners.stop();
    },
  });
  expect(await scan).toMatchObject({ end: 'cancelled', pages: 1 });
  expect(sink.pages).toHaveLength(1);
});

test('DISK_FULL while a page is stored: it waits in its folder, with its dossier and its resolution', async () => {
  const { desk } = await openEscl();
  const full = createSink(async ({ ordinal }) => {
    if (ordinal === 2) throw new KioskFault('DISK_FULL');
  });
  await expect(desk.scan(feeder(), { sink: full })).rejects.toMatchObject({ code: 'DISK_FULL' });
  const [left] = await desk.scanners.leftovers();
  expect(left).toMatchObject({ reference });
  const sink = createSink();
  await left?.handOver(sink);
  // The picture itself says nothing of its resolution.
  expect(sink.pages[0]).toMatchObject({ ordinal: 2, dpi: 100, bytes: sheet });
});

test('three hundred sheets leave memory and folder as small as three do', async () => {
  const { device, desk } = await openEscl();
  device.load(Array.from({ length: 297 }, () => sheet));
  let mostFiles = 0;
  let pages = 0;
  const before = process.memoryUsage().rss;
  let most = 0;
  const sink = {
    async accept() {
      pages += 1;
      const [folder = ''] = readdirSync(desk.spoolFolder);
      mostFiles = Math.max(mostFiles, readdirSync(path.join(desk.spoolFolder, folder)).length);
      most = Math.max(most, process.memoryUsage().rss);
    },
  };
  expect(await desk.scan(feeder(), { sink })).toMatchObject({ pages: 300, end: 'done' });
  expect(pages).toBe(300);
  // The job's own file, the page being stored, the page that comes.
  expect(mostFiles).toBeLessThanOrEqual(3);
  expect(most - before).toBeLessThan(100 * 1024 * 1024);
});
