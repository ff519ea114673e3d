import { encode } from 'uqr';
import {
  drawLoosePaper,
  drawModules,
  type Layer,
  leading,
  officeHead,
  type Part,
  wrapText,
} from '../pdf/drawing.ts';
import type { Faces, Sheet } from '../pdf/index.ts';
import type { ListContent, ListPaper } from './list-content.ts';

/** Letter sizes in points: an A4 list is read by old eyes at a kitchen table, a slip must stay short. */
const sizesOf = {
  a4: { small: 11, text: 13, strong: 15, title: 21, box: 13, qr: 92, gap: 8 },
  slip: { small: 8.5, text: 10, strong: 11, title: 14, box: 10, qr: 96, gap: 5 },
} as const;
type Sizes = (typeof sizesOf)[keyof typeof sizesOf];

/** Draws the list on A4 (as many pages as it takes) or on one slip as long as it is. */
export function drawList(content: ListContent, paper: 'a4' | 'slip', faces: Faces): Promise<Uint8Array> {
  return drawLoosePaper({
    paper,
    faces,
    language: content.language,
    title: content.title,
    makeParts: (lay, sheet) => makeParts({ content, sizes: sizesOf[paper], lay, sheet, faces }),
  });
}

function makeParts(input: {
  readonly content: ListContent;
  readonly sizes: Sizes;
  readonly faces: Faces;
  readonly lay: Layer;
  readonly sheet: Sheet;
}): readonly Part[] {
  const { content, sizes, lay } = input;
  return [
    ...officeHead(lay, content.office, sizes),
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
    qrPart(content, sizes, input.faces, input.sheet),
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
