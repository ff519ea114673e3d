export { createDrafts, type DraftRecords, type DraftSummary, type Drafts } from './drafts.ts';
export { createDossierFiles, type DossierFiles } from './papers/dossier-files.ts';
export { createDraftVault, type DraftVault } from './papers/draft-vault.ts';
export { createPageStore } from './papers/page-store.ts';
export { createPapers, type Papers } from './papers/papers.ts';
export { prefillFromIdentity } from './prefill.ts';
export {
  createSealing,
  type FileToSeal,
  type Sealed,
  type SealInput,
  type Sealing,
  type SealPoint,
} from './sealing/index.ts';
