import { assert } from '../assert.ts';

/**
 * Digits and capital letters without 0 and O, 1, I and L, which nobody can tell apart. There are 31, a prime, which is
 * what makes the check character below catch every slip: also a 5 read as S, or a B heard as P.
 */
export const plainLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/**
 * The pure system of ISO 7064, with modulus 31 and radix 3 for the alphabet above: a code is right when the sum of its
 * letters' values, each times 3 to the power of its place from the right, is 1 modulo 31. Because 31 is prime and the
 * powers of 3 take every value but 0 before they repeat (after 30 places), every single wrong character and every two
 * characters that changed places are caught, neighbours or not, and so is every doubled letter that became another one.
 */
const modulus = plainLetters.length;
const radix = 3;
export const longestCheckedCode = 30;

/** The character to put behind `body` (1 to 29 letters of the alphabet). */
export function checkCharacter(body: string): string {
  const sum = (weigh(body) * radix) % modulus;
  return plainLetters.charAt((((1 - sum) % modulus) + modulus) % modulus);
}

/** Is this code, its check character last, written without a slip? */
export function isChecked(code: string): boolean {
  if (code.length < 2 || code.length > longestCheckedCode) return false;
  if (![...code].every((letter) => plainLetters.includes(letter))) return false;
  return weigh(code) === 1;
}

/** As people type it: small letters, spaces, dots and hyphens are understood. Null when it holds anything else. */
export function readCheckedCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s.–-]/g, '');
  return isChecked(code) ? code : null;
}

/** In groups of four, to be read aloud: XXXX-XXXX. */
export function groupCode(code: string): string {
  return code.replace(/.{4}(?=.)/g, '$&-');
}

function weigh(letters: string): number {
  let sum = 0;
  for (const letter of letters) {
    const value = plainLetters.indexOf(letter);
    assert(value >= 0, 'a checked code is made of plain letters');
    sum = (sum * radix + value) % modulus;
  }
  return sum;
}
