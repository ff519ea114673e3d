import { findSyllable } from './grammar.ts';
import {
  cleanText,
  graphemeLength,
  nextBoundary,
  previousBoundary,
  snapForward,
  takeGraphemes,
} from './graphemes.ts';
import { isWordUnit, type Letter, letterOf, readLetters, writeLetters } from './letters.ts';
import { type KeyRules, readTelexKey, readVniKey, type WordEdit } from './method-keys.ts';
import { settle } from './syllable.ts';

/** How a person writes: Telex, VNI, or letters as they are with the accent keys. */
export type TypingMethod = 'telex' | 'vni' | 'direct';

/** Everything a field decides about typing. */
export interface TypingOptions extends KeyRules {
  readonly method: TypingMethod;
  /** In graphemes; keys that would pass it are refused, a paste is cut. */
  readonly maxLength?: number;
  readonly multiline?: boolean;
}

/** The memory of the word being typed, as long as the caret stays at its end. */
export interface Composition {
  readonly start: number;
  /** The keys as they were pressed: what a word becomes again once it cannot be Vietnamese. */
  readonly keys: string;
  /** No more marks in this word. */
  readonly plain: boolean;
  readonly loneKey: boolean;
  /** The word before it was given back its keys, so that one backspace brings it again. */
  readonly given: { readonly keys: string; readonly word: string } | null;
}

/** The text of a field with its caret. Offsets are UTF-16 units and always lie between graphemes; text is NFC. */
export interface TypingState {
  readonly text: string;
  readonly caret: number;
  /** The other end of the selection; equal to `caret` when nothing is selected. */
  readonly anchor: number;
  readonly composition: Composition | null;
}

/** Old tone style, every mark key on, no bracket keys. */
export const defaultTypingOptions: TypingOptions = Object.freeze({
  method: 'telex',
  toneStyle: 'old',
  loneW: true,
  brackets: false,
});

/** Longer runs of letters are not syllables: they are typed as they are, and cost nothing. */
const longestWord = 24;

/** A state with the caret at the end of a stored value. */
export function createTypingState(text = '', options?: { readonly multiline?: boolean }): TypingState {
  return at(cleanText(text, options), Number.POSITIVE_INFINITY);
}

function at(text: string, caret: number, composition: Composition | null = null): TypingState {
  const place = Math.max(0, Math.min(caret, text.length));
  return { text, caret: place, anchor: place, composition };
}

function wordStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && isWordUnit(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

function wordEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && isWordUnit(text.charCodeAt(end))) end += 1;
  return end;
}

interface WordPlace {
  readonly start: number;
  readonly end: number;
  readonly left: readonly Letter[];
  readonly right: readonly Letter[];
}

/** The word around the caret, or null when it is too long to be one. */
export function findWord(text: string, caret: number): WordPlace | null {
  const start = wordStart(text, caret);
  const end = wordEnd(text, caret);
  if (end - start > longestWord) return null;
  return {
    start,
    end,
    left: readLetters(text.slice(start, caret)),
    right: readLetters(text.slice(caret, end)),
  };
}

/** Puts letters back into the text; `digit` follows the left part. */
export function replaceWord(
  text: string,
  place: { readonly start: number; readonly end: number },
  left: readonly Letter[],
  right: readonly Letter[],
  digit = '',
): { readonly text: string; readonly caret: number } {
  const before = text.slice(0, place.start) + writeLetters(left) + digit;
  return { text: before + writeLetters(right) + text.slice(place.end), caret: before.length };
}

/** Removes what is selected and puts the tone of the joined syllable right. */
export function deleteSelection(state: TypingState, options: TypingOptions): TypingState {
  const from = Math.min(state.caret, state.anchor);
  const to = Math.max(state.caret, state.anchor);
  return from === to ? state : deleteRange(state.text, from, to, options);
}

function deleteRange(text: string, from: number, to: number, options: TypingOptions): TypingState {
  const joined = joinAt(text.slice(0, from), text.slice(to));
  const place = findWord(joined.text, joined.caret);
  if (place === null || place.end === place.start) return at(joined.text, joined.caret);
  const letters = settle([...place.left, ...place.right], options.toneStyle);
  const next = replaceWord(
    joined.text,
    place,
    letters.slice(0, place.left.length),
    letters.slice(place.left.length),
  );
  return at(next.text, next.caret);
}

/** Two texts side by side can form new letters (e + a lone mark): normalise, and keep the caret between graphemes. */
function joinAt(before: string, after: string): { readonly text: string; readonly caret: number } {
  const plain = isPlainEdge(before.charCodeAt(before.length - 1)) && isPlainEdge(after.charCodeAt(0));
  if (plain) return { text: before + after, caret: before.length };
  const text = (before + after).normalize('NFC');
  return { text, caret: snapForward(text, Math.min(before.length, text.length)) };
}

