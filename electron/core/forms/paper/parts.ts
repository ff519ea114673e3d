import { type Part, wrapText } from '../../pdf/drawing.ts';
import { type Faces, type FontStyle, roomWidth, officialSheet as sheet } from '../../pdf/index.ts';
import type { ContentBlock, ContentCell } from './content.ts';

/** Sizes in points: text 13 and titles 14 as NĐ 30/2020/NĐ-CP asks; notes and tables a little smaller. */
export const sizes = { text: 13, title: 14, table: 12, note: 10 } as const;

/** Distances of lines in points, from airy to tight: the widest with which a short form stays on one page. */
export const leadings = [19.6, 18.4, 17.2] as const;
const contentWidth = roomWidth(sheet);

/** More lines than this in one field would push the form apart: the whole answer goes to the annex. */
const mostLines = 10;

/** An answer that did not fit at its place. */
export interface AnnexItem {
  readonly label: string;
  readonly text: string;
}

export interface PartMaker {
  textParts(text: string, style: FontStyle, options?: TextOptions): readonly Part[];
  centred(text: string, style: FontStyle, size: number, after?: number): Part;
  /** A long answer line by line: the one thing that may go over a page's end. */
  annexParts(text: string): readonly Part[];
  blockParts(block: ContentBlock): readonly Part[];
  readonly annex: readonly AnnexItem[];
}

interface TextOptions {
  readonly size?: number;
  readonly indent?: number;
  readonly withNext?: boolean;
}

