export {
  type CashClosing,
  type CountedNotes,
  closeDrawer,
  countNotes,
  type Denomination,
  type DrawerDay,
  denominations,
  drawersOf,
  emptyDrawer,
} from './cash-day.ts';
export { type Exemption, type FeeItem, type FeeReckoning, type PaperOrder, reckonFee } from './fee.ts';
export {
  type CashMovement,
  emptyLedger,
  type Payment,
  type PaymentLedger,
  recordPayment,
  replayPayments,
} from './ledger.ts';
export { type PaymentEvent, paymentEventSchema } from './payment-event.ts';
export { type PaymentState, type PaymentSums, paymentState, paymentSums } from './payment-state.ts';
export { reckonLines } from './reckon-lines.ts';
export {
  type BankAccount,
  findTransferCode,
  readVietQr,
  transferContent,
  type VietQr,
  vietQr,
} from './viet-qr.ts';
