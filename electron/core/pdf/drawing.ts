/** The heavy half of this feature (the PDF library and the fonts' shapes): imported only by what is itself loaded late. */
export { createFlow, type Flow, type Part } from './flow.ts';
export { createDocument, loadFaces } from './fonts.ts';
export type { Pen } from './pen.ts';
export { wrapText } from './wrap.ts';
