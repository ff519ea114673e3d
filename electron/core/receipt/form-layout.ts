import { type Part, type Pen, wrapText } from '../pdf/drawing.ts';
import { type Faces, type FontStyle, roomWidth, type Sheet } from '../pdf/index.ts';
import type { FormLine, FormTable } from './form-content.ts';

/** Letter sizes in points. NĐ 30/2020 asks 13 to 14 of documents; a form with a table has a little less. */
export const sizes = { text: 12.5, table: 11.5, title: 15, small: 10.5, note: 9.5 } as const;

/** How far lines stand apart: the airiest with which a receipt of few papers stays on one page. */
export const densities = [
  { leading: 1.34, row: 6, signature: 52 },
  { leading: 1.26, row: 4, signature: 44 },
  { leading: 1.18, row: 2.5, signature: 38 },
  { leading: 1.12, row: 2, signature: 34 },
] as const;
export type Density = (typeof densities)[number];

/** Lays the pieces of Mẫu số 01 between the margins of a sheet. */
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
    const size = sizes.text;
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
    const height = sizes.text * leading;
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
  function table({ head, widths, centred: middle, rows }: FormTable): readonly Part[] {
    const padding = 4;
    const size = sizes.table;
    const height = size * 1.26;
    const columns = widths.map((part, index) => ({
      x: sheet.left + widths.slice(0, index).reduce((sum, one) => sum + one, 0) * width,
      width: part * width,
      isCentred: middle.includes(index),
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
    return [rowPart(head, 'bold', true), ...rows.map((cells) => rowPart(cells, 'regular', false))];
  }

  const space = (height: number): Part => ({ height, withNext: true, draw: () => {} });

  return { width, right, density, widthOf, wrap, balanced, text, centred, line, table, space };
}
export type FormLayout = ReturnType<typeof createFormLayout>;
