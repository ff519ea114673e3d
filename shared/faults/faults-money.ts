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
  REGISTER_TOO_LONG: {
    severity: 'warning',
    recovery: 'none: the officer asks for a shorter period',
    simulated: 'a register of more rows than one file may have',
    test: 'tests/integration/office-papers.test.ts',
  },
});
