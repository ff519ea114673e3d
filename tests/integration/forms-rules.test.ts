import { describe, expect, test } from 'vitest';
import {
  applyPrefill,
  applySuggestions,
  canGoForward,
  evaluateForm,
  nextStepId,
  prefillFromCard,
  readForm,
} from '../../shared/form/index.ts';
import { answersWith, context, formCodes, formOf, judge, told } from '../support/forms-at-hand.ts';

/** Every rule of a form as one line: the answers that break it, where it is said, and how hard. */
const rules: readonly (readonly [
  form: string,
  rule: string,
  severity: 'fault' | 'warning',
  at: string,
  answers: Readonly<Record<string, unknown>>,
])[] = [
  ['1.001193', 'mother_born_after', 'fault', 'mother_birth_year', { mother_birth_year: '2026-11-20' }],
  ['1.001193', 'mother_young', 'warning', 'mother_birth_year', { mother_birth_year: '2015' }],
  ['1.001193', 'mother_old', 'warning', 'mother_birth_year', { mother_birth_year: '1960' }],
  ['1.001193', 'father_born_after', 'fault', 'father_birth_year', { father_birth_year: '2026-11-10' }],
  ['1.001193', 'father_young', 'warning', 'father_birth_year', { father_birth_year: '2013' }],
  ['1.001193', 'father_old', 'warning', 'father_birth_year', { father_birth_year: '1940' }],
  ['1.001193', 'child_adult', 'warning', 'child_birth_date', { child_birth_date: '2005-01-01' }],
  ['1.001193', 'same_parents', 'warning', 'father_full_name', { father_full_name: 'rơ châm h’ơ̆' }],
  ['1.001193', 'child_named_parent', 'warning', 'child_full_name', { child_full_name: 'Siu Krê̆' }],
  ['1.001193', 'ethnicity_of_none', 'warning', 'child_ethnicity', { child_ethnicity: 'kinh' }],
  ['1.001193', 'copies_many', 'warning', 'copies_count', { copies_count: 11 }],
  ['1.001193', 'applicant_young', 'warning', 'applicant_birth_date', { applicant_birth_date: '2013-01-01' }],
  ['1.001193', 'applicant_old', 'warning', 'applicant_birth_date', { applicant_birth_date: '1901-01-01' }],
  [
    '1.001193',
    'applicant_id_year',
    'warning',
    'applicant_id_document',
    { applicant_birth_date: '1999-02-10' },
  ],
  ['1.000656', 'died_before_birth', 'fault', 'deceased_died_at', { deceased_birth_date: '2026-11-19' }],
  [
    '1.000656',
    'notice_before_death',
    'fault',
    'deceased_death_notice',
    { deceased_died_at: { date: '2026-11-20' } },
  ],
  ['1.000656', 'very_old', 'warning', 'deceased_birth_date', { deceased_birth_date: '1905-01-01' }],
  ['1.000656', 'died_long_ago', 'warning', 'deceased_died_at', { deceased_died_at: { date: '2010-01-01' } }],
  ['1.000656', 'same_as_applicant', 'warning', 'deceased_full_name', { deceased_full_name: 'RƠ CHÂM H’Ơ̆' }],
  ['1.000894', 'bride_age', 'fault', 'bride_birth_date', { bride_birth_date: '2008-11-23' }],
  ['1.000894', 'groom_age', 'fault', 'groom_birth_date', { groom_birth_date: '2006-11-23' }],
  [
    '1.000894',
    'same_document',
    'fault',
    'groom_id_document',
    {
      bride_id_document: {
        type: 'cccd',
        number: '064203000123',
        issuer: 'Bộ Công an',
        issuedOn: '2025-01-01',
      },
    },
  ],
  ['1.000894', 'age_gap', 'warning', 'groom_birth_date', { groom_birth_date: '1960-01-01' }],
  ['1.000894', 'bride_many', 'warning', 'bride_marriage_ordinal', { bride_marriage_ordinal: 4 }],
  ['1.000894', 'groom_many', 'warning', 'groom_marriage_ordinal', { groom_marriage_ordinal: '05' }],
  [
    '1.004873',
    'period_before_birth',
    'fault',
    'residence_period',
    { residence_period: { from: '1990', to: '2000' } },
  ],
  ['1.004873', 'subject_minor', 'warning', 'subject_birth_date', { subject_birth_date: '2010-01-01' }],
  [
    '2.000635',
    'registered_before_birth',
    'fault',
    'registration_reference',
    { registration_reference: { agency: 'UBND xã Nghĩa Hòa', date: '2001-01-01' } },
  ],
  ['2.000635', 'copies_many', 'warning', 'copies_count', { copies_count: 12 }],
  ['1.004837', 'guardian_minor', 'fault', 'guardian_birth_date', { guardian_birth_date: '2010-01-01' }],
  [
    '1.004837',
    'guardian_is_ward',
    'fault',
    'ward_id_document',
    {
      ward_id_document: {
        type: 'can-cuoc',
        number: '064203000123',
        issuer: 'Bộ Công an',
        issuedOn: '2025-01-01',
      },
    },
  ],
  ['1.004837', 'ward_adult', 'warning', 'ward_birth_date', { ward_birth_date: '2004-01-01' }],
  ['1.004837', 'ward_older', 'warning', 'ward_birth_date', { ward_birth_date: '1950-01-01' }],
  [
    '1.001022',
    'parent_not_older',
    'fault',
    'claimed_person_birth_year',
    { request_type: 'father-child', claimant_birth_year: '2021' },
  ],
  [
    '1.001022',
    'parent_not_older',
    'fault',
    'claimed_person_birth_year',
    { request_type: 'child-mother', claimant_birth_year: '2019' },
  ],
  [
    '1.001022',
    'parent_young',
    'warning',
    'claimed_person_birth_year',
    { request_type: 'mother-child', claimant_birth_year: '2010' },
  ],
  [
    '1.001022',
    'same_person',
    'warning',
    'claimed_person_full_name',
    { claimed_person_full_name: 'NGUYỄN VĂN AN' },
  ],
  ['1.004859', 'nothing_changes', 'fault', 'requested_content', { requested_content: 'Nguyễn Văn Ân' }],
  ['1.004222', 'id_year', 'warning', 'personal_id', { birth_date: '1999-01-01' }],
  ['1.004222', 'id_sex', 'warning', 'personal_id', { sex: 'female' }],
  [
    '1.004222',
    'householder_is_other',
    'fault',
    'householder_personal_id',
    { relation_to_householder: 'householder' },
  ],
  [
    '1.004222',
    'householder_is_self',
    'fault',
    'householder_personal_id',
    { householder_personal_id: '064203000123' },
  ],
  ['1.004194', 'stay_reversed', 'fault', 'stay_until', { stay_from: '2027-12-01' }],
  ['1.004194', 'stay_too_long', 'fault', 'stay_until', { stay_until: '2029-01-01' }],
  ['1.001612', 'owner_minor', 'fault', 'owner_birth_date', { owner_birth_date: '2009-01-01' }],
  ['1.001612', 'name_company', 'fault', 'business_name', { business_name: 'CÔNG TY Ánh Dương' }],
  ['1.001612', 'capital_small', 'warning', 'business_capital', { business_capital: '500.000 đ' }],
  ['1.001612', 'capital_large', 'warning', 'business_capital', { business_capital: 20_000_000_000 }],
  ['1.001612', 'owner_id_year', 'warning', 'owner_personal_id', { owner_birth_date: '1999-01-01' }],
  ['2.000884', 'is_transaction', 'fault', 'document_kind', { document_kind: 'transaction' }],
  ['2.000884', 'foreign_document', 'warning', 'document_kind', { document_kind: 'foreign' }],
  ['1.001776', 'account_digits', 'fault', 'bank_account', { bank_account: '12 ab 34' }],
  ['1.001776', 'not_elderly', 'warning', 'benefit_group', { benefit_group: 'elderly' }],
  ['1.001776', 'not_small', 'warning', 'benefit_group', { benefit_group: 'small-child' }],
  ['1.001776', 'not_child', 'warning', 'benefit_group', { benefit_group: 'orphan' }],
];

