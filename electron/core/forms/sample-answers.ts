import {
  type Answer,
  type Answers,
  asRecord,
  evaluateForm,
  type Field,
  type Form,
  type FormContext,
  type KindName,
  type Signature,
} from '../../../shared/form/index.ts';

/** Invented people only. Ids that say more than their kind get a fitting answer. */
const byId: Readonly<Record<string, unknown>> = {
  applicant_full_name: 'Rơ Châm H’Ơ̆',
  child_full_name: 'Rơ Châm Ngọc Ánh',
  mother_full_name: 'Rơ Châm H’Ơ̆',
  mother_birth_year: '1998',
  father_full_name: 'Siu Krê̆',
  father_birth_year: '1996',
  child_birth_date: '2026-11-02',
  deceased_full_name: 'Nguyễn Văn Bình',
  deceased_birth_date: '1941-05-19',
  bride_full_name: 'Trần Thị Hoa',
  bride_birth_date: '2001-04-24',
  groom_full_name: 'Nguyễn Văn An',
  groom_birth_date: '2003-02-10',
  ward_full_name: 'Đinh Thị Mai',
  ward_birth_date: '2018-09-05',
  claimed_person_full_name: 'Đinh Văn Nam',
  claimed_person_birth_year: '2020',
  business_name: 'Hộ kinh doanh Tạp hóa Ánh Dương',
  line_code: '4711',
  bank_account: '5000205123456',
  relation_to_householder: 'child',
  householder_name: 'Nguyễn Văn Bình',
  householder_personal_id: '064041000777',
  request_content: 'Đăng ký thường trú vào hộ gia đình tại Thôn 1, xã Chư Păh, tỉnh Gia Lai.',
  registered_content: 'Nguyễn Văn Ân',
  requested_content: 'Nguyễn Văn An',
  purpose: 'Để đăng ký kết hôn với bà Trần Thị Hoa tại Ủy ban nhân dân xã Chư Păh',
  member_name: 'Nguyễn Thị Cúc',
  member_personal_id: '064305000999',
  member_birth_date: '2005-07-01',
  document_copies: 2,
  stay_from: '2026-11-01',
  stay_until: '2027-10-31',
};

const scribble: Signature = {
  width: 400,
  height: 150,
  strokes: [
    [20, 90, 60, 40, 90, 110, 120, 50, 150, 100, 190, 60, 240, 95, 300, 70, 370, 85],
    [60, 120, 320, 112],
  ],
};

const byKind: Readonly<Record<KindName, unknown>> = {
  text: 'Theo giấy tờ kèm theo',
  'person-name': 'Nguyễn Văn An',
  number: 1,
  money: 150_000_000,
  date: '2003-02-10',
  'date-time': { date: '2026-11-18', time: '06:30' },
  'date-range': { from: '2015', to: '2026-10-31' },
  'year-or-date': '1990',
  'personal-id': '064203000123',
  'id-document': { type: 'can-cuoc', number: '064203000123', issuer: 'Bộ Công an', issuedOn: '2025-03-12' },
  'document-reference': {
    title: 'Giấy khai sinh',
    number: '12/2026',
    book: '01/2026',
    agency: 'Ủy ban nhân dân xã Nghĩa Hòa',
    date: '2026-11-19',
  },
  phone: '0905123456',
  email: 'nguyenvanan@example.vn',
  address: { provinceCode: '52', communeCode: '23722', detail: 'Thôn 1' },
  place: { name: 'Trung tâm Y tế Chư Păh', address: { communeCode: '23722' } },
  gender: 'male',
  ethnicity: 'gia-rai',
  nationality: 'vietnam',
  relation: 'mother',
  choice: null,
  'multi-choice': null,
  'yes-no': true,
  repeat: null,
  file: ['sample'],
  declaration: true,
  signature: scribble,
  computed: null,
  note: null,
};

function sampleOf(field: Field): unknown {
  if (byId[field.id] !== undefined) return byId[field.id];
  const options = asRecord(field.options);
  if (field.kind === 'choice' || field.kind === 'multi-choice') {
    const first = Array.isArray(options?.choices) ? asRecord(options.choices[0])?.id : undefined;
    return field.kind === 'choice' ? first : [first];
  }
  if (field.kind === 'relation' && Array.isArray(options?.only)) return options.only[0];
  if (
    field.kind === 'id-document' &&
    Array.isArray(options?.types) &&
    options.types[0] === 'birth-certificate'
  ) {
    return {
      type: 'birth-certificate',
      number: '45/2018',
      issuer: 'Ủy ban nhân dân xã Nghĩa Hòa',
      issuedOn: '2018-09-20',
    };
  }
  if (field.kind === 'id-document' && field.id.startsWith('bride')) {
    return {
      type: 'cccd',
      number: '064301004242',
      issuer: 'Cục Cảnh sát quản lý hành chính về trật tự xã hội',
      issuedOn: '2021-05-20',
    };
  }
  if (field.kind !== 'repeat') return byKind[field.kind];
  return [1, 2].map(() => Object.fromEntries(field.fields.map((inner) => [inner.id, sampleOf(inner)])));
}

/** Answers of invented people to every question that applies, for previews, tests and measurements. */
export function makeSampleAnswers(form: Form, context: FormContext): Answers {
  let answers: Record<string, Answer> = {};
  for (let round = 0; round < form.steps.length; round += 1) {
    const evaluation = evaluateForm(form, answers, context);
    const added: Record<string, Answer> = {};
    for (const step of form.steps) {
      const state = evaluation.steps.find((one) => one.id === step.id);
      for (const field of step.fields) {
        const known = state?.fields.find((one) => one.id === field.id);
        if (known?.relevant !== true || answers[field.id] !== undefined) continue;
        const value = sampleOf(field);
        if (value !== null && value !== undefined) added[field.id] = { value, source: 'typed' };
      }
    }
    if (Object.keys(added).length === 0) break;
    answers = { ...answers, ...added };
  }
  return answers;
}
