import type { SearchEntry } from './search-entry.ts';
import type { QueryPlan } from './search-plan.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How much each kind of evidence says; tuned on the open queries of tests/fixtures/search, never on the held-out. */
const weights = {
  /** The query is one of the procedure's names or everyday words. */
  isPhrase: 40,
  /** The query stands inside one of them. */
  insidePhrase: 16,
  /** One of them stands inside the query; more for each of its words. */
  containsPhrase: 12,
  perPhraseWord: 4,
  /** The share of the query, by rarity, that names and words cover. */
  covered: 30,
  coveredPairs: 22,
  coveredByName: 8,
  /** Spelled with exactly the typed accents. */
  sameAccents: 18,
  here: 3,
  mayBeHere: 1,
  details: 3,
  popular: 4,
  /** Long official names hold many words by chance. */
  perNameWord: -0.12,
} as const;

export interface Judgement {
  /** Only the order of the numbers means anything. */
  readonly score: number;
  /** The share of the query, by rarity, that names and everyday words cover. */
  readonly covered: number;
}

/** Judges one procedure against a query. */
export function judge(entry: SearchEntry, plan: QueryPlan, vocabulary: Vocabulary, total: number): Judgement {
  const { names, words, name } = looksOf(entry);
  let score = 0;

  let wanted = 0;
  let covered = 0;
  let byName = 0;
  plan.words.forEach((options, at) => {
    const isContent = options.some((word) => plan.content.has(word));
    const isLast = at === plan.words.length - 1;
    const weight =
      (isContent ? 1 : 0.15) * rarity(Math.max(...options.map((word) => vocabulary.frequency(word))), total);
    wanted += weight;
    if (options.some((word) => holds(words, word, isLast))) covered += weight;
    if (options.some((word) => holds(names, word, isLast))) byName += weight;
  });
  if (wanted > 0) score += weights.covered * (covered / wanted) + weights.coveredByName * (byName / wanted);

  let pairs = 0;
  let pairsFound = 0;
  for (let at = 0; at + 1 < plan.words.length; at += 1) {
    pairs += 1;
    const seconds = plan.words[at + 1] ?? [];
    const isLast = at + 2 === plan.words.length;
    const isFound = (plan.words[at] ?? []).some((first) =>
      seconds.some((second) => words.includes(isLast ? ` ${first} ${second}` : ` ${first} ${second} `)),
    );
    if (isFound) pairsFound += 1;
  }
  if (pairs > 0) score += weights.coveredPairs * (pairsFound / pairs);

  score += phraseScore(entry, plan.phrase);

  const typed = plan.tokens.filter(({ hasAccent }) => hasAccent);
  if (typed.length > 0) {
    const same = typed.filter(({ accented }) => entry.accented.has(accented)).length;
    score += weights.sameAccents * (same / typed.length);
  }

  if (entry.here === 'yes') score += weights.here;
  if (entry.here === 'ask-staff') score += weights.mayBeHere;
  if (entry.hasDetails) score += weights.details;
  if (entry.popular) score += weights.popular;
  score += weights.perNameWord * Math.min(40, name.split(' ').length);
  return { score, covered: wanted === 0 ? 0 : covered / wanted };
}

function rarity(frequency: number, total: number): number {
  return Math.log(1 + total / (1 + frequency));
}

interface Looks {
  readonly name: string;
  readonly names: string;
  readonly words: string;
}

const looks = new WeakMap<SearchEntry, Looks>();

/** Phrases joined once per entry; a bar keeps neighbours of two phrases from looking like a pair. */
function looksOf(entry: SearchEntry): Looks {
  const known = looks.get(entry);
  if (known !== undefined) return known;
  const made = {
    name: entry.phrases[0] ?? '',
    names: ` ${entry.phrases.slice(0, entry.names).join(' | ')} `,
    words: ` ${entry.phrases.join(' | ')} `,
  };
  looks.set(entry, made);
  return made;
}

function holds(text: string, word: string, isPrefix: boolean): boolean {
  return text.includes(isPrefix ? ` ${word}` : ` ${word} `);
}

function phraseScore(entry: SearchEntry, phrase: string): number {
  let best = 0;
  for (const own of entry.phrases) {
    if (own === phrase) return weights.isPhrase;
    if (phrase.length >= 4 && ` ${own}`.includes(` ${phrase}`)) best = Math.max(best, weights.insidePhrase);
    else if (own.includes(' ') && ` ${phrase} `.includes(` ${own} `)) {
      best = Math.max(best, weights.containsPhrase + weights.perPhraseWord * own.split(' ').length);
    }
  }
  return best;
}