describe('rules of the forms', () => {
  test.each(rules)('%s %s is a %s at %s', (code, rule, severity, at, answers) => {
    const { allFaults, allWarnings } = judge(code, answers);
    expect(told(severity === 'fault' ? allFaults : allWarnings)).toContain(`${at}: ${rule}`);
    expect(told(severity === 'fault' ? allWarnings : allFaults)).not.toContain(`${at}: ${rule}`);
  });

  test.each(formCodes)('every rule of %s was tried', (code) => {
    const same = code === '1.004194' ? '1.004222' : code; // one CT01 for both
    const tried = new Set(rules.filter(([form]) => form === code || form === same).map(([, rule]) => rule));
    const shared = [
      'applicant_young',
      'applicant_old',
      'applicant_id_year',
      'copies_many',
      'owner_is_applicant',
    ];
    const untried = formOf(code).rules.filter(({ id }) => !tried.has(id) && !shared.includes(id));
    expect(untried.map(({ id }) => id)).toEqual([]);
  });

  test.each(formCodes)('ordinary answers to %s are complete', (code) => {
    const evaluation = judge(code);
    expect(told(evaluation.allFaults)).toEqual([]);
    expect(evaluation.steps.every((step) => step.complete)).toBe(true);
  });

  test('marriage is possible on the very birthday, and not the day before', () => {
    expect(
      told(judge('1.000894', { bride_birth_date: '2008-11-22', groom_birth_date: '2006-11-22' }).allFaults),
    ).toEqual([]);
    expect(told(judge('1.000894', { bride_birth_date: '2008-11-23' }).allFaults)).toEqual([
      'bride_birth_date: bride_age',
    ]);
  });

  test('a warning never stops the way forward', () => {
    const evaluation = judge('1.001193', { mother_birth_year: '2015' });
    expect(told(evaluation.allWarnings)).toContain('mother_birth_year: mother_young');
    expect(canGoForward(evaluation, 'mother')).toBe(true);
  });

  test('a rule within one row is said at that row', () => {
    const row = {
      member_name: 'Nguyễn Thị Cúc',
      member_birth_date: '2005-07-01',
      member_sex: 'female',
      member_relation: 'child',
    };
    const evaluation = judge('1.004222', {
      household_members: [
        { ...row, member_personal_id: '064305000999' },
        { ...row, member_personal_id: '064203000123' },
      ],
    });
    expect(told(evaluation.allFaults)).toEqual(['household_members.1.member_personal_id: member_is_person']);
    expect(told(evaluation.allWarnings)).toContain('household_members.1.member_personal_id: member_id_year');
  });

  test('papers to certify warn of many copies, many pages and foreign papers', () => {
    const paper = { paper_kind: 'diploma', paper_language: 'foreign', paper_pages: 120, paper_copies: 30 };
    expect(told(judge('2.000815', { papers: [paper] }).allWarnings)).toEqual(
      expect.arrayContaining([
        'papers.0.paper_copies: many_copies',
        'papers.0.paper_pages: many_pages',
        'papers.0.paper_language: foreign_paper',
      ]),
    );
    expect(told(judge('2.000815', { papers: [] }).allFaults)).toEqual(['papers: required']);
  });

  test('a business line code has four or five digits', () => {
    const line = { line_name: 'Bán tạp hóa', line_code: '47A1' };
    expect(told(judge('1.001612', { business_lines: [line] }).allFaults)).toEqual([
      'business_lines.0.line_code: line_code_digits',
    ]);
  });
});

