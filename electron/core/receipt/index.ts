export { copiesAsked } from './copies-asked.ts';
export { readProcedureFacts } from './procedure-facts.ts';
export { createReceiptDesk, type ReceiptDesk } from './receipt-desk.ts';
export type { ProcedureFacts, ReceiptFacts } from './receipt-facts.ts';
export {
  createReceipts,
  type Receipts,
} from './receipts.ts';