/** Makes the parts of a form; what does not fit is collected in `annex` and pointed to at its place. */
export function createPartMaker(faces: Faces, leadingOfLines: number): PartMaker {
  const annex: AnnexItem[] = [];
  const widthOf = (text: string, style: FontStyle, size: number): number =>
    (faces[style].width(text) * size) / 1000;

  function textParts(text: string, style: FontStyle, options: TextOptions = {}): readonly Part[] {
    const size = options.size ?? sizes.text;
    const indent = options.indent ?? 0;
    const leading = size * 1.36;
    const lines = wrapText(faces[style], text, { size, first: contentWidth - indent, rest: contentWidth });
    const draw: Part['draw'] = (pen, top) => {
      for (const [index, line] of lines.entries()) {
        const x = sheet.left + (index === 0 ? indent : 0);
        pen.text(line, { x, y: top + leading * (index + 0.78), size, style });
      }
    };
    return [{ height: leading * lines.length + 2, withNext: options.withNext === true, draw }];
  }

  function centred(text: string, style: FontStyle, size: number, after = 0): Part {
    const x = sheet.left + (contentWidth - widthOf(text, style, size)) / 2;
    return {
      height: size * 1.36 + after,
      withNext: true,
      draw: (pen, top) => pen.text(text, { x, y: top + size * 1.06, size, style }),
    };
  }

  interface Laid {
    readonly height: number;
    readonly fits: boolean;
    draw(pen: Parameters<Part['draw']>[0], top: number): void;
  }

  /** A label with its answer and dots behind it, within the columns x to x + width. */
  function layCell(cell: ContentCell, x: number, width: number, own: boolean): Laid {
    const style: FontStyle = cell.as === 'strong' ? 'bold' : 'regular';
    const size = sizes.text;
    const labelLines =
      cell.label === '' ? [] : wrapText(faces.regular, cell.label, { size, first: width, rest: width });
    const lastLabel = labelLines.at(-1) ?? '';
    const labelEnd = lastLabel === '' ? 0 : widthOf(lastLabel, 'regular', size) + 5;
    const afterWidth = cell.after === '' ? 0 : widthOf(cell.after, 'regular', size) + 5;
    const before = Math.max(labelLines.length - 1, 0);
    if (cell.as === 'boxes') {
      const fits = cell.value === '' || /^\d{12}$/u.test(cell.value);
      if (fits) return layBoxes(cell, x, labelLines, labelEnd);
    }
    const room = { size, first: width - labelEnd - afterWidth, rest: width - afterWidth };
    let lines = wrapText(faces[style], cell.value, room);
    if (own && lines.length > mostLines) {
      annex.push({ label: cell.label, text: cell.value });
      lines = wrapText(faces[style], `(xem Phụ lục, mục ${annex.length})`, room);
    }
    const rows = Math.max(lines.length, cell.value === '' ? cell.lines : 1);
    return {
      height: (before + rows) * leadingOfLines,
      fits: labelLines.length < 2 && rows <= 1,
      draw(pen, top) {
        for (const [index, line] of labelLines.entries()) {
          pen.text(line, { x, y: top + leadingOfLines * (index + 0.75), size, style: 'regular' });
        }
        for (let row = 0; row < rows; row += 1) {
          const line = lines[row] ?? '';
          const start = x + (row === 0 ? labelEnd : 0);
          const y = top + leadingOfLines * (before + row + 0.75);
          if (line !== '') pen.text(line, { x: start, y, size, style });
          pen.dots(start + (line === '' ? 0 : widthOf(line, style, size) + 4), y + 1, x + width - afterWidth);
        }
        const last = top + leadingOfLines * (before + rows - 1 + 0.75);
        if (cell.after !== '') {
          pen.text(cell.after, { x: x + width - afterWidth + 4, y: last, size, style: 'regular' });
        }
      },
    };
  }

  function layBoxes(cell: ContentCell, x: number, labelLines: readonly string[], labelEnd: number): Laid {
    const size = sizes.text;
    const rows = Math.max(labelLines.length, 1);
    return {
      height: rows * leadingOfLines + 3,
      fits: rows === 1,
      draw(pen, top) {
        for (const [index, line] of labelLines.entries()) {
          pen.text(line, { x, y: top + 2 + leadingOfLines * (index + 0.75), size, style: 'regular' });
        }
        const y = top + 2 + leadingOfLines * (rows - 1 + 0.75);
        pen.boxes(cell.value, 12, { x: x + labelEnd + 3, y, size });
      },
    };
  }

  /** Cells side by side; when one does not fit its column, each gets a line of its own. */
  function linePart(cells: readonly ContentCell[]): readonly Part[] {
    const gap = 8;
    const given = cells.reduce((sum, cell) => sum + (cell.width ?? 0), 0);
    const open = cells.filter((cell) => cell.width === null).length;
    const inner = contentWidth - gap * (cells.length - 1);
    let x: number = sheet.left;
    const laid = cells.map((cell) => {
      const width = cell.width === null ? ((1 - given) / open) * inner : cell.width * inner;
      const one = layCell(cell, x, width, cells.length === 1);
      x += width + gap;
      return one;
    });
    if (cells.length === 1 || laid.every((one) => one.fits)) {
      const height = Math.max(...laid.map((one) => one.height));
      return [
        {
          height,
          draw: (pen, top) => {
            for (const one of laid) one.draw(pen, top);
          },
        },
      ];
    }
    return cells.map((cell) => layCell(cell, sheet.left, contentWidth, true));
  }

  function ticksPart(block: Extract<ContentBlock, { kind: 'ticks' }>): readonly Part[] {
    const size = sizes.text;
    const side = 10;
    const places: { readonly x: number; readonly row: number }[] = [];
    let x = sheet.left + widthOf(block.label, 'regular', size) + 12;
    let row = 0;
    for (const choice of block.choices) {
      const width = side + 6 + widthOf(choice.label, 'regular', size) + 18;
      if (x + width - 18 > sheet.left + contentWidth) {
        row += 1;
        x = sheet.left + 18;
      }
      places.push({ x, row });
      x += width;
    }
    return [
      {
        height: (row + 1) * leadingOfLines,
        draw(pen, top) {
          pen.text(block.label, { x: sheet.left, y: top + leadingOfLines * 0.75, size, style: 'regular' });
          for (const [index, choice] of block.choices.entries()) {
            const place = places[index] ?? { x: sheet.left, row: 0 };
            const y = top + leadingOfLines * (place.row + 0.75);
            pen.box(place.x, y - side + 1, side, side);
            if (choice.on) pen.tick(place.x, y - side + 1, side);
            pen.text(choice.label, { x: place.x + side + 6, y, size, style: 'regular' });
          }
        },
      },
    ];
  }

  function tableParts(block: Extract<ContentBlock, { kind: 'table' }>): readonly Part[] {
    const whole = block.columns.reduce((sum, column) => sum + column.width, 0);
    const widths = block.columns.map((column) => (column.width / whole) * contentWidth);
    const size = sizes.table;
    const leading = size * 1.32;
    const pad = 4;
    const rowPart = (texts: readonly string[], head: boolean): Part => {
      const style: FontStyle = head ? 'bold' : 'regular';
      const cells = texts.map((text, index) => {
        const width = (widths[index] ?? 0) - 2 * pad;
        return wrapText(faces[style], text, { size, first: width, rest: width });
      });
      const height = Math.max(...cells.map((lines) => lines.length)) * leading + 2 * pad;
      return {
        height,
        withNext: head,
        draw(pen, top) {
          let x: number = sheet.left;
          for (const [index, lines] of cells.entries()) {
            const width = widths[index] ?? 0;
            pen.box(x, top, width, height);
            const centre =
              head || block.columns[index]?.title === 'TT' || block.columns[index]?.title === 'STT';
            for (const [row, line] of lines.entries()) {
              const indent = centre ? (width - widthOf(line, style, size)) / 2 : pad;
              pen.text(line, { x: x + indent, y: top + pad + leading * (row + 0.78), size, style });
            }
            x += width;
          }
        },
      };
    };
    const head = rowPart(
      block.columns.map((column) => column.title),
      true,
    );
    const gap: Part = { height: 5, draw: () => undefined };
    return [head, ...block.rows.map((row) => rowPart(row, false)), gap];
  }

  function annexParts(text: string): readonly Part[] {
    const leading = sizes.text * 1.36;
    const lines = wrapText(faces.regular, text, {
      size: sizes.text,
      first: contentWidth,
      rest: contentWidth,
    });
    return lines.map((line) => ({
      height: leading,
      draw: (pen, top) =>
        pen.text(line, { x: sheet.left, y: top + leading * 0.78, size: sizes.text, style: 'regular' }),
    }));
  }

  return {
    annex,
    annexParts,
    textParts,
    centred,
    blockParts(block) {
      switch (block.kind) {
        case 'heading':
          return [
            { height: 3, withNext: true, draw: () => undefined },
            ...textParts(block.text, 'bold', { withNext: true }),
          ];
        case 'text':
          return textParts(block.text, block.style === 'plain' ? 'regular' : block.style, {
            withNext: /:$/u.test(block.text),
          });
        case 'line':
          return linePart(block.cells);
        case 'ticks':
          return ticksPart(block);
        case 'table':
          return tableParts(block);
      }
    },
  };
}
