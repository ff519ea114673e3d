export {
  createPaperWorkshop,
  type PaperWorkshop,
} from './paper-workshop.ts';
export {
  type Expectation,
  type FindingCode,
  findingCodes,
  type PageInput,
} from './quality/page-check.ts';
export { noEdits, type PreparedPage } from './quality/prepared-page.ts';
