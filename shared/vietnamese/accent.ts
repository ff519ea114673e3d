import { findSyllable, type SyllableSpan } from './grammar.ts';
import { type Letter, type Shape, type Tone, toneOf, withShape, withTone } from './letters.ts';
import { replaceLetters, reshape, type ShapeRule, setTone, syllableTone } from './syllable.ts';
import { findWord, replaceWord, type TypingOptions, type TypingState } from './typing.ts';

/** The accent keys: five tones, mũ (â ê ô), móc (ơ ư), trăng (ă ĕ ŏ ơ̆), gạch (đ ƀ), and "bỏ dấu". */
export type AccentMark =
  | 'sac'
  | 'huyen'
  | 'hoi'
  | 'nga'
  | 'nang'
  | 'mu'
  | 'moc'
  | 'trang'
  | 'gach'
  | 'bo-dau';

/** In the order of the keyboard's accent row. */
export const accentMarks: readonly AccentMark[] = [
  'sac',
  'huyen',
  'hoi',
  'nga',
  'nang',
  'mu',
  'moc',
  'trang',
  'gach',
  'bo-dau',
];

const tones: Readonly<Partial<Record<AccentMark, Tone>>> = { sac: 1, huyen: 2, hoi: 3, nga: 4, nang: 5 };

const shapeRules: Readonly<Partial<Record<AccentMark, ShapeRule>>> = {
  mu: { a: 'circumflex', e: 'circumflex', o: 'circumflex' },
  moc: { o: 'horn', u: 'horn' },
  trang: { a: 'breve' },
};

/**
 * Applies an accent key to the letter before the caret, or where that letter cannot carry it, to the
 * syllable around the caret. Pressing the same accent again takes it away. Nothing happens without a letter.
 */
export function applyAccent(state: TypingState, mark: AccentMark, options: TypingOptions): TypingState {
  const caret = Math.max(state.caret, state.anchor);
  const place = findWord(state.text, caret);
  if (place === null) return state;
  const letters = [...place.left, ...place.right];
  const split = place.left.length;
  const next = changeLetters(letters, split, mark, options);
  if (next === null) return state;
  const word = replaceWord(state.text, place, next.slice(0, split), next.slice(split));
  return { text: word.text, caret: word.caret, anchor: word.caret, composition: null };
}

function changeLetters(
  letters: readonly Letter[],
  caret: number,
  mark: AccentMark,
  options: TypingOptions,
): readonly Letter[] | null {
  const span = findSyllable(letters);
  const tone = tones[mark];
  if (tone !== undefined) return toneAccent(letters, span, caret, tone, options);
  if (mark === 'bo-dau') return clearAccent(letters, span, caret);
  const shaped = mark === 'gach' ? barAccent(letters, caret) : shapeAccent(letters, span, caret, mark);
  if (shaped === null) return null;
  const after = findSyllable(shaped);
  const carried = after === null ? 0 : syllableTone(shaped, after);
  return after === null || carried === 0
    ? shaped
    : (setTone(shaped, after, carried, options.toneStyle) ?? shaped);
}

function toneAccent(
  letters: readonly Letter[],
  span: SyllableSpan | null,
  caret: number,
  tone: Tone,
  options: TypingOptions,
): readonly Letter[] | null {
  if (span !== null && span.vowelEnd > span.vowelStart) {
    const wanted = syllableTone(letters, span) === tone ? 0 : tone;
    const placed = setTone(letters, span, wanted, options.toneStyle);
    if (placed !== null) return placed;
  }
  // No syllable we know (foreign names, a tone the final consonant does not take): the nearest vowel gets it.
  for (const index of nearestFirst(letters.length, caret)) {
    const letter = letters[index];
    if (letter?.vowel !== true) continue;
    const toned = withTone(letter, letter.tone === tone ? 0 : tone);
    if (toned === null) continue;
    const bare = letters.map((other, i) => (i === index ? toned : (withTone(other, 0) ?? other)));
    return toneOf(letters) === 0 || letter.tone !== 0 ? replaceLetters(letters, [[index, toned]]) : bare;
  }
  return null;
}

