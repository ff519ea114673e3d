import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fontkit from '@cantoo/fontkit';
import { PDFDocument } from 'pdf-lib';
import { evaluateForm } from '../../shared/form/index.ts';
import { answersWith, context, fontsDir, formOf, openPaperForms } from '../support/forms-at-hand.ts';
import type { BenchRow } from './bench-row.ts';

const rounds = 15;
const paperTargetMs = 250;
const evaluateTargetMs = 5;

async function medianMs(run: () => Promise<unknown> | unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = process.hrtime.bigint();
    await run();
    times.push(Number(process.hrtime.bigint() - started) / 1e6);
  }
  return times.sort((one, two) => one - two)[Math.floor(rounds / 2)] ?? Number.NaN;
}

/** The same two pages of text by the library alone: three fonts embedded, one call a line, no layout. */
async function rawPaper(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  const fonts = await Promise.all(
    ['Regular', 'Bold', 'Italic'].map((style) =>
      document.embedFont(readFileSync(path.join(fontsDir, `Tinos-${style}.ttf`)), { subset: true }),
    ),
  );
  for (let page = 0; page < 2; page += 1) {
    const sheet = document.addPage([595.28, 841.89]);
    for (let line = 0; line < 36; line += 1) {
      const font = fonts[line % 9 === 0 ? 1 : line % 17 === 0 ? 2 : 0];
      sheet.drawText(`${line + 1}. Họ, chữ đệm và tên: Nguyễn Thị Hường, thôn 1, xã Chư Păh, tỉnh Gia Lai`, {
        x: 80,
        y: 780 - line * 19.6,
        size: 13,
        ...(font ? { font } : {}),
      });
    }
  }
  return document.save();
}

/** The paper of a two-page form beside the library alone, and judging a long form once (every answered field). */
export async function measureForms(): Promise<readonly BenchRow[]> {
  const form = formOf('1.001612');
  const answers = answersWith(form, { founder_type: 'family' });
  const paper = openPaperForms();
  const started = process.hrtime.bigint();
  const first = await paper.render({ form, answers, context });
  const firstMs = Number(process.hrtime.bigint() - started) / 1e6;
  const pages = (await PDFDocument.load(first)).getPageCount();
  const raw = await medianMs(rawPaper);
  const ours = await medianMs(() => paper.render({ form, answers, context }));
  const judged = await medianMs(() => evaluateForm(form, answers, context));
  return [
    {
      name: `paper of a ${pages}-page form`,
      unit: 'ms',
      ours,
      raw,
      target: `≤ ${paperTargetMs}`,
      met: ours <= paperTargetMs,
    },
    {
      name: 'first paper, library and fonts loaded',
      unit: 'ms',
      ours: firstMs,
      raw: null,
      target: '≤ 2000',
      met: firstMs <= 2000,
    },
    {
      name: 'judging the longest form',
      unit: 'ms',
      ours: judged,
      raw: null,
      target: `≤ ${evaluateTargetMs}`,
      met: judged <= evaluateTargetMs,
    },
  ];
}
