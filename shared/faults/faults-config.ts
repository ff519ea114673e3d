import { defineFaults } from './fault-entry.ts';

/** Faults of the configuration and of starting. */
export const configFaults = defineFaults({
  CONFIG_INVALID: {
    severity: 'stop',
    recovery: 'none: every error is listed with its path, at once',
    simulated: 'a configuration file with several wrong values',
    test: 'tests/faults/launch.test.ts',
  },
  CONFIG_UNREADABLE: {
    severity: 'stop',
    recovery: 'none: the file must become readable JSON',
    simulated: 'a configuration file that is cut off',
    test: 'tests/faults/launch.test.ts',
  },
});
