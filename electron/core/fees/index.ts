export { createBooks, type FeeDossier } from './books.ts';
export { type CashDesk, createCashDesk } from './cash-desk.ts';
export { createFeeDossiers } from './fee-dossiers.ts';
export { createFeeRounds, type Untold } from './fee-rounds.ts';
export { createFees, type Fees } from './fees.ts';
export { createPaymentStore, wayOf as feeWayOf } from './payment-store.ts';
export { type CashTaken, cashTakenOf, codeOf as feeCodeOf } from './views.ts';
