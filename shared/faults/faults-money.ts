import { defineFaults } from './fault-entry.ts';

/** Faults of fees, payments, the drawer and the register; all of them leave the books as they were. */
export const moneyFaults = defineFaults({
  PAYMENT_AMOUNT_REFUSED: {
    severity: 'warning',
    recovery: 'none: the amount is typed again',
    simulated: 'a negative amount, a fraction of a đồng, nothing at all, some noughts too many, half a note',
    test: 'shared/money/ledger.test.ts',
  },
  PAYMENT_REASON_MISSING: {
    severity: 'warning',
    recovery: 'none: the officer writes the reason',
    simulated: 'a correction, a refund or a confirmation by hand with an empty reason',
    test: 'shared/money/ledger.test.ts',
  },
  PAYMENT_UNKNOWN: {
    severity: 'warning',
    recovery: 'none: the officer chooses the payment from the list of this dossier',
    simulated: 'a correction of a payment that this dossier does not have',
    test: 'shared/money/ledger.test.ts',
  },
  PAYMENT_CONTRADICTED: {
    severity: 'warning',
    recovery: 'what was recorded first stays',
    simulated: 'the same payment recorded again by an officer with another amount',
    test: 'shared/money/ledger.test.ts',
  },
  PAYMENT_BACK_TOO_MUCH: {
    severity: 'warning',
    recovery: 'none: no more goes back than came in and is still here',
    simulated:
      'a refund above the payment, of a payment nobody has confirmed, a correction below what went back',
    test: 'shared/money/ledger.test.ts',
  },
  CASH_DIFFERENCE_UNEXPLAINED: {
    severity: 'warning',
    recovery: 'none: the drawer stays open until it is counted again or the reason is written',
    simulated: 'a day closed with a note too few and no reason',
    test: 'shared/money/cash-day.test.ts',
  },
  FEE_NONE: {
    severity: 'notice',
    recovery: 'none: another code is typed',
    simulated: 'a code that was never given, the fee of a dossier of another kiosk',
    test: 'tests/integration/fees.test.ts',
  },
  FEE_NOTHING_OWED: {
    severity: 'notice',
    recovery: 'none: the screen says how the fee stands',
    simulated: 'a code to pay by is asked for a fee that is confirmed, free or not known yet',
    test: 'tests/integration/fees.test.ts',
  },
  FEE_NO_ACCOUNT: {
    severity: 'notice',
    recovery: 'the portal is asked at every turn which account takes fees',
    simulated: 'a kiosk that the portal has never told an account',
    test: 'tests/integration/fees.test.ts',
  },
  DRAWER_NOT_YOURS: {
    severity: 'warning',
    recovery: 'none: each officer counts the own drawer, a supervisor any',
    simulated: "an officer closes another officer's drawer",
    test: 'tests/integration/fees.test.ts',
  },
  POST_DISPATCHED: {
    severity: 'notice',
    recovery: 'none: what has left cannot be changed here',
    simulated: 'another address after the letter was handed to the postman',
    test: 'tests/integration/post.test.ts',
  },
  POST_NOT_BY_POST: {
    severity: 'warning',
    recovery: 'none: the result waits at the office',
    simulated: 'a letter is dispatched whose receiver chose to come to the office meanwhile',
    test: 'tests/integration/post.test.ts',
  },
  POST_PLACE_GONE: {
    severity: 'notice',
    recovery: 'the unit of today is asked for',
    simulated: 'an address with the code of a commune that no longer exists',
    test: 'tests/integration/post.test.ts',
  },
  REGISTER_TOO_LONG: {
    severity: 'warning',
    recovery: 'none: the officer asks for a shorter period',
    simulated: 'a register of more rows than one file may have',
    test: 'tests/integration/office-papers.test.ts',
  },
});
