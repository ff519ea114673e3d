import {
  highlandCodas,
  highlandNuclei,
  highlandOnsets,
  onsets,
  quRests,
  rhymes,
  stopCodas,
} from './grammar-data.ts';
import { type Letter, plainUnits, plainWord, type Tone, toneOf } from './letters.ts';

/** Where tone marks stand in oa, oe, uy without a final consonant: hòa khỏe thủy (old), hoà khoẻ thuỷ (new). */
export type ToneStyle = 'old' | 'new';

/** A syllable inside a word, as offsets into its letters. `vowels` excludes the u of qu and the i of gi + vowel. */
export interface SyllableSpan {
  readonly start: number;
  readonly vowelStart: number;
  readonly vowelEnd: number;
  readonly end: number;
  readonly language: 'vietnamese' | 'highland';
  /** What stands before it in the word: nothing, a short open syllable (a-lô), or one with a mark (Sơ-mei, Ê-đê). */
  readonly before: 'nothing' | 'plain' | 'marked';
}

const unmarked: Readonly<Record<string, string>> = {
  ă: 'a',
  â: 'a',
  ê: 'e',
  ô: 'o',
  ơ: 'o',
  ư: 'u',
};

const onsetSet = new Set(onsets);
const highlandOnsetSet = new Set([
  ...onsets.filter((onset) => onset !== 'c' && onset !== 'q'),
  ...highlandOnsets,
]);
const rhymeSet = new Set(rhymes);
const quRestSet = new Set(quRests);
const stopCodaSet = new Set(stopCodas);
const highlandNucleusSet = new Set(highlandNuclei.map((units) => plainUnits(units).join('')));
const highlandCodaSet = new Set(highlandCodas);

/** Every beginning of every rhyme with any of its marks still missing: what a half-typed syllable may look like. */
function halfTyped(complete: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>(['']);
  for (const rhyme of complete) {
    let forms = [''];
    for (const letter of rhyme) {
      const bare = unmarked[letter];
      forms = forms.flatMap((form) => (bare === undefined ? [form + letter] : [form + letter, form + bare]));
      for (const form of forms) found.add(form);
    }
  }
  return found;
}

const partialRhymes = halfTyped(rhymes);
const partialQuRests = halfTyped(quRests);

const vowelUnits = new Set([...'aăâeĕêiĭoŏôơuŭưy', ...plainUnits(['â̆', 'ê̆', 'ô̆', 'ơ̆', 'ư̆'])]);

function countConsonants(plain: string, from: number): number {
  let at = from;
  while (at < plain.length && !vowelUnits.has(plain.charAt(at))) at += 1;
  return at - from;
}

function endOfVowels(plain: string, from: number): number {
  let at = from;
  while (at < plain.length && vowelUnits.has(plain.charAt(at))) at += 1;
  return at;
}

/** c/k, g/gh and ng/ngh share a sound; the next vowel decides which one is written. */
function spellsOnset(onset: string, vowel: string): boolean {
  const front = vowel === 'e' || vowel === 'ê' || vowel === 'i';
  switch (onset) {
    case 'c':
      return !front && vowel !== 'y';
    case 'k':
      return front || vowel === 'y';
    case 'gh':
    case 'ngh':
      return front;
    case 'g':
      return !front || vowel === 'i';
    case 'ng':
      return !front;
    case 'q':
    case 'gi':
      return false;
    default:
      return true;
  }
}

/** Where the vowels of a Vietnamese syllable (whole or half-typed) begin, or -1 when it cannot be one. */
function vietnameseVowelStart(plain: string, whole: boolean): number {
  const consonants = countConsonants(plain, 0);
  const onset = plain.slice(0, consonants);
  const known = whole ? rhymeSet : partialRhymes;
  if (onset === 'q') {
    if (plain.length === 1) return whole ? -1 : 1;
    if (plain.charAt(1) !== 'u') return -1;
    const rest = plain.slice(2);
    if (rest === '') return whole ? -1 : 1;
    return (whole ? quRestSet : partialQuRests).has(rest) || (rest !== 'a' && known.has(`u${rest}`)) ? 2 : -1;
  }
  if (onset === 'g' && plain.charAt(1) === 'i' && vowelUnits.has(plain.charAt(2))) {
    const rest = plain.slice(2);
    // gi + iêng is written giêng.
    if (known.has(rest) || known.has(`i${rest}`)) return 2;
    return -1;
  }
  if (onset !== '' && !onsetSet.has(onset)) return -1;
  if (consonants === plain.length) return whole ? -1 : consonants;
  if (!spellsOnset(onset, plain.charAt(consonants))) return -1;
  return known.has(plain.slice(consonants)) ? consonants : -1;
}

