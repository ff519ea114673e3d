import { describe, expect, test } from 'vitest';
import { createPlaces } from '../places/places.ts';
import { type Answers, type FormContext, officeFacts } from './answers.ts';
import { composeForm } from './compose.ts';
import { evaluateForm, type FormEvaluation } from './evaluate.ts';
import { lintForm } from './lint.ts';
import { canGoForward, firstOpenStepId, nextStepId, previousStepId, relevantSteps } from './navigate.ts';
import type { Form } from './schema.ts';

const places = createPlaces({
  asOf: '2026-07-25',
  sources: [],
  provinces: [{ code: '52', name: 'Gia Lai', type: 'Tỉnh' }],
  communes: { '52': [['23722', 'Chư Păh', 'X']] },
  formerly: [],
  idPrefixes: ['064'],
});

const context: FormContext = {
  today: '2026-11-22',
  places,
  office: officeFacts(places, '23722'),
  procedure: { code: '9.999999', name: 'Thử' },
};

const words = (text: string) => ({ vi: text, en: text });
const field = (id: string, kind: string, more: object = {}) => ({
  id,
  kind,
  label: { official: words(id), everyday: words(id) },
  help: words('Giúp'),
  ...more,
});

/** A family tree: children within children, a partner only when there is one, a sum that follows. */
const source = {
  code: 'test',
  procedures: ['9.999999'],
  version: '2026-11-22',
  title: { official: words('Thử'), everyday: words('Thử') },
  source: { formCode: null, verified: false },
  steps: [
    {
      id: 'who',
      title: words('Ai'),
      fields: [field('full_name', 'person-name'), field('born', 'date'), field('married', 'yes-no')],
    },
    {
      id: 'partner',
      title: words('Vợ chồng'),
      relevant: { var: 'married' },
      fields: [
        field('partner_name', 'person-name'),
        field('why', 'text', { required: false, relevant: { '!': { var: 'partner_name' } } }),
      ],
    },
    {
      id: 'children',
      title: words('Con'),
      fields: [
        field('children', 'repeat', {
          required: false,
          options: { max: 3 },
          fields: [
            field('child_name', 'person-name'),
            field('child_born', 'date'),
            field('school', 'text', {
              relevant: { moreThan: [{ age: [{ var: 'child_born' }, { var: '$today' }] }, 5] },
            }),
            field('toys', 'repeat', {
              required: false,
              fields: [field('toy', 'text', { options: { max: 10 } })],
            }),
          ],
          rules: [
            {
              id: 'older',
              at: 'child_born',
              severity: 'fault',
              wrong: { dateBefore: [{ var: 'child_born' }, { var: 'born' }] },
              words: words('Con không thể sinh trước cha mẹ.'),
            },
          ],
        }),
        field('children_count', 'computed', { calculate: { count: [{ var: 'children' }] } }),
        field('agency', 'computed', { calculate: { var: '$agency' } }),
      ],
    },
  ],
  rules: [],
  paper: {
    title: ['THỬ'],
    blocks: [{ kind: 'line', cells: [{ label: 'Họ tên:', field: 'full_name' }] }],
    signatures: [{ title: 'Người khai', note: '(Ký)' }],
  },
};

const lists = { ethnicity: [], nationality: [], relation: [], document: [] };
const composed = composeForm({ file: 'test.json', json: source }, new Map(), lists);
const form = composed.form as Form;

function judge(values: Readonly<Record<string, unknown>>): FormEvaluation {
  const answers: Answers = Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, { value, source: 'typed' }]),
  );
  return evaluateForm(form, answers, context);
}

const said = ({ allFaults }: FormEvaluation) =>
  allFaults.map(({ path, message }) => `${path}: ${message.kind === 'rule' ? message.rule : message.id}`);

const person = { full_name: 'Nguyễn Văn An', born: '1990-01-01', married: false };

test('the form of this test is sound', () => {
  expect([composed.problems, lintForm(form)]).toEqual([[], []]);
});

