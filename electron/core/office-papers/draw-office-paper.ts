import {
  code128,
  createDocument,
  createFlow,
  createFormLayout,
  type DrawnCode,
  densities,
  type Flow,
  type FormLayout,
  formSizes,
  type Part,
} from '../pdf/drawing.ts';
import { type Faces, officialSheet, roomHeight, type Sheet } from '../pdf/index.ts';
import type { OfficePaper, PaperBlock } from './office-paper.ts';
import type { PostalLabel } from './postal.ts';

/** As the receipt: a form of six columns needs the left margin that binding would take. */
const portrait: Sheet = { ...officialSheet, left: 62, right: 46, top: 42, bottom: 40 };
/** A4 turned; registers are kept in folders, so the left margin stays a little wider. */
export const landscapeSheet: Sheet = {
  width: officialSheet.height,
  height: officialSheet.width,
  left: 40,
  right: 30,
  top: 40,
  bottom: 38,
};
const labelSheet: Sheet = { width: 297.64, height: 419.53, left: 18, right: 18, top: 18, bottom: 18 };

/** Draws Mẫu 02, 03, 06 and lists: as many pages as they take, the head of a table on each. */
export async function drawOfficePaper(paper: OfficePaper, faces: Faces): Promise<Uint8Array> {
  const { document, fonts } = await createDocument(faces);
  const sheet = paper.sheet === 'portrait' ? portrait : landscapeSheet;
  const lay = chooseLayout(paper, faces, sheet);
  const flow = createFlow({ document, faces, fonts, sheet, foot: paper.foot });
  for (const part of beginning(paper, lay)) flow.add(part);
  for (const block of paper.blocks) addBlock(flow, block, lay);
  for (const part of ending(paper, lay)) flow.add(part);
  flow.finish();
  document.setTitle(paper.title, { showInWindowTitleBar: true });
  document.setLanguage('vi-VN');
  document.setProducer('mot-cua-kiosk');
  return document.save({ useObjectStreams: true, addDefaultPage: false });
}

/** A list with its head on top, and its head again on every page that it reaches. */
export function addTable(flow: Flow, [head, ...rows]: readonly Part[]): void {
  if (head === undefined) return;
  // A row that follows a page break has its head above it; withNext keeps the two together.
  if (flow.room() < head.height + (rows[0]?.height ?? 0)) flow.breakPage();
  flow.add({ ...head, withNext: rows.length > 0 });
  for (const [index, row] of rows.entries()) {
    if (index > 0 && flow.room() < row.height) {
      flow.breakPage();
      flow.add({ ...head, withNext: true });
    }
    flow.add(row);
  }
}

/** The airiest lines that keep it on one page; what needs more gets the airiest of all. */
function chooseLayout(paper: OfficePaper, faces: Faces, sheet: Sheet): FormLayout {
  const layouts = densities.map((density) => createFormLayout(faces, sheet, density));
  const heightOf = (lay: FormLayout): number =>
    [
      ...beginning(paper, lay),
      ...paper.blocks.flatMap((block) => partsOf(block, lay)),
      ...ending(paper, lay),
    ].reduce((sum, part) => sum + part.height, 0);
  const [airiest] = layouts;
  return (
    layouts.find((lay) => heightOf(lay) <= roomHeight(sheet)) ??
    airiest ??
    createFormLayout(faces, sheet, densities[0])
  );
}

function beginning(paper: OfficePaper, lay: FormLayout): readonly Part[] {
  return [
    lay.head(paper.head),
    ...(paper.number === null
      ? []
      : [lay.text(paper.number, { size: formSizes.text, style: 'regular', withNext: true })]),
    lay.space(8),
    lay.centred(paper.title, { size: formSizes.title, style: 'bold' }),
    ...(paper.subtitle === null
      ? []
      : [lay.centred(paper.subtitle, { size: formSizes.text, style: 'italic' })]),
    lay.space(8),
  ];
}

function ending(paper: OfficePaper, lay: FormLayout): readonly Part[] {
  if (paper.signatures.length === 0) return [];
  // One who signs alone signs on the right.
  const alone = paper.signatures.length === 1 ? [{ title: '', hint: '', below: '' }] : [];
  return [lay.space(8), lay.signatures([...alone, ...paper.signatures])];
}

function addBlock(flow: Flow, block: PaperBlock, lay: FormLayout): void {
  const parts = partsOf(block, lay);
  if (block.kind === 'table') {
    flow.add(lay.space(4));
    addTable(flow, parts);
    flow.add({ ...lay.space(5), withNext: false });
  } else for (const part of parts) flow.add(part);
}

function partsOf(block: PaperBlock, lay: FormLayout): readonly Part[] {
  switch (block.kind) {
    case 'lines':
      return block.lines.flatMap(lay.line);
    case 'text':
      return [lay.text(block.text, { size: formSizes.text, style: block.style })];
    case 'table':
      return lay.table(block.table);
  }
}

const barHeight = 40;

/** Draws a label for one letter on A6. */
export async function drawPostalLabel(label: PostalLabel, faces: Faces): Promise<Uint8Array> {
  const { document, fonts } = await createDocument(faces);
  const lay = createFormLayout(faces, labelSheet, densities[2]);
  const code = (dots: number): Promise<DrawnCode> =>
    code128(label.barcodeText, { module: (dots * 72) / 300, height: barHeight, room: lay.width });
  // Bars of three dots of an office printer are 0.25 mm, as hand scanners like them; a long code takes two.
  const wide = await code(3);
  const bars = wide.height === barHeight ? wide : await code(2);
  const flow = createFlow({ document, faces, fonts, sheet: labelSheet, foot: null });
  const text = (content: string, size: number, style: 'regular' | 'bold' = 'regular'): Part =>
    lay.text(content, { size, style, withNext: true });
  const rule: Part = {
    height: 9,
    withNext: true,
    draw: (pen, top) => pen.line(labelSheet.left, top + 4, lay.right, top + 4, 0.8),
  };
  const parts: readonly Part[] = [
    text(label.title, 12, 'bold'),
    ...label.from.map((line) => text(line, 9.5)),
    rule,
    text(label.toLabel, 10),
    text(label.recipient, 17, 'bold'),
    ...label.address.map((line) => text(line, 13)),
    rule,
    ...label.facts.flatMap((fact) => lay.line([fact])).map((part) => ({ ...part, withNext: true })),
    lay.space(6),
    {
      height: bars.height + 4,
      withNext: true,
      draw: (pen, top) => bars.draw(pen, labelSheet.left, top),
    },
    lay.text(label.barcodeLabel, { size: 11, style: 'regular' }),
  ];
  for (const part of parts) flow.add(part);
  flow.finish();
  document.setTitle(label.title, { showInWindowTitleBar: true });
  document.setLanguage('vi-VN');
  document.setProducer('mot-cua-kiosk');
  return document.save({ useObjectStreams: true, addDefaultPage: false });
}
