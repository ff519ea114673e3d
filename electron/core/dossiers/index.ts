export type { DraftRecords, DraftSummary, Drafts } from './draft-contract.ts';
export type { DraftRecord } from './draft-store.ts';
export { createDrafts } from './drafts.ts';
export { createHandOver, type HandOver } from './hand-over/index.ts';
export { createDossierFiles, type DossierFiles } from './papers/dossier-files.ts';
export { createDraftVault, type DraftVault } from './papers/draft-vault.ts';
export { createPageStore, type PageStore } from './papers/page-store.ts';
export { createPapers, type Papers } from './papers/papers.ts';
export { prefillFromIdentity } from './prefill.ts';
export { createRetention } from './retention.ts';
export { askedPapers } from './revisions/asked-papers.ts';
export { createRevisionDrop } from './revisions/drop-revision.ts';
export { createRevisionRows } from './revisions/revision-rows.ts';
export { createRevisions, type OpenedRevision, type Revisions } from './revisions/revisions.ts';
export {
  createSealing,
  type SealInput,
  type Sealing,
  type SealPoint,
} from './sealing/index.ts';
export { createStaffMarks, type StaffMarks } from './staff-marks.ts';
export { stillOwed } from './still-owed.ts';
export { createChoicesStore } from './submission/choices-store.ts';
export { formPdfOf } from './submission/form-pdf.ts';
export { correctedPersons, dossierPersons, personsNow } from './submission/persons.ts';
export { createSameDayLook } from './submission/same-day.ts';
export { createSubmission, type Submission, type SubmissionDeps } from './submission/submission.ts';