describe('steps that apply', () => {
  test('filing for another person asks for that person and why', () => {
    const evaluation = judge('1.001193', { filing_for: 'person' });
    const owner = evaluation.steps.find((step) => step.id === 'owner_person');
    expect(owner?.relevant).toBe(true);
    expect(nextStepId(evaluation, 'applicant_papers')).toBe('owner_person');
    expect(nextStepId(judge('1.001193'), 'applicant_papers')).toBe('child');
  });

  test.each([
    ['business', 'owner_business'],
    ['organisation', 'owner_organisation'],
  ])('a dossier may belong to a %s', (filingFor, stepId) => {
    const evaluation = judge('2.000815', { filing_for: filingFor });
    expect(evaluation.steps.filter((step) => step.relevant).map(({ id }) => id)).toContain(stepId);
  });

  test('answers of a step that does not apply any more are dropped and said so', () => {
    const evaluation = judge('1.001193', { filing_for: 'self', dossier_owner_full_name: 'Trần Văn Bảy' });
    expect(evaluation.dropped).toEqual([{ id: 'dossier_owner_full_name', stepId: 'owner_person' }]);
    expect(evaluation.values).not.toHaveProperty('dossier_owner_full_name');
  });

  test('a minor who registers residence needs a parent', () => {
    const child = judge('1.004222', { birth_date: '2015-03-01' });
    expect(child.steps.find((step) => step.id === 'parent_opinion')?.relevant).toBe(true);
    expect(judge('1.004222').steps.find((step) => step.id === 'parent_opinion')?.relevant).toBe(false);
  });

  test('family members are asked only of a family business', () => {
    const alone = judge('1.001612').steps.find((step) => step.id === 'family');
    const family = judge('1.001612', { founder_type: 'family' }).steps.find((step) => step.id === 'family');
    expect([alone?.relevant, family?.relevant]).toEqual([false, true]);
  });
});

