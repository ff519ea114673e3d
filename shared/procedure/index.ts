export { type DossierPaper, dossierPapers, identityOn } from './dossier-papers.ts';
export {
  type Exemptions,
  type FeeAmount,
  type FeeLine,
  feeLines,
  pagedFeeVnd,
} from './fees.ts';
export { computeLevel, defaultOffer, type OfficeOffer, type ServiceLevel } from './level.ts';
export {
  type AgencyId,
  agencyIdSchema,
  type Channel,
  type Component,
  channelSchema,
  channels,
  componentKindSchema,
  type Duration,
  type Fee,
  type IndexRow,
  indexFileSchema,
  isUnknown,
  type Manifest,
  manifestSchema,
  type OfficialClass,
  officialClassSchema,
  type Procedure,
  procedureCodeSchema,
  procedureSchema,
  type Question,
  type Reception,
  receptionSchema,
  type SharedFile,
  sharedFileSchema,
  type TwoLanguages,
  twoLanguagesSchema,
  type Unknown,
} from './model.ts';
export { type Answer, type Answers, type MyPapers, myPapers, type Paper } from './papers.ts';
export { type Processing, type ProcessingRow, processingFor } from './processing.ts';
