export { type DossierPaper, dossierPapers, identityOn } from './dossier-papers.ts';
export {
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
  type IndexRow,
  indexFileSchema,
  isUnknown,
  type Manifest,
  manifestSchema,
  officialClassSchema,
  type Procedure,
  procedureCodeSchema,
  procedureSchema,
  receptionSchema,
  type SharedFile,
  sharedFileSchema,
  type TwoLanguages,
  twoLanguagesSchema,
} from './model.ts';
export { type Answers, myPapers } from './papers.ts';
export { processingFor } from './processing.ts';
