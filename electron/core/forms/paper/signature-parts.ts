import { type Part, type Pen, wrapText } from '../../pdf/drawing.ts';
import { type Faces, type FontStyle, roomWidth, officialSheet as sheet } from '../../pdf/index.ts';
import type { PaperContent } from './content.ts';
import { sizes } from './parts.ts';

const contentWidth = roomWidth(sheet);

/** Points between the word under a title and the name, for a hand or the drawing of one. */
const signatureSpace = 58;

/** Place and day, and under them the signatures side by side: drawn ones, and empty lines for a pen. */
export function signatureParts(
  faces: Faces,
  leadingOfLines: number,
  { dated, signatures }: Pick<PaperContent, 'dated' | 'signatures'>,
): readonly Part[] {
  const widthOf = (text: string, style: FontStyle, size: number): number =>
    (faces[style].width(text) * size) / 1000;
  const columns = Math.max(signatures.length, 2);
  const width = contentWidth / columns;
  const size = columns > 2 ? 10 : sizes.text;
  const leading = size * 1.3;
  const small = columns > 2 ? 9.5 : 11.5;
  const titles = signatures.map((one) =>
    wrapText(faces.bold, one.title, { size, first: width - 6, rest: width - 6 }),
  );
  const names = signatures.map((one) =>
    wrapText(faces.bold, one.name, { size, first: width - 4, rest: width - 4 }),
  );
  const titleRows = Math.max(...titles.map((lines) => lines.length));
  const nameRows = Math.max(...names.map((lines) => lines.length));
  const dateHeight = dated === null ? 6 : leadingOfLines + 8;
  const height = dateHeight + titleRows * leading + small * 1.5 + signatureSpace + nameRows * leading + 6;
  return [
    {
      height,
      draw(pen, top) {
        const offset = columns - signatures.length;
        if (dated !== null) {
          const centre = sheet.left + contentWidth - Math.max(width, 230) / 2;
          const x = centre - widthOf(dated, 'italic', sizes.text) / 2;
          pen.text(dated, { x, y: top + 8 + leadingOfLines * 0.75, size: sizes.text, style: 'italic' });
        }
        for (const [index, one] of signatures.entries()) {
          const left = sheet.left + (index + offset) * width;
          const middle = (text: string, style: FontStyle, letter: number): number =>
            left + (width - widthOf(text, style, letter)) / 2;
          let y = top + dateHeight;
          for (const line of titles[index] ?? []) {
            pen.text(line, { x: middle(line, 'bold', size), y: y + leading * 0.78, size, style: 'bold' });
            y += leading;
          }
          y = top + dateHeight + titleRows * leading;
          pen.text(one.note, {
            x: middle(one.note, 'italic', small),
            y: y + small * 0.9,
            size: small,
            style: 'italic',
          });
          y += small * 1.5;
          if (one.drawn !== null) pen.signature(one.drawn, left + 10, y, width - 20, signatureSpace - 6);
          if (one.byHand !== null) drawHandLine(pen, faces, one.byHand, { left, top: y, width, size: small });
          y += signatureSpace;
          for (const line of names[index] ?? []) {
            if (line !== '')
              pen.text(line, { x: middle(line, 'bold', size), y: y + leading * 0.78, size, style: 'bold' });
            y += leading;
          }
        }
      },
    },
  ];
}

/** An empty line to sign on, and under it where that is done. */
function drawHandLine(
  pen: Pen,
  faces: Faces,
  note: string,
  at: { readonly left: number; readonly top: number; readonly width: number; readonly size: number },
): void {
  const widthOf = (letter: number): number => (faces.italic.width(note) * letter) / 1000;
  const size = Math.min(at.size, (at.size * (at.width - 8)) / widthOf(at.size));
  const line = at.top + signatureSpace - 18;
  pen.dots(at.left + 14, line, at.left + at.width - 14);
  const x = at.left + (at.width - widthOf(size)) / 2;
  pen.text(note, { x, y: line + size + 1, size, style: 'italic' });
}
