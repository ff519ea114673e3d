import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import sharp from 'sharp';
import {
  createScanners,
  type PageSink,
  type ScanJob,
  type Scanners,
} from '../../electron/core/devices/scanner/index.ts';
import { systemClock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import { withFolder } from '../support/folders.ts';
import type { BenchRow } from './bench-row.ts';

const pages = 50;
/** An idle loop measures this much: it is the monitor's own step. */
const resolutionMs = 2;
const quiet = { info: () => undefined, warn: () => undefined, failure: () => undefined };
const resourcesDir = path.resolve(import.meta.dirname, '../../resources');

/** What the drivers cost beside the bare thing: a network pile as fast as it goes, and SANE beside `scanimage --batch`. */
export function measureScanner(): Promise<readonly BenchRow[]> {
  return withFolder('bench-scanner', async (folder) => [
    ...(await measureNetwork(path.join(folder, 'escl'))),
    ...(await measureSane(path.join(folder, 'sane'))),
  ]);
}

function job(id: string, dpi: number): ScanJob {
  const reference = { dossierId: 'bench', componentId: 'bench' };
  return {
    id,
    reference,
    scanner: null,
    source: 'feeder',
    dpi,
    colour: 'colour',
    area: 'a4',
    pageLimit: null,
  };
}

async function openScanners(config: KioskConfig['scanners'], folder: string): Promise<Scanners> {
  const scanners = createScanners({
    scanners: config,
    spoolFolder: path.join(folder, 'spool'),
    resourcesDir,
    pins: { find: () => undefined, keep: () => undefined },
    onRejected: () => undefined,
    clock: systemClock,
    log: quiet,
  });
  scanners.start(() => undefined);
  await scanners.lookAgain();
  return scanners;
}

/** As durable as the vault, without its encryption: what is measured here is the road to it. */
function durableSink(folder: string, onPage: () => void): PageSink {
  return {
    async accept(page) {
      await copyDurably(page.path, path.join(folder, `${page.ordinal}`));
      onPage();
    },
  };
}

async function copyDurably(from: string, to: string): Promise<void> {
  const file = await open(to, 'w');
  await file.writeFile(await readFile(from));
  await file.sync();
  await file.close();
}

async function measureNetwork(folder: string): Promise<readonly BenchRow[]> {
  mkdirSync(folder, { recursive: true });
  const noise = { type: 'gaussian', mean: 200, sigma: 12 } as const;
  const create = { width: 2_480, height: 3_508, channels: 3, background: '#fff', noise } as const;
  const page = await sharp({ create }).jpeg({ quality: 80 }).toBuffer();
  const pageFile = path.join(folder, 'page.jpg');
  writeFileSync(pageFile, page);
  const device = fork(path.join(import.meta.dirname, 'escl-device.ts'), [pageFile, String(pages)]);
  const [{ address }] = await once(device, 'message');
  const scanners = await openScanners(
    [{ driver: 'escl', addresses: [address], discover: false, certificates: 'pin' }],
    folder,
  );
  await load(device);
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  const startRss = process.memoryUsage().rss;
  let mostRss = 0;
  let lastFetchedMs = 0;
  const sink = durableSink(folder, () => {
    mostRss = Math.max(mostRss, process.memoryUsage().rss);
  });
  delays.enable();
  const startedMs = performance.now();
  await scanners.scan(job('network', 300), {
    signal: new AbortController().signal,
    sink,
    onProgress(said) {
      if (said.kind === 'scanning' && said.share === 1) lastFetchedMs = performance.now();
    },
  });
  const endedMs = performance.now();
  delays.disable();
  await load(device);
  const rawDelays = monitorEventLoopDelay({ resolution: resolutionMs });
  rawDelays.enable();
  const rawMs = await fetchRaw(address, folder);
  rawDelays.disable();
  await scanners.stop();
  device.disconnect();
  const perPage = (endedMs - startedMs) / pages;
  const grownMb = (mostRss - startRss) / 2 ** 20;
  const p99 = delays.percentile(99) / 1e6 - resolutionMs;
  const rawP99 = rawDelays.percentile(99) / 1e6 - resolutionMs;
  const afterLast = endedMs - lastFetchedMs;
  const name = `eSCL, A4 300 dpi of ${(page.length / 2 ** 20).toFixed(1)} MB`;
  return [
    {
      name: `${name}: page to the sink`,
      unit: 'ms',
      ours: perPage,
      raw: rawMs,
      target: '≤ 1.5× raw',
      met: perPage <= 1.5 * rawMs,
    },
    {
      name: `${name}: end after the last page came`,
      unit: 'ms',
      ours: afterLast,
      raw: null,
      target: '≤ 1000 ms',
      met: afterLast <= 1_000,
    },
    {
      name: `${name}: memory grown over ${pages} pages`,
      unit: 'MB',
      ours: grownMb,
      raw: null,
      target: '≤ 150 MB',
      met: grownMb <= 150,
    },
    {
      name: `${name}: event-loop delay p99`,
      unit: 'ms',
      ours: p99,
      raw: rawP99,
      target: '≤ 20 ms or 1.2× raw',
      met: p99 <= Math.max(20, 1.2 * rawP99),
    },
  ];
}

async function load(device: ChildProcess): Promise<void> {
  const loaded = once(device, 'message');
  device.send('load');
  await loaded;
}

/** The same pages by fetch into synced files, nothing else. */
async function fetchRaw(address: string, folder: string): Promise<number> {
  const startedMs = performance.now();
  const created = await fetch(`${address}/ScanJobs`, {
    method: 'POST',
    body: '<pwg:InputSource>Feeder</pwg:InputSource>',
  });
  const location = created.headers.get('location');
  for (let at = 0; at < pages; at += 1) {
    const answer = await fetch(`${location}/NextDocument`);
    const file = await open(path.join(folder, `raw-${at}`), 'w');
    await file.writeFile(Buffer.from(await answer.arrayBuffer()));
    await file.sync();
    await file.close();
  }
  return (performance.now() - startedMs) / pages;
}

async function measureSane(folder: string): Promise<readonly BenchRow[]> {
  const configDir = path.join(folder, 'config');
  mkdirSync(path.join(configDir, 'dll.d'), { recursive: true });
  writeFileSync(path.join(configDir, 'dll.conf'), 'test\n');
  writeFileSync(path.join(configDir, 'test.conf'), 'number_of_devices 1\n');
  const scanners = await openScanners(
    [{ driver: 'sane', program: 'scanimage', configDir, options: [] }],
    folder,
  );
  const [one] = scanners.list();
  await scanners.capabilities(one?.key ?? '', new AbortController().signal);
  const args = [
    '-d',
    'test:0',
    '--source=Automatic Document Feeder',
    '--mode=Color',
    '--depth=8',
    '--resolution=300',
  ];
  const area = ['-l', '0', '-t', '0', '-x', '200', '-y', '200', '--format=tiff'];
  const env = { ...process.env, SANE_CONFIG_DIR: configDir, LC_ALL: 'C' };
  const times = { ours: [] as number[], raw: [] as number[] };
  for (let round = 0; round < 3; round += 1) {
    let startedMs = performance.now();
    await promisify(execFile)('scanimage', [...args, ...area, `--batch=${folder}/raw%d.tif`], { env });
    for (let page = 1; page <= 10; page += 1)
      await copyDurably(`${folder}/raw${page}.tif`, `${folder}/kept${page}`);
    times.raw.push((performance.now() - startedMs) / 10);
    startedMs = performance.now();
    await scanners.scan(job(`sane-${round}`, 300), {
      signal: new AbortController().signal,
      sink: durableSink(folder, () => undefined),
      onProgress: () => undefined,
    });
    times.ours.push((performance.now() - startedMs) / 10);
  }
  await scanners.stop();
  const ours = Math.min(...times.ours);
  const raw = Math.min(...times.raw);
  const name = 'SANE test back end, 200 × 200 mm 300 dpi, beside scanimage --batch and a synced copy';
  return [{ name, unit: 'ms', ours, raw, target: '≤ 2× raw', met: ours <= 2 * raw }];
}
