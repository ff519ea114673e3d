export {
  type Answer,
  type Answers,
  answerSchema,
  type FormContext,
  officeFacts,
} from './answers.ts';
export { type Composed, composeForm, type FormProblem, type SectionFile } from './compose.ts';
export {
  evaluateForm,
  type FieldState,
  type FormEvaluation,
  type Remark,
} from './evaluate.ts';
export { type FormFee, formFee } from './fee-basis.ts';
export { asRecord, type FormLists, type KindContext, listNames } from './kind.ts';
export { getKind, type KindName, kindNames } from './kinds/kinds.ts';
export { drawnSignature, isSignedOnPaper, type Signature } from './kinds/other-kinds.ts';
export type { Address } from './kinds/place-kinds.ts';
export { lintForm, type OfficialField } from './lint.ts';
export { holds } from './logic.ts';
export {
  type FormStrings,
  formMessageIds,
  tellMessage,
} from './message.ts';
export { canGoForward, nextStepId, previousStepId, relevantSteps } from './navigate.ts';
export {
  applyPrefill,
  applySuggestions,
  type PrefillSource,
  prefillFromCard,
  withAnswer,
} from './prefill.ts';
export { type ReadingRow, readForm, readValue } from './reading.ts';
export {
  type Field,
  type Form,
  type FormStep,
  listFileSchema,
  type PaperBlock,
} from './schema.ts';
export type { FormLanguage } from './words.ts';
