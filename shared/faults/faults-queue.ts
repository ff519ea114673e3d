import { defineFaults } from './fault-entry.ts';

/** Faults of one dossier on its way to the portal; the others go on. Trouble of the road itself is PORTAL_…. */
export const queueFaults = defineFaults({
  DOSSIER_REFUSED: {
    severity: 'error',
    recovery: 'none: the dossier is parked with the portal’s words; staff send it again or help on paper',
    simulated: 'the portal signs 422 with reasons, or 409 because it holds another content under the same id',
    test: 'tests/faults/queue.test.ts',
  },
  DOSSIER_TOO_LARGE: {
    severity: 'error',
    recovery: 'none: the dossier is parked; staff hand the papers in another way',
    simulated:
      'the portal signs 413 for a file, or a proxy answers 413 to the announcement or to the smallest piece of a file',
    test: 'tests/faults/queue.test.ts',
  },
  DOSSIER_LOCKED: {
    severity: 'notice',
    recovery: 'tries again with growing pauses',
    simulated: 'the portal signs 423',
    test: 'tests/faults/queue.test.ts',
  },
  DOSSIER_PROOF_WRONG: {
    severity: 'warning',
    recovery: 'not counted as delivered; compared and sent again, parked after five times',
    simulated:
      'the portal finalises with other hashes, another count or another content, or bytes change on the way',
    test: 'tests/faults/queue.test.ts',
  },
  DOSSIER_UNSENDABLE: {
    severity: 'error',
    recovery: 'none: parked after five tries that each failed in a way that waiting does not mend',
    simulated:
      'the portal finalises with other hashes every time, or a page cannot be read in a way that has no name',
    test: 'tests/faults/queue.test.ts',
  },
});
