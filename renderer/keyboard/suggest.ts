import { foldForSearch } from '../../shared/vietnamese/fold.ts';
import { suggestForRawKeys } from '../../shared/vietnamese/raw-telex.ts';
import {
  insertText,
  type TypingMethod,
  type TypingOptions,
  type TypingState,
} from '../../shared/vietnamese/typing.ts';

/** A fixed list under a field: ethnic groups fill the whole field, surnames begin it. */
export interface SuggestionList {
  readonly entries: readonly string[];
  readonly fills: 'field' | 'beginning';
}

const mostShown = 4;

/** Lists are fixed, and some are long (3,321 communes): each is folded once. */
const foldedLists = new WeakMap<readonly string[], readonly string[]>();

function keysOf(entries: readonly string[]): readonly string[] {
  const known = foldedLists.get(entries) ?? entries.map(foldForSearch);
  foldedLists.set(entries, known);
  return known;
}

/** Entries that begin as the person began; those with the same accents first, otherwise in the list's own order. */
export function findSuggestions(list: SuggestionList, state: TypingState): readonly string[] {
  const typed = list.fills === 'field' ? state.text : state.text.slice(0, state.caret);
  if (list.fills === 'beginning' && state.caret < state.text.length) return [];
  const key = foldForSearch(typed);
  if (key !== '' && typed.endsWith(' ')) return [];
  const exact = typed.trim().toLowerCase();
  const keys = keysOf(list.entries);
  const found = list.entries.filter((_, i) => keys[i]?.startsWith(key));
  if (found.some((entry) => entry.toLowerCase() === exact)) {
    return found.filter((entry) => entry.toLowerCase() !== exact).slice(0, mostShown);
  }
  const first = found.filter((entry) => entry.toLowerCase().startsWith(exact));
  return [...first, ...found.filter((entry) => !first.includes(entry))].slice(0, mostShown);
}

/** Puts a suggestion in place of what was typed; a beginning gets its space, so that the next name can follow. */
export function applySuggestion(
  list: SuggestionList,
  entry: string,
  state: TypingState,
  options: TypingOptions,
): TypingState {
  const all = { ...state, anchor: 0, caret: state.text.length, composition: null };
  return insertText(all, list.fills === 'beginning' ? `${entry} ` : entry, options);
}

/** A word before the caret whose keys stayed as letters, and the method that would have read them. */
export interface RawWord {
  readonly from: number;
  readonly word: string;
  readonly method: TypingMethod;
}

/** The last word as Telex or VNI would have written it, when its keys stayed as letters. */
export function findRawWord(state: TypingState): RawWord | null {
  const before = state.text.slice(0, state.caret);
  const from = before.search(/[A-Za-z0-9]+ ?$/u);
  if (from < 0) return null;
  const keys = before.slice(from).trimEnd();
  const word = suggestForRawKeys(keys);
  return word === null ? null : { from, word, method: /\d/u.test(keys) ? 'vni' : 'telex' };
}

/** Replaces the raw keys before the caret with the word they meant. */
export function applyRawWord(state: TypingState, options: TypingOptions): TypingState {
  const raw = findRawWord(state);
  if (raw === null) return state;
  const end = state.text.slice(0, state.caret).trimEnd().length;
  const chosen = { ...state, anchor: raw.from, caret: end, composition: null };
  const next = insertText(chosen, raw.word, options);
  return end < state.caret ? { ...next, caret: next.caret + 1, anchor: next.caret + 1 } : next;
}
