import {
  code128,
  createDocument,
  createFlow,
  createFormLayout,
  type DrawnCode,
  densities,
  type FormLayout,
  type Part,
  qrCode,
  formSizes as sizes,
} from '../pdf/drawing.ts';
import { type Faces, officialSheet, roomHeight, roomWidth, type Sheet } from '../pdf/index.ts';
import type { FormContent } from './form-content.ts';

/** The left margin of 30 mm leaves a table of six columns too little; a receipt is not bound. */
const sheet: Sheet = { ...officialSheet, left: 62, right: 46, top: 36, bottom: 38 };

/** A dot of an office printer at 300 dpi, in points: narrow bars of four dots are 0.34 mm. */
const dot = 72 / 300;

/** Draws Mẫu số 01 on A4: each of its two parts begins on a page of its own. */
export async function drawForm(content: FormContent, faces: Faces): Promise<Uint8Array> {
  const { document, fonts } = await createDocument(faces);
  const qr = qrCode(content.qrText, { dot, side: 68 });
  const room = roomWidth(sheet) - qr.width - 40;
  const codes: Codes = {
    qr,
    bars: await code128(content.barcodeText, { module: 4 * dot, height: 34, room }),
  };
  for (const part of content.parts) {
    const flow = createFlow({ document, faces, fonts, sheet, foot: `${part} · ${content.foot}` });
    for (const one of chooseParts({ content, part, codes }, faces)) flow.add(one);
    flow.finish();
  }
  document.setTitle(content.title, { showInWindowTitleBar: true });
  document.setLanguage('vi-VN');
  document.setProducer('mot-cua-kiosk');
  return document.save({ useObjectStreams: true, addDefaultPage: false });
}

interface Codes {
  readonly qr: DrawnCode;
  readonly bars: DrawnCode;
}

interface Given {
  readonly content: FormContent;
  readonly part: string;
  readonly codes: Codes;
}

/** The airiest lines that keep it on one page; a list that needs two gets the airiest of all. */
function chooseParts(given: Given, faces: Faces): readonly Part[] {
  const made = densities.map((density) => makeParts(given, createFormLayout(faces, sheet, density)));
  const fitting = made.find(
    (parts) => parts.reduce((sum, { height }) => sum + height, 0) <= roomHeight(sheet),
  );
  return fitting ?? made[0] ?? [];
}

function makeParts({ content, part, codes }: Given, lay: FormLayout): readonly Part[] {
  const plain = (text: string): Part =>
    lay.text(text, { size: sizes.text, style: 'regular', withNext: true });
  const small = (text: string): Part => lay.text(text, { size: sizes.small, style: 'italic' });
  return [
    lay.head(content),
    lay.centred(content.title, { size: sizes.title, style: 'bold' }),
    ...content.marks.map((mark) => lay.centred(mark, { size: 13, style: 'bold' })),
    lay.centred(`(${part})`, { size: sizes.text, style: 'italic' }),
    lay.space(5),
    codePart(content, codes, lay),
    lay.space(6),
    ...content.person.flatMap(lay.line),
    plain(content.papersLabel),
    lay.space(2),
    ...(content.papers === null ? [] : lay.table(content.papers)),
    lay.space(2),
    small(content.papersNote),
    ...(content.certified === null
      ? []
      : [plain(content.certifiedLabel), lay.space(2), ...lay.table(content.certified), lay.space(3)]),
    ...content.numbered.flatMap((one) => lay.line([one])),
    ...content.tracking.flatMap((one) => lay.line([one])),
    registerPart(content, lay),
    lay.signatures(content.signatures),
    ...notesParts(content, lay),
  ];
}

/** The code in large letters over its bars, and the QR beside it; a temporary code stands in a frame. */
function codePart(content: FormContent, { qr, bars }: Codes, lay: FormLayout): Part {
  const column = lay.width - qr.width - 24;
  const labels = lay.wrap(content.codeLabel, 'bold', 11.5, column);
  const shown = lay.wrap(content.code, 'bold', 18, column);
  const notes = content.codeNotes.flatMap((note) => lay.wrap(note, 'italic', sizes.note, column));
  const inner = labels.length * 15 + shown.length * 22 + bars.height + 6 + notes.length * sizes.note * 1.25;
  const height = Math.max(inner, qr.height + 13) + 16;
  return {
    height,
    draw(pen, top) {
      const x = sheet.left + 8;
      let y = top + 8;
      for (const label of labels) {
        pen.text(label, { x, y: y + 11, size: 11.5, style: 'bold' });
        y += 15;
      }
      for (const code of shown) {
        pen.text(code, { x, y: y + 16.5, size: 18, style: 'bold' });
        y += 22;
      }
      bars.draw(pen, x, y);
      y += bars.height + 6;
      for (const note of notes) {
        pen.text(note, { x, y: y + sizes.note * 0.85, size: sizes.note, style: 'italic' });
        y += sizes.note * 1.25;
      }
      const qrX = lay.right - qr.width - 10;
      qr.draw(pen, qrX, top + 8);
      const captionWidth = lay.widthOf(content.qrCaption, 'regular', sizes.note);
      pen.text(content.qrCaption, {
        x: qrX + (qr.width - captionWidth) / 2,
        y: top + 8 + qr.height + 11,
        size: sizes.note,
        style: 'regular',
      });
      if (content.isTemporary) pen.box(sheet.left, top, lay.width, height);
    },
  };
}

/** "Vào Sổ theo dõi hồ sơ, Quyển số: … Số thứ tự: …", written in by hand. */
function registerPart(content: FormContent, lay: FormLayout): Part {
  const [book = '', number = ''] = content.register;
  return {
    height: sizes.text * 1.5,
    withNext: true,
    draw(pen, top) {
      const y = top + sizes.text;
      const size = sizes.text;
      const second = sheet.left + lay.width * 0.62;
      pen.text(book, { x: sheet.left, y, size, style: 'regular' });
      pen.dots(sheet.left + lay.widthOf(book, 'regular', size) + 4, y + 1, second - 6);
      pen.text(number, { x: second, y, size, style: 'regular' });
      pen.dots(second + lay.widthOf(number, 'regular', size) + 4, y + 1, lay.right);
    },
  };
}

function notesParts(content: FormContent, lay: FormLayout): readonly Part[] {
  return [
    {
      height: 9,
      withNext: true,
      draw: (pen, top) => pen.line(sheet.left, top + 5, sheet.left + 130, top + 5),
    },
    lay.text(content.notesLabel, { size: sizes.note, style: 'bold', withNext: true }),
    ...content.notes.map((note, index) =>
      lay.text(`- ${note}`, {
        size: sizes.note,
        style: 'italic',
        withNext: index < content.notes.length - 1,
      }),
    ),
  ];
}
