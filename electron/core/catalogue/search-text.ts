import { foldForSearch, toneStyleKey } from '../../../shared/vietnamese/fold.ts';
import { suggestForRawKeys } from '../../../shared/vietnamese/raw-telex.ts';

/** Longest query that is looked at; nobody types more with a finger, and a pasted novel must not cost time. */
const longestQuery = 160;
const mostTokens = 14;

/** One word as typed: folded for finding, and with its accents for ranking. */
export interface Token {
  readonly folded: string;
  /** With its accents, hòa and hoà alike. */
  readonly accented: string;
  readonly hasAccent: boolean;
}

const notWord = /[^\p{L}\p{N}]+/u;
/** Every word of the catalogue folds to these. SQLite cuts other scripts by an older table than ours and then fails. */
const foldedWord = /^[a-z0-9]+$/;

/** The catalogue repeats a few thousand words; folding each once is most of what loading costs. */
const ofCatalogue = new Map<string, Token>();

function tokenOf(word: string): Token {
  const known = ofCatalogue.get(word);
  if (known !== undefined) return known;
  const folded = foldForSearch(word);
  return { folded, accented: toneStyleKey(word), hasAccent: folded !== word.toLowerCase() };
}

/** The words of a catalogue text in order, each remembered. */
export function tokenise(text: string): readonly Token[] {
  const words = wordsOf(text);
  const tokens = words.map(tokenOf);
  words.forEach((word, at) => {
    const token = tokens[at];
    if (token !== undefined) ofCatalogue.set(word, token);
  });
  return tokens.filter(({ folded }) => folded !== '');
}

/**
 * The words of a query, cut to what a person can mean. Any script and any control character is safe: what is no letter
 * or digit separates. Nothing a person types is remembered.
 */
export function tokeniseQuery(text: string): readonly Token[] {
  // Cut before any work; a surrogate pair cut in half is no letter and falls away.
  return wordsOf(text.slice(0, longestQuery))
    .map(tokenOf)
    .filter(({ folded }) => foldedWord.test(folded))
    .slice(0, mostTokens);
}

function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .split(notWord)
    .filter((word) => word !== '');
}

/** Folded words with single spaces, as phrases are compared. */
export function foldedPhrase(tokens: readonly Token[]): string {
  return tokens.map(({ folded }) => folded).join(' ');
}

/** Words that carry no subject: "xin", "làm", "thủ tục"; a query of nothing else keeps them. */
const emptyWords = new Set(
  'xin cho toi muon can la o va cua the nao nhu gi thi de duoc ve hoi thu tuc lam ong ba a an the of for my to get how do i want need'.split(
    ' ',
  ),
);

export function contentTokens(tokens: readonly Token[]): readonly Token[] {
  const content = tokens.filter(({ folded }) => !emptyWords.has(folded));
  return content.length === 0 ? tokens : content;
}

/** What keys of Telex or VNI leave when nobody turned them into letters ("giaays" → "giay"). */
export function undoRawKeys(word: string): string {
  return foldForSearch(suggestForRawKeys(word) ?? word);
}
