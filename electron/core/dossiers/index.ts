export { createDrafts, type DraftSummary, type Drafts } from './drafts.ts';
export { prefillFromIdentity } from './prefill.ts';
