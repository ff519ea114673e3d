import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultReading, type Language } from '../../shared/contract/index.ts';
import { makeFolder } from '../support/folders.ts';
import { openTestPage } from '../support/page.ts';
import { startTestCore } from '../support/test-core.ts';

async function openKiosk(language: Language = 'vi') {
  const folder = makeFolder('take-home');
  const kiosk = startTestCore({ dataDir: folder.path });
  onTestFinished(async () => {
    await kiosk.core.stop('test over');
    folder.remove();
  });
  await kiosk.reach('ready');
  const { client } = openTestPage(kiosk.core);
  await client.session.begin({ reading: { ...defaultReading, language } });
  return { client, printed: path.join(folder.path, 'printed') };
}

/** The words of the one PDF in the printer's folder, as a reader program gets them. */
function printedText(folder: string): string {
  const [name, ...more] = readdirSync(folder);
  expect(more).toEqual([]);
  const text = execFileSync('pdftotext', ['-layout', path.join(folder, name ?? ''), '-'], {
    encoding: 'utf8',
  });
  return text.replace(/\s+/g, ' ');
}

/** Width and height of the first page in millimetres. */
function pageSizeMm(folder: string): readonly number[] {
  const info = execFileSync('pdfinfo', [path.join(folder, readdirSync(folder)[0] ?? '')], {
    encoding: 'utf8',
  });
  const size = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info);
  return [size?.[1], size?.[2]].map((points) => Math.round((Number(points) / 72) * 25.4));
}

test('the printed list of a birth registration carries every paper, the time, the fee and no letter wrong', async () => {
  const { client, printed } = await openKiosk();
  const page = await client.procedures.get({ code: '1.001193' });
  const answers = Object.fromEntries((page.details?.questions ?? []).map(({ id }) => [id, 'no' as const]));
  const mine = await client.procedures.mine({ code: '1.001193', answers, channel: 'counter' });
  expect(await client.takeHome.print({ code: '1.001193', answers, what: 'list', paper: 'a4' })).toEqual({
    state: 'printed',
    copies: 1,
  });
  const text = printedText(printed);
  expect(pageSizeMm(printed)).toEqual([210, 297]);
  expect(text).toContain('Trung tâm Phục vụ hành chính công');
  expect(text).toContain('Thủ tục đăng ký khai sinh');
  expect(text).toContain(page.everyday?.vi ?? 'everyday title');
  for (const paper of mine.papers.filter(({ state }) => state === 'bring')) {
    expect(text).toContain(paper.name.replace(/\s+/g, ' ').slice(0, 40));
  }
  expect(text).toContain('Lệ phí: Không thu');
  expect(text).toContain('1 ngày làm việc');
  expect(text.normalize('NFC')).toBe(text);
});

test('the slip of certified copies is 80 mm wide and keeps the fee with its steps and its cap', async () => {
  const { client, printed } = await openKiosk();
  await client.takeHome.print({ code: '2.000815', answers: {}, what: 'list', paper: 'slip' });
  expect(pageSizeMm(printed)[0]).toBe(80);
  const text = printedText(printed);
  expect(text).toContain('2.000 đ');
  expect(text).toContain('1.000 đ');
  expect(text).toContain('200.000 đ');
});

test('the list speaks English when the person reads English; official names stay official', async () => {
  const { client, printed } = await openKiosk('en');
  await client.takeHome.print({ code: '1.001193', answers: {}, what: 'list', paper: 'a4' });
  const text = printedText(printed);
  expect(text).toContain('PAPERS TO BRING');
  expect(text).toContain('Thủ tục đăng ký khai sinh');
});

test('the blank form can be carried home, and has no answers in it', async () => {
  const { client, printed } = await openKiosk();
  await client.takeHome.print({ code: '1.001193', answers: {}, what: 'blank-form', paper: 'a4' });
  expect(printedText(printed)).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
});

test('the QR text fits a phone camera and says how many papers it leaves to the official page', async () => {
  const { client } = await openKiosk();
  for (const code of ['1.001193', '2.000815', '1.004873', '1.012812']) {
    const { text } = await client.takeHome.qr({ code, answers: {} });
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(850);
    const { papers } = await client.procedures.mine({ code, answers: {}, channel: 'counter' });
    const shown = text.split('\n').filter((line) => /^\d+\. /.test(line)).length;
    const left = Number(/và (\d+) giấy tờ khác/.exec(text)?.[1] ?? 0);
    expect(shown + left).toBe(papers.length);
    expect(text).toContain('https://');
  }
});

test('a procedure that does not exist is refused by name', async () => {
  const { client } = await openKiosk();
  await expect(
    client.takeHome.print({ code: '9.999999', answers: {}, what: 'list', paper: 'a4' }),
  ).rejects.toMatchObject({ code: 'PROCEDURE_UNKNOWN' });
});
