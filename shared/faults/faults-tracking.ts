import { defineFaults } from './fault-entry.ts';

/** Faults of looking after a dossier that was handed in. */
export const trackingFaults = defineFaults({
  TRACK_CODE_MISTYPED: {
    severity: 'notice',
    recovery: 'none: the person compares the code with the receipt; nothing is counted',
    simulated: 'a temporary code with one letter changed',
    test: 'tests/integration/tracking.test.ts',
  },
  TRACK_CODE_UNKNOWN: {
    severity: 'notice',
    recovery: 'none: the person compares the code with the receipt, or staff look it up',
    simulated: 'a code that neither this kiosk nor the reference portal has given',
    test: 'tests/integration/tracking.test.ts',
  },
  TRACK_CODE_ELSEWHERE: {
    severity: 'notice',
    recovery: 'none: only the portal knows such a code; the person comes back when the network is there',
    simulated: 'a code of the website while the reference portal is shut',
    test: 'tests/integration/tracking.test.ts',
  },
  TRACK_NONE: {
    severity: 'notice',
    recovery: 'none: the page goes back to asking for the code',
    simulated: 'a place that names a dossier this kiosk never took in',
    test: 'tests/integration/tracking.test.ts',
  },
  TRACK_CLOSED: {
    severity: 'notice',
    recovery: 'none: the page asks for the identity number or the card',
    simulated: 'papers of a dossier asked for by its code alone, also in the visit after the right one',
    test: 'tests/integration/tracking.test.ts',
  },
  TRACK_NUMBER_WRONG: {
    severity: 'notice',
    recovery: 'none: the wrong try is counted',
    simulated: 'another number than that of the person who handed in',
    test: 'tests/integration/tracking.test.ts',
  },
  TRACK_LOCKED: {
    severity: 'warning',
    recovery: 'the lock opens by itself when its time is over',
    simulated: 'four wrong numbers for one dossier, and a restart in between',
    test: 'tests/integration/tracking.test.ts',
  },
  TRACK_WITHDRAWAL_LATE: {
    severity: 'notice',
    recovery: 'none: the dossier is finished or refused; the officer knows what can still be done',
    simulated: 'withdrawing a dossier whose result the portal says is ready',
    test: 'tests/integration/tracking.test.ts',
  },
  REVISION_OVER: {
    severity: 'notice',
    recovery: 'none: nothing waits for it any more; the sealed dossier is as it was',
    simulated:
      'a supplement for a request that was answered meanwhile, a correction of a dossier that is not parked',
    test: 'tests/integration/revisions.test.ts',
  },
});
