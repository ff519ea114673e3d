import type { Part } from './flow.ts';
import type { Faces, FontStyle } from './fonts.ts';
import type { FormHead, FormLine, FormSignature, FormTable } from './form-content.ts';
import type { Pen } from './pen.ts';
import { roomWidth, type Sheet } from './sheet.ts';
import { wrapText } from './wrap.ts';

/** Letter sizes in points. NĐ 30/2020 asks 13 to 14 of documents; a form with a table has a little less. */
export const formSizes = { text: 12.5, table: 11.5, title: 15, small: 10.5, note: 9.5 } as const;

/** How far lines stand apart: the airiest with which a receipt of few papers stays on one page. */
export const densities = [
  { leading: 1.34, row: 6, signature: 52 },
  { leading: 1.26, row: 4, signature: 44 },
  { leading: 1.18, row: 2.5, signature: 38 },
  { leading: 1.12, row: 2, signature: 34 },
] as const;
export type Density = (typeof densities)[number];

/** Lays the pieces of an official form (Mẫu số 01 to 07) between the margins of a sheet. */
export function createFormLayout(faces: Faces, sheet: Sheet, density: Density) {
  const { leading } = density;
  const width = roomWidth(sheet);
  const right = sheet.width - sheet.right;
  const widthOf = (text: string, style: FontStyle, size: number): number =>
    (faces[style].width(text) * size) / 1000;
  const wrap = (
    text: string,
    style: FontStyle,
    size: number,
    room: number,
    first = room,
  ): readonly string[] => wrapText(faces[style], text, { size, first, rest: room });

  function text(
    content: string,
    at: { readonly size: number; readonly style: FontStyle; readonly withNext?: boolean },
  ): Part {
    const lines = wrap(content, at.style, at.size, width);
    const height = at.size * leading;
    return {
      height: lines.length * height + 1,
      withNext: at.withNext === true,
      draw(pen, top) {
        for (const [index, line] of lines.entries())
          pen.text(line, { x: sheet.left, y: top + height * (index + 0.78), size: at.size, style: at.style });
      },
    };
  }

  function centred(content: string, at: { readonly size: number; readonly style: FontStyle }): Part {
    const lines = wrap(content, at.style, at.size, width);
    const height = at.size * leading;
    return {
      height: lines.length * height,
      withNext: true,
      draw(pen, top) {
        for (const [index, line] of lines.entries()) {
          const x = sheet.left + (width - widthOf(line, at.style, at.size)) / 2;
          pen.text(line, { x, y: top + height * (index + 0.78), size: at.size, style: at.style });
        }
      },
    };
  }

  /** "Label: value" in a column, the value going on under the label; without a value there are dots to write on. */
  function field({ label, value, strong }: FormLine, x: number, room: number) {
    const size = formSizes.text;
    const style: FontStyle = strong === true ? 'bold' : 'regular';
    const head = `${label}:`;
    const indent = widthOf(head, 'regular', size) + 4;
    const lines = value === '' ? [] : wrap(value, style, size, room, Math.max(room - indent, 0));
    const height = size * leading;
    return {
      rows: Math.max(lines.length, 1),
      draw(pen: Pen, top: number) {
        const y = top + height * 0.78;
        pen.text(head, { x, y, size, style: 'regular' });
        if (lines.length === 0) pen.dots(x + indent, y + 1, x + room);
        for (const [index, one] of lines.entries()) {
          pen.text(one, { x: x + (index === 0 ? indent : 0), y: y + height * index, size, style });
        }
      },
    };
  }

  /** One field, or two side by side when each fits its half; else one under the other. */
  function line(fields: readonly FormLine[]): readonly Part[] {
    const height = formSizes.text * leading;
    const gap = 12;
    const share = (width - gap) * (fields.length > 1 ? 0.56 : 1);
    const beside = fields.map((one, index) =>
      index === 0
        ? field(one, sheet.left, fields.length > 1 ? share : width)
        : field(one, sheet.left + share + gap, width - share - gap),
    );
    if (fields.length < 3 && beside.every(({ rows }) => rows === 1)) {
      const draw: Part['draw'] = (pen, top) => {
        for (const one of beside) one.draw(pen, top);
      };
      return [{ height: height + 1, draw }];
    }
    return fields.map((one) => {
      const laid = field(one, sheet.left, width);
      return { height: laid.rows * height + 1, draw: laid.draw };
    });
  }

  /** Lines of about the same length, so that no word stands alone. */
  function balanced(content: string, style: FontStyle, size: number, room: number): readonly string[] {
    const lines = wrap(content, style, size, room);
    for (let narrower = room - 4; narrower > room / 2; narrower -= 4) {
      const next = wrap(content, style, size, narrower);
      if (next.length > lines.length) return wrap(content, style, size, narrower + 4);
    }
    return lines;
  }

  /** Each row is one part, so that a long list goes over to the next page between two papers. */
  function table({
    head: heads,
    widths,
    centred: centredColumns,
    rows,
    size = formSizes.table,
  }: FormTable): readonly Part[] {
    // Narrow columns of small letters cannot spare four points on each side.
    const padding = Math.min(4, size * 0.3);
    const height = size * 1.26;
    const columns = widths.map((part, index) => ({
      x: sheet.left + widths.slice(0, index).reduce((sum, one) => sum + one, 0) * width,
      width: part * width,
      isCentred: centredColumns.includes(index),
    }));
    const rowPart = (cells: readonly string[], style: FontStyle, withNext: boolean): Part => {
      const wrapped = columns.map((column, index) =>
        wrap(cells[index] ?? '', style, size, column.width - 2 * padding),
      );
      const rowHeight = Math.max(...wrapped.map((lines) => lines.length)) * height + density.row;
      return {
        height: rowHeight,
        withNext,
        draw(pen, top) {
          for (const [index, column] of columns.entries()) {
            pen.box(column.x, top, column.width, rowHeight);
            for (const [row, one] of (wrapped[index] ?? []).entries()) {
              const spare = column.width - 2 * padding - widthOf(one, style, size);
              const x = column.x + padding + (column.isCentred || withNext ? spare / 2 : 0);
              pen.text(one, { x, y: top + density.row / 2 - 1 + height * (row + 0.82), size, style });
            }
          }
        },
      };
    };
    return [rowPart(heads, 'bold', true), ...rows.map((cells) => rowPart(cells, 'regular', false))];
  }

  /** Agency on the left, country and motto on the right, place and date under them (NĐ 30/2020 annex I). */
  function head(content: FormHead): Part {
    const leftWidth = width * 0.44;
    const rightWidth = width - leftWidth;
    const agency = content.agency.flatMap((name, index) => {
      const style: FontStyle = index === 0 ? 'regular' : 'bold';
      return balanced(name, style, 11, leftWidth - 12).map((line) => ({ line, style }));
    });
    const heightOf = 11 * 1.3;
    const height = Math.max(agency.length * heightOf + 14, 62) + 4;
    return {
      height,
      withNext: true,
      draw(pen, top) {
        const left: Column = [sheet.left, leftWidth];
        const beside: Column = [sheet.left + leftWidth, rightWidth];
        for (const [index, { line: name, style }] of agency.entries())
          middle(pen, name, { style, size: 11, column: left, y: top + heightOf * (index + 0.8) });
        underline(pen, left, 60, top + heightOf * agency.length + 3);
        middle(pen, content.country, { style: 'bold', size: 11.5, column: beside, y: top + 11 });
        middle(pen, content.motto, { style: 'bold', size: 12.5, column: beside, y: top + 27 });
        underline(pen, beside, widthOf(content.motto, 'bold', 12.5), top + 31);
        middle(pen, content.placeDate, { style: 'italic', size: 12, column: beside, y: top + 50 });
        middle(pen, content.formNumber, { style: 'italic', size: 8.5, column: beside, y: top + 62 });
      },
    };
  }

  /** Side by side, with room to sign. */
  function signatures(signing: readonly FormSignature[]): Part {
    const share = width / Math.max(signing.length, 1);
    const styleOf = ({ isRemark }: FormSignature): FontStyle => (isRemark === true ? 'italic' : 'bold');
    const below = signing.map((one) => wrap(one.below, styleOf(one), 11.5, share - 16));
    const room = density.signature;
    const rows = Math.max(...below.map((lines) => lines.length));
    return {
      height: 34 + room + rows * 15 + 4,
      draw(pen, top) {
        for (const [index, one] of signing.entries()) {
          const column: Column = [sheet.left + index * share, share];
          middle(pen, one.title, { style: 'bold', size: 12, column, y: top + 15 });
          middle(pen, one.hint, { style: 'italic', size: 11, column, y: top + 29 });
          for (const [row, name] of (below[index] ?? []).entries()) {
            middle(pen, name, { style: styleOf(one), size: 11.5, column, y: top + 34 + room + row * 15 });
          }
        }
      },
    };
  }

  function middle(
    pen: Pen,
    content: string,
    at: { readonly style: FontStyle; readonly size: number; readonly column: Column; readonly y: number },
  ): void {
    const [left, room] = at.column;
    const x = left + (room - widthOf(content, at.style, at.size)) / 2;
    pen.text(content, { x, y: at.y, size: at.size, style: at.style });
  }

  const space = (height: number): Part => ({ height, withNext: true, draw: () => {} });

  return {
    width,
    right,
    density,
    widthOf,
    wrap,
    balanced,
    text,
    centred,
    line,
    table,
    head,
    signatures,
    space,
  };
}

/** Left edge and width. */
type Column = readonly [left: number, width: number];

function underline(pen: Pen, [x, width]: Column, length: number, y: number): void {
  pen.line(x + (width - length) / 2, y, x + (width + length) / 2, y, 0.7);
}
export type FormLayout = ReturnType<typeof createFormLayout>;
