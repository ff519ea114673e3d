import bwipjs from 'bwip-js/node';
import { PDFDocument, StandardFonts } from 'pdf-lib';

const pointsPerMm = 72 / 25.4;

/** A slip of 80 mm with words and a QR code between margins of 4 mm, as the kiosk draws them. */
export async function drawSlipPdf(given: {
  readonly qr: string;
  readonly heightMm?: number;
  /** Length of a line across the middle; the head reaches 72 mm. */
  readonly lineMm?: number;
}): Promise<Uint8Array> {
  const height = (given.heightMm ?? 90) * pointsPerMm;
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([80 * pointsPerMm, height]);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const left = 4.5 * pointsPerMm;
  for (let line = 0; line < 12; line += 1) {
    page.drawText(`K1-261122-0000${line} Receipt of papers, line ${line}`, {
      x: left,
      y: height - 20 - line * 9,
      size: 8,
      font,
    });
  }
  const line = (given.lineMm ?? 70) * pointsPerMm;
  page.drawRectangle({ x: 40 * pointsPerMm - line / 2, y: height - 8, width: line, height: 1 });
  const [code] = bwipjs.raw({ bcid: 'qrcode', text: given.qr });
  if (code === undefined || !('pixs' in code)) throw new Error('no QR code drawn');
  const module = (40 * pointsPerMm) / code.pixx;
  code.pixs.forEach((isDark, index) => {
    if (isDark === 0) return;
    page.drawRectangle({
      x: 20 * pointsPerMm + (index % code.pixx) * module,
      y: 10 + (code.pixy - 1 - Math.floor(index / code.pixx)) * module,
      width: module + 0.02,
      height: module + 0.02,
    });
  });
  return await pdf.save();
}
