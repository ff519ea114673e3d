import { expect, test } from 'vitest';
import { withheldMark, withholdPersonal } from './withhold.ts';

const one = (fields: object) => JSON.parse(withholdPersonal(JSON.stringify(fields)).line) as object;

test('keeps what the machine says of itself', () => {
  const line = {
    level: 'warn',
    time: '2026-11-22T10:00:00.000Z',
    msg: 'scanner needs help',
    fault: 'SCANNER_JAM',
    pages: 3,
    at: 'papers.ts:201:9 < queue.ts:88:3',
    dossier: '0192f0c1-2345-7abc-8def-012345678901',
  };
  expect(one(line)).toEqual(line);
});

test('leaves out names, numbers, phones and addresses, wherever they stand', () => {
  for (const value of ['Nguyễn Văn An', '064203000123', '0987 650 123', 'an@example.vn', 64_203_000_123]) {
    expect(one({ msg: 'x', value })).toEqual({ msg: 'x', value: withheldMark });
  }
  expect(one({ msg: 'x', inner: { name: 'Lan' } })).toEqual({ msg: 'x', inner: withheldMark });
  expect(withholdPersonal('panic near Lường Thị Kín Đáo')).toEqual({
    line: JSON.stringify({ text: withheldMark }),
    withheld: 1,
  });
});