/** NaN (no neighbour) counts as plain. */
function isPlainEdge(unit: number): boolean {
  return !(unit >= 0x300) || (unit >= 0x1e00 && unit <= 0x1eff);
}

function fitsLength(next: TypingState, before: TypingState, options: TypingOptions): boolean {
  const limit = options.maxLength;
  if (limit === undefined || next.text.length <= limit) return true;
  const length = graphemeLength(next.text);
  return length <= limit || length <= graphemeLength(before.text);
}

/** Presses one character key, as the method reads it. */
export function typeKey(state: TypingState, key: string, options: TypingOptions): TypingState {
  const base = state.caret === state.anchor ? state : deleteSelection(state, options);
  const next = pressKey(base, key, options);
  return fitsLength(next, state, options) ? next : state;
}

function pressKey(state: TypingState, key: string, options: TypingOptions): TypingState {
  const letter = letterOf(key);
  const marks = letter !== null || isMarkKey(key, options);
  if (!marks) return insertText(state, key, options);
  const place = findWord(state.text, state.caret);
  if (place === null) return insertText(state, key, options);
  const memory = compositionAt(state, place);
  if (!memory.plain && options.method !== 'direct') {
    const repeated = repeatLoneKey(state, place, key, memory);
    if (repeated !== null) return repeated;
    const edit =
      options.method === 'telex' ? readTelexKey(place, key, options) : readVniKey(place, key, options);
    if (edit !== null) return applyEdit(state.text, place, edit, key, memory);
  }
  return letter === null
    ? insertText(state, key, options)
    : appendLetter(state, place, letter, key, memory, options);
}

function isMarkKey(key: string, options: TypingOptions): boolean {
  if (options.method === 'vni') return key.length === 1 && key >= '0' && key <= '9';
  return options.method === 'telex' && options.brackets && (key === '[' || key === ']');
}

function compositionAt(state: TypingState, place: WordPlace): Composition {
  const known = state.composition;
  if (known !== null && known.start === place.start) return known;
  if (known?.plain === true && known.start <= place.start) return { ...known, keys: '', start: place.start };
  return {
    start: place.start,
    keys: state.text.slice(place.start, state.caret),
    plain: false,
    loneKey: false,
    given: null,
  };
}

/** `ww` is w and `[[` is [: the letter that the key wrote by itself goes, the key stays. */
function repeatLoneKey(
  state: TypingState,
  place: WordPlace,
  key: string,
  memory: Composition,
): TypingState | null {
  if (!memory.loneKey || memory.keys.slice(-1).toLowerCase() !== key.toLowerCase()) return null;
  const letter = letterOf(key);
  const left = place.left.slice(0, -1);
  const next = replaceWord(
    state.text,
    place,
    letter === null ? left : [...left, letter],
    place.right,
    letter === null ? key : '',
  );
  return at(next.text, next.caret, { ...memory, keys: memory.keys + key, plain: true, loneKey: false });
}

function applyEdit(
  text: string,
  place: WordPlace,
  edit: WordEdit,
  key: string,
  memory: Composition,
): TypingState {
  const next = replaceWord(text, place, edit.left, edit.right, edit.digit);
  return at(next.text, next.caret, {
    start: memory.start,
    keys: memory.keys + key,
    plain: edit.plainFromHere,
    loneKey: edit.loneKey,
    given: null,
  });
}

function appendLetter(
  state: TypingState,
  place: WordPlace,
  letter: Letter,
  key: string,
  memory: Composition,
  options: TypingOptions,
): TypingState {
  const left = options.method === 'telex' ? dropDoubledKey(place.left, letter) : place.left;
  const typed = [...left, letter, ...place.right];
  const keys = memory.keys + key;
  const given = memory.plain ? memory.given : null;
  const later: Composition = { ...memory, keys, loneKey: false, given };
  const marked = left.some((one) => one.tone !== 0 || one.shape !== 'none');
  const wasChanged = marked && memory.keys !== state.text.slice(place.start, state.caret);
  const lost = !memory.plain && wasChanged && place.right.length === 0 && !canGoOn(typed);
  if (lost && options.method !== 'direct' && place.start === memory.start) {
    const word = state.text.slice(place.start, state.caret);
    const text = state.text.slice(0, place.start) + keys + state.text.slice(place.end);
    return at(text, place.start + keys.length, {
      ...later,
      plain: true,
      given: { keys: memory.keys, word },
    });
  }
  const settled = memory.plain ? typed : settle(typed, options.toneStyle);
  const split = left.length + 1;
  const next = replaceWord(state.text, place, settled.slice(0, split), settled.slice(split));
  return at(next.text, next.caret, later);
}

