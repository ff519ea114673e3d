export { cashClosing } from './cash-closing.ts';
export { type ControlSlipFacts, controlSlip, type HandOver } from './control-slip.ts';
export { type DossierFacts, paperFoot, paperHead } from './facts.ts';
export { type OfficePaper, officePaperDrawing } from './office-paper.ts';
export {
  type DispatchFacts,
  dispatchList,
  type PostalItem,
  postalLabel,
  postalLabelDrawing,
} from './postal.ts';
export { type RefusalFacts, refusal } from './refusal.ts';
export {
  mostRegisterRows,
  orderRegister,
  type RegisterRow,
  registerDrawing,
  registerWords,
} from './register.ts';
export { type SupplementRequestFacts, supplementRequest } from './supplement-request.ts';
