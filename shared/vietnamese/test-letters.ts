import { highlandKeyRows } from './highland-letters.ts';
import { findLetter, type Shape, type Tone } from './letters.ts';

const vowels: readonly (readonly [base: string, shape: Shape])[] = [
  ['a', 'none'],
  ['a', 'breve'],
  ['a', 'circumflex'],
  ['e', 'none'],
  ['e', 'circumflex'],
  ['i', 'none'],
  ['o', 'none'],
  ['o', 'circumflex'],
  ['o', 'horn'],
  ['u', 'none'],
  ['u', 'horn'],
  ['y', 'none'],
];
const tones: readonly Tone[] = [0, 1, 2, 3, 4, 5];

function rowOf(base: string, shape: Shape, upper: boolean): readonly string[] {
  return tones.flatMap((tone) => findLetter(base, shape, tone, upper)?.text ?? []);
}

/**
 * Every letter that a printer of this kiosk must be able to print, in rows to read by eye: the vowels with their six
 * tones, small and capital (134 letters with a mark, đ among them), then the letters of Jrai and Bahnar.
 */
export const testLetterRows: readonly (readonly string[])[] = [
  ...vowels.map(([base, shape]) => [...rowOf(base, shape, false), ...rowOf(base, shape, true)]),
  ['đ', 'Đ'],
  ...highlandKeyRows.flatMap((row) => [row, row.map((letter) => capital(letter))]),
];

/** Of a letter with an apostrophe before it, the letter is the capital. */
function capital(letter: string): string {
  return letter.replace(/\p{L}/u, (first) => first.toLocaleUpperCase('vi')).normalize('NFC');
}
