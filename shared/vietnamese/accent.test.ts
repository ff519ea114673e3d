import { describe, expect, test } from 'vitest';
import { type AccentMark, applyAccent } from './accent.ts';
import {
  createTypingState,
  defaultTypingOptions,
  selectRange,
  type TypingOptions,
  typeKey,
} from './typing.ts';

const direct: TypingOptions = { ...defaultTypingOptions, method: 'direct' };

const names: Readonly<Record<string, AccentMark>> = {
  '1': 'sac',
  '2': 'huyen',
  '3': 'hoi',
  '4': 'nga',
  '5': 'nang',
  '6': 'mu',
  '7': 'moc',
  '8': 'trang',
  '9': 'gach',
  '0': 'bo-dau',
};

/** Taps letters and, written as digits for short, accent keys. */
function tap(taps: string, from = ''): string {
  let state = createTypingState(from);
  for (const key of taps) {
    const mark = names[key];
    state = mark === undefined ? typeKey(state, key, direct) : applyAccent(state, mark, direct);
  }
  return state.text;
}

describe('accent keys', () => {
  test.each([
    ['Nguye6n4 Thi5 Hu7o7ng O78', 'Nguyễn Thị Hương Ơ̆'],
    ['Nguye6n4', 'Nguyễn'],
    ['Nguyen64', 'Nguyễn'],
    ['Nguyen46', 'Nguyễn'],
    ['D9a8ng5', 'Đặng'],
    ['Dang985', 'Đặng'],
    ['D9inh5', 'Định'],
    ['hoa2', 'hòa'],
    ['hoa2n', 'hoàn'],
    ['thuo7ng', 'thương'],
    ['thuong7', 'thương'],
    ['nguoi72', 'người'],
    ['gia2', 'già'],
    ['gi2', 'gì'],
    ['quy1', 'quý'],
    ['chuye6n5', 'chuyện'],
    ['tua7', 'tưa'],
    ['hoa8c5', 'hoặc'],
    ['xoong1', 'xoóng'],
    ['b9', 'ƀ'],
    ['E68', 'Ê̆'],
    ['o8', 'ŏ'],
    ['u78', 'ư̆'],
  ])('%s writes %s', (taps, text) => {
    expect(tap(taps)).toBe(text.normalize('NFC'));
  });

  test.each([
    ['a11', 'a'],
    ['a66', 'a'],
    ['d99', 'd'],
    ['o77', 'o'],
    ['ươn7', 'uon'],
    ['o788', 'ơ'],
    ['a15', 'ạ'],
    ['a68', 'ă'],
    ['a86', 'â'],
  ])('a second tap takes the accent away or changes it: %s writes %s', (taps, text) => {
    expect(tap(taps)).toBe(text);
  });

  test('"bỏ dấu" takes the tone first, then the shape', () => {
    expect(tap('0', 'nguyễn')).toBe('nguyên');
    expect(tap('00', 'nguyễn')).toBe('nguyen');
    expect(tap('0', 'đa')).toBe('da');
    expect(tap('0', 'ten')).toBe('ten');
  });

  test('work on words that are not Vietnamese, at the nearest letter', () => {
    expect(tap('Beyonce1')).toBe('Beyoncé');
    expect(tap('pho2to')).toBe('phòto');
  });

  test('write a tone even before a final consonant that does not take it', () => {
    expect(tap('mat2')).toBe('màt');
  });

  test('apply to the syllable around the caret', () => {
    const state = selectRange(createTypingState('Le Thi Dao'), 2, 2);
    expect(applyAccent(state, 'mu', direct).text).toBe('Lê Thi Dao');
    const inside = selectRange(createTypingState('nguoi'), 4, 4);
    expect(applyAccent(inside, 'moc', direct)).toMatchObject({ text: 'ngươi', caret: 4 });
  });

  test('do nothing without a letter', () => {
    const state = createTypingState('12 ');
    for (const mark of Object.values(names)) expect(applyAccent(state, mark, direct)).toBe(state);
  });
});
