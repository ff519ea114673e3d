import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answers,
  evaluateForm,
  type Field,
  type FormStep,
  type Remark,
} from '../../../shared/form/index.ts';
import { fieldIdOf } from '../../../tests/support/every-kind-form.ts';
import { composedEveryKind, context } from '../../../tests/support/forms-at-hand.ts';
import {
  answerWith,
  besideQuestion,
  findField,
  isBlank,
  isFirstPart,
  isSameQuestion,
  type Part,
  type Question,
  questionOfRemark,
  questionsOfRow,
  questionsOfStep,
  remarksAt,
  splitPath,
  valueAt,
} from './questions.ts';

const form = composedEveryKind();
const step = form.steps[0] as FormStep;
const nothing: Answers = {};

function typed(values: Readonly<Record<string, unknown>>): Answers {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, { value, source: 'typed' as const }]),
  );
}

function asked(answers: Answers = nothing): readonly Question[] {
  return questionsOfStep(step, evaluateForm(form, answers, context), answers);
}

function fieldOf(path: string): Field {
  const field = findField(form, path);
  if (field === undefined) throw new Error(`${path} is not in the form`);
  return field;
}

function partsAsked(id: string, answers: Answers = nothing): readonly (Part | null)[] {
  return asked(answers)
    .filter(({ path }) => path === id)
    .map(({ part }) => part);
}

describe('the questions of a step', () => {
  test.each<[Parameters<typeof fieldIdOf>[0], readonly (Part | null)[]]>([
    ['text', [null]],
    ['date-time', ['date', 'time']],
    ['date-range', ['from', 'to']],
    ['id-document', ['type', 'number', 'issuer', 'issuedOn']],
    ['document-reference', ['title', 'number', 'agency', 'date']],
    ['address', ['where']],
    ['place', ['name', 'where']],
    ['multi-choice', [null]],
    ['repeat', [null]],
    ['signature', [null]],
    ['note', []],
    ['computed', []],
  ])('%s is asked in %j', (kind, parts) => {
    expect(partsAsked(fieldIdOf(kind))).toEqual(parts);
    if (parts[0] !== undefined) expect(isFirstPart(fieldOf(fieldIdOf(kind)), parts[0])).toBe(true);
  });

  test('the house number is asked once the commune is known', () => {
    const commune = { provinceCode: '52', communeCode: '23722' };
    expect(partsAsked('f_address', typed({ f_address: commune }))).toEqual(['where', 'detail']);
    expect(partsAsked('f_place', typed({ f_place: { address: commune } }))).toEqual([
      'name',
      'where',
      'detail',
    ]);
    expect(partsAsked('f_address', typed({ f_address: { asWritten: 'xã Nghĩa Hòa' } }))).toEqual(['where']);
  });

  test('a field that does not apply is not asked', () => {
    const hidden = { ...step, fields: step.fields.map((one) => ({ ...one, relevant: one.id === 'f_text' })) };
    const evaluation = evaluateForm({ ...form, steps: [hidden] }, nothing, context);
    expect(questionsOfStep(hidden, evaluation, nothing).map(({ path }) => path)).toEqual(['f_text']);
  });

  test('rows have questions of their own', () => {
    const answers = typed({ f_repeat: [{}, { companion: 'An' }] });
    const evaluation = evaluateForm(form, answers, context);
    expect(questionsOfRow('every', fieldOf('f_repeat'), 1, evaluation, answers)).toEqual([
      { stepId: 'every', path: 'f_repeat.1.companion', part: null },
    ]);
    expect(splitPath('f_repeat.1.companion')).toEqual({ fieldId: 'f_repeat', row: 1, innerId: 'companion' });
    expect(findField(form, 'f_repeat.1.companion')?.kind).toBe('person-name');
    expect(findField(form, 'f_repeat.1.gone')).toBeUndefined();
  });
});

