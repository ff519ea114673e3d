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
  DOSSIER_INCOMPLETE: {
    severity: 'notice',
    recovery: 'none: the page shows everything that is missing',
    simulated: 'handing in with a paper that is still to be scanned',
    test: 'tests/integration/submission.test.ts',
  },
  PAPER_UNKNOWN: {
    severity: 'notice',
    recovery: 'none: the page shows the list as it is now',
    simulated: 'a scan for a paper that an answer took off the list; a page that was removed meanwhile',
    test: 'tests/integration/dossier-papers.test.ts',
  },
  SCAN_RUNNING: {
    severity: 'notice',
    recovery: 'none: the scan that goes on is shown; another begins after it',
    simulated: 'a second scan while the first waits for paper',
    test: 'tests/integration/dossier-papers.test.ts',
  },
  CONSENT_NEEDED: {
    severity: 'notice',
    recovery: 'none: the page asks for the consent, or the officer looks at the card',
    simulated: 'scanning an identity card before the person agreed to it',
    test: 'tests/integration/dossier-papers.test.ts',
  },
});
