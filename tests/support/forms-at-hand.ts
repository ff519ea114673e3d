import path from 'node:path';
import { createForms, type Forms } from '../../electron/core/forms/forms.ts';
import { createPaperForms, type PaperForms } from '../../electron/core/forms/paper-forms.ts';
import { readPlacesFile } from '../../electron/core/forms/read-places.ts';
import { makeSampleAnswers } from '../../electron/core/forms/sample-answers.ts';
import { createPdfWorkshop } from '../../electron/core/pdf/index.ts';
import { assertDefined } from '../../shared/assert.ts';
import { systemClock } from '../../shared/clock.ts';
import {
  type Answers,
  composeForm,
  evaluateForm,
  type Form,
  type FormContext,
  type FormEvaluation,
  officeFacts,
  type Remark,
} from '../../shared/form/index.ts';
import { builtThreads } from './built.ts';
import { everyKindForm } from './every-kind-form.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The file that draws papers in a thread of its own. */

export const formsDir = path.join(root, 'resources/forms');
export const fontsDir = path.join(root, 'resources/fonts');
export const catalogueDir = path.join(root, 'resources/catalogue');
export const places = readPlacesFile(path.join(root, 'resources/places/admin-units.json'));

/** The day that every form test lives in. */
export const today = '2026-11-22';

export const context: FormContext = {
  today,
  places,
  office: officeFacts(places, '23722'),
  procedure: { code: '1.001193', name: 'Thủ tục đăng ký khai sinh' },
};

export const formCodes = [
  '1.001193',
  '1.000656',
  '1.000894',
  '1.004873',
  '2.000635',
  '1.004837',
  '1.001022',
  '1.004859',
  '1.004222',
  '1.004194',
  '2.000815',
  '2.000884',
  '1.001612',
  '1.001776',
] as const;

let loaded: Forms | null = null;

/** The forms that ship, read once. */
export function shippedForms(): Forms {
  loaded ??= createForms({ formsDir });
  return loaded;
}

export function formOf(code: string): Form {
  return shippedForms().get({ procedureCode: code });
}

/** The form with one field of each kind, put together as the shipped ones are. */
export function composedEveryKind(): Form {
  const { lists } = formOf('generic');
  const source = { file: 'every-kind.json', json: everyKindForm('1.001193') };
  const { form, problems } = composeForm(source, new Map(), lists);
  return assertDefined(form, `a sound form: ${JSON.stringify(problems)}`);
}

/** Sample answers with some of them changed. */
export function answersWith(form: Form, changed: Readonly<Record<string, unknown>> = {}): Answers {
  const typed = Object.entries(changed).map(([id, value]) => [id, { value, source: 'typed' }] as const);
  return { ...makeSampleAnswers(form, context), ...Object.fromEntries(typed) };
}

/** Judges the samples of a form with some answers changed. */
export function judge(code: string, changed: Readonly<Record<string, unknown>> = {}): FormEvaluation {
  const form = formOf(code);
  return evaluateForm(form, answersWith(form, changed), context);
}

/** What is said, short: "path: rule or message id". */
export function told(remarks: readonly Remark[]): readonly string[] {
  return remarks.map(
    ({ path: at, message }) => `${at}: ${message.kind === 'rule' ? message.rule : message.id}`,
  );
}

/** Papers drawn by a thread of their own, as in the product; `close` ends it. */
export function openPaperForms(fonts = fontsDir): PaperForms & { close(): Promise<void> } {
  const workshop = createPdfWorkshop({ workerPath: builtThreads.pdf, fontsDir: fonts, clock: systemClock });
  return { ...createPaperForms({ workshop }), close: () => workshop.close() };
}
