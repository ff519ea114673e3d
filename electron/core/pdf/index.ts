export { type DrawingKind, defineDrawing } from './drawing-kind.ts';
export type { Face, Faces, FontStyle } from './fonts.ts';
export { createPdfWorkshop, type PdfWorkshop } from './pdf-workshop.ts';
export { officialSheet, plainSheet, roomHeight, roomWidth, type Sheet, slipSheet } from './sheet.ts';
