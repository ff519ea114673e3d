import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everySyllable, keyOrders, spell } from '../../tests/fixtures/typing/every-syllable.ts';
import { accentMarks, applyAccent } from './accent.ts';
import { convertToneStyle, foldForSearch, toneStyleKey } from './fold.ts';
import { graphemeLength, isGraphemeBoundary } from './graphemes.ts';
import { suggestForRawKeys } from './raw-telex.ts';
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

type Step = (state: TypingState, options: TypingOptions) => TypingState;

const nasty = [
  '👨‍👩‍👧',
  '🇻🇳',
  '🇻',
  '\u202E',
  '\u200F',
  '\u0301',
  '\u0306',
  '\u031B',
  'e\u0302\u0301',
  '\u0000',
  '\u1100',
  '\u1161',
];
const vietnamese = [
  'Nguyễn'.normalize('NFD'),
  'ơ̆',
  'Ư̆',
  'đ',
  'hoà',
  'uơ',
  'ñ',
  'ß',
  '\uD800',
  '\r\n',
  '\u0D4E',
  'क्‍ष',
];
const letters = "aăâeêioôơuưydbcghklmnpqrstvxzwfjASFRXJWDOEU[]0123456789 '-.".split('');

const anyText = fc.oneof(
  fc.constantFrom(...letters),
  fc.constantFrom(...nasty, ...vietnamese),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(...letters).map(
      (key): Step =>
        (state, options) =>
          typeKey(state, key, options),
    ),
  },
  {
    weight: 3,
    arbitrary: anyText.map(
      (key): Step =>
        (state, options) =>
          typeKey(state, key, options),
    ),
  },
  {
    weight: 2,
    arbitrary: anyText.map(
      (text): Step =>
        (state, options) =>
          insertText(state, text, options),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...accentMarks).map(
      (mark): Step =>
        (state, options) =>
          applyAccent(state, mark, options),
    ),
  },
  { weight: 3, arbitrary: fc.constantFrom<Step>(backspace, deleteForward) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom('left', 'right', 'home', 'end'), fc.boolean()).map(
      ([move, extend]): Step =>
        (state) =>
          moveCaret(state, move, extend),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.integer({ min: -3, max: 60 }), fc.integer({ min: -3, max: 60 })).map(
      ([anchor, caret]): Step =>
        (state) =>
          selectRange(state, anchor, caret),
    ),
  },
);

const anyOptions: fc.Arbitrary<TypingOptions> = fc.record({
  method: fc.constantFrom('telex', 'vni', 'direct'),
  toneStyle: fc.constantFrom('old', 'new'),
  loneW: fc.boolean(),
  brackets: fc.boolean(),
  maxLength: fc.constantFrom(3, 12, 500),
  multiline: fc.boolean(),
});

const telex = defaultTypingOptions;
const syllables = [...everySyllable()];

function press(keys: string, options: TypingOptions): TypingState {
  return [...keys].reduce((state, key) => typeKey(state, key, options), createTypingState());
}

describe('any sequence of keys', () => {
  test('keeps the text in NFC, clean, in its length, and caret and selection between graphemes', () => {
    fc.assert(
      fc.property(anyText, fc.array(step, { maxLength: 60 }), anyOptions, (start, steps, options) => {
        let state = createTypingState(start, options);
        const limit = Math.max(options.maxLength ?? 0, graphemeLength(state.text));
        for (const one of steps) {
          state = one(state, options);
          expect(state.text).toBe(state.text.normalize('NFC'));
          expect(state.text).not.toMatch(options.multiline === true ? /[^\P{C}\n]/u : /\p{C}/u);
          expect(isGraphemeBoundary(state.text, state.caret)).toBe(true);
          expect(isGraphemeBoundary(state.text, state.anchor)).toBe(true);
          expect(graphemeLength(state.text)).toBeLessThanOrEqual(limit);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('erases to nothing with one backspace a grapheme at most', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), anyOptions, (steps, options) => {
        let state = steps.reduce((before, one) => one(before, options), createTypingState());
        state = moveCaret(state, 'end');
        const count = graphemeLength(state.text);
        for (let i = 0; i < count; i += 1) state = backspace(state, options);
        expect(state.text).toBe('');
      }),
      { numRuns: 500 },
    );
  });

  test('folds and compares whatever it is given', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
        expect(foldForSearch(text.normalize('NFD'))).toBe(foldForSearch(text));
        expect(convertToneStyle(convertToneStyle(text, 'new'), 'new')).toBe(convertToneStyle(text, 'new'));
        toneStyleKey(text);
        suggestForRawKeys(text);
      }),
    );
  });
});

describe('any syllable', () => {
  const anySyllable = fc.nat({ max: syllables.length - 1 }).map((i) => syllables[i] ?? syllables[0]);

  test('loses its tone and keeps the key when the tone key comes twice', () => {
    fc.assert(
      fc.property(anySyllable, fc.constantFrom('telex', 'vni'), (syllable, method) => {
        if (syllable === undefined || syllable.tone === 0) return;
        const key = (method === 'telex' ? ' sfrxj' : ' 12345').charAt(syllable.tone);
        const options = { ...telex, method };
        for (const keys of keyOrders(syllable, method, 'old')) {
          const again = typeKey(press(keys, options), key, options);
          expect(again.text).toBe(spell({ ...syllable, tone: 0 }, 'old') + key);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('is the same typed alone, in capitals, or after another word', () => {
    fc.assert(
      fc.property(anySyllable, (syllable) => {
        if (syllable === undefined) return;
        const word = spell(syllable, 'old');
        for (const keys of keyOrders(syllable, 'telex', 'old')) {
          expect(press(keys.toUpperCase(), telex).text).toBe(word.toUpperCase());
          expect(press(`ba ${keys}`, telex).text).toBe(`ba ${word}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('keeps its tone in the right place while letters are taken out and put back', () => {
    fc.assert(
      fc.property(anySyllable, fc.nat(), fc.constantFrom('old', 'new'), (syllable, where, toneStyle) => {
        if (syllable === undefined) return;
        const options: TypingOptions = { ...telex, method: 'direct', toneStyle };
        const word = spell(syllable, toneStyle);
        const letters = [...word];
        const at = where % letters.length;
        const bare = (letters[at] ?? '').normalize('NFD').replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, '');
        if (bare.normalize('NFC') !== letters[at]) return;
        const gone = deleteForward(selectRange(createTypingState(word), at, at), options);
        const back = typeKey(gone, letters[at] ?? '', options);
        if (!isSameWithoutTone(back.text, word)) return;
        expect(back.text).toBe(word);
      }),
      { numRuns: 1000 },
    );
  });
});

/** ươ may lose or gain a horn on the way; only the tone is looked at here. */
function isSameWithoutTone(a: string, b: string): boolean {
  const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;
  return a.normalize('NFD').replace(tones, '') === b.normalize('NFD').replace(tones, '');
}

test('a million keys leave nothing behind', { timeout: 60_000 }, () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const phrase =
    'Nguyeenx Thij Huwowngf, thoon Plei Bawng, xax Ia Bluws, tirnh Gia Lai. samsung 064203000123 ';
  const run = (count: number) => {
    let state = createTypingState();
    for (let i = 0; i < count; i += 1) {
      state = i % 7 === 6 ? backspace(state, telex) : typeKey(state, phrase.charAt(i % phrase.length), telex);
      if (state.text.length > 400) state = createTypingState();
    }
  };
  run(50_000);
  collect();
  const before = process.memoryUsage().heapUsed;
  run(1_000_000);
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(2_000_000);
});
