import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createSamplePapers } from '../../electron/core/devices/scanner/index.ts';
import { samplePapers } from '../../shared/contract/index.ts';
import { makeNaps2 } from '../simulators/naps2.ts';
import { makeFolder } from '../support/folders.ts';
import { aJob, createSink, hurriedClock, openDesk, reference } from '../support/scanner-desk.ts';

let page: Buffer = Buffer.alloc(0);
const pdf = Buffer.from(`%PDF-1.7\n%${'x'.repeat(4_000)}\n%%EOF\n`);

beforeAll(async () => {
  page = await sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#f4f0e6' } })
    .jpeg()
    .withMetadata({ density: 200 })
    .toBuffer();
});

/** `lying`: what lies there before the kiosk starts. */
function openInbox(lying: Readonly<Record<string, Uint8Array>> = {}) {
  const folder = makeFolder('inbox');
  onTestFinished(() => folder.remove());
  const inbox = path.join(folder.path, 'inbox');
  mkdirSync(inbox);
  for (const [name, bytes] of Object.entries(lying)) writeFileSync(path.join(inbox, name), bytes);
  const desk = openDesk([{ driver: 'inbox', path: inbox }], { clock: hurriedClock() });
  return {
    desk,
    inbox,
    put: (name: string, bytes: Uint8Array) => writeFileSync(path.join(inbox, name), bytes),
  };
}

describe('the inbox', () => {
  test('takes pictures and PDFs in the order a person would say, byte for byte, and leaves nothing', async () => {
    const { desk, inbox, put } = openInbox();
    put('page10.pdf', pdf);
    put('page2.jpg', page);
    put('page1.jpg', page);
    const sink = createSink();
    expect(await desk.scan(aJob(), { sink })).toMatchObject({ pages: 3, end: 'done' });
    expect(sink.pages).toMatchObject([
      { ordinal: 1, format: 'jpeg', dpi: 200, widthPx: 1654, reference },
      { ordinal: 2, format: 'jpeg' },
      { ordinal: 3, format: 'pdf', widthPx: null, dpi: null },
    ]);
    expect(sink.pages[2]?.bytes.equals(pdf)).toBe(true);
    expect(readdirSync(inbox)).toEqual([]);
    expect(readdirSync(desk.spoolFolder)).toEqual([]);
  });

  test('waits for paper, which is a state, and takes it when it comes', async () => {
    const { desk, put } = openInbox();
    const said: string[] = [];
    const scan = desk.scan(aJob(), {
      onProgress(progress) {
        said.push(progress.kind);
        if (progress.kind === 'waiting-for-paper') put('late.jpg', page);
      },
    });
    expect(await scan).toMatchObject({ pages: 1 });
    expect(said).toContain('waiting-for-paper');
    expect(desk.news.map(({ overall }) => overall.kind)).toContain('waiting');
  });

  test('lets a file grow until it is whole, and never looks at unfinished names', async () => {
    const { desk, inbox, put } = openInbox();
    put('.hidden.jpg', page);
    put('copying.jpg.part', page);
    put('growing.jpg', page.subarray(0, 100));
    const sink = createSink();
    const scan = desk.scan(aJob(), {
      sink,
      onProgress: ({ kind }) => {
        if (kind === 'scanning') put('growing.jpg', page);
      },
    });
    await scan;
    expect(sink.pages.map(({ sizeBytes }) => sizeBytes)).toEqual([page.length]);
    expect(readdirSync(inbox).sort()).toEqual(['.hidden.jpg', 'copying.jpg.part']);
  });

  test('puts aside what one person left behind, so that the next one never scans it', async () => {
    const { desk, inbox, put } = openInbox();
    put('forgotten.jpg', page);
    await desk.scanners.endVisit();
    expect(readdirSync(inbox)).toEqual(['left-behind']);
    expect(readdirSync(path.join(inbox, 'left-behind'))).toHaveLength(1);
  });

  test('takes up again what a crash left half taken', async () => {
    const { desk, inbox } = openInbox({ '.taken-page1.jpg': page });
    expect(await desk.scan()).toMatchObject({ pages: 1 });
    expect(existsSync(path.join(inbox, '.taken-page1.jpg'))).toBe(false);
  });
});

test('the sample papers of the demo lie in the inbox at 200 dpi, as often as they are laid down', async () => {
  const { desk, inbox } = openInbox();
  const papers = createSamplePapers({
    resourcesDir: path.resolve(import.meta.dirname, '../../resources'),
    inbox,
  });
  await papers.prepare();
  for (const paper of samplePapers) await papers.load(paper);
  const sink = createSink();
  await desk.scan(aJob(), { sink });
  expect(sink.pages.map(({ dpi, widthPx }) => [dpi, widthPx])).toEqual(Array(4).fill([200, 1654]));
});

