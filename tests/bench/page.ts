import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { openPageServer } from '../../electron/launch/page-server.ts';
import { chromiumForBenches } from '../support/chromium.ts';
import type { BenchRow } from './bench-row.ts';
import { median } from './measure.ts';

const root = path.resolve(import.meta.dirname, '../..');
const pageFolder = path.join(root, 'dist/renderer');

/** Gzipped size of the JavaScript that the first screen loads: the entry and everything it imports statically. */
function firstScreenGzipKb(): number {
  const assets = path.join(pageFolder, 'assets');
  const html = readFileSync(path.join(pageFolder, 'index.html'), 'utf8');
  const wanted = [...html.matchAll(/(?:src|href)="[^"]*?assets\/([^"]+\.js)"/g)].map(
    (match) => match[1] ?? '',
  );
  const seen = new Set<string>();
  const present = new Set(readdirSync(assets));
  while (wanted.length > 0) {
    const name = wanted.pop();
    if (name === undefined || seen.has(name) || !present.has(name)) continue;
    seen.add(name);
    const code = readFileSync(path.join(assets, name), 'utf8');
    for (const match of code.matchAll(
      /(?:^|[;}\n])\s*import\s*(?:[^'"()]*?from\s*)?["']\.\/([^"']+\.js)["']/g,
    )) {
      wanted.push(match[1] ?? '');
    }
  }
  const bytes = [...seen].reduce(
    (sum, name) => sum + gzipSync(readFileSync(path.join(assets, name))).length,
    0,
  );
  return bytes / 1024;
}

/** From starting the browser to the given role being there to be touched, in milliseconds. */
async function coldStartMs(address: string, buttonName: RegExp): Promise<number> {
  const startedAt = performance.now();
  const browser = await chromium.launch(chromiumForBenches());
  try {
    const page = await browser.newPage();
    await page.goto(address, { waitUntil: 'commit' });
    await page.getByRole('button', { name: buttonName }).first().waitFor({ state: 'visible' });
    return performance.now() - startedAt;
  } finally {
    await browser.close();
  }
}

/** Size and cold start of the page (issue: ≤ 350 kB gzip; interactive attract ≤ 2.5× an empty page). */
export async function measurePage(): Promise<readonly BenchRow[]> {
  const kb = firstScreenGzipKb();
  const kiosk = await openPageServer({
    pageFolder,
    pauseFolder: path.join(root, 'resources/pages'),
    port: 0,
    link: () => null,
    paused: () => false,
  });
  const empty = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>empty</title><button>start</button>');
  });
  await new Promise<void>((resolve) => empty.listen(0, '127.0.0.1', resolve));
  const emptyAddress = `http://127.0.0.1:${(empty.address() as AddressInfo).port}/`;
  try {
    const ours: number[] = [];
    const raw: number[] = [];
    await coldStartMs(emptyAddress, /start/);
    for (let run = 0; run < 5; run += 1) {
      raw.push(await coldStartMs(emptyAddress, /start/));
      ours.push(await coldStartMs(`${kiosk.origin}/`, /Chạm để bắt đầu/));
    }
    const oursMs = median(ours);
    const rawMs = median(raw);
    return [
      {
        name: 'page: JavaScript of the first screen, gzip',
        unit: 'kB',
        ours: kb,
        raw: null,
        target: '≤ 350',
        met: kb <= 350,
      },
      {
        name: 'page: Chromium start to attract screen (raw: empty page)',
        unit: 'ms',
        ours: oursMs,
        raw: rawMs,
        target: '≤ 2.5×',
        met: oursMs <= 2.5 * rawMs,
      },
    ];
  } finally {
    empty.close();
    await kiosk.close();
  }
}
