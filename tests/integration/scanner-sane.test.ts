import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ScanProgress, spoolFolderFor } from '../../electron/core/devices/scanner/index.ts';
import { makeFolder } from '../support/folders.ts';
import { makeSaneConfig } from '../support/sane.ts';
import { type TestBackendStart, writePpm } from '../support/sane-config.ts';
import { aJob, createSink, openDesk, reference } from '../support/scanner-desk.ts';

/** A desk with SANE's `test` back end. */
function openSane(options: readonly string[] = [], start: TestBackendStart = {}) {
  const configDir = makeSaneConfig(['test'], { test: start });
  return openDesk([{ driver: 'sane', configDir, options: [...options] }]);
}

describe('SANE’s own test back end', () => {
  test('is known by vendor and model, twins by their order, with what each source can do', async () => {
    const desk = openSane([], { number_of_devices: 2 });
    const { scanners } = await desk.until((news) => news.scanners.length === 2);
    expect(scanners.map(({ key }) => key)).toEqual([
      'sane:Noname:frontend-tester:',
      'sane:Noname:frontend-tester:#2',
    ]);
    const able = await desk.scanners.capabilities(scanners[0]?.key ?? '', new AbortController().signal);
    expect(able.sources).toEqual(
      ['flatbed', 'feeder'].map((source) => ({
        source,
        resolutionsDpi: [75, 100, 150, 200, 240, 300, 400, 600, 1200],
        colourModes: ['grey', 'colour'],
        maxArea: { widthMm: 200, heightMm: 200 },
      })),
    );
  });

  test('empties the feeder of ten sheets, page by page, each whole, in colour and at its true resolution', async () => {
    const desk = openSane();
    const sink = createSink();
    const result = await desk.scan(aJob({ source: 'feeder', dpi: 150 }), { sink });
    expect(result).toMatchObject({ pages: 10, end: 'done', scanner: { model: 'frontend-tester' } });
    expect(sink.pages.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const page of sink.pages) {
      expect(page).toMatchObject({ reference, format: 'tiff', widthPx: 1181, heightPx: 1181, dpi: 150 });
      expect(await sharp(page.bytes).metadata()).toMatchObject({ width: 1181, channels: 3, density: 150 });
    }
    expect(readdirSync(desk.spoolFolder)).toEqual([]);
  });

  test('scans one page from the glass and tells how far it is', async () => {
    const desk = openSane(['--test-picture=Color pattern']);
    const said: ScanProgress[] = [];
    const sink = createSink();
    await desk.scan(aJob({ source: 'flatbed' }), { sink, onProgress: (one) => said.push(one) });
    expect(sink.pages).toHaveLength(1);
    expect(said[0]).toEqual({ kind: 'starting' });
    expect(said).toContainEqual({ kind: 'scanning', page: 1, share: 1 });
    expect(said.at(-1)).toEqual({ kind: 'stored', page: 1 });
  });

  test('stops at the wished number of pages', async () => {
    const sink = createSink();
    const result = await openSane().scan(aJob({ source: 'feeder', pageLimit: 3 }), { sink });
    expect(result).toMatchObject({ pages: 3, end: 'page-limit' });
  });

  test('never lets the feeder run ahead of a slow sink by more than a page', async () => {
    const desk = openSane();
    const files: number[] = [];
    const sink = createSink(async () => {
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const [job = ''] = readdirSync(desk.spoolFolder);
      const held = readdirSync(path.join(desk.spoolFolder, job)).filter((name) => /^\d+\.tif$/.test(name));
      files.push(held.length);
    });
    expect(await desk.scan(aJob({ source: 'feeder' }), { sink })).toMatchObject({ pages: 10 });
    expect(Math.max(...files)).toBeLessThanOrEqual(2);
  });

  test.each([
    ['a hand scanner that does not know its height', ['--hand-scanner=yes'], 324],
    ['parameters that change when it starts', ['--fuzzy-parameters=yes'], 590],
    ['bits that come a few at a time', ['--read-limit=yes', '--read-limit-size=999'], 590],
    ['non-blocking reading', ['--non-blocking=yes', '--select-fd=yes'], 590],
  ])('reads %s', async (_name, options, widthPx) => {
    const sink = createSink();
    await openSane(options).scan(aJob({ source: 'flatbed', area: 'max', dpi: 75 }), { sink });
    expect(sink.pages[0]).toMatchObject({ widthPx, dpi: 75 });
  });

  test('ends calmly when the person cancels in the middle of a page; pages so far stay', async () => {
    const desk = openSane(['--read-delay=yes', '--read-delay-duration=10000']);
    const stop = new AbortController();
    const sink = createSink();
    const result = await desk.scan(aJob({ source: 'feeder', dpi: 100 }), {
      sink,
      signal: stop.signal,
      onProgress(said) {
        if (said.kind === 'scanning' && said.page === 2 && (said.share ?? 0) > 0.3) stop.abort();
      },
    });
    expect(result).toMatchObject({ end: 'cancelled', pages: 1 });
    expect(sink.pages).toHaveLength(1);
    expect(readdirSync(desk.spoolFolder)).toEqual([]);
    expect(desk.scanners.list()[0]?.state).toEqual({ kind: 'ready' });
  });
});

