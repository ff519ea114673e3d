import { createDocument, createFlow, createLayer, type Part } from '../pdf/drawing.ts';
import { type Faces, plainSheet, type Sheet, slipSheet } from '../pdf/index.ts';
import type { TicketContent } from './ticket-drawing.ts';

/** Letter sizes in points. The number is read at arm's length by whoever forgot their glasses. */
const sizesOf = {
  a4: { small: 13, text: 17, title: 24, number: 150, gap: 14 },
  slip: { small: 9, text: 11.5, title: 14, number: 78, gap: 6 },
} as const;

/** Draws the slip of a queue ticket. */
export async function drawTicket(
  content: TicketContent,
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

function makeParts(
  content: TicketContent,
  paper: 'a4' | 'slip',
  faces: Faces,
  sheet: Sheet,
): readonly Part[] {
  const sizes = sizesOf[paper];
  const lay = createLayer(faces, sheet);
  return [
    ...content.office.map((line, index) =>
      lay.text(line, { size: sizes.small, style: index === 0 ? 'bold' : 'regular', withNext: true }),
    ),
    lay.rule(sizes.gap),
    lay.text(content.heading, { size: sizes.title, style: 'bold', withNext: true }),
    lay.text(content.service, { size: sizes.text, style: 'regular', withNext: true }),
    lay.text(content.number, { size: sizes.number, style: 'bold' }),
    lay.space(sizes.gap),
    ...content.wait.map((line) => lay.text(line, { size: sizes.text, style: 'bold' })),
    lay.rule(sizes.gap),
    ...content.notes.map((note) => lay.text(note, { size: sizes.small, style: 'regular' })),
  ];
}
