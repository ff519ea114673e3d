import { defineFaults } from './fault-entry.ts';

/** Faults of signing in by phone, of opening an account, and of coming back to a form that was kept. */
export const signInFaults = defineFaults({
  SIGN_IN_NOT_OFFERED: {
    severity: 'notice',
    recovery: 'none: the person goes on with the card or by typing, and staff check in person',
    simulated: 'the reference portal offers no sign-in',
    test: 'tests/faults/sign-in.test.ts',
  },
  SIGN_IN_UNREACHABLE: {
    severity: 'notice',
    recovery: 'none at the start; while waiting the question is repeated until the code is over',
    simulated: 'the reference portal is shut, answers 503, or answers too late',
    test: 'tests/faults/sign-in.test.ts',
  },
  SIGN_IN_NOT_TRUSTWORTHY: {
    severity: 'warning',
    recovery: 'the answer is thrown away and nobody is signed in; staff are told',
    simulated:
      'the provider shows another issuer, nonce, audience, signature or time, sends HTML, redirects or floods',
    test: 'tests/faults/sign-in.test.ts',
  },
  SIGN_IN_DENIED: {
    severity: 'notice',
    recovery: 'none: nothing is kept; the person may begin again',
    simulated: 'the test phone presses refuse',
    test: 'tests/faults/sign-in.test.ts',
  },
  SIGN_IN_EXPIRED: {
    severity: 'notice',
    recovery: 'none: a new code is one touch away',
    simulated: 'nobody approves until the code is over',
    test: 'tests/faults/sign-in.test.ts',
  },
  SIGN_IN_OTHER_PERSON: {
    severity: 'warning',
    recovery: 'none: the confirmed person stays as they are',
    simulated: 'after one person confirmed their card another one approves on the phone',
    test: 'tests/faults/sign-in.test.ts',
  },
  REGISTRATION_NOT_OFFERED: {
    severity: 'notice',
    recovery: 'none: the person is guided to the desk for electronic identities',
    simulated: 'the reference portal offers no registration',
    test: 'tests/faults/registration.test.ts',
  },
  REGISTRATION_INPUT_INVALID: {
    severity: 'notice',
    recovery: 'none: the wrong fields are named, nothing is sent',
    simulated: 'a phone number of eight digits is typed',
    test: 'tests/faults/registration.test.ts',
  },
  REGISTRATION_ACCOUNT_EXISTS: {
    severity: 'notice',
    recovery: 'none: the person signs in with the account they have',
    simulated: 'somebody who has an account registers again',
    test: 'tests/faults/registration.test.ts',
  },
  REGISTRATION_CODE_WRONG: {
    severity: 'notice',
    recovery: 'none: the person types the code again; the attempts left are told',
    simulated: 'another code than the one sent is typed',
    test: 'tests/faults/registration.test.ts',
  },
  REGISTRATION_CODE_EXPIRED: {
    severity: 'notice',
    recovery: 'none: the person begins again',
    simulated: 'the code is typed after its time',
    test: 'tests/faults/registration.test.ts',
  },
  REGISTRATION_TOO_MANY: {
    severity: 'notice',
    recovery: 'the registration is thrown away; the portal takes a new one later',
    simulated: 'a wrong code is typed five times, or a fourth code is asked for',
    test: 'tests/faults/registration.test.ts',
  },
  SUSPEND_NUMBER_NEEDED: {
    severity: 'notice',
    recovery: 'none: the person types the identity number that will open the form again',
    simulated: 'a form is put aside by somebody without an identity number',
    test: 'tests/faults/suspend.test.ts',
  },
  RESUME_CODE_MISTYPED: {
    severity: 'notice',
    recovery: 'none: this is no attempt; the person looks at the slip again',
    simulated: 'a code with one wrong character is typed',
    test: 'tests/faults/suspend.test.ts',
  },
  RESUME_WRONG: {
    severity: 'notice',
    recovery: 'none: counted; after some the wait grows',
    simulated: 'the code of one person with the number of another',
    test: 'tests/faults/suspend.test.ts',
  },
  RESUME_LOCKED: {
    severity: 'warning',
    recovery: 'the lock opens by itself after the time that is told',
    simulated: 'wrong numbers are typed again and again',
    test: 'tests/faults/suspend.test.ts',
  },
  PRINT_CANCELLED: {
    severity: 'notice',
    recovery: 'none: the visit that asked for the print is over',
    simulated: 'the visit ends while its slip waits in front of the printer',
    test: 'tests/faults/print-cancelled.test.ts',
  },
});
