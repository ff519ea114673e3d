import { describe, expect, test } from 'vitest';
import { graphemeLength } from './graphemes.ts';
import {
  backspace,
  createTypingState,
  defaultTypingOptions,
  deleteForward,
  insertText,
  moveCaret,
  selectRange,
  type TypingOptions,
  type TypingState,
  typeKey,
} from './typing.ts';

const telex = defaultTypingOptions;
const vni: TypingOptions = { ...telex, method: 'vni' };
const direct: TypingOptions = { ...telex, method: 'direct' };

function press(
  keys: string,
  options: TypingOptions = telex,
  from: TypingState = createTypingState(),
): TypingState {
  return [...keys].reduce((state, key) => typeKey(state, key, options), from);
}

/** Types at the bar: "to|n". */
function pressAt(marked: string, keys: string, options: TypingOptions = telex): string {
  const caret = marked.indexOf('|');
  const state = selectRange(createTypingState(marked.replace('|', '')), caret, caret);
  const next = press(keys, options, state);
  return `${next.text.slice(0, next.caret)}|${next.text.slice(next.caret)}`;
}

describe('words that cannot be Vietnamese', () => {
  test.each([
    ['samsung', 'samsung'],
    ['maria', 'maria'],
    ['teresa', 'teresa'],
    ['windows', 'windows'],
    ['huawei', 'huawei'],
    ['starrt', 'start'],
    ['start', 'start'],
    ['Facebook', 'Facebook'],
    ['google', 'google'],
    ['David', 'David'],
    ['class', 'class'],
    ['asahi', 'asahi'],
    ['texas', 'texas'],
    ['viettel', 'viettel'],
    ['canada', 'canada'],
  ])('leave the keys of %s alone', (keys, text) => {
    expect(press(keys).text).toBe(text);
  });

  test('give the word back with one backspace when one letter too many was hit', () => {
    const state = press('thuwowngsg');
    expect(state.text).toBe('thuwowngsg');
    expect(backspace(state, telex).text).toBe('thướng');
  });

  test('give the word back after several letters too many', () => {
    let state = press('nguyeenxgab');
    for (let i = 0; i < 3; i += 1) state = backspace(state, telex);
    expect(state.text).toBe('nguyễn');
    expect(press('s', telex, state).text).toBe('nguyến');
  });
});

describe('names of Gia Lai', () => {
  test.each([
    ['Kroong Pa', 'Krông Pa'],
    ['Ia Bluws', 'Ia Blứ'],
    ['Sros', 'Sró'],
    ['Ddak Sowmei', 'Đak Sơmei'],
    ['EEddee', 'Êđê'],
    ['Broawi', 'Broăi'],
    ['Ia Mrown', 'Ia Mrơn'],
    ['Kdawm', 'Kdăm'],
    ['Chroo', 'Chrô'],
    ['Ddawk Powr', 'Đăk Pở'],
    ['Ddak Pow', 'Đak Pơ'],
    ['Ia Peechs', 'Ia Pếch'],
    ['Ia Trooks', 'Ia Trốk'],
    ['Kreey', 'Krêy'],
    ['Bar Mawih', 'Bả Măih'],
    ['Jowrrai', 'Jơrai'],
    ['Bownoong', 'Bơnông'],
    ["H'Bia", "H'Bia"],
    ['Ayun', 'Ayun'],
    ['Pleiku', 'Pleiku'],
    ['Alawng', 'Alăng'],
    ['Yaa', 'Yâ'],
  ])('%s writes %s', (keys, text) => {
    expect(press(keys).text).toBe(text.normalize('NFC'));
  });

  test('keep letters typed with their own keys in one grapheme', () => {
    const state = press('Ơ̆', insertAll(direct), createTypingState());
    expect(graphemeLength(state.text)).toBe(1);
    expect(backspace(state, direct).text).toBe('');
    expect(moveCaret(state, 'left').caret).toBe(0);
  });

  test('take the letters ƀ ĕ ĭ ŏ ŭ č ñ and those with a combining breve in every method', () => {
    for (const options of [telex, vni, direct]) {
      const letters = ['ƀ', 'ĕ', 'ĭ', 'ŏ', 'ŭ', 'č', 'ñ', 'ê̆', 'ô̆', 'ơ̆', 'ư̆', 'â̆', "'b", "'ng"];
      for (const letter of letters) {
        const nfc = letter.normalize('NFC');
        expect(typeKey(createTypingState('a '), nfc, options).text).toBe(`a ${nfc}`);
      }
    }
  });
});

function insertAll(options: TypingOptions): TypingOptions {
  return options;
}

describe('inside an existing word', () => {
  test.each([
    ['to|n', 'as', 'toá|n'],
    ['toa|n', 's', 'toá|n'],
    ['ho|p', 'wj', 'hợ|p'],
    ['tó|n', 'a', 'toá|n'],
    ['l|ạn', 'o', 'lo|ạn'],
    ['t|anh', 'r', 'tr|anh'],
    ['|oan', 's', 's|oan'],
    ['ngu|n', 'yeex', 'nguyễ|n'],
    ['ch|a', 'w', 'chư|a'],
    ['Nguyễn Th| Hương', 'ij', 'Nguyễn Thị| Hương'],
    ['d|ang', 'd', 'đ|ang'],
    ['th|ng', 'uow', 'thươ|ng'],
  ])('%s and keys %s give %s', (from, keys, to) => {
    expect(pressAt(from, keys)).toBe(to);
  });

  test('re-places the tone when a letter is deleted in front of the caret or behind it', () => {
    const word = createTypingState('hoàn');
    expect(backspace(word, telex).text).toBe('hòa');
    expect(deleteForward(selectRange(word, 3, 3), telex).text).toBe('hòa');
    expect(backspace(selectRange(word, 2, 2), telex).text).toBe('hàn');
    expect(backspace(word, { ...telex, toneStyle: 'new' }).text).toBe('hoà');
  });

  test('joins two words into one syllable when the space between them goes', () => {
    const state = selectRange(createTypingState('họ a'), 3, 3);
    expect(backspace(state, telex).text).toBe('họa');
  });

  test('replaces a selection', () => {
    const state = selectRange(createTypingState('Trần Văn An'), 5, 8);
    expect(press('Thij', telex, state).text).toBe('Trần Thị An');
    expect(backspace(state, telex).text).toBe('Trần  An');
  });
});

