import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { createPaperWorkshop, type PageInput, type PreparedPage } from '../../electron/core/papers/index.ts';
import { systemClock } from '../../shared/clock.ts';
import { builtThreads } from '../support/built.ts';
import { judgeSet, showConfusion } from '../support/page-set/confusion.ts';
import { drawPaper } from '../support/page-set/draw-page.ts';
import { type Part, pageSet } from '../support/page-set/page-set.ts';
import { randomFrom } from '../support/page-set/random.ts';
import { mildHabits, scanPaper } from '../support/page-set/scan-paper.ts';
import type { BenchRow } from './bench-row.ts';

const root = path.resolve(import.meta.dirname, '../..');
const rounds = 12;

const openWorkshop = () =>
  createPaperWorkshop({
    workerPath: builtThreads.papers,
    resourcesDir: path.join(root, 'resources'),
    clock: systemClock,
  });

async function timesMs(count: number, run: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return times.sort((one, two) => one - two);
}

const middle = (times: readonly number[]): number => times[Math.floor(times.length / 2)] ?? Number.NaN;

async function fullPage(): Promise<PageInput> {
  const random = randomFrom(31);
  const drawing = { font: 'Liberation Serif', hand: 'Z003', dpi: 300 };
  const paper = await drawPaper({ ...drawing, kind: 'table', random });
  const bytes = await scanPaper({ paper, back: null, habits: mildHabits(random), random });
  return { bytes, dpi: 300, announced: 'jpeg', expected: { kind: 'paper', size: 'a4' } };
}

/** The same pixels by the library alone: everything decoded once for figures, once to be encoded. */
async function rawCheckAndEncode({ bytes }: PageInput): Promise<void> {
  await sharp(bytes).resize(1240).raw().toBuffer();
  await sharp(bytes).resize(1654).jpeg({ quality: 82 }).toBuffer();
}

/** What img2pdf does: the JPEGs go in as they are, nothing else. */
async function rawAssembly(pages: readonly PreparedPage[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const page of pages) {
    const image = await document.embedJpg(page.jpeg);
    const size: [number, number] = [(page.widthPx / page.dpi) * 72, (page.heightPx / page.dpi) * 72];
    document.addPage(size).drawImage(image, { x: 0, y: 0, width: size[0], height: size[1] });
  }
  return document.save();
}

async function measureSpeed(): Promise<readonly BenchRow[]> {
  const workshop = openWorkshop();
  const page = await fullPage();
  const { prepared } = await workshop.look(page);
  await rawCheckAndEncode(page);

  sharp.concurrency(1);
  const raw = middle(await timesMs(rounds, () => rawCheckAndEncode(page)));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const cpuBefore = process.cpuUsage();
  const looks = await timesMs(rounds, () => workshop.look(page));
  const cpu = process.cpuUsage(cpuBefore);
  const cpuMs = (cpu.user + cpu.system) / 1e3 / rounds;
  delay.disable();
  const lateMs = (value: number): number => Math.max(0, value / 1e6 - 5);

  const ten = Array.from({ length: 10 }, () => prepared);
  const order = { title: 'H21.01-261122-0001.1', maxBytes: 64_000_000 };
  const rawTen = middle(await timesMs(rounds, () => rawAssembly(ten)));
  const built = middle(await timesMs(rounds, () => workshop.buildPdf({ ...order, pages: ten })));

  const beforeMb = process.memoryUsage().rss / 1e6;
  let mostMb = beforeMb;
  const note = (): void => {
    mostMb = Math.max(mostMb, process.memoryUsage().rss / 1e6);
  };
  for (let no = 0; no < 40; no += 1) {
    await workshop.look(page);
    note();
  }
  const small = await sharp(prepared.jpeg).jpeg({ quality: 12 }).toBuffer();
  async function* threeHundred(): AsyncGenerator<PreparedPage> {
    for (let no = 0; no < 300; no += 1) {
      note();
      yield { ...prepared, jpeg: Uint8Array.from(small) };
    }
  }
  const large = await workshop.buildPdf({ ...order, pages: threeHundred() });
  note();
  await workshop.close();
  const look = middle(looks);
  return [
    {
      name: 'check and encode of an A4 page, 300 dpi, colour',
      unit: 'ms',
      ours: look,
      raw,
      target: '≤ 450',
      met: look <= 450,
      note: `the page has ${(page.bytes.length / 1e3).toFixed(0)} kB, prepared ${(prepared.jpeg.length / 1e3).toFixed(0)} kB at ${prepared.dpi} dpi; quickest ${looks[0]?.toFixed(0)} ms, slowest ${looks.at(-1)?.toFixed(0)} ms, ${cpuMs.toFixed(0)} ms of processor a page`,
    },
    {
      name: 'event-loop delay of the core meanwhile, p99',
      unit: 'ms',
      ours: lateMs(delay.percentile(99)),
      raw: null,
      target: '≤ 20',
      met: lateMs(delay.percentile(99)) <= 20,
      note: `longest ${lateMs(delay.max).toFixed(1)} ms`,
    },
    {
      name: 'PDF of 10 pages, read back',
      unit: 'ms',
      ours: built,
      raw: rawTen,
      target: '≤ 500',
      met: built <= 500,
    },
    {
      name: 'bytes of a page in the dossier',
      unit: 'kB',
      ours: prepared.jpeg.length / 1e3,
      raw: null,
      target: '≤ 550',
      met: prepared.jpeg.length <= 550_000,
    },
    {
      name: 'memory that 40 checks and a PDF of 300 pages add',
      unit: 'MB',
      ours: mostMb - beforeMb,
      raw: large.bytes.length / 1e6,
      target: '≤ 150',
      met: mostMb - beforeMb <= 150,
      note: `whole process at most ${mostMb.toFixed(0)} MB; raw is the size of the PDF itself`,
    },
  ];
}

async function measurePart(part: Part): Promise<readonly BenchRow[]> {
  const workshop = openWorkshop();
  const confusion = await judgeSet(workshop, pageSet(part));
  await workshop.close();
  console.log(`  ${part}: ${confusion.pages} pages; rows are what they are, columns what was found`);
  console.log(showConfusion(confusion).replaceAll(/^/gm, '    '));
  for (const miss of confusion.misses) console.log(`    ${miss}`);
  const percent = (share: number): number => share * 100;
  return [
    {
      name: `bad pages found, ${part}`,
      unit: '%',
      ours: percent(confusion.badFound),
      raw: null,
      target: '≥ 95',
      met: confusion.badFound >= 0.95,
      note: `${percent(confusion.badNamed).toFixed(1)} % for the right reason`,
    },
    {
      name: `good pages stopped, ${part}`,
      unit: '%',
      ours: percent(confusion.goodStopped),
      raw: null,
      target: '≤ 2',
      met: confusion.goodStopped <= 0.02,
    },
  ];
}

/** A page on its way into the dossier, and how well bad pages are told from good ones (some minutes). */
export async function measureQuality(): Promise<readonly BenchRow[]> {
  return [...(await measureSpeed()), ...(await measurePart('tune')), ...(await measurePart('held-out'))];
}
