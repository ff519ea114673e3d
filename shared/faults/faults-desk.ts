import { defineFaults } from './fault-entry.ts';

/** Faults of what an officer does with a dossier at the counter. */
export const deskFaults = defineFaults({
  DESK_ACT_LATE: {
    severity: 'notice',
    recovery: 'none: the dossier is shown as it stands now',
    simulated: 'a dossier is delivered while the officer still reads it, then it is cancelled',
    test: 'tests/integration/desk.test.ts',
  },
  DESK_SENDING: {
    severity: 'notice',
    recovery: 'none: once the bytes are over there or the line breaks, the officer may act',
    simulated: 'a dossier is cancelled while its files go to a portal that answers slowly',
    test: 'tests/integration/desk.test.ts',
  },
});
