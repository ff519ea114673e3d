import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ScannersDeps } from '../../electron/core/devices/scanner/index.ts';
import { makeCertificate } from '../portal/certificates.ts';
import { type SimulatedEscl, startEscl } from '../simulators/escl.ts';
import { announce } from '../simulators/escl-announce.ts';
import type { EsclHabits } from '../simulators/escl-habits.ts';
import { makeFolder } from '../support/folders.ts';
import { makeSaneConfig } from '../support/sane.ts';
import { aJob, createSink, hurriedClock, openDesk } from '../support/scanner-desk.ts';

/** Three small sheets in three colours: the order of pages can be seen. */
let sheets: readonly Buffer[] = [];

beforeAll(async () => {
  sheets = await Promise.all(
    ['#c02020', '#20c020', '#2020c0'].map((background) =>
      sharp({ create: { width: 827, height: 1169, channels: 3, background } })
        .jpeg()
        .withMetadata({ density: 100 })
        .toBuffer(),
    ),
  );
});

type Start = Parameters<typeof startEscl>[1];

async function startDevice(habits: Partial<EsclHabits> = {}, options: Start = {}): Promise<SimulatedEscl> {
  const device = await startEscl(habits, options);
  onTestFinished(() => device.stop());
  return device;
}

function openWith(device: { readonly address: string }, given: Partial<ScannersDeps> = {}) {
  return openDesk([{ driver: 'escl', addresses: [device.address], discover: false }], {
    clock: hurriedClock(),
    ...given,
  });
}

const feederJob = () => aJob({ source: 'feeder', dpi: 100 });

test('is known by maker, model and serial, with glass, feeder and both sides', async () => {
  const device = await startDevice();
  const desk = openWith(device);
  const { scanners } = await desk.until((news) => news.scanners.length === 1);
  expect(scanners[0]).toMatchObject({
    key: 'escl:Simulated:MFP 100:SIM0001',
    state: { kind: 'ready' },
  });
  const able = await desk.scanners.capabilities(scanners[0]?.key ?? '', new AbortController().signal);
  expect(able.sources.map(({ source }) => source)).toEqual(['flatbed', 'feeder', 'feeder-duplex']);
  expect(able.sources[0]).toMatchObject({
    resolutionsDpi: [100, 200, 300, 600],
    colourModes: ['colour', 'grey', 'black-white'],
  });
  expect(able.sources[0]?.maxArea?.widthMm).toBeCloseTo(215.9, 1);
});

test('brings three sheets in their order, byte for byte, and ends the job on the device', async () => {
  const device = await startDevice();
  device.load(sheets);
  const sink = createSink();
  const result = await openWith(device).scan(feederJob(), { sink });
  expect(result).toMatchObject({ pages: 3, end: 'done' });
  expect(sink.pages.map(({ bytes }) => bytes.equals(sheets[sink.pages.length] ?? bytes))).toEqual([
    true,
    true,
    true,
  ]);
  expect(sink.pages.map(({ bytes }, i) => bytes.equals(sheets[i] ?? Buffer.alloc(0)))).toEqual([
    true,
    true,
    true,
  ]);
  expect(sink.pages[0]).toMatchObject({ format: 'jpeg', widthPx: 827, heightPx: 1169, dpi: 100 });
  expect(device.orders[0]).toContain('<pwg:Width>2480</pwg:Width><pwg:Height>3507</pwg:Height>');
  expect(device.requests.at(-1)).toBe('DELETE /eSCL/ScanJobs/job-1');
  expect(device.jobsOpen).toBe(0);
});

test('takes the glass when the feeder is empty, one page', async () => {
  const device = await startDevice();
  device.lay(sheets[0] ?? Buffer.alloc(0));
  const sink = createSink();
  expect(await openWith(device).scan(aJob({ dpi: 100 }), { sink })).toMatchObject({ pages: 1, end: 'done' });
  expect(device.orders[0]).toContain('<pwg:InputSource>Platen</pwg:InputSource>');
});

test('reads both sides of each sheet', async () => {
  const device = await startDevice();
  device.load(sheets);
  const sink = createSink();
  await openWith(device).scan(aJob({ source: 'feeder-duplex', dpi: 100 }), { sink });
  expect(sink.pages).toHaveLength(6);
  expect(device.orders[0]).toContain('<scan:Duplex>true</scan:Duplex>');
});