function nearestFirst(length: number, caret: number): readonly number[] {
  const order: number[] = [];
  for (let i = caret - 1; i >= 0; i -= 1) order.push(i);
  for (let i = caret; i < length; i += 1) order.push(i);
  return order;
}

/** Trăng on ê ô ơ ư and on e i o u makes the short vowels of Jrai and Bahnar; â and ă change places. */
function breveShape(letter: Letter): Shape | null {
  if (letter.base === 'a') return letter.shape === 'breve' ? 'none' : 'breve';
  switch (letter.shape) {
    case 'none':
      return 'breve';
    case 'breve':
      return 'none';
    case 'circumflex':
      return 'circumflex-breve';
    case 'horn':
      return 'horn-breve';
    case 'circumflex-breve':
      return 'circumflex';
    case 'horn-breve':
      return 'horn';
    default:
      return null;
  }
}

function nextShape(letter: Letter, mark: AccentMark): Shape | null {
  if (mark === 'trang') return breveShape(letter);
  const shape = shapeRules[mark]?.[letter.base];
  if (shape === undefined) return null;
  if (letter.shape === shape) return 'none';
  return letter.shape === `${shape}-breve` ? 'breve' : shape;
}

function shapeAccent(
  letters: readonly Letter[],
  span: SyllableSpan | null,
  caret: number,
  mark: AccentMark,
): readonly Letter[] | null {
  const rule = shapeRules[mark];
  if (rule === undefined) return null;
  const adjacent = letters[caret - 1];
  const carries = adjacent !== undefined && rule[adjacent.base] !== undefined;
  if (span !== null && span.before !== 'plain' && (!carries || belongsToPair(letters, caret))) {
    const result = reshape(letters, span, caret, rule);
    if (result !== null) return result.letters;
  }
  if (adjacent?.vowel === true) {
    const shape = nextShape(adjacent, mark);
    const changed = shape === null ? null : withShape(adjacent, shape);
    if (changed !== null) return replaceLetters(letters, [[caret - 1, changed]]);
  }
  for (const index of nearestFirst(letters.length, caret)) {
    const letter = letters[index];
    const shape = letter === undefined || rule[letter.base] === undefined ? null : nextShape(letter, mark);
    const changed = letter === undefined || shape === null ? null : withShape(letter, shape);
    if (changed !== null) return replaceLetters(letters, [[index, changed]]);
  }
  return null;
}

/** The o of ươ takes its u along when a letter follows: nguo|i + móc → ngươi. */
function belongsToPair(letters: readonly Letter[], caret: number): boolean {
  const [u, o] = [letters[caret - 2], letters[caret - 1]];
  return u?.base === 'u' && o?.base === 'o' && caret < letters.length;
}

function barAccent(letters: readonly Letter[], caret: number): readonly Letter[] | null {
  for (const index of nearestFirst(letters.length, caret)) {
    const letter = letters[index];
    // ƀ only when it stands right before the caret: elsewhere in a word people mean đ.
    if (letter === undefined || (letter.base !== 'd' && !(letter.base === 'b' && index === caret - 1)))
      continue;
    return replaceLetters(letters, [[index, withShape(letter, letter.shape === 'bar' ? 'none' : 'bar')]]);
  }
  return null;
}

/** "Bỏ dấu": the tone first; without a tone, the shape of the nearest letter that has one. */
function clearAccent(
  letters: readonly Letter[],
  span: SyllableSpan | null,
  caret: number,
): readonly Letter[] | null {
  const from = span?.start ?? 0;
  if (toneOf(letters.slice(from)) !== 0) {
    return letters.map((letter, i) => (i >= from ? (withTone(letter, 0) ?? letter) : letter));
  }
  for (const index of nearestFirst(letters.length, caret)) {
    const letter = letters[index];
    if (letter !== undefined && letter.shape !== 'none') {
      return replaceLetters(letters, [[index, withShape(letter, 'none')]]);
    }
  }
  return null;
}
