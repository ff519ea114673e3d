import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answers,
  applySuggestions,
  canGoForward,
  evaluateForm,
  type Form,
  readForm,
} from '../../shared/form/index.ts';
import { answersWith, context, formCodes, formOf } from '../support/forms-at-hand.ts';

const wild = fc.oneof(
  fc.anything({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '31/02/2026',
    '😀',
    '\u200f',
    '\u0301',
    'x'.repeat(10_000),
    '2026-11-22',
    '064203000123',
    true,
    null,
  ),
  fc.array(
    fc.dictionary(
      fc.constantFrom('member_name', 'member_birth_date', 'paper_pages', '__proto__'),
      fc.anything(),
    ),
    { maxLength: 4 },
  ),
);

/** Sample answers of a form of which any are replaced by anything. */
function wildAnswers(form: Form): fc.Arbitrary<Answers> {
  const samples = answersWith(form);
  const ids = [
    ...form.steps.flatMap((step) => step.fields.map((field) => field.id)),
    '__proto__',
    'constructor',
    'ghost',
  ];
  return fc.array(fc.tuple(fc.constantFrom(...ids), wild), { maxLength: 8 }).map((changes) => ({
    ...samples,
    ...Object.fromEntries(changes.map(([id, value]) => [id, { value, source: 'typed' as const }])),
  }));
}

describe.each([...formCodes, 'generic'])('%s with any answers', (code) => {
  const form = formOf(code);

  test('is judged without a crash, the same each time, and Next agrees with the review', () => {
    fc.assert(
      fc.property(wildAnswers(form), (answers) => {
        const evaluation = evaluateForm(form, answers, context);
        expect(evaluateForm(form, answers, context)).toEqual(evaluation);
        for (const step of evaluation.steps) {
          const here = evaluation.allFaults.filter((remark) => remark.stepId === step.id);
          expect(canGoForward(evaluation, step.id)).toBe(here.length === 0);
          if (!step.relevant) expect(here).toEqual([]);
        }
        const dropped = new Set(evaluation.dropped.map(({ id }) => id));
        for (const id of Object.keys(evaluation.values)) expect(dropped.has(id)).toBe(false);
        readForm(form, evaluation, context, 'vi');
        applySuggestions(form, answers, context);
      }),
      { numRuns: 60 },
    );
  });

  test('judges what it would seal as sound again', () => {
    fc.assert(
      fc.property(wildAnswers(form), (answers) => {
        const { values } = evaluateForm(form, answers, context);
        const sealed = Object.fromEntries(
          Object.entries(values).map(([id, value]) => [id, { value, source: 'typed' as const }]),
        );
        const again = evaluateForm(form, sealed, context);
        for (const id of Object.keys(values)) {
          const state = again.steps.flatMap((step) => step.fields).find((field) => field.id === id);
          expect(state?.relevant === true ? state.value : values[id]).toEqual(values[id]);
        }
      }),
      { numRuns: 30 },
    );
  });
});
