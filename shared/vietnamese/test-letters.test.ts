import { expect, test } from 'vitest';
import { highlandKeyRows } from './highland-letters.ts';
import { testLetterRows } from './test-letters.ts';

const shown = new Set(testLetterRows.flat());

test('the test slip shows each of the 134 letters with a mark, small and capital', () => {
  // Written out by hand, so that the model of the letters cannot leave one out on both sides.
  const small = 'áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ'.normalize('NFC');
  const letters = [...small, ...small.toUpperCase()];
  expect(letters).toHaveLength(134);
  expect(letters.filter((letter) => !shown.has(letter))).toEqual([]);
});

test('the test slip shows the letters of Jrai and Bahnar, small and capital', () => {
  expect(highlandKeyRows.flat().filter((letter) => !shown.has(letter))).toEqual([]);
  for (const capital of ['Ĕ', 'Ĭ', 'Ŏ', 'Ŭ', 'Ê̆', 'Ô̆', 'Ơ̆', 'Ƀ', 'Č', 'Ñ', "'Ng"]) {
    expect(shown).toContain(capital.normalize('NFC'));
  }
});