describe('an answer', () => {
  const questions = asked(
    typed({
      f_address: { provinceCode: '52', communeCode: '23722' },
      f_place: { address: { provinceCode: '52', communeCode: '23722' } },
    }),
  ).filter(({ part }) => part !== 'where');

  test('written at any question is read there again, and changes no other', () => {
    const texts = fc.string({ minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.constantFrom(...questions),
        fc.constantFrom(...questions),
        texts,
        texts,
        (a, b, x, y) => {
          fc.pre(!isSameQuestion(a, b));
          const first = typed({ [a.path]: answerWith(nothing, fieldOf(a.path), a, x) });
          const both = {
            ...first,
            ...typed({ [b.path]: answerWith(first, fieldOf(b.path), b, y) }),
          };
          expect(valueAt(both, a)).toBe(x);
          expect(valueAt(both, b)).toBe(y);
        },
      ),
    );
  });

  test('taken away box by box leaves nothing behind', () => {
    const field = fieldOf('f_id_document');
    const number = { path: field.id, part: 'number' } as const;
    const whole = typed({ [field.id]: { type: 'cccd', number: '064203000123' } });
    const less = answerWith(whole, field, number, null);
    expect(less).toEqual({ type: 'cccd' });
    expect(answerWith(typed({ [field.id]: less }), field, { path: field.id, part: 'type' }, null)).toBeNull();
  });

  test('of a paper that can only be of one kind brings the kind along', () => {
    const field: Field = { ...fieldOf('f_id_document'), options: { types: ['can-cuoc'] } };
    expect(answerWith(nothing, field, { path: field.id, part: 'number' }, '064203000123')).toEqual({
      type: 'can-cuoc',
      number: '064203000123',
    });
  });

  test('a place keeps its name when its commune changes, and its commune when the house number is emptied', () => {
    const field = fieldOf('f_place');
    const place = {
      name: 'Trạm Y tế',
      address: { provinceCode: '52', communeCode: '23722', detail: 'Thôn 1' },
    };
    const moved = answerWith(
      typed({ f_place: place }),
      field,
      { path: 'f_place', part: 'where' },
      {
        provinceCode: '52',
        communeCode: '23563',
      },
    );
    expect(moved).toEqual({ name: 'Trạm Y tế', address: { provinceCode: '52', communeCode: '23563' } });
    const emptied = answerWith(typed({ f_place: place }), field, { path: 'f_place', part: 'detail' }, '');
    expect(emptied).toEqual({ name: 'Trạm Y tế', address: { provinceCode: '52', communeCode: '23722' } });
  });

  test('in a row leaves the other rows and the other fields of the row alone', () => {
    const field = fieldOf('f_repeat.1.companion');
    const rows = [{ companion: 'An' }, { companion: 'Ba', other: 1 }];
    const at = { path: 'f_repeat.1.companion', part: null };
    expect(answerWith(typed({ f_repeat: rows }), field, at, 'Bảy')).toEqual([
      { companion: 'An' },
      { companion: 'Bảy', other: 1 },
    ]);
    expect(answerWith(typed({ f_repeat: rows }), field, at, null)).toEqual([
      { companion: 'An' },
      { other: 1 },
    ]);
  });
});

describe('what is wrong', () => {
  const remark = (path: string, part: string | null): Remark => ({
    stepId: 'every',
    path,
    part,
    message: { kind: 'known', id: 'required', params: {} },
  });

  test.each([
    ['f_id_document', 'issuer', 'issuer'],
    ['f_address', 'communeCode', 'where'],
    ['f_address', 'asWritten', 'where'],
    ['f_place', 'provinceCode', 'where'],
    ['f_date_range', 'to', 'to'],
    ['f_text', null, null],
  ] as const)('at %s, part %s, is said at the box %s', (path, part, box) => {
    expect(questionOfRemark(form, remark(path, part), nothing)).toEqual({ stepId: 'every', path, part: box });
  });

  test('with a whole field is said at its first empty box', () => {
    const answers = typed({ f_document_reference: { title: 'Giấy chứng sinh' } });
    expect(questionOfRemark(form, remark('f_document_reference', null), answers).part).toBe('number');
  });

  test('with a row itself is said at its list', () => {
    expect(questionOfRemark(form, remark('f_repeat.0', null), nothing).path).toBe('f_repeat');
    expect(questionOfRemark(form, remark('f_repeat.0.companion', null), nothing).path).toBe(
      'f_repeat.0.companion',
    );
  });

  test('every fault of an empty form is said at exactly one question that is asked', () => {
    const { allFaults } = evaluateForm(form, nothing, context);
    expect(allFaults.length).toBeGreaterThan(15);
    for (const fault of allFaults) {
      const places = asked().filter((question) => remarksAt(form, [fault], question, nothing).length === 1);
      expect(places, fault.path).toHaveLength(1);
    }
  });
});

test('a leading sentence stands with the first question, what is worked out with the question before it', () => {
  const questions = asked();
  const beside = (path: string): readonly string[] =>
    questions
      .filter((question) => question.path === path)
      .flatMap((question) => besideQuestion(step, question, questions))
      .map(({ kind }) => kind);
  expect(beside('f_text')).toEqual(['note']);
  expect(beside('f_file')).toEqual(['computed']);
  expect(beside('f_money')).toEqual([]);
});

test.each([
  [undefined, true],
  [null, true],
  ['  ', true],
  [[], true],
  [{}, true],
  ['0', false],
  [0, false],
  [false, false],
  [{ onPaper: true }, false],
])('%j is blank: %s', (value, blank) => {
  expect(isBlank(value)).toBe(blank);
});
