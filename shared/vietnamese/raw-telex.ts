import { isVietnameseSyllable } from './grammar.ts';
import { readLetters } from './letters.ts';
import { createTypingState, defaultTypingOptions, type TypingOptions, typeKey } from './typing.ts';

const plainWord = /[A-Za-z]+(?:[0-9]+[A-Za-z]*)*/gu;
const longestSyllable = 12;

function compose(keys: string, options: TypingOptions): string {
  let state = createTypingState();
  for (const key of keys) state = typeKey(state, key, options);
  return state.text;
}

function isSyllable(word: string): boolean {
  return isVietnameseSyllable(readLetters(word.toLowerCase()));
}

/** A word as it was probably meant, or null when it is fine as it stands. */
function readWord(word: string): string | null {
  if (word.length < 3 || word.length > longestSyllable || isSyllable(word)) return null;
  const method = /[0-9]/u.test(word) ? 'vni' : 'telex';
  const composed = compose(word, { ...defaultTypingOptions, method, loneW: false });
  const marked = /[^A-Za-z0-9]/u.test(composed);
  // One letter and digits is a house number (A12), not a syllable.
  return marked && composed.length > 1 && isSyllable(composed) ? composed : null;
}

/**
 * Finds keys that somebody typed for another method and that stayed as letters: "Nguyeenx Van" → "Nguyễn Van".
 * Returns the suggested text, or null when there is nothing to suggest. It is a question to the person, never a correction.
 */
export function suggestForRawKeys(text: string): string | null {
  let found = false;
  const suggestion = text.replace(plainWord, (word, at: number) => {
    // A run that touches accented letters is not raw keys, only the end of a Vietnamese word.
    const touches = /\p{L}|\p{M}|\p{N}/u;
    if (touches.test(text.charAt(at - 1)) || touches.test(text.charAt(at + word.length))) return word;
    const meant = readWord(word);
    if (meant !== null) found = true;
    return meant ?? word;
  });
  return found ? suggestion.normalize('NFC') : null;
}
