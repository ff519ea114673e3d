import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Font } from '@cantoo/fontkit';
import * as fontkit from '@cantoo/fontkit';
import { PDFDocument, type PDFFont } from 'pdf-lib';
import { KioskFault } from '../../../shared/faults/index.ts';
import { splitLetters } from '../../../shared/form/letters.ts';

export const fontStyles = ['regular', 'bold', 'italic'] as const;
export type FontStyle = (typeof fontStyles)[number];

const files: Readonly<Record<FontStyle, string>> = {
  regular: 'Tinos-Regular.ttf',
  bold: 'Tinos-Bold.ttf',
  italic: 'Tinos-Italic.ttf',
};

/** A piece of a line: plain letters drawn in one go, or one letter whose marks must be put in place by hand. */
export type Piece =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'marked'; readonly text: string; readonly glyphs: readonly PlacedGlyph[] };

/** One code point of a marked letter; offsets in thousandths of the font size from the letter's origin. */
export interface PlacedGlyph {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Measures and cuts text of one style. Kept for the life of the process: only reading it costs time. */
export interface Face {
  readonly bytes: Uint8Array;
  readonly font: Font;
  /** Width in thousandths of the font size. */
  width(text: string): number;
  pieces(text: string): readonly Piece[];
}

export type Faces = Readonly<Record<FontStyle, Face>>;

/** Reads the three font files. Raises PAPER_FORM_FONT_MISSING when one is not there. */
export async function loadFaces(fontsDir: string): Promise<Faces> {
  const load = async (style: FontStyle): Promise<Face> => {
    const bytes = await readFile(path.join(fontsDir, files[style])).catch((cause: unknown) => {
      throw new KioskFault('PAPER_FORM_FONT_MISSING', { details: { font: files[style] }, cause });
    });
    return createFace(bytes, fontkit.create(bytes) as Font, fontkit.create(bytes) as Font);
  };
  const [regular, bold, italic] = await Promise.all([load('regular'), load('bold'), load('italic')]);
  return { regular, bold, italic };
}

/** `shaped` is never embedded: embedding changes what a font remembers of its glyphs. */
function createFace(bytes: Uint8Array, font: Font, shaped: Font): Face {
  const scale = 1000 / font.unitsPerEm;
  const widths = new Map<string, number>();
  const marked = new Map<string, Piece>();

  function widthOf(character: string): number {
    let width = widths.get(character);
    if (width === undefined) {
      const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 0);
      width = /\p{M}/u.test(character) ? 0 : (glyph?.advanceWidth ?? 0) * scale;
      widths.set(character, width);
    }
    return width;
  }

  /**
   * pdf-lib leaves out the offsets of marks (ê + U+0306 would look like ễ), so the font's own anchors are read here
   * and each mark is drawn at its place.
   */
  function place(letter: string): Piece {
    const known = marked.get(letter);
    if (known !== undefined) return known;
    const run = shaped.layout(letter);
    const glyphs: PlacedGlyph[] = [];
    let pen = 0;
    for (const [index, glyph] of run.glyphs.entries()) {
      const position = run.positions?.[index];
      const text = String.fromCodePoint(...glyph.codePoints);
      glyphs.push({ text, x: (pen + (position?.xOffset ?? 0)) * scale, y: (position?.yOffset ?? 0) * scale });
      pen += position?.xAdvance ?? 0;
    }
    const piece: Piece = { kind: 'marked', text: letter, glyphs };
    marked.set(letter, piece);
    return piece;
  }

  return {
    bytes,
    font,
    width(text) {
      let sum = 0;
      for (const character of text) sum += widthOf(character);
      return sum;
    },
    pieces(text) {
      if (!/\p{M}/u.test(text)) return [{ kind: 'plain', text }];
      const pieces: Piece[] = [];
      let plain = '';
      for (const letter of splitLetters(text)) {
        if (!/\p{M}/u.test(letter)) {
          plain += letter;
          continue;
        }
        if (plain !== '') pieces.push({ kind: 'plain', text: plain });
        plain = '';
        pieces.push(place(letter));
      }
      if (plain !== '') pieces.push({ kind: 'plain', text: plain });
      return pieces;
    },
  };
}

/** A new document with the three styles, of which only the letters in use are embedded. */
export async function createDocument(faces: Faces): Promise<{
  readonly document: PDFDocument;
  readonly fonts: Readonly<Record<FontStyle, PDFFont>>;
}> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit({ create: (bytes: Uint8Array) => plainFont(faces, bytes) });
  const embed = (style: FontStyle) => document.embedFont(faces[style].bytes, { subset: true });
  const regular = await embed('regular');
  const bold = await embed('bold');
  const italic = await embed('italic');
  return { document, fonts: { regular, bold, italic } };
}

/**
 * The already parsed font with one glyph a code point. Shaping a line by all the font's rules is what made a page
 * take 200 ms; Vietnamese in NFC needs none of them, and marks are placed by `pieces`.
 */
function plainFont(faces: Faces, bytes: Uint8Array): Font {
  const face = fontStyles.map((style) => faces[style]).find((one) => one.bytes === bytes);
  const font = face?.font ?? (fontkit.create(bytes) as Font);
  return new Proxy(font, {
    get(target, name) {
      if (name === 'layout') {
        return (text: string) => ({
          // Own glyph objects: embedding Ơ makes the font remember its part O without a letter, and the next paper
          // drawn with this font would then have an O that nobody can copy or search.
          glyphs: Array.from(text, (character) => {
            const codePoint = character.codePointAt(0) ?? 0;
            const glyph = target.glyphForCodePoint(codePoint);
            return { id: glyph?.id ?? 0, advanceWidth: glyph?.advanceWidth ?? 0, codePoints: [codePoint] };
          }),
        });
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