function highlandVowelStart(plain: string): number {
  let start = countConsonants(plain, 0);
  // y is a consonant before another vowel: Ya, Yok, Yun.
  if (plain.charAt(start) === 'y' && vowelUnits.has(plain.charAt(start + 1))) start += 1;
  const onset = plain.slice(0, start);
  if (onset !== '' && !highlandOnsetSet.has(onset)) return -1;
  if (start === plain.length) return start;
  const rest = plain.slice(start);
  if (highlandNucleusSet.has(rest)) return start;
  for (let nucleus = Math.min(2, rest.length); nucleus > 0; nucleus -= 1) {
    if (highlandNucleusSet.has(rest.slice(0, nucleus)) && highlandCodaSet.has(rest.slice(nucleus)))
      return start;
  }
  return -1;
}

function toneFits(plain: string, vowelEnd: number, tone: Tone): boolean {
  return tone < 2 || tone === 5 || !stopCodaSet.has(plain.slice(vowelEnd));
}

function readOne(
  plain: string,
  tone: Tone,
  offset: number,
  before: SyllableSpan['before'],
): SyllableSpan | null {
  let vowelStart = vietnameseVowelStart(plain, false);
  const language = vowelStart >= 0 ? 'vietnamese' : 'highland';
  if (vowelStart < 0) vowelStart = highlandVowelStart(plain);
  if (vowelStart < 0) return null;
  const vowelEnd = endOfVowels(plain, vowelStart);
  if (!toneFits(plain, vowelEnd, tone)) return null;
  return {
    start: offset,
    vowelStart: offset + vowelStart,
    vowelEnd: offset + vowelEnd,
    end: offset + plain.length,
    language,
    before,
  };
}

const minorVowels = new Set('aeiouêơưâ');

/**
 * Finds the syllable that is being written at the end of a word, or null when the word can be neither
 * Vietnamese nor a Jrai/Bahnar name. A word may begin with one short open syllable, as in Sơmei, Êđê, alô.
 */
export function findSyllable(letters: readonly Letter[]): SyllableSpan | null {
  const plain = plainWord(letters);
  const whole = readOne(plain, toneOf(letters), 0, 'nothing');
  if (whole !== null) return whole;
  const split = countConsonants(plain, 0) + 1;
  const vowel = letters[split - 1];
  if (vowel === undefined || split >= plain.length || !minorVowels.has(vowel.plain) || vowel.tone !== 0)
    return null;
  if (vowelUnits.has(plain.charAt(split)) || highlandVowelStart(plain.slice(0, split)) < 0) return null;
  const rest = letters.slice(split);
  return readOne(plain.slice(split), toneOf(rest), split, vowel.shape === 'none' ? 'plain' : 'marked');
}

/** True for a complete Vietnamese syllable: known onset, whole rhyme, and sắc or nặng before a stop coda. */
export function isVietnameseSyllable(letters: readonly Letter[]): boolean {
  const plain = plainWord(letters);
  const vowelStart = vietnameseVowelStart(plain, true);
  if (vowelStart < 0) return false;
  const tone = toneOf(letters);
  const stopped = stopCodaSet.has(plain.slice(endOfVowels(plain, vowelStart)));
  return !stopped || tone === 1 || tone === 5;
}

/** True while the letters can still become (or are) a Vietnamese syllable. */
export function canBeVietnamese(letters: readonly Letter[]): boolean {
  return vietnameseVowelStart(plainWord(letters), false) >= 0;
}

const openPairs = new Set(['oa', 'oe', 'uy']);
const risingPairs = new Set(['ie', 'ye', 'uo', 'ue', 'oo']);

/** The letter that carries the tone mark, or -1 when the syllable has no vowel. */
export function toneSlot(letters: readonly Letter[], span: SyllableSpan, style: ToneStyle): number {
  const { vowelStart, vowelEnd } = span;
  if (vowelEnd <= vowelStart) return -1;
  for (let i = vowelEnd - 1; i >= vowelStart; i -= 1) {
    if (letters[i]?.shape !== 'none') return i;
  }
  const count = vowelEnd - vowelStart;
  if (count === 1) return vowelStart;
  if (span.end > vowelEnd) return vowelEnd - 1;
  if (count > 2) return vowelStart + 1;
  const pair = plainWord(letters.slice(vowelStart, vowelEnd));
  if (openPairs.has(pair)) return style === 'old' ? vowelStart : vowelStart + 1;
  return risingPairs.has(pair) ? vowelStart + 1 : vowelStart;
}