describe('every habit of PEERS’ list', () => {
  const habits: readonly (readonly [string, Partial<EsclHabits>])[] = [
    ['503 before each page', { notYet: 2, retryAfter: '1' }],
    [
      '404 when asked at once, as a Brother MFC-L2710DW',
      { makeAndModel: 'Brother MFC-L2710DW', lateBefore: 1 },
    ],
    [
      '404 as "later" and a Location of broken IPv6, as a Xerox B205',
      { makeAndModel: 'Xerox B205', lateBefore: 1, location: 'broken-ipv6' },
    ],
    ['no more work until its job was deleted, as a Canon DR-S250N', { wantsDelete: true }],
    [
      'busy for a while after the last page, jam when deleted early',
      { settleLooks: 3, hatesEarlyDelete: true },
    ],
    ['410 at the end of the feeder', { endStatus: 410 }],
    ['a feeder that says Processing while it is full, as Kyocera', { feederSaysProcessing: true }],
    ['no glass at all', { hasGlass: false }],
    ['nothing said of sizes, resolutions and colours', { isTerse: true }],
    ['a port in Host, as Epson', { makeAndModel: 'EPSON ET-4850' }],
    [
      'only "localhost" as Host, as HP M630',
      { makeAndModel: 'HP LaserJet Flow MFP M630', host: 'localhost' },
    ],
    ['a relative Location', { location: 'relative' }],
    ['a Location without its slash', { location: 'bare' }],
    ['a Location on localhost with a slash behind', { location: 'localhost' }],
    ['doubled slashes', { location: 'doubled-slashes' }],
    ['no Location at all', { location: 'none' }],
    ['connections reset behind each page', { resetsAfterPage: true }],
    ['chunks', { length: 'chunked' }],
    ['a length that is too long', { length: 'too-long' }],
    ['no length', { length: 'none' }],
    ['the type of a web page', { contentType: 'text/html' }],
    ['no type', { contentType: null }],
    ['other namespaces', { prefixes: ['escl', 'sm'] }],
    ['no prefixes', { prefixes: ['', ''] }],
    ['a root of its own', { root: '/scan/eSCL' }],
  ];

  test.each(habits)('%s: all pages come, and the next job too', async (name, habit) => {
    const first = await startDevice({
      ...habit,
      ...(name.includes('localhost" as Host') ? { host: null } : {}),
    });
    // The model is learned from its own description, so that one must be readable before.
    const desk = openWith(first);
    await desk.until((news) => news.scanners.length === 1);
    first.change(habit);
    for (const run of [1, 2]) {
      first.load(sheets);
      const sink = createSink();
      expect(await desk.scan(feederJob(), { sink })).toMatchObject({ pages: 3, end: 'done' });
      expect(
        sink.pages.map(({ bytes }, i) => bytes.equals(sheets[i] ?? Buffer.alloc(0))),
        `run ${run}`,
      ).toEqual([true, true, true]);
    }
  });
});

test('wakes a scanner that sleeps', async () => {
  const device = await startDevice();
  const desk = openWith(device);
  await desk.until((news) => news.scanners.length === 1);
  device.change({ sleepsFor: 2 });
  device.load(sheets);
  const said: string[] = [];
  const result = await desk.scan(feederJob(), { onProgress: ({ kind }) => said.push(kind) });
  expect(result.pages).toBe(3);
  expect(said.filter((kind) => kind === 'waking')).toHaveLength(2);
});

describe('over TLS', () => {
  test('keeps the first certificate, and follows a redirect from plain HTTP', async () => {
    const tls = await makeCertificate('self-signed');
    const secure = await startDevice({}, { tls });
    const plain = await startDevice({ redirectTo: secure.origin });
    secure.load(sheets);
    const desk = openWith(plain);
    expect(await desk.scan(feederJob())).toMatchObject({ pages: 3 });
    expect([...desk.pins.keys()]).toEqual([`127.0.0.1:${secure.port}`]);
  });

  test('takes a whole page although the connection is dropped behind it, as Kyocera does', async () => {
    const tls = await makeCertificate('self-signed');
    const device = await startDevice({ resetsAfterPage: true }, { tls });
    device.load(sheets);
    expect(await openWith(device).scan(feederJob())).toMatchObject({ pages: 3 });
  });

  test('asks the system’s authorities where that is wished, and refuses what they do not know', async () => {
    const device = await startDevice({}, { tls: await makeCertificate('self-signed') });
    const desk = openDesk(
      [{ driver: 'escl', addresses: [device.address], discover: false, certificates: 'system' }],
      { clock: hurriedClock() },
    );
    await expect(desk.scan(feederJob())).rejects.toMatchObject({ code: 'SCANNER_NONE' });
    expect(device.requests).toEqual([]);
  });

  test('never follows a redirect to another host', async () => {
    const device = await startDevice({ redirectTo: 'http://127.0.0.9:9' });
    await expect(openWith(device).scan(feederJob())).rejects.toMatchObject({ code: 'SCANNER_NONE' });
  });
});

test('finds a scanner that announces itself, and loses it when it says goodbye', async () => {
  const device = await startDevice({ serial: 'SIM-MDNS' });
  const silence = await announce(device.port);
  const desk = openDesk([{ driver: 'escl', discover: true, networkInterface: '127.0.0.1' }], {
    clock: hurriedClock(),
  });
  const found = await desk.until((news) => news.scanners.length > 0);
  expect(found.scanners).toMatchObject([
    { id: { model: 'MFP 100', serial: 'SIM-MDNS' }, state: { kind: 'ready' } },
  ]);
  await silence();
  await desk.until(({ scanners }) => scanners[0]?.state.kind === 'absent');
});

test('the simulator is a scanner for others too: sane-airscan scans its glass', async () => {
  const device = await startDevice();
  device.lay(sheets[0] ?? Buffer.alloc(0));
  const folder = makeFolder('airscan');
  onTestFinished(() => folder.remove());
  const configDir = makeSaneConfig(['airscan'], {
    airscan: `[devices]\n"Simulated" = ${device.address}/, eSCL\n[options]\ndiscovery = disable\n`,
  });
  const file = path.join(folder.path, 'page.png');
  await promisify(execFile)(
    'scanimage',
    ['-d', 'airscan:e0:Simulated', '--mode=Color', '--resolution=100', '--format=png', '-o', file],
    { env: { ...process.env, SANE_CONFIG_DIR: configDir, LC_ALL: 'C' } },
  );
  const { dominant } = await sharp(readFileSync(file)).stats();
  expect(dominant.r).toBeGreaterThan(150);
  expect(dominant.g).toBeLessThan(60);
});
