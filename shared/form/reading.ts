import type { AnswerSource, FormContext } from './answers.ts';
import type { FieldState, FormEvaluation, Remark } from './evaluate.ts';
import { getKind } from './kinds/kinds.ts';
import type { Field, Form } from './schema.ts';
import type { FormLanguage } from './words.ts';

/** One line of the review page. */
export interface ReadingRow {
  readonly path: string;
  readonly label: string;
  /** Empty when nothing was answered. */
  readonly text: string;
  readonly source: AnswerSource | null;
  readonly faults: readonly Remark[];
  readonly warnings: readonly Remark[];
  readonly rows: readonly (readonly ReadingRow[])[];
}

export interface ReadingSection {
  readonly stepId: string;
  readonly title: string;
  readonly rows: readonly ReadingRow[];
}

/** Everything that was answered, in order, for the review page: the relevant steps without notes. */
export function readForm(
  form: Form,
  evaluation: FormEvaluation,
  context: FormContext,
  language: FormLanguage,
): readonly ReadingSection[] {
  return form.steps.flatMap((step) => {
    const state = evaluation.steps.find((one) => one.id === step.id);
    if (state === undefined || !state.relevant) return [];
    const rows = readRows(step.fields, state.fields, form, context, language);
    return rows.length === 0 ? [] : [{ stepId: step.id, title: step.title[language], rows }];
  });
}

function readRows(
  fields: readonly Field[],
  states: readonly FieldState[],
  form: Form,
  context: FormContext,
  language: FormLanguage,
): readonly ReadingRow[] {
  return fields.flatMap((field) => {
    const state = states.find((one) => one.id === field.id);
    if (state === undefined || !state.relevant || field.kind === 'note') return [];
    if (state.empty && !state.required && state.faults.length === 0) return [];
    return [
      {
        path: state.path,
        label: field.label.everyday[language],
        text: readValue(form, field, state.value, context, language),
        source: state.source,
        faults: state.faults,
        warnings: state.warnings,
        rows: state.rows.map((row) => readRows(field.fields, row, form, context, language)),
      },
    ];
  });
}

/** One value as a person reads it. */
export function readValue(
  form: Form,
  field: Field,
  value: unknown,
  context: FormContext,
  language: FormLanguage,
): string {
  const kindContext = { today: context.today, places: context.places, lists: form.lists };
  return getKind(field.kind).read(value, field.options, kindContext, language);
}
