import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { chromiumForTests } from './chromium.ts';
import { panels } from './kiosk.ts';
import { launch } from './launched.ts';
import { typeByTouch } from './touch-typing.ts';

const folder = path.resolve(import.meta.dirname, '../../.cache/demo');

/** One thing the citizen does, with what it took. */
interface Step {
  readonly name: string;
  readonly seconds: number;
  readonly taps: number;
}

/**
 * `npm run demo`: a citizen of words in a real browser without a display. From the attract screen, without a network, to
 * the printed list for certified copies; the network comes back later. Writes frames, the printed paper and a timeline
 * to .cache/demo; the exit code says whether every promise held. Grows with the kiosk.
 */
async function demo(): Promise<boolean> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'frames'), { recursive: true });
  const dataDir = path.join(folder, 'data');
  const kiosk = launch(['--shell', 'none', '--profile', 'demo', '--data-dir', dataDir]);
  const address = /http:\S+/.exec(await kiosk.line(/^Open http/))?.[0] ?? '';
  const browser = await chromium.launch(chromiumForTests());
  const context = await browser.newContext({ viewport: panels.portrait, hasTouch: true, locale: 'vi-VN' });
  const page = await context.newPage();
  const steps: Step[] = [];
  const promises: { readonly promise: string; readonly held: boolean }[] = [];
  let taps = 0;

  const tap = async (on: Page, name: string | RegExp): Promise<void> => {
    taps += 1;
    await on.getByRole('button', { name }).first().tap();
  };
  const sees = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();
  const step = async (name: string, work: () => Promise<void>): Promise<void> => {
    const startedAt = performance.now();
    const tapsBefore = taps;
    await work();
    steps.push({ name, seconds: (performance.now() - startedAt) / 1000, taps: taps - tapsBefore });
    const frame = `${String(steps.length).padStart(2, '0')}-${name.replace(/\W+/g, '-')}.png`;
    await page.screenshot({ path: path.join(folder, 'frames', frame) });
  };
  const printedFiles = (): readonly string[] =>
    readdirSync(path.join(dataDir, 'printed')).filter((name) => name.endsWith('.pdf'));

  try {
    await page.goto(address);
    await step('attract screen', () => sees('Chạm để bắt đầu'));
    await step('network is cut', async () => {
      await page.getByRole('button', { name: /Bản chạy thử/ }).tap();
      await page.getByRole('button', { name: 'Rút dây mạng' }).tap();
      await sees(/Đang làm việc ngoại tuyến/);
      await page.getByRole('button', { name: 'Thu gọn' }).tap();
    });
    await step('first touch', async () => {
      await tap(page, 'Chạm để bắt đầu');
      await tap(page, /Tìm hiểu thủ tục/);
      await sees('Việc nhiều người làm');
    });
    await step('search by everyday words', async () => {
      await tap(page, /Gõ tên việc cần làm/);
      taps += 'photo cong chung'.length;
      await typeByTouch(page, 'photo cong chung');
      await tap(page, /^Chứng thực bản sao/);
      await sees('2.000 đ / trang');
    });
    await step('papers and fee', async () => {
      await tap(page, 'Xem giấy tờ cần mang');
      await sees(/^Cần mang \d giấy tờ/);
    });
    await step('list printed', async () => {
      await tap(page, 'Mang danh sách về');
      await tap(page, /^In danh sách khổ A4/);
      await sees('Đã in xong');
    });
    const files = printedFiles();
    promises.push({ promise: 'printed is said only when the paper is there', held: files.length === 1 });
    for (const name of files)
      copyFileSync(path.join(dataDir, 'printed', name), path.join(folder, 'list.pdf'));
    await step('visit ended', async () => {
      await tap(page, 'Kết thúc');
      await sees('Chạm để bắt đầu');
    });
    promises.push({
      promise: 'nothing of the visit stays in the page',
      held:
        (await context.cookies()).length === 0 &&
        (await page.evaluate('localStorage.length + sessionStorage.length')) === 0,
    });
    await step('network comes back', async () => {
      await page.getByRole('button', { name: /Bản chạy thử/ }).tap();
      await page.getByRole('button', { name: 'Có mạng' }).tap();
      await sees('Đã kết nối Cổng dịch vụ công');
    });
    promises.push({
      promise: 'offline work needs no network, and the road comes back by itself',
      held: true,
    });
  } finally {
    await browser.close();
    await kiosk.close();
  }
  const held = promises.every((one) => one.held);
  writeFileSync(path.join(folder, 'timeline.json'), `${JSON.stringify({ steps, promises }, null, 2)}\n`);
  for (const { name, seconds, taps: count } of steps) {
    process.stdout.write(`${seconds.toFixed(1).padStart(6)} s ${String(count).padStart(3)} taps  ${name}\n`);
  }
  for (const one of promises) process.stdout.write(`${one.held ? 'held  ' : 'BROKEN'} ${one.promise}\n`);
  process.stdout.write(`Everything is in ${path.relative(process.cwd(), folder)}\n`);
  return held;
}

process.exitCode = (await demo()) ? 0 : 1;
