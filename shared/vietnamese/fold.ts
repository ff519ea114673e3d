import { findSyllable, isVietnameseSyllable, type ToneStyle } from './grammar.ts';
import { type Letter, readLetters, toneOf, withTone, writeLetters } from './letters.ts';
import { setTone } from './syllable.ts';

const words = /[\p{L}\p{M}]+/gu;

/**
 * The key for searching: lower case, no accents, đ as d, one space between words. "Nguyễn", "NGUYỄN",
 * "nguyen" and the NFD form are the same; hòa and hoà are too.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đðɖ]/gu, 'd')
    .replace(/ƀ/gu, 'b')
    .replace(/[’‘ʼ`´]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * The key for comparing names: accents count, case and the place of the tone mark do not.
 * Hòa = HOÀ, thủy = thuỷ, but Hoà ≠ Hoa.
 */
export function toneStyleKey(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(words, (word) => {
      const letters = readLetters(word);
      const tone = toneOf(letters);
      return tone === 0 ? word : writeLetters(letters.map((letter) => withTone(letter, 0) ?? letter)) + tone;
    })
    .replace(/\s+/gu, ' ')
    .trim();
}

function restyle(word: string, style: ToneStyle): string {
  const letters: readonly Letter[] = readLetters(word);
  const tone = toneOf(letters);
  if (tone === 0 || !isVietnameseSyllable(letters)) return word;
  const span = findSyllable(letters);
  return span === null ? word : writeLetters(setTone(letters, span, tone, style) ?? letters);
}

/** Rewrites the tone marks of a text in one style (hòa ↔ hoà); words that are not Vietnamese stay as they are. */
export function convertToneStyle(text: string, style: ToneStyle): string {
  return text.normalize('NFC').replace(words, (word) => restyle(word, style));
}
