import { defineFaults } from './fault-entry.ts';

/** Faults of the staff's sign-in and accounts. */
export const staffFaults = defineFaults({
  STAFF_PIN_WRONG: {
    severity: 'notice',
    recovery: 'none: counted; after three the wait grows',
    simulated: 'another PIN than the account has is typed',
    test: 'tests/faults/staff.test.ts',
  },
  STAFF_LOCKED: {
    severity: 'warning',
    recovery: 'the lock opens by itself after the time that is told',
    simulated: 'wrong PINs are typed again and again, also across a restart',
    test: 'tests/faults/staff.test.ts',
  },
  STAFF_CARD_NEEDED: {
    severity: 'notice',
    recovery: 'none: the officer holds the card before the reader, then types the PIN',
    simulated: 'the PIN of an account with a card is typed without the card',
    test: 'tests/faults/staff.test.ts',
  },
  STAFF_CARD_UNKNOWN: {
    severity: 'notice',
    recovery: 'none: nothing is kept of the code',
    simulated: 'a citizen holds an identity card before the reader on the sign-in screen',
    test: 'tests/faults/staff.test.ts',
  },
  STAFF_PIN_WEAK: {
    severity: 'notice',
    recovery: 'none: another PIN is asked for',
    simulated: 'an account is made with the PIN 123456',
    test: 'tests/faults/staff.test.ts',
  },
  STAFF_FIRST_CODE_WRONG: {
    severity: 'notice',
    recovery: 'none: counted; after ten the kiosk is locked for a while',
    simulated: 'somebody at a new production kiosk types another code than its data folder holds',
    test: 'tests/faults/staff.test.ts',
  },
  STAFF_NAME_TAKEN: {
    severity: 'notice',
    recovery: 'none: the names must be told apart on the sign-in screen',
    simulated: 'two accounts are made with one name',
    test: 'tests/faults/staff.test.ts',
  },
  STAFF_ACCOUNT_NONE: {
    severity: 'notice',
    recovery: 'none: the list is read anew',
    simulated: 'a closed account gets a new PIN',
    test: 'tests/faults/staff.test.ts',
  },
  SELF_TEST_NONE: {
    severity: 'notice',
    recovery: 'none: the list of tests is read anew',
    simulated: 'a verdict is given twice',
    test: 'tests/integration/readiness.test.ts',
  },
  DATA_REQUEST_NONE: {
    severity: 'notice',
    recovery: 'none: the list of requests is read anew',
    simulated: 'a closed request is worked on once more',
    test: 'tests/integration/personal-data.test.ts',
  },
  DATA_REQUEST_REASON: {
    severity: 'notice',
    recovery: 'none: the reason is asked for',
    simulated: 'a request is refused with an empty note',
    test: 'tests/integration/personal-data.test.ts',
  },
  STAFF_LAST_SUPERVISOR: {
    severity: 'notice',
    recovery: 'none: another supervisor is made first',
    simulated: 'the only supervisor closes their own account',
    test: 'tests/faults/staff.test.ts',
  },
});
