export {
  type CountedNotes,
  closeDrawer,
  countNotes,
  type DrawerDay,
  denominations,
  drawersOf,
  emptyDrawer,
} from './cash-day.ts';
export { type FeeItem, reckonFee } from './fee.ts';
export {
  type CashMovement,
  emptyLedger,
  type PaymentLedger,
  recordPayment,
  replayPayments,
} from './ledger.ts';
export { type PaymentEvent, paymentEventSchema } from './payment-event.ts';
export { paymentState, paymentSums } from './payment-state.ts';
export { reckonLines } from './reckon-lines.ts';
export {
  findTransferCode,
  readVietQr,
  transferContent,
  vietQr,
} from './viet-qr.ts';
