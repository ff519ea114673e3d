import { findSyllable, type SyllableSpan, type ToneStyle } from './grammar.ts';
import { findLetter, type Letter, letterOf, type Tone, withShape } from './letters.ts';
import { replaceLetters, reshape, type ShapeRule, setTone, syllableTone } from './syllable.ts';

/** What a key of Telex or VNI means for the word it is typed into. */
export interface WordAtCaret {
  readonly left: readonly Letter[];
  readonly right: readonly Letter[];
}

/** A key's effect: new letters on both sides of the caret, and what the engine must remember about it. */
export interface WordEdit extends WordAtCaret {
  /** Written after the left letters when a repeated key is undone in VNI: a digit is not a letter. */
  readonly digit: string;
  /** The person took a mark back: the rest of this word is typed as it is. */
  readonly plainFromHere: boolean;
  /** The key wrote ư by itself (`w` alone), so repeating it gives w, not uw. */
  readonly loneKey: boolean;
}

/** How keys become marks, apart from the writing method. */
export interface KeyRules {
  readonly toneStyle: ToneStyle;
  readonly loneW: boolean;
  readonly brackets: boolean;
}

const telexTones: Readonly<Record<string, Tone>> = { z: 0, s: 1, f: 2, r: 3, x: 4, j: 5 };
const vniTones: Readonly<Record<string, Tone>> = { 0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 };
const telexShapes: Readonly<Record<string, ShapeRule>> = {
  a: { a: 'circumflex' },
  e: { e: 'circumflex' },
  o: { o: 'circumflex' },
  w: { a: 'breve', o: 'horn', u: 'horn' },
};
const vniShapes: Readonly<Record<string, ShapeRule>> = {
  6: { a: 'circumflex', e: 'circumflex', o: 'circumflex' },
  7: { o: 'horn', u: 'horn' },
  8: { a: 'breve' },
};
const bracketLetters: Readonly<Record<string, string>> = { '[': 'o', ']': 'u' };

function edit(
  letters: readonly Letter[],
  caret: number,
  extra?: { readonly literal?: string; readonly plainFromHere?: boolean; readonly loneKey?: boolean },
): WordEdit {
  const left = letters.slice(0, caret);
  const letter = extra?.literal === undefined ? null : letterOf(extra.literal);
  return {
    left: letter === null ? left : [...left, letter],
    right: letters.slice(caret),
    digit: letter === null ? (extra?.literal ?? '') : '',
    plainFromHere: extra?.plainFromHere ?? false,
    loneKey: extra?.loneKey ?? false,
  };
}

/** Tones need a syllable that is certain: not the second half of an unmarked foreign word (came + r). */
function applyTone(
  word: WordAtCaret,
  span: SyllableSpan,
  key: string,
  tone: Tone,
  rules: KeyRules,
): WordEdit | null {
  const letters = [...word.left, ...word.right];
  const caret = word.left.length;
  if (span.before === 'plain' || span.vowelEnd <= span.vowelStart || span.vowelStart >= caret) return null;
  const current = syllableTone(letters, span);
  if (tone === 0 && current === 0) return null;
  const undo = tone !== 0 && tone === current;
  const next = setTone(letters, span, undo ? 0 : tone, rules.toneStyle);
  if (next === null || findSyllable(next) === null) return null;
  return edit(next, caret, undo ? { literal: key, plainFromHere: true } : undefined);
}

function applyShape(
  word: WordAtCaret,
  span: SyllableSpan,
  key: string,
  rule: ShapeRule,
  rules: KeyRules,
): WordEdit | null {
  const caret = word.left.length;
  const result = reshape([...word.left, ...word.right], span, caret, rule);
  if (result === null) return null;
  const after = findSyllable(result.letters);
  const tone = after === null ? 0 : syllableTone(result.letters, after);
  const letters =
    after === null || tone === 0
      ? result.letters
      : (setTone(result.letters, after, tone, rules.toneStyle) ?? result.letters);
  if (result.kind === 'applied') return edit(letters, caret);
  // ooo must stay open for xoong; the other letters cannot be doubled in a syllable anyway.
  return edit(letters, caret, { literal: key, plainFromHere: letterOf(key)?.vowel !== true });
}

/** đ: a second d right after the first, or anywhere later in the syllable (dangd). */
function applyBar(word: WordAtCaret, span: SyllableSpan, key: string): WordEdit | null {
  const letters = [...word.left, ...word.right];
  const caret = word.left.length;
  const adjacent = letters[caret - 1];
  const first = letters[span.start];
  const inOnset = caret - 1 >= span.start && caret - 1 < Math.max(span.vowelStart, span.start + 1);
  const target = adjacent?.base === 'd' && inOnset ? caret - 1 : first?.base === 'd' ? span.start : -1;
  const letter = letters[target];
  if (letter === undefined || target >= caret) return null;
  if (span.before === 'plain' && target !== caret - 1) return null;
  if (letter.shape === 'bar') {
    const bare = replaceLetters(letters, [[target, withShape(letter, 'none')]]);
    return bare === null ? null : edit(bare, caret, { literal: key, plainFromHere: true });
  }
  const barred = replaceLetters(letters, [[target, withShape(letter, 'bar')]]);
  if (barred === null || findSyllable(barred) === null) return null;
  return edit(barred, caret);
}

function isUpper(key: string): boolean {
  return key !== key.toLowerCase();
}

function applyLone(word: WordAtCaret, key: string, base: string, upper: boolean): WordEdit | null {
  const letter = findLetter(base, 'horn', 0, upper);
  if (letter === null || key === '') return null;
  const left = [...word.left, letter];
  if (findSyllable([...left, ...word.right]) === null) return null;
  return { left, right: word.right, digit: '', plainFromHere: false, loneKey: true };
}

/** Reads a Telex key at the caret; null means that the key is only itself. */
export function readTelexKey(word: WordAtCaret, key: string, rules: KeyRules): WordEdit | null {
  const bracket = rules.brackets ? bracketLetters[key] : undefined;
  if (bracket !== undefined) return applyLone(word, key, bracket, false);
  const lower = key.toLowerCase();
  const span = findSyllable([...word.left, ...word.right]);
  if (span === null) return null;
  const tone = telexTones[lower];
  if (tone !== undefined) return applyTone(word, span, key, tone, rules);
  if (lower === 'd') return applyBar(word, span, key);
  const rule = telexShapes[lower];
  if (rule === undefined) return null;
  const shaped = applyShape(word, span, key, rule, rules);
  if (shaped !== null || lower !== 'w' || !rules.loneW) return shaped;
  const hasVowel = span.vowelStart < word.left.length && span.vowelStart < span.vowelEnd;
  return hasVowel ? null : applyLone(word, key, 'u', isUpper(key));
}

/** Reads a VNI digit at the caret; null means that the digit is only itself. */
export function readVniKey(word: WordAtCaret, key: string, rules: KeyRules): WordEdit | null {
  if (word.left.length === 0) return null;
  const span = findSyllable([...word.left, ...word.right]);
  if (span === null) return null;
  const tone = vniTones[key];
  if (tone !== undefined) return applyTone(word, span, key, tone, rules);
  if (key === '9') return applyBar(word, span, key);
  const rule = vniShapes[key];
  return rule === undefined ? null : applyShape(word, span, key, rule, rules);
}
