import type { Box } from './page-check.ts';
import type { WorkPicture } from './work-picture.ts';

/** A card on the glass. */
export interface FoundCard {
  readonly box: Box;
  readonly isUpright: boolean;
  /** Clockwise from level. */
  readonly skewDegrees: number;
}

/** ISO 7810 ID-1, millimetres. */
const card = { long: 85.6, short: 54 } as const;
const cellMm = 1;

/** Finds what differs from the lid and has a card's size; the topmost first. */
export function findCards(picture: WorkPicture, toleranceMm: number): readonly FoundCard[] {
  const cellPx = Math.max(2, Math.round(cellMm * picture.perMm));
  const columns = Math.floor(picture.width / cellPx);
  const rows = Math.floor(picture.height / cellPx);
  const cells = differing(picture, { cellPx, columns, rows });
  const mm = cellPx / picture.perMm;
  const found: FoundCard[] = [];
  for (const part of connected(cells, columns, rows)) {
    const { left, top, right, bottom } = part;
    const width = (right - left) * mm;
    const height = (bottom - top) * mm;
    const isNear = (value: number, target: number): boolean => Math.abs(value - target) <= toleranceMm;
    const isLying = isNear(width, card.long) && isNear(height, card.short);
    const isUpright = isNear(width, card.short) && isNear(height, card.long);
    if (!isLying && !isUpright) continue;
    const around = 1.5 / mm;
    const x = Math.max(0, left - around);
    const y = Math.max(0, top - around);
    found.push({
      box: {
        left: (x * cellPx) / picture.width,
        top: (y * cellPx) / picture.height,
        width: ((Math.min(columns, right + around) - x) * cellPx) / picture.width,
        height: ((Math.min(rows, bottom + around) - y) * cellPx) / picture.height,
      },
      isUpright,
      skewDegrees: slant(part, columns, isUpright),
    });
  }
  return found.sort((one, two) => one.box.top - two.box.top);
}

interface Grid {
  readonly cellPx: number;
  readonly columns: number;
  readonly rows: number;
}

/** Cells whose grey level is not the lid's. The lid is what lies along the sides of the picture. */
function differing({ grey, width }: WorkPicture, { cellPx, columns, rows }: Grid): Uint8Array {
  const means = new Float32Array(columns * rows);
  const spans = new Float32Array(columns * rows);
  for (let cell = 0; cell < means.length; cell += 1) {
    const left = (cell % columns) * cellPx;
    const top = Math.floor(cell / columns) * cellPx;
    let sum = 0;
    let squares = 0;
    for (let y = top; y < top + cellPx; y += 1)
      for (let x = left; x < left + cellPx; x += 1) {
        const level = grey[y * width + x] ?? 0;
        sum += level;
        squares += level * level;
      }
    const pixels = cellPx * cellPx;
    means[cell] = sum / pixels;
    spans[cell] = Math.sqrt(Math.max(0, squares / pixels - (sum / pixels) ** 2));
  }
  const border: number[] = [];
  for (let cell = 0; cell < means.length; cell += 1) {
    const column = cell % columns;
    const row = Math.floor(cell / columns);
    if (column < 3 || row < 3 || column >= columns - 3 || row >= rows - 3) border.push(means[cell] ?? 0);
  }
  border.sort((one, two) => one - two);
  const lid = border[Math.floor(border.length / 2)] ?? 255;
  const cells = new Uint8Array(columns * rows);
  for (let cell = 0; cell < cells.length; cell += 1)
    if (Math.abs((means[cell] ?? 0) - lid) > 9 || (spans[cell] ?? 0) > 12) cells[cell] = 1;
  return cells;
}

interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly members: readonly number[];
}

function connected(cells: Uint8Array, columns: number, rows: number): readonly Part[] {
  const seen = new Uint8Array(cells.length);
  const parts: Part[] = [];
  for (let first = 0; first < cells.length; first += 1) {
    if (cells[first] === 0 || seen[first] === 1) continue;
    const members: number[] = [first];
    seen[first] = 1;
    let left = columns;
    let top = rows;
    let right = 0;
    let bottom = 0;
    for (let at = 0; at < members.length; at += 1) {
      const cell = members[at] ?? 0;
      const x = cell % columns;
      const y = Math.floor(cell / columns);
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      // Gaps of one cell are the card's own white.
      for (let dy = -2; dy <= 2; dy += 1)
        for (let dx = -2; dx <= 2; dx += 1) {
          const next = (y + dy) * columns + x + dx;
          const isInside = x + dx >= 0 && x + dx < columns && y + dy >= 0 && y + dy < rows;
          if (isInside && cells[next] === 1 && seen[next] === 0) {
            seen[next] = 1;
            members.push(next);
          }
        }
    }
    if (members.length > 200) parts.push({ left, top, right, bottom, members });
  }
  return parts;
}

/** The direction in which the card is longest, from its second moments. */
function slant({ members }: Part, columns: number, isUpright: boolean): number {
  let x = 0;
  let y = 0;
  for (const cell of members) {
    x += cell % columns;
    y += Math.floor(cell / columns);
  }
  x /= members.length;
  y /= members.length;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const cell of members) {
    const dx = (cell % columns) - x;
    const dy = Math.floor(cell / columns) - y;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  const angle = (0.5 * Math.atan2(2 * xy, xx - yy) * 180) / Math.PI;
  const skew = isUpright ? (angle > 0 ? angle - 90 : angle + 90) : angle;
  return Math.round(skew * 10) / 10;
}
