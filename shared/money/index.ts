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
  type PaymentEvent,
  type PaymentLedger,
  type PaymentState,
  type PaymentSums,
  paymentEventSchema,
  paymentState,
  paymentSums,
  recordPayment,
  replayPayments,
} from './ledger.ts';
export { reckonLines } from './reckon-lines.ts';
export {
  type BankAccount,
  findTransferCode,
  readVietQr,
  transferContent,
  type VietQr,
  vietQr,
} from './viet-qr.ts';
