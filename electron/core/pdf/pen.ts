import { type PDFDocument, type PDFFont, PDFName, type PDFPage } from 'pdf-lib';
import type { Signature } from '../../../shared/form/index.ts';
import { type Faces, type FontStyle, fontStyles } from './fonts.ts';
import type { Sheet } from './sheet.ts';

const fontNames: Readonly<Record<FontStyle, string>> = { regular: 'FR', bold: 'FB', italic: 'FI' };

/** Draws on one page with the origin at its upper left corner; y grows downward to the baseline. */
export interface Pen {
  text(
    text: string,
    at: { readonly x: number; readonly y: number; readonly size: number; readonly style: FontStyle },
  ): void;
  /** Dots as a drawn line, not as text: whoever copies or reads the paper aloud gets the answers alone. */
  dots(x: number, y: number, until: number): void;
  line(x1: number, y1: number, x2: number, y2: number, width?: number): void;
  box(x: number, y: number, width: number, height: number): void;
  tick(x: number, y: number, size: number): void;
  /** One figure a box; read by machines as one number. */
  boxes(
    text: string,
    count: number,
    at: { readonly x: number; readonly y: number; readonly size: number },
  ): void;
  signature(drawn: Signature, x: number, y: number, width: number, height: number): void;
  finish(document: PDFDocument, page: PDFPage): void;
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `/ActualText` says what a reader should get for pieces that are put together by hand. */
function beginActualText(text: string): string {
  let hex = 'FEFF';
  for (let at = 0; at < text.length; at += 1)
    hex += text.charCodeAt(at).toString(16).padStart(4, '0').toUpperCase();
  return `/Span <</ActualText <${hex}>>> BDC`;
}

/** Collects the page's drawing as one content stream: far fewer objects than one operator each. */
export function createPen(faces: Faces, fonts: Readonly<Record<FontStyle, PDFFont>>, sheet: Sheet): Pen {
  const out: string[] = [];
  const used = new Set<FontStyle>();
  const flip = (y: number): string => number(sheet.height - y);

  function show(text: string, x: number, y: number, size: number, style: FontStyle): void {
    used.add(style);
    const encoded = fonts[style].encodeText(text).toString();
    out.push(`BT /${fontNames[style]} ${number(size)} Tf ${number(x)} ${flip(y)} Td ${encoded} Tj ET`);
  }

  return {
    text(text, { x, y, size, style }) {
      const face = faces[style];
      const pieces = face.pieces(text);
      const whole = pieces.some((piece) => piece.kind === 'marked');
      if (whole) out.push(beginActualText(text));
      let pen = x;
      for (const piece of pieces) {
        if (piece.kind === 'plain') show(piece.text, pen, y, size, style);
        else {
          for (const glyph of piece.glyphs) {
            show(glyph.text, pen + (glyph.x * size) / 1000, y - (glyph.y * size) / 1000, size, style);
          }
        }
        pen += (face.width(piece.text) * size) / 1000;
      }
      if (whole) out.push('EMC');
    },
    dots(x, y, until) {
      if (until - x < 4) return;
      out.push(`q 1 J 0.7 w [0 2.6] 0 d ${number(x)} ${flip(y)} m ${number(until)} ${flip(y)} l S Q`);
    },
    line(x1, y1, x2, y2, width = 0.6) {
      out.push(`q ${number(width)} w ${number(x1)} ${flip(y1)} m ${number(x2)} ${flip(y2)} l S Q`);
    },
    box(x, y, width, height) {
      out.push(`q 0.6 w ${number(x)} ${flip(y + height)} ${number(width)} ${number(height)} re S Q`);
    },
    tick(x, y, size) {
      const at = (dx: number, dy: number): string => `${number(x + dx * size)} ${flip(y + dy * size)}`;
      out.push(`q 1.2 w 1 J 1 j ${at(0.18, 0.5)} m ${at(0.42, 0.78)} l ${at(0.85, 0.2)} l S Q`);
    },
    boxes(text, count, { x, y, size }) {
      const side = size * 1.25;
      for (let index = 0; index < count; index += 1) this.box(x + index * side, y - side * 0.78, side, side);
      if (text === '') return;
      out.push(beginActualText(text));
      for (const [index, figure] of Array.from(text).entries()) {
        const width = (faces.regular.width(figure) * size) / 1000;
        show(figure, x + index * side + (side - width) / 2, y, size, 'regular');
      }
      out.push('EMC');
    },
    signature(drawn, x, y, width, height) {
      const scale = Math.min(width / drawn.width, height / drawn.height);
      const left = x + (width - drawn.width * scale) / 2;
      const top = y + (height - drawn.height * scale) / 2;
      const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
      const point = (stroke: readonly number[], at: number): string => {
        const px = left + within(stroke[at] ?? 0, drawn.width) * scale;
        const py = top + within(stroke[at + 1] ?? 0, drawn.height) * scale;
        return `${number(px)} ${flip(py)}`;
      };
      out.push('q 1.1 w 1 J 1 j');
      for (const stroke of drawn.strokes) {
        if (stroke.length < 2) continue;
        out.push(`${point(stroke, 0)} m`);
        for (let at = 2; at + 1 < stroke.length; at += 2) out.push(`${point(stroke, at)} l`);
        out.push(stroke.length < 4 ? `${point(stroke, 0)} l S` : 'S');
      }
      out.push('Q');
    },
    finish(document, page) {
      for (const style of fontStyles) {
        if (used.has(style)) page.node.setFontDictionary(PDFName.of(fontNames[style]), fonts[style].ref);
      }
      const stream = document.context.flateStream(out.join('\n'));
      page.node.addContentStream(document.context.register(stream));
    },
  };
}
