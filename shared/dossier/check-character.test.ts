import { expect, test } from 'vitest';
import {
  checkCharacter,
  groupCode,
  isChecked,
  longestCheckedCode,
  plainLetters,
  readCheckedCode,
} from './check-character.ts';

const letters = [...plainLetters];

/** A code of `length` characters whose body is drawn from a counter, so that every run tries the same ones. */
function codeOf(length: number, seed: number): string {
  let state = seed * 2_654_435_761 + length;
  let body = '';
  for (let index = 1; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    body += letters[(state >>> 8) % letters.length];
  }
  return body + checkCharacter(body);
}

const lengths = Array.from({ length: longestCheckedCode - 1 }, (_, index) => index + 2);

test('has no 0 and O, no 1, I and L', () => {
  expect(plainLetters).not.toMatch(/[01OIL]/);
  expect(new Set(letters).size).toBe(31);
});

test('accepts what it made, at every length', () => {
  for (const length of lengths)
    for (let seed = 0; seed < 50; seed += 1) expect(isChecked(codeOf(length, seed))).toBe(true);
});

test('catches every single wrong character of every code of three characters', () => {
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second + checkCharacter(first + second);
      for (const [place] of [...code].entries()) {
        const wrong = letters.filter((letter) => letter !== code[place]);
        const taken = wrong.filter((letter) =>
          isChecked(code.slice(0, place) + letter + code.slice(place + 1)),
        );
        expect(taken, code).toEqual([]);
      }
    }
  }
});

// The sum is linear: whether a slip is caught depends on the places and on the two characters, not on the rest of the
// code. So one code per length with every pair of characters at every place is every case there is.
test('catches every wrong character at every place of every length', () => {
  let tried = 0;
  let taken = 0;
  for (const length of lengths) {
    for (let place = 0; place < length; place += 1) {
      for (const right of letters) {
        const code = withLetterAt(codeOf(length, place), place, right);
        for (const wrong of letters) {
          if (wrong === right) continue;
          tried += 1;
          if (isChecked(code.slice(0, place) + wrong + code.slice(place + 1))) taken += 1;
        }
      }
    }
  }
  expect(tried).toBe(464 * 31 * 30);
  expect(taken).toBe(0);
});

test('catches every two characters that changed places, neighbours or not', () => {
  let taken = 0;
  for (const length of lengths) {
    for (let one = 0; one < length; one += 1) {
      for (let other = one + 1; other < length; other += 1) {
        for (const [left, right] of [
          ['2', '3'],
          ['K', 'Z'],
          ['A', 'W'],
        ] as const) {
          const code = withLettersAt(codeOf(length, one), [one, left], [other, right]);
          if (code !== null && isChecked(swapped(code, one, other))) taken += 1;
        }
      }
    }
  }
  expect(taken).toBe(0);
});

test('catches every swap of neighbours with every pair of characters in a code of eight', () => {
  let tried = 0;
  let taken = 0;
  for (let place = 0; place < 7; place += 1) {
    for (const left of letters) {
      for (const right of letters) {
        if (left === right) continue;
        const code = withLettersAt(codeOf(8, place), [place, left], [place + 1, right]);
        if (code === null) continue;
        tried += 1;
        if (isChecked(swapped(code, place, place + 1))) taken += 1;
      }
    }
  }
  expect(tried).toBeGreaterThan(6 * 31 * 30 - 1);
  expect(taken).toBe(0);
});

test('reads a code as people type it, and nothing else', () => {
  const code = codeOf(8, 1);
  expect(readCheckedCode(` ${groupCode(code).toLowerCase()} `)).toBe(code);
  expect(groupCode(code)).toMatch(/^.{4}-.{4}$/);
  for (const wrong of ['', '2', 'O0', `${code}O`, 'KHÔNG', '2'.repeat(31)])
    expect(readCheckedCode(wrong)).toBeNull();
});

function withLetterAt(code: string, place: number, letter: string): string {
  return withLettersAt(code, [place, letter]) ?? code;
}

/** The same code with the given characters, made right again at another place; null where no place is left for that. */
function withLettersAt(code: string, ...wanted: readonly (readonly [number, string])[]): string | null {
  const fixed = new Set(wanted.map(([place]) => place));
  const free = [...code].findIndex((_, place) => !fixed.has(place));
  const changed = [...code];
  for (const [place, letter] of wanted) changed[place] = letter;
  if (free < 0) return null;
  for (const letter of letters) {
    changed[free] = letter;
    if (isChecked(changed.join(''))) return changed.join('');
  }
  return null;
}

function swapped(code: string, one: number, other: number): string {
  const changed = [...code];
  [changed[one], changed[other]] = [code[other] ?? '', code[one] ?? ''];
  return changed.join('');
}