describe('steps', () => {
  test('everything that is required and empty is a fault at once, step by step', () => {
    const evaluation = judge({});
    expect(said(evaluation)).toEqual(['full_name: required', 'born: required', 'married: required']);
    expect(firstOpenStepId(evaluation)).toBe('who');
    expect(canGoForward(evaluation, 'who')).toBe(false);
    expect(canGoForward(evaluation, 'nowhere')).toBe(false);
  });

  test('a step that does not apply is passed over in both directions', () => {
    const evaluation = judge(person);
    expect(relevantSteps(evaluation).map(({ id }) => id)).toEqual(['who', 'children']);
    expect(nextStepId(evaluation, 'who')).toBe('children');
    expect(previousStepId(evaluation, 'children')).toBe('who');
    expect(previousStepId(evaluation, 'who')).toBeNull();
    expect(nextStepId(evaluation, 'children')).toBeNull();
    expect(nextStepId(judge({ ...person, married: true }), 'who')).toBe('partner');
  });

  test('answers of what does not apply, and of no field at all, are dropped', () => {
    const evaluation = judge({ ...person, partner_name: 'Trần Thị Hoa', ghost: 'x', empty_ghost: '  ' });
    expect(evaluation.dropped).toEqual([
      { id: 'partner_name', stepId: 'partner' },
      { id: 'ghost', stepId: null },
    ]);
    expect(evaluation.values).toEqual({
      ...person,
      children_count: 0,
      agency: 'Ủy ban nhân dân xã Chư Păh, tỉnh Gia Lai',
    });
  });

  test('a field with a fault does not count for conditions', () => {
    const evaluation = judge({ ...person, married: true, partner_name: 'Hoa 2' });
    const why = evaluation.steps[1]?.fields.find(({ id }) => id === 'why');
    expect(why?.relevant).toBe(true);
  });
});

describe('rows', () => {
  const child = { child_name: 'Nguyễn Thị Mai', child_born: '2024-05-01' };

  test('are judged each by itself, with the row in the path', () => {
    const evaluation = judge({
      ...person,
      children: [child, { ...child, child_born: '1980-01-01', school: 'Trường' }, { child_name: 'Ba 3' }],
    });
    expect(said(evaluation)).toEqual([
      'children.1.child_born: older',
      'children.2.child_name: name-digit',
      'children.2.child_born: required',
    ]);
    expect(canGoForward(evaluation, 'children')).toBe(false);
  });

  test('may hold rows of their own', () => {
    const toys = [{ toy: 'xe' }, { toy: 'một cái tên rất dài' }];
    const evaluation = judge({ ...person, children: [{ ...child, toys }] });
    expect(said(evaluation)).toEqual(['children.0.toys.1.toy: too-long']);
    const fine = judge({ ...person, children: [{ ...child, toys: [{ toy: 'xe' }] }] });
    expect(fine.values).toMatchObject({ children: [{ ...child, toys: [{ toy: 'xe' }] }], children_count: 1 });
  });

  test('that are wholly empty do not count', () => {
    const evaluation = judge({ ...person, children: [{}, child, { child_name: ' ' }] });
    expect(said(evaluation)).toEqual([]);
    expect(evaluation.values).toMatchObject({ children: [child], children_count: 1 });
  });

  test('beyond the limit are a fault, not cut off', () => {
    const evaluation = judge({ ...person, children: [child, child, child, child] });
    expect(said(evaluation)).toContain('children: rows-max');
  });

  test('of a wrong shape are unreadable', () => {
    expect(said(judge({ ...person, children: 'Mai' }))).toEqual(['children: unreadable']);
    expect(said(judge({ ...person, children: [5] }))).toEqual(['children.0: unreadable']);
  });

  test('ask only what applies to that row', () => {
    const evaluation = judge({ ...person, children: [{ ...child, child_born: '2015-01-01' }] });
    expect(said(evaluation)).toEqual(['children.0.school: required']);
  });
});
