import type { Answers, Form, FormContext } from '../../../../shared/form/index.ts';
import type { PaperForms } from '../../forms/index.ts';
import type { FormPdf } from '../papers/dossier-files.ts';

/** The filled form as a file of the dossier; another answer, another version or another day makes another file. */
export function formPdfOf(input: {
  readonly form: Form;
  readonly answers: Answers;
  readonly context: FormContext;
  readonly papers: PaperForms;
}): FormPdf {
  const { form, answers, context } = input;
  const ordered = Object.keys(answers)
    .sort()
    .map((id) => [id, answers[id]?.value]);
  return {
    title: form.title.official.vi,
    madeOf: JSON.stringify([form.code, form.version, context.today, ordered]),
    render: () => input.papers.render({ form, answers, context }),
  };
}