test('a core that is killed in the middle of a pile leaves whole pages with their dossier’s name on them', async () => {
  const folder = makeFolder('crash');
  onTestFinished(() => folder.remove());
  const child = path.resolve(import.meta.dirname, '../support/scan-and-die.ts');
  const args = [child, folder.path, makeSaneConfig(['test'])];
  const died = await new Promise((resolve) => {
    execFile(process.execPath, args, (error) => resolve(error?.signal));
  });
  expect(died).toBe('SIGKILL');

  const desk = openDesk([], { spoolFolder: folder.path });
  const left = await desk.scanners.leftovers();
  expect(left).toMatchObject([{ jobId: 'dying', reference: { dossierId: 'd-7', componentId: 'c-3' } }]);
  const sink = createSink();
  for (const one of left) await one.handOver(sink);
  // Page 1 was stored and its file gone; page 2 was being stored; page 3 may have come meanwhile.
  expect(sink.pages[0]).toMatchObject({ ordinal: 2, reference: { dossierId: 'd-7' }, dpi: 100 });
  for (const page of sink.pages) expect((await sharp(page.bytes).metadata()).width).toBe(787);
  expect(readdirSync(folder.path)).toEqual([]);
});

test('where pages wait for the vault is memory on Linux, and never the folder of another kiosk', () => {
  expect(spoolFolderFor('data', 'K2')).toBe(
    existsSync('/dev/shm') ? '/dev/shm/kiosk-scan-K2' : path.join('data', 'scan'),
  );
});

test('the pnm back end delivers the pixels of a page that we drew, unchanged and at its true size', async () => {
  const folder = makeFolder('pnm');
  const drawn = await sharp({ create: { width: 620, height: 877, channels: 3, background: '#f8f4e8' } })
    .composite([
      {
        input: Buffer.from(
          '<svg width="620" height="877"><circle cx="310" cy="400" r="90" fill="#c02020"/><text x="60" y="120" font-size="40">GIẤY KHAI SINH</text></svg>',
        ),
      },
    ])
    .raw()
    .toBuffer();
  const file = path.join(folder.path, 'page.ppm');
  writePpm(file, 620, 877, drawn.subarray(0, 620 * 877 * 3));
  const desk = openDesk([
    { driver: 'sane', configDir: makeSaneConfig(['pnm']), options: [`--filename=${file}`] },
  ]);
  const sink = createSink();
  await desk.scan(aJob({ dpi: 75 }), { sink });
  folder.remove();
  expect(sink.pages[0]).toMatchObject({ widthPx: 620, heightPx: 877, dpi: 75 });
  const back = await sharp(sink.pages[0]?.bytes).raw().toBuffer();
  expect(back.equals(drawn.subarray(0, back.length))).toBe(true);
});
