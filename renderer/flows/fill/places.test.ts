import { expect, test } from 'vitest';
import { placeSchema } from '../../../shared/contract/session.ts';
import type { Form } from '../../../shared/form/index.ts';
import { composedEveryKind, formCodes, formOf } from '../../../tests/support/forms-at-hand.ts';
import { beginPlace, finishPlace, isInForm, questionPlace, readFillPlace, reviewPlace } from './places.ts';
import type { Part, Question } from './questions.ts';

const boxes: readonly (Part | null)[] = [
  ...([null, 'type', 'number', 'issuer', 'issuedOn', 'title', 'book', 'agency', 'date', 'time'] as const),
  ...(['from', 'to', 'name', 'where', 'detail'] as const),
];

function placesOf(form: Form): readonly Question[] {
  return form.steps.flatMap((step) =>
    step.fields.flatMap((field) => {
      const paths = [field.id, ...field.fields.map((inner) => `${field.id}.12.${inner.id}`)];
      return paths.flatMap((path) => boxes.map((part) => ({ stepId: step.id, path, part })));
    }),
  );
}

test.each([...formCodes, 'generic', 'every kind'])(
  'every box of %s has a place of its own that the core takes and that leads back to it',
  (code) => {
    const form = code === 'every kind' ? composedEveryKind() : formOf(code);
    const seen = new Set<string>();
    for (const question of placesOf(form)) {
      const place = questionPlace(question);
      expect(placeSchema.safeParse(place).success, place).toBe(true);
      expect(seen.has(place), place).toBe(false);
      seen.add(place);
      expect(readFillPlace(place)).toEqual({ kind: 'question', question });
      expect(isInForm(form, question)).toBe(true);
    }
  },
);

test.each([
  ['/fill', { kind: 'resume' }],
  ['/fill/', { kind: 'resume' }],
  [reviewPlace, { kind: 'review' }],
  [finishPlace, { kind: 'finish' }],
  ['/fill/child', { kind: 'step', stepId: 'child' }],
  [beginPlace('1.001193'), { kind: 'begin', procedureCode: '1.001193' }],
  [beginPlace('H21.7'), { kind: 'begin', procedureCode: 'H21.7' }],
  ['/fill/child/name:nothing', { kind: 'question', question: { stepId: 'child', path: 'name', part: null } }],
])('%s is read as %j', (place, read) => {
  expect(readFillPlace(place)).toEqual(read);
});

test('a place of an older form is not in this one', () => {
  const form = formOf('1.001193');
  const step = form.steps[0];
  const field = step?.fields[0];
  expect(isInForm(form, { stepId: 'gone', path: field?.id ?? '', part: null })).toBe(false);
  expect(isInForm(form, { stepId: step?.id ?? '', path: 'gone', part: null })).toBe(false);
});
