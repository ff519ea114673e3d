import type { Part } from './flow.ts';
import type { Faces, FontStyle } from './fonts.ts';
import type { Pen } from './pen.ts';
import { roomWidth, type Sheet } from './sheet.ts';
import { wrapText } from './wrap.ts';

/** Space from line to line, as a part of the letter size. */
export const leading = 1.34;

interface Run {
  readonly text: string;
  readonly size: number;
  readonly style: FontStyle;
}

/** Lays one part under the other on a sheet that is carried home. */
export interface Layer {
  text(text: string, at: Omit<Run, 'text'> & { readonly withNext?: boolean }): Part;
  /** A square to tick by hand, and lines beside it that stay together. */
  ticked(sizes: { readonly box: number; readonly gap: number }, runs: readonly Run[]): Part;
  rule(gap: number): Part;
  space(height: number): Part;
}

export function createLayer(faces: Faces, sheet: Sheet): Layer {
  const width = roomWidth(sheet);

  function wrap(run: Run, room: number): readonly string[] {
    return wrapText(faces[run.style], run.text, { size: run.size, first: room, rest: room });
  }

  return {
    text(text, { size, style, withNext }) {
      const lines = wrap({ text, size, style }, width);
      return {
        height: lines.length * size * leading + 1,
        withNext: withNext === true,
        draw(pen, top) {
          for (const [index, line] of lines.entries()) {
            pen.text(line, { x: sheet.left, y: top + size * (leading * index + 1), size, style });
          }
        },
      };
    },
    ticked(sizes, runs) {
      const indent = sizes.box * 1.7;
      const wrapped = runs.map((run) => ({ run, lines: wrap(run, width - indent) }));
      return {
        height:
          wrapped.reduce((sum, { run, lines }) => sum + lines.length * run.size * leading, 0) + sizes.gap,
        draw(pen, top) {
          pen.box(sheet.left, top + 1.5, sizes.box, sizes.box);
          let y = top;
          for (const { run, lines } of wrapped) {
            for (const line of lines) {
              pen.text(line, { x: sheet.left + indent, y: y + run.size, size: run.size, style: run.style });
              y += run.size * leading;
            }
          }
        },
      };
    },
    rule: (gap) => ({
      height: gap * 2,
      withNext: true,
      draw: (pen, top) => pen.line(sheet.left, top + gap, sheet.width - sheet.right, top + gap, 0.8),
    }),
    space: (height) => ({ height, withNext: true, draw: () => {} }),
  };
}

/** Each run of dark modules in a row as one bar: thick lines print sharper than single squares. */
export function drawModules(
  pen: Pen,
  rows: readonly (readonly boolean[])[],
  at: { readonly x: number; readonly y: number; readonly side: number },
): void {
  for (const [rowIndex, row] of rows.entries()) {
    const y = at.y + (rowIndex + 0.5) * at.side;
    let start: number | null = null;
    for (let column = 0; column <= row.length; column += 1) {
      const dark = row[column] === true;
      if (dark && start === null) start = column;
      if (dark || start === null) continue;
      pen.line(at.x + start * at.side, y, at.x + column * at.side, y, at.side * 1.02);
      start = null;
    }
  }
}
