import { defineFaults } from './fault-entry.ts';

/** Faults of queue tickets. */
export const ticketsFaults = defineFaults({
  TICKET_NOT_OFFERED: {
    severity: 'notice',
    recovery: 'none: the person asks at the counter',
    simulated: 'a number is asked for a service that the configuration does not name',
    test: 'tests/integration/tickets.test.ts',
  },
  TICKET_NONE: {
    severity: 'notice',
    recovery: 'none: the screen is read anew',
    simulated: 'a number is printed that another visit took, or called that nobody missed',
    test: 'tests/integration/tickets.test.ts',
  },
});
