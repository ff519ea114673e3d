import { createDocument, createFlow, type Part } from '../../pdf/drawing.ts';
import { type Faces, roomHeight, officialSheet as sheet } from '../../pdf/index.ts';
import type { PaperContent } from './content.ts';
import { createPartMaker, leadings, type PartMaker, sizes } from './parts.ts';
import { signatureParts } from './signature-parts.ts';

const motto = {
  country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  words: 'Độc lập - Tự do - Hạnh phúc',
} as const;

/** Draws the paper as an A4 PDF. The same content gives the same bytes, so that the page hash means something. */
export async function drawPaper(content: PaperContent, faces: Faces): Promise<Uint8Array> {
  const { document, fonts } = await createDocument(faces);
  const flow = createFlow({ document, faces, fonts, sheet, foot: content.reference });
  const { main, annex } = chooseLayout(content, faces);
  for (const part of main) flow.add(part);
  if (annex.length > 0) flow.breakPage();
  for (const part of annex) flow.add(part);
  flow.finish();
  document.setTitle(content.title.join(' '), { showInWindowTitleBar: true });
  document.setLanguage('vi-VN');
  document.setProducer('mot-cua-kiosk');
  const madeOn = new Date(`${content.madeOn}T00:00:00Z`);
  document.setCreationDate(madeOn);
  document.setModificationDate(madeOn);
  return document.save({ useObjectStreams: true, addDefaultPage: false });
}

interface Layout {
  readonly main: readonly Part[];
  readonly annex: readonly Part[];
}

/** The airiest lines that keep a form on one page; a form that needs two gets the airiest of all. */
function chooseLayout(content: PaperContent, faces: Faces): Layout {
  for (const leading of leadings) {
    const layout = makeLayout(content, faces, leading);
    if (layout.main.reduce((sum, part) => sum + part.height, 0) <= roomHeight(sheet)) return layout;
  }
  return makeLayout(content, faces, leadings[0]);
}

function makeLayout(content: PaperContent, faces: Faces, leading: number): Layout {
  const parts = createPartMaker(faces, leading);
  const gap = (height: number): Part => ({ height, withNext: true, draw: () => undefined });
  const centre = sheet.left + (sheet.width - sheet.left - sheet.right) / 2;
  const ruled = (faces.bold.width(motto.words) * 14) / 1000;
  const main: Part[] = [];
  if (content.mark !== null) main.push(markPart(content.mark, faces));
  main.push(parts.centred(motto.country, 'bold', 13), parts.centred(motto.words, 'bold', 14), {
    height: 16,
    withNext: true,
    draw: (pen, top) => pen.line(centre - ruled / 2, top + 1.5, centre + ruled / 2, top + 1.5, 0.8),
  });
  for (const line of content.title) main.push(parts.centred(line, 'bold', sizes.title));
  main.push(gap(8));
  if (content.addressee !== null) {
    main.push(addresseePart(content.addressee.label, content.addressee.value, faces, leading));
  }
  for (const block of content.blocks) main.push(...parts.blockParts(block));
  main.push(...signatureParts(faces, leading, content), ...noteParts(content.notes, parts));
  return { main, annex: annexParts(content, parts) };
}

function noteParts(notes: readonly string[], parts: PartMaker): readonly Part[] {
  if (notes.length === 0) return [];
  const rule: Part = {
    height: 10,
    withNext: true,
    draw: (pen, top) => pen.line(sheet.left, top + 6, sheet.left + 140, top + 6),
  };
  return [
    rule,
    ...parts.textParts('Chú thích:', 'bold', { size: sizes.note, withNext: true }),
    ...notes.flatMap((note) => parts.textParts(note, 'italic', { size: sizes.note })),
  ];
}

function annexParts(content: PaperContent, parts: PartMaker): readonly Part[] {
  if (parts.annex.length === 0) return [];
  const title = content.title.join(' ');
  return [
    parts.centred('PHỤ LỤC', 'bold', sizes.title),
    ...parts.textParts(`(kèm theo ${title})`, 'italic', { withNext: true }),
    ...parts.annex.flatMap((item, index) => [
      ...parts.textParts(`Mục ${index + 1}. ${item.label}`, 'bold', { withNext: true }),
      ...parts.annexParts(item.text),
    ]),
  ];
}

function markPart(text: string, faces: Faces): Part {
  const size = 10.5;
  const x = sheet.width - sheet.right - (faces.italic.width(text) * size) / 1000;
  return {
    height: 18,
    withNext: true,
    draw: (pen, top) => pen.text(text, { x, y: top + 6, size, style: 'italic' }),
  };
}

/** The addressee stands in the middle; without one, dots to write on. */
function addresseePart(label: string, value: string, faces: Faces, leading: number): Part {
  const size = sizes.text;
  const labelWidth = (faces.regular.width(label) * size) / 1000 + 5;
  const valueWidth = value === '' ? 240 : (faces.bold.width(value) * size) / 1000;
  const room = sheet.width - sheet.left - sheet.right;
  const x = sheet.left + Math.max((room - labelWidth - valueWidth) / 2, 0);
  return {
    height: leading + 6,
    withNext: true,
    draw(pen, top) {
      const y = top + leading * 0.75;
      pen.text(label, { x, y, size, style: 'regular' });
      if (value === '') pen.dots(x + labelWidth, y + 1, x + labelWidth + valueWidth);
      else pen.text(value, { x: x + labelWidth, y, size, style: 'bold' });
    },
  };
}
