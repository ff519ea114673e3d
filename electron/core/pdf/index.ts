export { defineDrawing } from './drawing-kind.ts';
export type { Faces, FontStyle } from './fonts.ts';
export type { FormHead, FormLine, FormSignature, FormTable } from './form-content.ts';
export { createPdfWorkshop, type PdfWorkshop } from './pdf-workshop.ts';
export { officialSheet, roomHeight, roomWidth, type Sheet, slipSheet } from './sheet.ts';
