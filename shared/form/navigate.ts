import type { FormEvaluation, StepState } from './evaluate.ts';

/** Whether this step lets the person go on: the same verdict that Next, the stepper and the review page use. */
export function canGoForward(evaluation: FormEvaluation, stepId: string): boolean {
  const step = evaluation.steps.find((one) => one.id === stepId);
  return step?.complete ?? false;
}

/** The relevant steps in order: what the progress dots count. */
export function relevantSteps(evaluation: FormEvaluation): readonly StepState[] {
  return evaluation.steps.filter((step) => step.relevant);
}

/** The next relevant step, or null when the review comes next. Does not ask whether going is allowed. */
export function nextStepId(evaluation: FormEvaluation, stepId: string): string | null {
  const from = evaluation.steps.findIndex((step) => step.id === stepId);
  return evaluation.steps.slice(from + 1).find((step) => step.relevant)?.id ?? null;
}

/** The relevant step before, or null at the first: going back is always free. */
export function previousStepId(evaluation: FormEvaluation, stepId: string): string | null {
  const until = evaluation.steps.findIndex((step) => step.id === stepId);
  return evaluation.steps.slice(0, Math.max(until, 0)).findLast((step) => step.relevant)?.id ?? null;
}

/** Where to resume: the first relevant step that is not complete, or null when only the review is left. */
export function firstOpenStepId(evaluation: FormEvaluation): string | null {
  return evaluation.steps.find((step) => step.relevant && !step.complete)?.id ?? null;
}
