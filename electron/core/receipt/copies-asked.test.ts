import { expect, test } from 'vitest';
import { copiesAsked } from './copies-asked.ts';

const typed = (value: unknown) => ({ value, source: 'typed' as const });

test('the copies to certify are known when every paper asks for the same number', () => {
  expect(copiesAsked({ document_copies: typed(3) })).toBe(3);
  expect(copiesAsked({ papers: typed([{ paper_copies: 2 }, { paper_copies: 2 }]) })).toBe(2);
  expect(copiesAsked({ papers: typed([{ paper_copies: 2 }, { paper_copies: 5 }]) })).toBeNull();
  expect(copiesAsked({ papers: typed([{ paper_name: 'Bằng tốt nghiệp' }]) })).toBeNull();
  expect(copiesAsked({ document_copies: typed('3'), copies: typed(4) })).toBeNull();
});
