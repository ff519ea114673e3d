import { defineFaults } from './fault-entry.ts';

/** Faults of a form being filled. */
export const draftsFaults = defineFaults({
  DRAFT_NONE: {
    severity: 'warning',
    recovery: 'none: the page goes back to the beginning',
    simulated: 'an answer to a form that was erased meanwhile',
    test: 'tests/integration/drafts.test.ts',
  },
  DRAFT_OTHER_OPEN: {
    severity: 'notice',
    recovery: 'none: the person chooses which form to go on with',
    simulated: 'a second form begun in the same visit',
    test: 'tests/integration/drafts.test.ts',
  },
  DRAFT_CHANGED_ELSEWHERE: {
    severity: 'notice',
    recovery: 'the page takes the newest answers and shows them',
    simulated: 'two pages that answer the same question',
    test: 'tests/integration/drafts.test.ts',
  },
  DRAFT_INCOMPLETE: {
    severity: 'notice',
    recovery: 'none: the page leads to the first place that is missing',
    simulated: 'printing a form with an open question',
    test: 'tests/integration/drafts.test.ts',
  },
});
