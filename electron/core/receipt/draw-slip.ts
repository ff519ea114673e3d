import {
  code128,
  type DrawnCode,
  drawLoosePaper,
  type Layer,
  leading,
  officeHead,
  type Part,
  qrCode,
  wrapText,
} from '../pdf/drawing.ts';
import { type Faces, roomWidth, type Sheet, slipSheet } from '../pdf/index.ts';
import type { SlipContent, SlipText } from './slip-content.ts';

const sizes = { small: 9, text: 11, strong: 12.5, title: 13.5, gap: 5 } as const;

/** A dot of a receipt printer at 203 dpi, in points. Bars of two dots are 0.25 mm, the least that hand scanners like. */
const dot = 72 / 203;

/** The largest letters with which the code stays on one line, and the smallest that are still read aloud with ease. */
const codeSizes = { most: 26, least: 15 } as const;

/** Draws the receipt on the 80 mm roll, as long as its content. */
export async function drawSlip(content: SlipContent, faces: Faces): Promise<Uint8Array> {
  const room = roomWidth(slipSheet(0)) + dot;
  const bars = await code128(content.barcodeText, { module: 2 * dot, height: 30, room });
  return drawLoosePaper({
    paper: 'slip',
    faces,
    language: 'vi',
    title: content.title.text,
    makeParts: (lay, sheet) => makeParts({ content, bars, faces, lay, sheet }),
  });
}

function makeParts(input: {
  readonly content: SlipContent;
  readonly bars: DrawnCode;
  readonly faces: Faces;
  readonly lay: Layer;
  readonly sheet: Sheet;
}): readonly Part[] {
  const { content, faces, lay, sheet } = input;
  const text = (one: SlipText, size: number, style: 'regular' | 'bold'): readonly Part[] => [
    lay.text(one.text, { size, style }),
    ...english(lay, one.english),
  ];
  const { later } = content;
  return [
    ...officeHead(lay, content.office, sizes),
    ...text(content.title, sizes.title, 'bold'),
    ...content.marks.flatMap((mark) => text(mark, sizes.strong, 'bold')),
    lay.space(sizes.gap),
    ...text(content.codeLabel, sizes.text, content.isTemporary ? 'bold' : 'regular'),
    lay.text(content.code, { size: codeSize(content.code, faces, roomWidth(sheet)), style: 'bold' }),
    lay.space(3),
    codePart(input.bars, sheet),
    lay.space(9),
    qrPart(content, faces, sheet),
    lay.rule(sizes.gap),
    ...content.facts.flatMap((fact) => [
      lay.text(labelOf(fact.label), { size: sizes.small, style: 'regular' }),
      lay.text(fact.value, {
        size: fact.strong ? sizes.strong : sizes.text,
        style: fact.strong ? 'bold' : 'regular',
      }),
      ...english(lay, fact.english),
      lay.space(2.5),
    ]),
    ...(later === null
      ? []
      : [
          ...text(later.label, sizes.text, 'bold'),
          ...later.titles.map((title) => lay.text(`- ${title}`, { size: sizes.small, style: 'regular' })),
        ]),
    lay.rule(sizes.gap),
    ...content.notes.flatMap((note) => [...text(note, sizes.small, 'regular'), lay.space(2)]),
  ];
}

/** Both languages of a label on one line: the slip stays short. */
function labelOf({ text, english: other }: SlipText): string {
  return other === null || other === text ? text : `${text} / ${other}`;
}

function english(lay: Layer, text: string | null): readonly Part[] {
  return text === null ? [] : [lay.text(text, { size: sizes.small, style: 'italic' })];
}

function codeSize(code: string, faces: Faces, room: number): number {
  const fitting = (room / faces.bold.width(code)) * 1000;
  return Math.max(codeSizes.least, Math.min(codeSizes.most, Math.floor(fitting * 2) / 2));
}

/** In the middle, on whole dots from the paper's edge: every bar has its edges between two dots. */
function codePart(code: DrawnCode, sheet: Sheet): Part {
  const x = Math.round((sheet.width - code.width) / 2 / dot) * dot;
  return { height: code.height, draw: (pen, top) => code.draw(pen, x, top) };
}

/** The QR at the left, and beside it what it is for: a slip is short. */
function qrPart(content: SlipContent, faces: Faces, sheet: Sheet): Part {
  const code = qrCode(content.qrText, { dot, side: 88 });
  const quiet = 4 * (code.width / 21);
  const x = sheet.left + code.width + quiet;
  const room = sheet.width - sheet.right - x;
  const lines = [content.qrCaption, content.codeNote].flatMap(({ text, english: other }, index) => {
    const size = index === 0 ? sizes.text : sizes.small;
    const wrap = (words: string, style: 'regular' | 'bold' | 'italic') =>
      wrapText(faces[style], words, { size, first: room, rest: room }).map((line) => ({ line, size, style }));
    return [
      ...wrap(text, index === 0 ? 'bold' : 'regular'),
      ...(other === null ? [] : wrap(other, 'italic')),
    ];
  });
  const height = lines.reduce((sum, { size }) => sum + size * leading, 0);
  const left = Math.round(sheet.left / dot) * dot;
  return {
    height: Math.max(code.height, height) + 2,
    draw(pen, top) {
      code.draw(pen, left, top);
      let y = top;
      for (const { line, size, style } of lines) {
        pen.text(line, { x, y: y + size, size, style });
        y += size * leading;
      }
    },
  };
}
