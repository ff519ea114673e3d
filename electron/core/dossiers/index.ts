export { createDrafts, type Drafts } from './drafts.ts';
export { prefillFromIdentity } from './prefill.ts';
