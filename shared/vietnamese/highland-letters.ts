/**
 * Letters of Jrai and Bahnar that Telex and VNI cannot type, as rows of keys: the vowels with their short
 * forms, then ƀ č đ ñ and the apostrophe, then the letters written with an apostrophe before them (FACTS 14).
 */
export const highlandKeyRows: readonly (readonly string[])[] = [
  ['ă', 'â', 'ĕ', 'ê', 'ĭ', 'ŏ', 'ô', 'ơ', 'ŭ', 'ư'],
  ['â̆', 'ê̆', 'ô̆', 'ơ̆', 'ư̆', 'ƀ', 'č', 'đ', 'ñ', "'"],
  ["'b", "'j", "'l", "'m", "'n", "'ng", "'nh"],
].map((row) => row.map((letter) => letter.normalize('NFC')));
