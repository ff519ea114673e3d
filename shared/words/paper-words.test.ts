import { expect, test } from 'vitest';
import { caseWords, paperWords } from './paper-words.ts';

test('names the paper first and keeps the official sentence', () => {
  const name =
    'Giấy chứng sinh; trường hợp không có Giấy chứng sinh thì nộp văn bản của người làm chứng xác nhận về việc sinh.';
  expect(paperWords(name)).toEqual({ headline: 'Giấy chứng sinh', official: name });
});

test('says the paper of a case, not the case', () => {
  expect(
    paperWords(
      'Trường hợp trẻ em bị bỏ rơi thì phải có biên bản về việc trẻ bị bỏ rơi do cơ quan có thẩm quyền lập.',
    ).headline,
  ).toBe('Biên bản về việc trẻ bị bỏ rơi do cơ quan có thẩm quyền lập');
});

test('has nothing more to show when the name is short', () => {
  expect(paperWords('Đơn đề nghị xác nhận.')).toEqual({ headline: 'Đơn đề nghị xác nhận', official: null });
});

test('never cuts a law number or a name at its slash', () => {
  expect(paperWords('Giấy đề nghị theo Quyết định số 24/2021/QĐ-TTg').headline).toContain('24/2021/QĐ-TTg');
});

test('leaves an agency before a colon with its paper', () => {
  expect(paperWords('Đối với Công an nhân dân: Giấy giới thiệu của Thủ trưởng đơn vị').headline).toContain(
    'Giấy giới thiệu',
  );
});

test('begins the case as a sentence', () => {
  expect(caseWords('trong trường hợp ủy quyền.')).toBe('Trong trường hợp ủy quyền');
});