test('pages that the sink could not keep are given to their dossier after a restart', async () => {
  const { desk, inbox, put } = openInbox();
  put('1.jpg', page);
  put('2.jpg', page);
  const refusing = createSink(async ({ ordinal }) => {
    if (ordinal === 2) throw new Error('the vault went away');
  });
  await expect(desk.scan(aJob(), { sink: refusing })).rejects.toThrow('the vault went away');
  expect(refusing.pages).toHaveLength(1);

  const again = openDesk([{ driver: 'inbox', path: inbox }], { spoolFolder: desk.spoolFolder });
  const [left] = await again.scanners.leftovers();
  expect(left).toMatchObject({ reference, pages: 1 });
  const sink = createSink();
  await left?.handOver(sink);
  expect(sink.pages).toMatchObject([{ ordinal: 2, reference, format: 'jpeg', dpi: 200 }]);
  expect(await again.scanners.leftovers()).toEqual([]);
});

describe('NAPS2.Console, by its stand-in', () => {
  function openNaps2() {
    const folder = makeFolder('naps2');
    onTestFinished(() => folder.remove());
    const naps2 = makeNaps2(folder.path);
    const file = path.join(folder.path, 'scan.jpg');
    writeFileSync(file, page);
    naps2.script({
      devices: { wia: ['Canon DR-C225'], twain: ['Canon DR-C225', 'TWAIN only'] },
      pages: [file, file],
    });
    const [program, ...programArgs] = naps2.command;
    const desk = openDesk([{ driver: 'naps2', program, programArgs, kinds: ['wia', 'twain'] }], {
      clock: hurriedClock(),
    });
    return { naps2, desk, file };
  }

  test('lists each scanner once, and scans with the options that NAPS2 knows', async () => {
    const { naps2, desk } = openNaps2();
    const { scanners } = await desk.until((news) => news.scanners.length === 2);
    expect(scanners.map(({ key }) => key)).toEqual(['naps2:wia:Canon DR-C225:', 'naps2:twain:TWAIN only:']);
    const sink = createSink();
    expect(await desk.scan(aJob({ source: 'feeder-duplex' }), { sink })).toMatchObject({
      pages: 2,
      end: 'done',
    });
    expect(sink.pages).toMatchObject([{ ordinal: 1, dpi: 200 }, { ordinal: 2 }]);
    expect(naps2.calls().at(-1)?.join(' ')).toBe(
      '--noprofile --driver wia --device Canon DR-C225 --source duplex --dpi 200 --bitdepth color --pagesize 210x297mm --jpegquality 95 -v -f -o page.$(nnnn).jpg',
    );
  });

  test.each([
    ['The scanner has a paper jam.', 'SCANNER_JAM'],
    ["The scanner's cover is open.", 'SCANNER_COVER_OPEN'],
    ['The selected scanner is offline.', 'SCANNER_LOST'],
    ['The selected scanner does not support using duplex.', 'SCANNER_UNABLE'],
    ['An error occurred with the scanning driver.', 'SCANNER_IO'],
  ])('understands "%s", and keeps the pages that came before', async (says, code) => {
    const { naps2, desk, file } = openNaps2();
    naps2.script({ says, pages: [file] });
    const sink = createSink();
    await expect(desk.scan(aJob(), { sink })).rejects.toMatchObject({ code, details: { pages: 1 } });
    expect(sink.pages).toHaveLength(1);
  });

  test('ends a program that hangs when the person cancels', async () => {
    const { naps2, desk } = openNaps2();
    await desk.until((news) => news.scanners.length === 2);
    naps2.script({ hangs: true });
    const stop = new AbortController();
    const scan = desk.scan(aJob(), { signal: stop.signal });
    setImmediate(() => stop.abort());
    expect(await scan).toMatchObject({ end: 'cancelled', pages: 0 });
  });
});

test('a folder that is moved away is a fault of its own, and comes back by itself', async () => {
  const { desk, inbox } = openInbox();
  await desk.until((news) => news.scanners.length === 1);
  renameSync(inbox, `${inbox}-away`);
  await desk.until(({ overall }) => overall.kind === 'absent');
  renameSync(`${inbox}-away`, inbox);
  await desk.until(({ overall }) => overall.kind === 'ready');
});
