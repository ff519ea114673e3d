export { createFaceShelf, type FaceShelf } from './face-shelf.ts';
export type { Face, Faces, FontStyle } from './fonts.ts';
export { officialSheet, plainSheet, roomHeight, roomWidth, type Sheet, slipSheet } from './sheet.ts';
