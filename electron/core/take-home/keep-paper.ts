import { encode } from 'uqr';
import { createDocument, createFlow, createLayer, drawModules, type Part } from '../pdf/drawing.ts';
import { type Faces, plainSheet, roomWidth, type Sheet, slipSheet } from '../pdf/index.ts';
import type { KeepContent } from './keep-drawing.ts';

/** Letter sizes in points. The code is what old eyes must read to a stranger. */
const sizesOf = {
  a4: { small: 13, text: 16, title: 22, code: 44, qr: 150, gap: 12 },
  slip: { small: 9, text: 11, title: 14, code: 26, qr: 110, gap: 6 },
} as const;

/** Draws the slip of a kept form. */
export async function drawKeepSlip(
  content: KeepContent,
  paper: 'a4' | 'slip',
  faces: Faces,
): Promise<Uint8Array> {
  const { document, fonts } = await createDocument(faces);
  const probe = paper === 'a4' ? plainSheet : slipSheet(0);
  const parts = makeParts(content, paper, faces, probe);
  const sheet =
    paper === 'a4' ? plainSheet : slipSheet(parts.reduce((sum, part) => sum + part.height, 0) + 1);
  const flow = createFlow({ document, faces, fonts, sheet, foot: null });
  for (const part of parts) flow.add(part);
  flow.finish();
  document.setTitle(content.heading, { showInWindowTitleBar: true });
  document.setLanguage(content.language === 'vi' ? 'vi-VN' : 'en');
  document.setProducer('mot-cua-kiosk');
  return document.save({ useObjectStreams: true, addDefaultPage: false });
}

function makeParts(content: KeepContent, paper: 'a4' | 'slip', faces: Faces, sheet: Sheet): readonly Part[] {
  const sizes = sizesOf[paper];
  const lay = createLayer(faces, sheet);
  const plain = (text: string): Part => lay.text(text, { size: sizes.text, style: 'regular' });
  return [
    ...content.office.map((line, index) =>
      lay.text(line, { size: sizes.small, style: index === 0 ? 'bold' : 'regular', withNext: true }),
    ),
    lay.rule(sizes.gap),
    lay.text(content.heading, { size: sizes.title, style: 'bold', withNext: true }),
    lay.space(sizes.gap),
    lay.text(content.codeLabel, { size: sizes.text, style: 'regular', withNext: true }),
    lay.text(content.code, { size: sizes.code, style: 'bold' }),
    qrPart(content.qrText, sizes.qr, sizes.gap, sheet),
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
