/** The heavy half of this feature (the PDF library and the fonts' shapes): imported only by what runs in the thread. */
export { code128, type DrawnCode, qrCode } from './draw-codes.ts';
export { createFlow, type Flow, type Part } from './flow.ts';
export { createDocument } from './fonts.ts';
export { createFormLayout, densities, type FormLayout, formSizes } from './form-layout.ts';
export { drawModules, type Layer, leading } from './layer.ts';
export { drawLoosePaper, officeHead } from './loose-paper.ts';
export type { Pen } from './pen.ts';
export { drawnBy, serveDrawings } from './serve-drawings.ts';
export { wrapText } from './wrap.ts';
