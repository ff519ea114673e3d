import { encode } from 'uqr';
import {
  createDocument,
  createFlow,
  createLayer,
  drawModules,
  type Layer,
  leading,
  type Part,
  wrapText,
} from '../pdf/drawing.ts';
import { type Faces, plainSheet, type Sheet, slipSheet } from '../pdf/index.ts';
import type { ListContent, ListPaper } from './list-content.ts';

/** Letter sizes in points: an A4 list is read by old eyes at a kitchen table, a slip must stay short. */
const sizesOf = {
  a4: { small: 11, text: 13, strong: 15, title: 21, box: 13, qr: 92, gap: 8 },
  slip: { small: 8.5, text: 10, strong: 11, title: 14, box: 10, qr: 96, gap: 5 },
} as const;
type Sizes = (typeof sizesOf)[keyof typeof sizesOf];

/** Draws the list on A4 (as many pages as it takes) or on one slip as long as it is. */
export async function drawList(
  content: ListContent,
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
  document.setTitle(content.title, { showInWindowTitleBar: true });
  document.setLanguage(content.language === 'vi' ? 'vi-VN' : 'en');
  document.setProducer('mot-cua-kiosk');
  return document.save({ useObjectStreams: true, addDefaultPage: false });
}

function makeParts(content: ListContent, paper: 'a4' | 'slip', faces: Faces, sheet: Sheet): readonly Part[] {
  const sizes = sizesOf[paper];
  const lay = createLayer(faces, sheet);
  return [
    ...content.office.map((line, index) =>
      lay.text(line, { size: sizes.small, style: index === 0 ? 'bold' : 'regular', withNext: true }),
    ),
    lay.rule(sizes.gap),
    lay.text(content.heading, { size: sizes.small, style: 'bold', withNext: true }),
    lay.text(content.title, { size: sizes.title, style: 'bold', withNext: true }),
    lay.text(content.official, { size: sizes.small, style: 'italic' }),
    lay.space(sizes.gap),
    ...papersParts(lay, sizes, content.bringHeading, content.bring, 1),
    ...papersParts(lay, sizes, content.dependsHeading, content.depends, content.bring.length + 1),
    ...content.rules.map((rule) => lay.text(rule, { size: sizes.small, style: 'italic' })),
    lay.rule(sizes.gap),
    ...content.facts.flatMap(({ label, fact }) => [
      lay.text(`${label}: ${fact.value}`, {
        size: sizes.text,
        style: 'bold',
        withNext: fact.lines.length > 0,
      }),
      ...fact.lines.map((line) => lay.text(line, { size: sizes.small, style: 'regular' })),
      lay.space(sizes.gap / 2),
    ]),
    lay.rule(sizes.gap),
    qrPart(content, sizes, faces, sheet),
  ];
}

function papersParts(
  lay: Layer,
  sizes: Sizes,
  heading: string,
  papers: readonly ListPaper[],
  firstNumber: number,
): readonly Part[] {
  if (papers.length === 0) return [];
  return [
    lay.text(heading, { size: sizes.strong, style: 'bold', withNext: true }),
    ...papers.map((paper, index) =>
      lay.ticked(sizes, [
        { text: `${firstNumber + index}. ${paper.headline}`, size: sizes.text, style: 'bold' },
        { text: paper.counts, size: sizes.small, style: 'regular' },
        ...(paper.when === null ? [] : [{ text: paper.when, size: sizes.small, style: 'italic' as const }]),
        ...(paper.official === null
          ? []
          : [{ text: paper.official, size: sizes.small * 0.9, style: 'regular' as const }]),
      ]),
    ),
    lay.space(sizes.gap),
  ];
}

/** The official page as a QR, and beside it where and when this was printed. */
function qrPart(content: ListContent, sizes: Sizes, faces: Faces, sheet: Sheet): Part {
  const { data, size: modules } = encode(content.url, { ecc: 'M', border: 0 });
  const side = sizes.qr / modules;
  const x = sheet.left + sizes.qr + sizes.gap * 2;
  const room = sheet.width - sheet.right - x;
  const lines = content.notes.flatMap((note) =>
    wrapText(faces.regular, note, { size: sizes.small, first: room, rest: room }),
  );
  return {
    height: Math.max(sizes.qr + sizes.gap, lines.length * sizes.small * leading + sizes.gap),
    draw(pen, top) {
      drawModules(pen, data, { x: sheet.left, y: top, side });
      for (const [index, line] of lines.entries()) {
        const y = top + sizes.small * (leading * index + 1);
        pen.text(line, { x, y, size: sizes.small, style: 'regular' });
      }
    },
  };
}