describe('prefill', () => {
  const form = formOf('1.001193');
  const card = prefillFromCard({
    personalId: '064203000123',
    fullName: 'Nguyễn Văn An',
    birthDate: '2003-02-10',
    residence: 'Thôn 1, xã Nghĩa Hòa, huyện Chư Păh, Gia Lai',
    issuedOn: '2021-04-15',
  });

  test('fills the applicant from the card, marked, valid and editable', () => {
    const answers = applyPrefill(form, {}, card);
    expect(answers.applicant_full_name).toEqual({ value: 'Nguyễn Văn An', source: 'card' });
    const evaluation = evaluateForm(form, answers, context);
    const filled = evaluation.steps.flatMap((step) => step.fields).filter((field) => field.source === 'card');
    expect(filled.map((field) => [field.id, field.faults.length])).toEqual([
      ['applicant_full_name', 0],
      ['applicant_birth_date', 0],
      ['applicant_residence', 0],
      ['applicant_id_document', 0],
    ]);
  });

  test.each(['typed', 'staff'] as const)('leaves alone what was %s', (source) => {
    const answers = applyPrefill(form, { applicant_full_name: { value: 'Trần Thị Hoa', source } }, card);
    expect(answers.applicant_full_name).toEqual({ value: 'Trần Thị Hoa', source });
  });

  test('proposes the mother when the mother asks, and takes it back when it is the father', () => {
    const base = {
      ...applyPrefill(form, {}, card),
      filing_for: { value: 'self', source: 'typed' },
      applicant_relation_to_subject: { value: 'mother', source: 'typed' },
    } as const;
    const first = applySuggestions(form, base, context);
    expect(first.mother_full_name).toEqual({ value: 'Nguyễn Văn An', source: 'earlier' });
    const second = applySuggestions(
      form,
      { ...first, applicant_relation_to_subject: { value: 'father', source: 'typed' } },
      context,
    );
    expect(second.mother_full_name).toBeUndefined();
    expect(second.father_full_name?.value).toBe('Nguyễn Văn An');
  });
});

test('the review page reads every answer with its everyday label', () => {
  const form = formOf('1.001193');
  const evaluation = evaluateForm(form, answersWith(form), context);
  const sections = readForm(form, evaluation, context, 'vi');
  const rows = sections.flatMap((section) => section.rows.map((row) => [row.label, row.text]));
  expect(rows).toContainEqual(['Trẻ sinh ngày nào?', '02/11/2026']);
  expect(rows).toContainEqual([
    'Ngày sinh bằng chữ',
    'ngày hai tháng mười một năm hai nghìn không trăm hai mươi sáu',
  ]);
  expect(readForm(form, evaluation, context, 'en')[0]?.title).toBe('Who do you file for?');
});
