/** Longest query that is looked at; nobody types more with a finger, and a pasted novel must not cost time. */
const longestQuery = 160;
const mostTokens = 14;

/** One word as typed: folded for finding, and with its accents for ranking. */
export interface Token {
  readonly folded: string;
  /** Letters with their marks, the tone at the end, so that hòa and hoà are one key. */
  readonly accented: string;
  readonly hasAccent: boolean;
}

const marks = /\p{M}+/gu;
const tones: Readonly<Record<string, string>> = {
  '\u0300': '1',
  '\u0301': '2',
  '\u0303': '3',
  '\u0309': '4',
  '\u0323': '5',
};
const notWord = /[^\p{L}\p{N}]+/u;

/** Lower case without marks; đ and ƀ become d and b, which no decomposition does. */
export function fold(text: string): string {
  if (isPlain(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(marks, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll('ƀ', 'b')
    .normalize('NFC');
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** The catalogue repeats a few thousand words; folding each once is most of what loading costs. */
const known = new Map<string, Token>();
const mostKnown = 20_000;

function tokenOf(word: string): Token {
  const before = known.get(word);
  if (before !== undefined) return before;
  const folded = fold(word);
  const token = { folded, accented: accentKey(word), hasAccent: folded !== word.toLowerCase() };
  if (known.size < mostKnown) known.set(word, token);
  return token;
}

/** The words of a text in order. Any script and any control character is safe: what is no letter or digit separates. */
export function tokenise(text: string): readonly Token[] {
  return text
    .normalize('NFC')
    .split(notWord)
    .filter((word) => word !== '')
    .map(tokenOf)
    .filter(({ folded }) => folded !== '');
}

/** The words of a query, cut to what a person can mean. */
export function tokeniseQuery(text: string): readonly Token[] {
  // Cut before any work; a surrogate pair cut in half is no letter and falls away.
  return tokenise(text.slice(0, longestQuery)).slice(0, mostTokens);
}

/** Folded words with single spaces, as phrases are compared. */
export function foldedPhrase(tokens: readonly Token[]): string {
  return tokens.map(({ folded }) => folded).join(' ');
}

function accentKey(word: string): string {
  if (isPlain(word)) return word.toLowerCase();
  let tone = '';
  let letters = '';
  for (const char of word.toLowerCase().normalize('NFD')) {
    const mark = tones[char];
    if (mark === undefined) letters += char;
    else tone = mark;
  }
  return letters + tone;
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

/** What Telex keys leave when nobody turned them into letters ("giaays" → "giay"). */
export function undoTelex(word: string): string {
  return word
    .replace(/(aa|ee|oo|dd)/g, (pair) => pair.charAt(0))
    .replace(/([aou])w/g, '$1')
    .replace(/([a-z])[sfrxj]$/, '$1')
    .replace(/^w/, 'u');
}