/** A marked word goes on while it is a syllable, or begins with a marked one as in Sơmei. */
function canGoOn(letters: readonly Letter[]): boolean {
  return findSyllable(letters) !== null;
}

const doubledKeys = new Set(['r', 'x', 'j']);

/**
 * Who knows Telex doubles a key to cancel it, also in words that need no cancelling: starrt → start.
 * rr, xx and jj before a consonant occur in no spelling, so nothing real is lost (ss and ff do occur).
 */
function dropDoubledKey(left: readonly Letter[], next: Letter): readonly Letter[] {
  const last = left[left.length - 1];
  const twin = left[left.length - 2];
  if (last === undefined || twin === undefined || last.plain !== twin.plain) return left;
  if (!doubledKeys.has(last.plain) || next.vowel || next.plain === last.plain) return left;
  if (left[left.length - 3]?.vowel !== true || findSyllable(left) !== null) return left;
  return left.slice(0, -1);
}

/** Removes the selection, or the grapheme before the caret. */
export function backspace(state: TypingState, options: TypingOptions): TypingState {
  if (state.caret !== state.anchor) return deleteSelection(state, options);
  if (state.caret === 0) return state;
  const from = previousBoundary(state.text, state.caret);
  const memory = state.composition;
  if (memory?.given && state.text.slice(memory.start, from) === memory.given.keys) {
    const before = state.text.slice(0, memory.start) + memory.given.word;
    const { keys } = memory.given;
    return at(before + state.text.slice(state.caret), before.length, {
      ...memory,
      keys,
      plain: false,
      given: null,
    });
  }
  const next = deleteRange(state.text, from, state.caret, options);
  // While the keys given back are being erased, the word behind them can still come back.
  if (memory?.given && from > memory.start + memory.given.keys.length)
    return { ...next, composition: memory };
  return next;
}

/** Removes the selection, or the grapheme after the caret. */
export function deleteForward(state: TypingState, options: TypingOptions): TypingState {
  if (state.caret !== state.anchor) return deleteSelection(state, options);
  if (state.caret === state.text.length) return state;
  return deleteRange(state.text, state.caret, nextBoundary(state.text, state.caret), options);
}

/** Where a caret key goes. */
export type CaretMove = 'left' | 'right' | 'home' | 'end';

/** Moves the caret by grapheme; `extend` keeps the other end of the selection. */
export function moveCaret(state: TypingState, move: CaretMove, extend = false): TypingState {
  const collapsing = !extend && state.caret !== state.anchor;
  const caret = collapsing ? collapsed(state, move) : moved(state, move);
  return { text: state.text, caret, anchor: extend ? state.anchor : caret, composition: null };
}

function moved(state: TypingState, move: CaretMove): number {
  switch (move) {
    case 'left':
      return previousBoundary(state.text, state.caret);
    case 'right':
      return nextBoundary(state.text, state.caret);
    case 'home':
      return 0;
    case 'end':
      return state.text.length;
  }
}

function collapsed(state: TypingState, move: CaretMove): number {
  if (move === 'left') return Math.min(state.caret, state.anchor);
  if (move === 'right') return Math.max(state.caret, state.anchor);
  return moved(state, move);
}

/** Puts caret and anchor where a touch or a screen reader says, never inside a grapheme. */
export function selectRange(state: TypingState, anchor: number, caret: number): TypingState {
  const limit = (offset: number) => snapForward(state.text, Number.isFinite(offset) ? Math.trunc(offset) : 0);
  return { text: state.text, caret: limit(caret), anchor: limit(anchor), composition: null };
}

/** Pastes or inserts text as it is: cleaned, in NFC, cut to the field's length, read by no method. */
export function insertText(state: TypingState, text: string, options: TypingOptions): TypingState {
  const base = deleteSelection(state, options);
  const before = base.text.slice(0, base.caret);
  const after = base.text.slice(base.caret);
  let clean = text.length === 1 && isPlainText(text) ? text : cleanText(`\u00B7${text}`, options).slice(1);
  if (before === '') clean = cleanText(clean, options);
  if (options.maxLength !== undefined && base.text.length + clean.length > options.maxLength) {
    clean = takeGraphemes(clean, Math.max(0, options.maxLength - graphemeLength(base.text)));
  }
  if (clean === '') return base;
  const head = joinAt(before, clean);
  const joined = joinAt(head.text, after);
  const keepsPlain = base.composition?.plain === true && /^\d$/u.test(clean);
  return at(joined.text, joined.caret, keepsPlain ? base.composition : null);
}

function isPlainText(text: string): boolean {
  const unit = text.charCodeAt(0);
  return unit >= 0x20 && unit < 0x7f;
}
