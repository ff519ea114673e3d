import { encode } from 'uqr';
import { createDocument, createFlow, type Part, type Pen, wrapText } from '../pdf/drawing.ts';
import { type Faces, type FontStyle, plainSheet, roomWidth, type Sheet, slipSheet } from '../pdf/index.ts';
import type { ListContent, ListPaper } from './list-content.ts';

/** Letter sizes in points: an A4 list is read by old eyes at a kitchen table, a slip must stay short. */
const sizesOf = {
  a4: { small: 11, text: 13, strong: 15, title: 21, box: 13, qr: 92, gap: 8 },
  slip: { small: 8.5, text: 10, strong: 11, title: 14, box: 10, qr: 96, gap: 5 },
} as const;
type Sizes = (typeof sizesOf)[keyof typeof sizesOf];

const leading = 1.34;

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

interface Run {
  readonly text: string;
  readonly size: number;
  readonly style: FontStyle;
}

interface Layer {
  text(text: string, at: Omit<Run, 'text'> & { readonly withNext?: boolean }): Part;
  /** A square to tick by hand, and lines beside it that stay together. */
  ticked(sizes: Sizes, runs: readonly Run[]): Part;
  rule(gap: number): Part;
  space(height: number): Part;
}

function createLayer(faces: Faces, sheet: Sheet): Layer {
  const width = roomWidth(sheet);

  function wrap(run: Run, room: number): readonly string[] {
    return wrapText(faces[run.style], run.text, { size: run.size, first: room, rest: room });
  }

  return {
    text(text, { size, style, withNext }) {
      const lines = wrap({ text, size, style }, width);
      return {
        height: lines.length * size * leading + 1,
        withNext: withNext === true,
        draw(pen, top) {
          for (const [index, line] of lines.entries()) {
            pen.text(line, { x: sheet.left, y: top + size * (leading * index + 1), size, style });
          }
        },
      };
    },
    ticked(sizes, runs) {
      const indent = sizes.box * 1.7;
      const wrapped = runs.map((run) => ({ run, lines: wrap(run, width - indent) }));
      return {
        height:
          wrapped.reduce((sum, { run, lines }) => sum + lines.length * run.size * leading, 0) + sizes.gap,
        draw(pen, top) {
          pen.box(sheet.left, top + 1.5, sizes.box, sizes.box);
          let y = top;
          for (const { run, lines } of wrapped) {
            for (const line of lines) {
              pen.text(line, { x: sheet.left + indent, y: y + run.size, size: run.size, style: run.style });
              y += run.size * leading;
            }
          }
        },
      };
    },
    rule: (gap) => ({
      height: gap * 2,
      withNext: true,
      draw: (pen, top) => pen.line(sheet.left, top + gap, sheet.width - sheet.right, top + gap, 0.8),
    }),
    space: (height) => ({ height, withNext: true, draw: () => {} }),
  };
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

/** Each run of dark modules in a row as one bar: thick lines print sharper than single squares. */
function drawModules(
  pen: Pen,
  rows: readonly (readonly boolean[])[],
  at: { readonly x: number; readonly y: number; readonly side: number },
): void {
  for (const [rowIndex, row] of rows.entries()) {
    const y = at.y + (rowIndex + 0.5) * at.side;
    let start: number | null = null;
    for (let column = 0; column <= row.length; column += 1) {
      const dark = row[column] === true;
      if (dark && start === null) start = column;
      if (dark || start === null) continue;
      pen.line(at.x + start * at.side, y, at.x + column * at.side, y, at.side * 1.02);
      start = null;
    }
  }
}
