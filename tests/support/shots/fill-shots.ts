import type { DraftReview } from '../../../shared/contract/index.ts';
import type { Form } from '../../../shared/form/index.ts';
import type { FakeCore } from '../fake-core.ts';
import { answersWith, composedEveryKind, formOf } from '../forms-at-hand.ts';
import { at, type Shot } from './shot.ts';

const sound: DraftReview = { revision: 0, faults: [], warnings: [], dropped: [], unagreed: [] };

/** A form with everything in it, but for the fields named. */
const withForm =
  (form: Form, options: { readonly review?: DraftReview; readonly empty?: readonly string[] } = {}) =>
  (core: FakeCore): void => {
    const empty = new Set(options.empty ?? []);
    const answers = Object.entries(answersWith(form)).filter(([id]) => !empty.has(id));
    core.state.form = { form, answers: Object.fromEntries(answers), review: options.review ?? sound };
  };

const birth = formOf('1.001193');

/** What each kind of question shows first, by the box of the field where it has more than one. */
const questions = [
  ['text', ''],
  ['date', ''],
  ['date-range', ':from'],
  ['year-or-date', ''],
  ['personal-id', ''],
  ['id-document', ':type'],
  ['money', ''],
  ['address', ':where'],
  ['place', ':name'],
  ['ethnicity', ''],
  ['relation', ''],
  ['choice', ''],
  ['multi-choice', ''],
  ['yes-no', ''],
  ['repeat', ''],
  ['file', ''],
  ['declaration', ''],
  ['signature', ''],
] as const;

/** Every kind of question, and the form read through before it is handed in. */
export const fillShots: readonly Shot[] = [
  ...questions.map(
    ([kind, box]): Shot => ({
      name: `fill-${kind}`,
      session: at(`/fill/every/f-${kind}${box}`),
      prepare: withForm(composedEveryKind()),
    }),
  ),
  {
    name: 'fill-name-empty',
    session: at('/fill/child/child-full-name'),
    prepare: withForm(birth, { empty: ['child_full_name'] }),
    act: async (page) => {
      await page
        .getByRole('button', { name: /Tiếp tục|Continue/ })
        .last()
        .click();
    },
  },
  { name: 'fill-review', session: at('/fill/review'), prepare: withForm(birth) },
  {
    name: 'fill-review-faults',
    session: at('/fill/review'),
    prepare: withForm(birth, {
      empty: ['child_full_name'],
      review: {
        ...sound,
        faults: [
          {
            stepId: 'child',
            path: 'child_full_name',
            part: null,
            message: { kind: 'known', id: 'required', params: {} },
          },
        ],
        unagreed: ['child_sex'],
      },
    }),
  },
  { name: 'fill-finish', session: at('/fill/finish'), prepare: withForm(birth) },
  {
    name: 'fill-end',
    session: at('/fill/finish'),
    prepare: withForm(birth),
    act: async (page) => {
      await page
        .getByRole('main')
        .getByRole('button', { name: /Kết thúc|Finish/ })
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
];