describe('case', () => {
  test.each([
    ['VIEETJ', 'VIỆT'],
    ['DDAWKS', 'ĐẮK'],
    ['dDang', 'đang'],
    ['W', 'Ư'],
    ['CHWA', 'CHƯA'],
    ['NGUYEENX', 'NGUYỄN'],
    ['HUYFNH', 'HUỲNH'],
  ])('%s writes %s', (keys, text) => {
    expect(press(keys).text).toBe(text);
  });
});

describe('optional keys', () => {
  test('brackets write ơ and ư when they are on, and themselves when pressed twice', () => {
    const brackets = { ...telex, brackets: true };
    expect(press('t]', brackets).text).toBe('tư');
    expect(press('b[', brackets).text).toBe('bơ');
    expect(press(']]', brackets).text).toBe(']');
    expect(press('ng][if', brackets).text).toBe('người');
    expect(press('a[', telex).text).toBe('a[');
  });

  test('w alone stays w when it is off', () => {
    expect(press('w', { ...telex, loneW: false }).text).toBe('w');
    expect(press('tuw', { ...telex, loneW: false }).text).toBe('tư');
  });
});

describe('taking marks back', () => {
  test.each([
    ['noww', 'now'],
    ['nowww', 'noww'],
    ['hass', 'has'],
    ['hasss', 'hass'],
    ['xooong', 'xoong'],
    ['xooongs', 'xoóng'],
    ['dddang', 'ddang'],
    ['gooogle', 'google'],
    ['asz', 'a'],
    ['aszz', 'az'],
  ])('%s writes %s', (keys, text) => {
    expect(press(keys).text).toBe(text);
  });

  test.each([
    ['a11', 'a1'],
    ['a112', 'a12'],
    ['o66', 'o6'],
    ['d99', 'd9'],
    ['to61 5', 'tố 5'],
    ['ha11b2', 'ha1b2'],
  ])('VNI %s writes %s', (keys, text) => {
    expect(press(keys, vni).text).toBe(text);
  });
});

describe('direct typing', () => {
  test('writes every key as it is', () => {
    expect(press('Nguyeenx 12', direct).text).toBe('Nguyeenx 12');
  });

  test('still moves the tone of a word that grows', () => {
    const state = createTypingState('tó');
    expect(press('an', direct, state).text).toBe('toán');
  });
});

describe('paste', () => {
  test('is normalised and loses control, direction and homeless combining characters', () => {
    const state = insertText(createTypingState(), '\u0301Nguyê\u0303n\u202E \u0000Văn\r\nA\u200Fn', telex);
    expect(state.text).toBe('Nguyễn Văn An');
    expect(state.caret).toBe(state.text.length);
  });

  test('is not read as keys', () => {
    expect(insertText(createTypingState('a'), 'ss', telex).text).toBe('ass');
  });

  test('composes with the letter before the caret', () => {
    const state = insertText(createTypingState('e'), '\u0302\u0301', telex);
    expect(state).toMatchObject({ text: 'ế', caret: 1 });
  });

  test('is cut to the length of the field, counted in graphemes', () => {
    const short: TypingOptions = { ...telex, maxLength: 5 };
    const state = insertText(createTypingState('Ơ̆'), 'ơ̆ơ̆👨‍👩‍👧abcdef', short);
    expect(graphemeLength(state.text)).toBe(5);
  });

  test('keeps lines only where a field has lines', () => {
    expect(insertText(createTypingState(), 'a\r\nb', telex).text).toBe('a b');
    expect(insertText(createTypingState(), 'a\r\nb', { ...telex, multiline: true }).text).toBe('a\nb');
  });
});

describe('a full field', () => {
  test('refuses letters and still takes marks', () => {
    const short: TypingOptions = { ...telex, maxLength: 3 };
    const full = press('toa', short);
    expect(press('n', short, full)).toBe(full);
    expect(press('s', short, full).text).toBe('tóa');
  });
});

describe('the caret', () => {
  test('moves by grapheme, and collapses a selection to its side', () => {
    const state = createTypingState('aơ̆👩‍🌾b');
    const places: number[] = [];
    let at = moveCaret(state, 'home');
    while (at.caret < at.text.length) {
      places.push(at.caret);
      at = moveCaret(at, 'right');
    }
    expect(places).toHaveLength(graphemeLength(state.text));
    expect(moveCaret(selectRange(state, 0, 3), 'left').caret).toBe(0);
    expect(moveCaret(selectRange(state, 0, 3), 'right').caret).toBe(3);
    expect(moveCaret(state, 'home', true)).toMatchObject({ caret: 0, anchor: state.text.length });
  });

  test('never stands inside a letter', () => {
    const state = createTypingState('ơ̆');
    expect(selectRange(state, 1, 1).caret).toBe(2);
    expect(selectRange(state, -5, 99)).toMatchObject({ anchor: 0, caret: 2 });
  });
});
