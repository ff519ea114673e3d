import { describe, expect, test } from 'vitest';
import { createTypingState, defaultTypingOptions } from '../../shared/vietnamese/typing.ts';
import {
  applyRawWord,
  applySuggestion,
  findRawWord,
  findSuggestions,
  type SuggestionList,
} from './suggest.ts';

const surnames: SuggestionList = {
  entries: ['Nguyễn', 'Trần', 'Lê', 'Ngô', 'Ngọc', 'Rơ Châm', 'Rơ Mah', 'Ksor'],
  fills: 'beginning',
};
const options = { ...defaultTypingOptions, method: 'direct' } as const;

describe('suggestions', () => {
  test('offer the first of the list before anything is typed', () => {
    expect(findSuggestions(surnames, createTypingState())).toEqual(['Nguyễn', 'Trần', 'Lê', 'Ngô']);
  });

  test.each([
    ['ng', ['Nguyễn', 'Ngô', 'Ngọc']],
    ['ngo', ['Ngô', 'Ngọc']],
    ['ngọ', ['Ngọc', 'Ngô']],
    ['Rơ', ['Rơ Châm', 'Rơ Mah']],
    ['rơ m', ['Rơ Mah']],
    ['x', []],
    ['Nguyễn ', []],
    ['Nguyễn', []],
  ])('for %s', (typed, found) => {
    expect(findSuggestions(surnames, createTypingState(typed))).toEqual(found);
  });

  test('replace what was typed and leave room for the next name', () => {
    const next = applySuggestion(surnames, 'Rơ Mah', createTypingState('ro'), options);
    expect(next).toMatchObject({ text: 'Rơ Mah ', caret: 7 });
    const group = applySuggestion(
      { entries: ['Jrai'], fills: 'field' },
      'Jrai',
      createTypingState('j'),
      options,
    );
    expect(group.text).toBe('Jrai');
  });
});

describe('keys that stayed as letters', () => {
  test('are offered as the word they meant, with and without the space after them', () => {
    expect(findRawWord(createTypingState('Nguyeenx'))?.word).toBe('Nguyễn');
    expect(applyRawWord(createTypingState('Nguyeenx'), options).text).toBe('Nguyễn');
    expect(applyRawWord(createTypingState('Lê Thij '), options)).toMatchObject({ text: 'Lê Thị ', caret: 7 });
  });

  test('are not seen in ordinary words', () => {
    expect(findRawWord(createTypingState('Ksor'))).toBeNull();
    expect(findRawWord(createTypingState('Nguyễn'))).toBeNull();
  });
});
