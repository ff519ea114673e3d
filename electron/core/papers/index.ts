export {
  type ComponentPdf,
  createPaperWorkshop,
  type PaperWorkshop,
  type PdfOrder,
} from './paper-workshop.ts';
export type { BroughtPdf, BroughtPdfLimits } from './pdf/inspect-pdf.ts';
export type { PdfSignature, SignatureState } from './pdf/signatures.ts';
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
export { noEdits, type PageEdits, type PageOutput, type PreparedPage } from './quality/prepare-page.ts';
