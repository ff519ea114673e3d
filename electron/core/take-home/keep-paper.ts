import { encode } from 'uqr';
import { drawLoosePaper, drawModules, type Layer, officeHead, type Part } from '../pdf/drawing.ts';
import { type Faces, roomWidth, type Sheet } from '../pdf/index.ts';
import type { KeepContent } from './keep-drawing.ts';

/** Letter sizes in points. The code is what old eyes must read to a stranger. */
const sizesOf = {
  a4: { small: 13, text: 16, title: 22, code: 44, qr: 150, gap: 12 },
  slip: { small: 9, text: 11, title: 14, code: 26, qr: 110, gap: 6 },
} as const;

/** Draws the slip of a kept form. */
export function drawKeepSlip(content: KeepContent, paper: 'a4' | 'slip', faces: Faces): Promise<Uint8Array> {
  return drawLoosePaper({
    paper,
    faces,
    language: content.language,
    title: content.heading,
    makeParts: (lay, sheet) => makeParts({ content, sizes: sizesOf[paper], lay, sheet }),
  });
}

type Sizes = (typeof sizesOf)[keyof typeof sizesOf];

function makeParts(input: {
  readonly content: KeepContent;
  readonly sizes: Sizes;
  readonly lay: Layer;
  readonly sheet: Sheet;
}): readonly Part[] {
  const { content, sizes, lay } = input;
  const plain = (text: string): Part => lay.text(text, { size: sizes.text, style: 'regular' });
  return [
    ...officeHead(lay, content.office, sizes),
    lay.text(content.heading, { size: sizes.title, style: 'bold', withNext: true }),
    lay.space(sizes.gap),
    lay.text(content.codeLabel, { size: sizes.text, style: 'regular', withNext: true }),
    lay.text(content.code, { size: sizes.code, style: 'bold' }),
    qrPart(content.qrText, sizes.qr, sizes.gap, input.sheet),
    lay.text(content.until, { size: sizes.text, style: 'bold' }),
    lay.rule(sizes.gap),
    lay.text(content.stepsHeading, { size: sizes.text, style: 'bold', withNext: true }),
    ...content.steps.map((step, index) => plain(`${index + 1}. ${step}`)),
    lay.rule(sizes.gap),
    ...content.notes.map((note) => lay.text(note, { size: sizes.small, style: 'regular' })),
  ];
}

function qrPart(text: string, size: number, gap: number, sheet: Sheet): Part {
  const { data, size: modules } = encode(text, { ecc: 'Q', border: 0 });
  return {
    height: size + 2 * gap,
    draw(pen, top) {
      const x = sheet.left + (roomWidth(sheet) - size) / 2;
      drawModules(pen, data, { x, y: top + gap, side: size / modules });
    },
  };
}
