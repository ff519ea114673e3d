import type { PDFDocument, PDFFont } from 'pdf-lib';
import type { Faces, FontStyle } from './fonts.ts';
import { createPen, type Pen } from './pen.ts';
import { roomHeight, type Sheet } from './sheet.ts';

/** Something drawn as a whole: it never stands half on one page and half on the next. */
export interface Part {
  readonly height: number;
  /** Stays on the page of the part that follows (a heading, the head of a table). */
  readonly withNext?: boolean;
  draw(pen: Pen, top: number): void;
}

/** Lays parts on pages one after the other. */
export interface Flow {
  add(part: Part): void;
  /** Begins a new page unless this one is still empty. */
  breakPage(): void;
  /** Space left on this page. */
  room(): number;
  finish(): number;
}

/** `foot` is printed small at the foot of each page; from the second page on the number stands at the head (NĐ 30/2020). */
export function createFlow(deps: {
  readonly document: PDFDocument;
  readonly faces: Faces;
  readonly fonts: Readonly<Record<FontStyle, PDFFont>>;
  readonly sheet: Sheet;
  readonly foot: string | null;
}): Flow {
  const { document, faces, fonts, sheet, foot } = deps;
  const waiting: Part[] = [];
  let pages = 0;
  let pen: Pen | null = null;
  let top: number = sheet.top;

  function openPage(): Pen {
    pages += 1;
    pen = createPen(faces, fonts, sheet);
    top = sheet.top;
    if (pages > 1) {
      const text = String(pages);
      const x = (sheet.width - (faces.regular.width(text) * 13) / 1000) / 2;
      pen.text(text, { x, y: sheet.top - 18, size: 13, style: 'regular' });
    }
    if (foot !== null) pen.text(foot, { x: sheet.left, y: sheet.height - 26, size: 9, style: 'italic' });
    return pen;
  }

  function closePage(): void {
    if (pen === null) return;
    const page = document.addPage([sheet.width, sheet.height]);
    pen.finish(document, page);
    pen = null;
  }

  function left(): number {
    return pen === null ? roomHeight(sheet) : sheet.height - sheet.bottom - top;
  }

  function drawWaiting(): void {
    const height = waiting.reduce((sum, part) => sum + part.height, 0);
    if (height > left() + 0.01) closePage();
    const on = pen ?? openPage();
    for (const part of waiting.splice(0)) {
      part.draw(on, top);
      top += part.height;
    }
  }

  return {
    add(part) {
      waiting.push(part);
      if (part.withNext !== true) drawWaiting();
    },
    breakPage() {
      if (waiting.length > 0) drawWaiting();
      closePage();
    },
    room: () => left() - waiting.reduce((sum, part) => sum + part.height, 0),
    finish() {
      if (waiting.length > 0) drawWaiting();
      closePage();
      return pages;
    },
  };
}
