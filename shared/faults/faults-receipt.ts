import { defineFaults } from './fault-entry.ts';

/** Faults of receipts; what can go wrong in a printer is in faults-printer.ts. */
export const receiptFaults = defineFaults({
  RECEIPT_NONE: {
    severity: 'warning',
    recovery: 'none: the dossier is not sealed, so there is nothing to print',
    simulated: 'a receipt of a dossier, or of a supplement, that was never sealed',
    test: 'tests/faults/receipt.test.ts',
  },
});
