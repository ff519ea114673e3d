import { contentTokens, type Token, undoRawKeys } from './search-text.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A query made ready: the words it means, and the FTS5 expressions that look for them, from strict to loose. */
export interface QueryPlan {
  readonly tokens: readonly Token[];
  /** For each place the words it may stand for, likeliest first. */
  readonly words: readonly (readonly string[])[];
  readonly phrase: string;
  readonly content: ReadonlySet<string>;
  readonly isCorrected: boolean;
  readonly allWords: string;
  /** All words with one of them replaced by a known word one slip away; for slips that are words themselves. */
  readonly slips: () => string | null;
  readonly pairs: () => string | null;
  readonly anyWord: string;
  /** All words in the texts of papers, conditions and results. */
  readonly allInBody: string;
  readonly anyInBody: string;
}

const mostAlternatives = 4;

export function planQuery(tokens: readonly Token[], vocabulary: Vocabulary): QueryPlan {
  const typed = split(tokens, vocabulary);
  const words = typed.map((word, at) => alternatives(word, at, typed, vocabulary));
  const isCorrected = words.some(
    (options, at) => options[0] !== typed[at] && !isPrefix(options[0], typed[at], at, typed),
  );
  const contentWords = new Set(contentTokens(tokens).map(({ folded }) => folded));
  const last = words.length - 1;
  const isContent = (at: number): boolean => {
    const word = typed[at] ?? '';
    return contentWords.has(word) || !tokens.some(({ folded }) => folded === word);
  };
  const places = words.map((_, at) => at).filter(isContent);
  const group = (at: number): string => anyOf(words[at] ?? [], at === last);
  const best = words.map((options) => options[0] ?? '');
  return {
    tokens,
    words,
    phrase: best.join(' '),
    content: new Set(places.map((at) => best[at] ?? '')),
    isCorrected,
    allWords: inNames(places.map(group).join(' AND ')),
    slips: () => slipsOf(words, places, vocabulary, group),
    pairs: () => pairsOf(words, vocabulary),
    anyWord: inNames(places.map(group).join(' OR ')),
    allInBody: places.map(group).join(' AND '),
    anyInBody: places.map(group).join(' OR '),
  };
}

export function tokensToWords(words: readonly (readonly string[])[]): string {
  return words.map((options) => options[0] ?? '').join(' ');
}

/** Words typed without the space between them ("khaisinh") are two known neighbours; the last one may be unfinished. */
function split(tokens: readonly Token[], vocabulary: Vocabulary): readonly string[] {
  return tokens.flatMap(({ folded }, index) => {
    if (vocabulary.has(folded)) return [folded];
    for (let at = 2; at <= folded.length - 2 && folded.length >= 5; at += 1) {
      const [first, second] = [folded.slice(0, at), folded.slice(at)];
      if (vocabulary.hasPair(first, second)) return [first, second];
    }
    const isBeingTyped = index === tokens.length - 1 && !isUnderstood(folded, vocabulary);
    for (let at = 2; isBeingTyped && at < folded.length; at += 1) {
      const [first, second] = [folded.slice(0, at), folded.slice(at)];
      if (vocabulary.hasPairPrefix(first, second)) return [first, second];
    }
    return [folded];
  });
}

/** Begins a known word, or is one slip or the keys of a typing method away from one. */
function isUnderstood(word: string, vocabulary: Vocabulary): boolean {
  const plain = undoRawKeys(word);
  return [word, plain].some((form) => vocabulary.hasPrefix(form) || vocabulary.near(form).length > 0);
}

/** The word itself when it is known (or begins a known one, at the end); otherwise what it was meant to be. */
function alternatives(
  word: string,
  at: number,
  all: readonly string[],
  vocabulary: Vocabulary,
): readonly string[] {
  const isLast = at === all.length - 1;
  if (vocabulary.has(word) || (isLast && vocabulary.hasPrefix(word))) return [word];
  const plain = undoRawKeys(word);
  if (plain !== word && (vocabulary.has(plain) || (isLast && vocabulary.hasPrefix(plain)))) return [plain];
  const near = [...new Set([...vocabulary.near(word), ...vocabulary.near(plain)])];
  if (near.length === 0) return [word];
  const fits = near.filter((candidate) => hasNeighbour(candidate, at, all, vocabulary));
  // Three letters are one slip from anything: there only the neighbours tell what was meant.
  if (fits.length === 0 && word.length <= 3) return [word];
  return [...new Set([...fits, ...near])].slice(0, mostAlternatives);
}

function hasNeighbour(
  candidate: string,
  at: number,
  all: readonly string[],
  vocabulary: Vocabulary,
): boolean {
  const [before, after] = [all[at - 1], all[at + 1]];
  return (
    (before !== undefined && vocabulary.hasPair(before, candidate)) ||
    (after !== undefined && vocabulary.hasPair(candidate, after))
  );
}

function isPrefix(
  option: string | undefined,
  word: string | undefined,
  at: number,
  all: readonly string[],
): boolean {
  return at === all.length - 1 && word !== undefined && option?.startsWith(word) === true;
}

/** Quoted, so that nothing a person types is an operator. */
function quote(word: string): string {
  return `"${word.replaceAll('"', '')}"`;
}

function anyOf(words: readonly string[], isPrefixed: boolean): string {
  const terms = words.map((word) => (isPrefixed ? `${quote(word)} *` : quote(word)));
  return terms.length === 1 ? (terms[0] ?? '') : `(${terms.join(' OR ')})`;
}

function inNames(expression: string): string {
  return `{names words} : (${expression})`;
}

function slipsOf(
  words: readonly (readonly string[])[],
  places: readonly number[],
  vocabulary: Vocabulary,
  group: (at: number) => string,
): string | null {
  const best = words.map((options) => options[0] ?? '');
  const tries = places.flatMap((place) => {
    const meant = vocabulary
      .near(best[place] ?? '')
      .filter((candidate) => hasNeighbour(candidate, place, best, vocabulary))
      .slice(0, mostAlternatives);
    if (meant.length === 0) return [];
    const all = places.map((at) => (at === place ? anyOf(meant, false) : group(at)));
    return [`(${all.join(' AND ')})`];
  });
  return tries.length === 0 ? null : inNames(tries.join(' OR '));
}

function pairsOf(words: readonly (readonly string[])[], vocabulary: Vocabulary): string | null {
  const pairs = new Set<string>();
  words.forEach((options, at) => {
    for (const first of options) {
      for (const second of words[at + 1] ?? []) {
        if (vocabulary.hasPair(first, second)) pairs.add(`${first}_${second}`);
      }
    }
  });
  return pairs.size === 0 ? null : `pairs : (${[...pairs].map(quote).join(' OR ')})`;
}
