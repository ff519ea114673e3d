import type { KindName } from '../../shared/form/kinds/kinds.ts';

const both = (text: string) => ({ vi: text, en: text });
const label = (text: string) => ({ official: both(text), everyday: both(text) });

const choices = [
  { id: 'mot', label: both('Bản chính'), hint: both('Trả lại sau khi đối chiếu') },
  { id: 'hai', label: both('Bản sao có chứng thực') },
  { id: 'ba', label: both('Bản chụp kèm bản chính') },
];

interface Written {
  readonly kind: KindName;
  readonly title: string;
  readonly options?: object;
  readonly more?: object;
}

const written: readonly Written[] = [
  { kind: 'note', title: 'Tờ khai này có mọi loại câu hỏi.' },
  { kind: 'text', title: 'Nội dung ngắn', options: { max: 80 } },
  { kind: 'person-name', title: 'Họ và tên' },
  { kind: 'number', title: 'Số bản', options: { min: 1, max: 50 } },
  { kind: 'money', title: 'Số tiền' },
  { kind: 'date', title: 'Ngày', options: { when: 'past' } },
  { kind: 'date-time', title: 'Ngày giờ' },
  { kind: 'date-range', title: 'Khoảng thời gian' },
  { kind: 'year-or-date', title: 'Năm hoặc ngày' },
  { kind: 'personal-id', title: 'Số định danh' },
  { kind: 'id-document', title: 'Giấy tờ tùy thân' },
  {
    kind: 'document-reference',
    title: 'Giấy tờ đã cấp',
    options: { parts: ['title', 'number', 'agency', 'date'] },
  },
  { kind: 'phone', title: 'Điện thoại' },
  { kind: 'email', title: 'Thư điện tử' },
  { kind: 'address', title: 'Nơi cư trú' },
  { kind: 'place', title: 'Nơi sinh', options: { examples: ['Trung tâm Y tế huyện Chư Păh'] } },
  { kind: 'gender', title: 'Giới tính' },
  { kind: 'ethnicity', title: 'Dân tộc' },
  { kind: 'nationality', title: 'Quốc tịch' },
  { kind: 'relation', title: 'Quan hệ' },
  { kind: 'choice', title: 'Chọn một', options: { choices, other: true } },
  { kind: 'multi-choice', title: 'Chọn nhiều', options: { choices } },
  { kind: 'yes-no', title: 'Có hay không' },
  {
    kind: 'repeat',
    title: 'Người cùng đi',
    options: { max: 3 },
    more: {
      fields: [
        {
          id: 'companion',
          kind: 'person-name',
          label: label('Tên người cùng đi'),
          help: both('Ghi đủ họ tên.'),
        },
      ],
    },
  },
  { kind: 'file', title: 'Giấy tờ kèm', more: { required: false } },
  { kind: 'computed', title: 'Họ tên đã ghi', more: { calculate: { var: 'f_person_name' } } },
  { kind: 'declaration', title: 'Tôi cam đoan những điều khai trên là đúng.' },
  { kind: 'signature', title: 'Chữ ký' },
];

/** The id of a kind's field in the form below. */
export function fieldIdOf(kind: KindName): string {
  return `f_${kind.replaceAll('-', '_')}`;
}

/** A form nobody ships, with one field of each kind, all required that can be: it stands in for a procedure's own. */
export function everyKindForm(procedureCode: string): object {
  return {
    code: procedureCode,
    procedures: [procedureCode],
    version: '2026-11-22',
    title: label('Tờ khai mọi loại câu hỏi'),
    source: { formCode: null, verified: false },
    steps: [
      {
        id: 'every',
        title: both('Mọi loại'),
        fields: written.map(({ kind, title, options, more }) => ({
          id: fieldIdOf(kind),
          kind,
          label: label(title),
          help: both('Xin điền như trên giấy tờ.'),
          ...(options === undefined ? {} : { options }),
          ...more,
        })),
      },
    ],
    paper: {
      title: ['TỜ KHAI MỌI LOẠI CÂU HỎI'],
      blocks: written
        .filter(({ kind }) => kind !== 'note' && kind !== 'repeat')
        .map(({ kind, title }) => ({
          kind: 'line',
          cells: [{ label: `${title}:`, field: fieldIdOf(kind) }],
        })),
      signatures: [
        { title: 'Người khai', note: '(Ký, ghi rõ họ tên)', name: 'f_person_name', signature: 'f_signature' },
      ],
    },
  };
}
