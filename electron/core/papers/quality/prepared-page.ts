import type { Box, QuarterTurn } from './page-check.ts';

/** What the person said yes to; done in this order: crop (of the page as scanned), turn, straighten. */
export interface PageEdits {
  readonly crop: Box | null;
  readonly turn: QuarterTurn;
  readonly deskewDegrees: number;
}

export const noEdits: PageEdits = { crop: null, turn: 0, deskewDegrees: 0 };

/** How pages go into the dossier. */
export interface PageOutput {
  /** Scans of more are brought down to this, scans of less stay as they are: nothing is invented. */
  readonly dpi: number;
  /** What one page should not exceed; quality gives way first, never resolution. */
  readonly targetBytes: number;
}

/** TT 05/2025/TT-BNV Đ8 asks for 200 dpi and 24-bit colour; 550 kB keep 30 pages below what portals take. */
export const usualOutput: PageOutput = { dpi: 200, targetBytes: 550_000 };

/** A page ready for the dossier: a colour JPEG, eight bits a channel, sRGB, upright, at its true size. */
export interface PreparedPage {
  readonly jpeg: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly dpi: number;
}
