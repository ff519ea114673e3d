/** A sheet of paper with its margins, in points (1/72 inch). */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const pointsPerMm = 72 / 25.4;

/** A4 as official papers have it; margins of NĐ 30/2020/NĐ-CP annex I: 20 mm top and bottom, 30 mm left, 15 to 20 mm right. */
export const officialSheet: Sheet = {
  width: 595.28,
  height: 841.89,
  left: 80,
  right: 50,
  top: 54,
  bottom: 54,
};

/** A4 for what is carried home: even margins, as much room for large letters as a printer allows. */
export const plainSheet: Sheet = { width: 595.28, height: 841.89, left: 48, right: 48, top: 45, bottom: 48 };

/** The 80 mm roll of a receipt printer, of which 72 mm are printed; as long as its content. */
export function slipSheet(contentHeight: number): Sheet {
  const margin = 4 * pointsPerMm;
  return {
    width: 80 * pointsPerMm,
    height: contentHeight + 2 * margin,
    left: margin,
    right: margin,
    top: margin,
    bottom: margin,
  };
}

/** Width between the margins. */
export function roomWidth(sheet: Sheet): number {
  return sheet.width - sheet.left - sheet.right;
}

/** Height between the margins. */
export function roomHeight(sheet: Sheet): number {
  return sheet.height - sheet.top - sheet.bottom;
}
