import { defineFaults } from './fault-entry.ts';

/** Faults of the road between page and core, and of the core's own life. */
export const rpcFaults = defineFaults({
  ROLE_REFUSED: {
    severity: 'error',
    recovery: 'none: the call is refused and nothing changes',
    simulated: 'the page calls a staff procedure while a citizen is at the screen',
    test: 'tests/integration/rpc-refusals.test.ts',
  },
  INPUT_REFUSED: {
    severity: 'error',
    recovery: 'none: the call is refused and names the fields',
    simulated: 'the page sends a field of the wrong type',
    test: 'tests/integration/rpc-refusals.test.ts',
  },
  CALL_TIMED_OUT: {
    severity: 'warning',
    recovery: 'the call is abandoned; the core goes on',
    simulated: 'a handler that never answers, on a clock turned by the test',
    test: 'tests/integration/rpc-refusals.test.ts',
  },
  NOT_READY: {
    severity: 'notice',
    recovery: 'the page asks again when the core reports that it is ready',
    simulated: 'a call before the database is open',
    test: 'tests/integration/start-up.test.ts',
  },
  CORE_RESTARTING: {
    severity: 'notice',
    recovery: 'the supervisor starts the core again; the page comes back to the same step',
    simulated: 'SIGKILL to the core process',
    test: 'tests/e2e/recovery.test.ts',
  },
  KIOSK_PAUSED: {
    severity: 'stop',
    recovery: 'none: the restart budget is used up, staff must look at the machine',
    simulated: 'four crashes of the core within ten minutes',
    test: 'electron/supervise/supervisor.test.ts',
  },
  START_STEP_TIMED_OUT: {
    severity: 'stop',
    recovery: 'the step is given up at its limit and its fallback is taken',
    simulated: 'a start-up step that never ends, on a clock turned by the test',
    test: 'electron/core/start-up.test.ts',
  },
});
