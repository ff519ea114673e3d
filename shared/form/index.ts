export {
  type Answer,
  type AnswerSource,
  type Answers,
  answerSchema,
  type FormContext,
  type OfficeFacts,
  officeFacts,
} from './answers.ts';
export { type Composed, composeForm, type FormProblem, type Origin, type SectionFile } from './compose.ts';
export {
  type Dropped,
  evaluateForm,
  type FieldState,
  type FormEvaluation,
  type Remark,
  type StepState,
} from './evaluate.ts';
export { asRecord, type FormLists, type Kind, type KindContext, type ListItem, listNames } from './kind.ts';
export { getKind, type KindName, kindNames } from './kinds/kinds.ts';
export { drawnSignature, isSignedOnPaper, type Signature } from './kinds/other-kinds.ts';
export type { Address } from './kinds/place-kinds.ts';
export { lintForm, type OfficialField } from './lint.ts';
export { holds, type Logic } from './logic.ts';
export {
  type Finding,
  type FormMessage,
  type FormMessageId,
  type FormStrings,
  formMessageIds,
  tellMessage,
} from './message.ts';
export { canGoForward, nextStepId, previousStepId, relevantSteps } from './navigate.ts';
export {
  applyPrefill,
  applySuggestions,
  type CardFacts,
  type PrefillSource,
  prefillFromCard,
  withAnswer,
} from './prefill.ts';
export { type ReadingRow, type ReadingSection, readForm, readValue } from './reading.ts';
export {
  type Field,
  type Form,
  type FormDefinition,
  type FormRule,
  type FormStep,
  listFileSchema,
  type Paper,
  type PaperBlock,
  type PaperCell,
} from './schema.ts';
export type { FormLanguage, Words } from './words.ts';
