/** What was set right on the way from bytes to text. Order is the order of work. */
export const textRepairs = [
  'bom_removed',
  'line_end_removed',
  'mojibake_repaired',
  'nfc_normalised',
] as const;
export type TextRepair = (typeof textRepairs)[number];

export interface ScannedText {
  readonly text: string;
  readonly repairs: readonly TextRepair[];
}

/** Longer than any card code, boarding pass or VietQR: what is longer is noise and is not looked at. */
export const longestCodeBytes = 4_096;

/**
 * Windows-1252 gives these bytes letters of their own; every other byte is the letter of the same number, as in
 * Latin-1.
 */
const windows1252 = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((letter, index) => [
    letter,
    0x80 + index,
  ]),
);

const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Turns what a scanner sent into NFC text. Bytes that are not UTF-8 become U+FFFD. */
export function readScannedText(scanned: Uint8Array | string): ScannedText {
  const repairs: TextRepair[] = [];
  let text = typeof scanned === 'string' ? scanned : lenient.decode(scanned);
  // A scanner that takes the mark for three Latin-1 letters sends it as "ï»¿".
  const withoutMark = text.replace(/^(?:\uFEFF|ï»¿)/, '');
  if (withoutMark !== text) repairs.push('bom_removed');
  text = withoutMark;
  const withoutEnd = text.replace(/[\r\n\t\0]+$/, '');
  if (withoutEnd !== text) repairs.push('line_end_removed');
  text = withoutEnd;
  const repaired = repairMojibake(text);
  if (repaired !== null) repairs.push('mojibake_repaired');
  text = repaired ?? text;
  const composed = text.normalize('NFC');
  if (composed !== text) repairs.push('nfc_normalised');
  return { text: composed, repairs };
}

/**
 * UTF-8 that was read as Latin-1 or Windows-1252, read rightly; null when it is not that. Certain, because plain
 * text almost never forms valid UTF-8 by chance: every letter beyond ASCII would have to come in the right groups.
 */
function repairMojibake(text: string): string | null {
  let repaired: string | null = null;
  // Two devices in a row may each have done it once.
  for (let round = 0; round < 2; round += 1) {
    const bytes = bytesOf(repaired ?? text);
    if (bytes === null) return repaired;
    try {
      repaired = strict.decode(bytes);
    } catch {
      // Not UTF-8 underneath: what stands there is what was meant, or is past repair.
      return repaired;
    }
  }
  return repaired;
}

/** The single bytes behind a text; null when a letter has none, or when all is ASCII and nothing can be wrong. */
function bytesOf(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  let beyondAscii = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const byte = code <= 0xff ? code : windows1252.get(text.charAt(index));
    if (byte === undefined) return null;
    if (byte >= 0x80) beyondAscii = true;
    bytes[index] = byte;
  }
  return beyondAscii ? bytes : null;
}

/**
 * Remains of UTF-8 read as Latin-1 of which letters were dropped (keyboard scanners drop control characters):
 * "Nguyá»n", "VÄn", "ThÃ´n". Ä, Å, Æ, º and » do not occur in Vietnamese or in the languages of Gia Lai.
 */
const mojibakeRemains = /[ÄÅÆº»]|Ã[\u0080-\u00bf]/;
const replaced = /[?\uFFFD]/;
/** Two letters or more without any vowel, as in "Vn" for "Văn"; one letter alone is a name here (H Blai, Y Bhăm). */
const noVowel = /(?:^|[\s,.])(?![^\s,.]*[aeiouy])[b-df-hj-np-tv-xz]{2,}(?=$|[\s,.])/i;

/** True when letters of a name were certainly lost between card and computer, so that it must not be filled in. */
export function hasLostLetters(name: string): boolean {
  return hasLostMarks(name) || (isAscii(name) && noVowel.test(name));
}

/** True when marks stand where letters were; for addresses, whose abbreviations have no vowels either. */
export function hasLostMarks(text: string): boolean {
  return replaced.test(text) || mojibakeRemains.test(text);
}

export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}
