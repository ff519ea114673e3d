import { defineFaults } from './fault-entry.ts';

/** Faults of the road to the province's portal. Only the portal's own signed answer counts as an answer. */
export const portalFaults = defineFaults({
  PORTAL_UNREACHABLE: {
    severity: 'notice',
    recovery: 'tries again with growing pauses; everything goes on offline',
    simulated: 'the portal is killed, or its port is closed',
    test: 'tests/faults/portal.test.ts',
  },
  PORTAL_TOO_SLOW: {
    severity: 'notice',
    recovery: 'gives up at the time limit and tries again later',
    simulated: 'the portal answers after the time limit',
    test: 'tests/faults/portal.test.ts',
  },
  PORTAL_FAILED: {
    severity: 'notice',
    recovery: 'tries again with growing pauses',
    simulated: 'the portal answers 500 or 503, or signs what is not in the contract',
    test: 'tests/faults/portal.test.ts',
  },
  PORTAL_STRANGER: {
    severity: 'warning',
    recovery: 'the answer is thrown away; tries again later',
    simulated:
      'a captive page: 200 with HTML, a redirect, or JSON that nobody signed, in the place of the portal',
    test: 'tests/faults/portal.test.ts',
  },
  PORTAL_SIGNATURE: {
    severity: 'warning',
    recovery: 'the answer is thrown away; tries again later; staff are told',
    simulated: 'an answer signed by another key, for another request, or changed on the way',
    test: 'tests/faults/portal.test.ts',
  },
  PORTAL_CERTIFICATE: {
    severity: 'warning',
    recovery: 'no data is sent; tries again later; staff are told which certificate fault it is',
    simulated: 'HTTPS with an expired, wrong-host or self-signed certificate',
    test: 'tests/faults/portal.test.ts',
  },
  PORTAL_INSECURE: {
    severity: 'error',
    recovery: 'none: plain HTTP is refused everywhere but on loopback',
    simulated: 'an http:// address that is not loopback',
    test: 'tests/faults/portal.test.ts',
  },
  PORTAL_REFUSED: {
    severity: 'error',
    recovery: 'none: the portal said no, with a reason',
    simulated: 'a signed refusal of the portal',
    test: 'tests/faults/portal.test.ts',
  },
  PORTAL_NOT_ENROLLED: {
    severity: 'warning',
    recovery: 'none: a technician types the enrolment code; dossiers wait in the queue until then',
    simulated: 'a kiosk without trust in its database calls the portal',
    test: 'tests/faults/portal.test.ts',
  },
  ENROLMENT_CODE_REFUSED: {
    severity: 'error',
    recovery: 'none: a fresh code must be typed',
    simulated: 'an enrolment code that is wrong, used or too old',
    test: 'tests/faults/portal.test.ts',
  },
});
