/** The words and neighbouring pairs of the catalogue, and which of them a mistyped word may have meant. */
export interface Vocabulary {
  has(word: string): boolean;
  hasPrefix(prefix: string): boolean;
  /** In how many procedures the word stands. */
  frequency(word: string): number;
  hasPair(first: string, second: string): boolean;
  /** Whether some neighbour of the first word begins so. */
  hasPairPrefix(first: string, prefix: string): boolean;
  /** Known words one slip away: a letter too many, too few, another one, or two swapped. */
  near(word: string): readonly string[];
}

/** Below this length one slip turns almost any word into any other. */
const shortestCorrected = 3;

/** Builds the vocabulary from the folded words of each procedure, in order. */
export function createVocabulary(documents: Iterable<readonly (readonly string[])[]>): Vocabulary {
  const frequencies = new Map<string, number>();
  const pairs = new Set<string>();
  for (const phrases of documents) {
    const own = new Set<string>();
    for (const words of phrases) {
      words.forEach((word, index) => {
        own.add(word);
        const next = words[index + 1];
        if (next !== undefined) pairs.add(`${word} ${next}`);
      });
    }
    for (const word of own) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  let sortedPairs: readonly string[] | undefined;
  const sorted = [...frequencies.keys()].sort();
  // Every word under each of its forms with one letter left out: near words share such a form.
  const byDeletion = new Map<string, string[]>();
  for (const word of sorted) {
    for (const form of deletions(word)) {
      const list = byDeletion.get(form);
      if (list === undefined) byDeletion.set(form, [word]);
      else list.push(word);
    }
  }

  return {
    has: (word) => frequencies.has(word),
    hasPrefix: (prefix) => sorted[lowerBound(sorted, prefix)]?.startsWith(prefix) === true,
    frequency: (word) => frequencies.get(word) ?? 0,
    hasPair: (first, second) => pairs.has(`${first} ${second}`),
    hasPairPrefix(first, prefix) {
      sortedPairs ??= [...pairs].sort();
      const start = `${first} ${prefix}`;
      return sortedPairs[lowerBound(sortedPairs, start)]?.startsWith(start) === true;
    },
    near(word) {
      if (word.length < shortestCorrected || word.length > 24) return [];
      const found = new Set<string>();
      for (const form of deletions(word)) {
        for (const candidate of byDeletion.get(form) ?? []) {
          if (candidate !== word && isOneSlip(word, candidate)) found.add(candidate);
        }
      }
      return [...found].sort((a, b) => (frequencies.get(b) ?? 0) - (frequencies.get(a) ?? 0));
    },
  };
}

function deletions(word: string): readonly string[] {
  const forms = [word];
  for (let at = 0; at < word.length; at += 1) forms.push(word.slice(0, at) + word.slice(at + 1));
  return forms;
}

/** Damerau-Levenshtein distance of exactly one. */
function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  );
}

function lowerBound(sorted: readonly string[], prefix: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}
