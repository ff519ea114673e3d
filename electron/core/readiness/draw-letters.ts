import { createDocument, createFlow, createLayer, type Layer, type Part } from '../pdf/drawing.ts';
import { type Faces, plainSheet, type Sheet, slipSheet } from '../pdf/index.ts';
import type { LettersContent } from './letters-drawing.ts';

const sizes = {
  a4: { title: 20, text: 12, letters: 20 },
  slip: { title: 13.5, text: 9, letters: 12.5 },
} as const;

/** Draws the letters on the sheet or on the roll, regular and bold: a receipt prints both. */
export async function drawLetters(content: LettersContent, faces: Faces): Promise<Uint8Array> {
  const { document, fonts } = await createDocument(faces);
  const probe = content.paper === 'a4' ? plainSheet : slipSheet(0);
  const parts = partsOf(content, createLayer(faces, probe));
  const sheet: Sheet =
    content.paper === 'a4' ? probe : slipSheet(parts.reduce((sum, part) => sum + part.height, 0) + 1);
  const flow = createFlow({ document, faces, fonts, sheet, foot: null });
  for (const part of parts) flow.add({ ...part, withNext: false });
  flow.finish();
  document.setTitle(content.title, { showInWindowTitleBar: true });
  document.setLanguage('vi-VN');
  document.setProducer('mot-cua-kiosk');
  return document.save({ useObjectStreams: true, addDefaultPage: false });
}

function partsOf(content: LettersContent, lay: Layer): readonly Part[] {
  const { title, text, letters } = sizes[content.paper];
  return [
    lay.text(content.title, { size: title, style: 'bold' }),
    lay.text(content.lead, { size: text, style: 'regular' }),
    lay.rule(4),
    ...content.rows.map((row) =>
      lay.text(row.join(content.paper === 'a4' ? '   ' : '  '), { size: letters, style: 'regular' }),
    ),
    lay.rule(4),
    lay.text(content.sentence, { size: letters, style: 'bold' }),
    lay.text(content.sentence, { size: text, style: 'italic' }),
    lay.rule(4),
    lay.text(content.foot, { size: text, style: 'regular' }),
  ];
}
