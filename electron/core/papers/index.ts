export {
  type ComponentPdf,
  createPaperWorkshop,
  type PaperWorkshop,
  type PdfOrder,
} from './paper-workshop.ts';
export type { BroughtPdf, BroughtPdfLimits, PdfSignature, SignatureState } from './pdf/brought-pdf.ts';
export type { BlankSheet } from './quality/blank-sheet.ts';
export {
  type Box,
  type Expectation,
  type Finding,
  type FindingCode,
  findingCodes,
  type Level,
  type PageCheck,
  type PageInput,
  type PaperSize,
  type PictureFacts,
  type PictureFormat,
  type Proposals,
  type QuarterTurn,
  type Verdict,
} from './quality/page-check.ts';
export { noEdits, type PageEdits, type PageOutput, type PreparedPage } from './quality/prepared-page.ts';
