import { foldForSearch } from '../vietnamese/fold.ts';
import { graphemeLength } from '../vietnamese/graphemes.ts';
import type { Finding } from './message.ts';

/** For comparing names and searching: no case, no accents, đ as d; hòa and hoà are the same. */
export const foldText = foldForSearch;

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** Above this many UTF-16 units nobody typed it by hand: counting graphemes is not worth the time. */
const longestCounted = 40_000;

/** Length as a person counts it: ê̆ is one letter, although it is two code points. */
export function countLetters(text: string): number {
  return text.length > longestCounted ? text.length : graphemeLength(text);
}

/** The letters of a text as a person sees them. */
export function splitLetters(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** NFC, trimmed, every kind of blank inside a line made one ordinary space. Never drops a letter. */
export function tidyLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u00a0]+/gu, ' ')
    .trim();
}

/** Like tidyLine, but keeps the line breaks of a long text (at most one empty line between two). */
export function tidyLines(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/gu, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

const controlLetter = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u;
const hiddenLetter = /\p{Cf}/u;
const emoji = /\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u20e3\ufe0f]/u;
const loneMark = /(?:^|[^\p{L}\p{M}])\p{M}/u;
const piledMarks = /\p{M}{3,}/u;
/** What the paper font can print: Latin letters (all of Vietnamese, Jrai, Bahnar), figures, ordinary signs. */
const printable = /^[\p{Script=Latin}\p{Mn}\p{Nd}\p{Sc}\n !-/:-@[-`{-~§°±²³´µ·¼½¾«»×÷–—‘’“”„•…‰′″№]*$/u;

/**
 * The first letter of a tidied text that a form cannot take, as a finding with the letter, or null.
 * Line breaks are allowed only where the field has several lines.
 */
export function findStrangeLetter(text: string, lines: 'one' | 'many'): Finding | null {
  const judged = lines === 'many' ? text.replaceAll('\n', ' ') : text;
  if (hiddenLetter.test(judged)) return { severity: 'fault', id: 'hidden-letter', params: {} };
  const picture = emoji.exec(judged.replace(/[0-9#*©®™]/gu, ' '));
  if (picture !== null) return { severity: 'fault', id: 'emoji', params: { letter: picture[0] } };
  if (controlLetter.test(judged)) return { severity: 'fault', id: 'control-letter', params: {} };
  if (loneMark.test(judged) || piledMarks.test(judged.normalize('NFD').replace(/[\u0323\u031b]/gu, ''))) {
    return { severity: 'fault', id: 'lone-mark', params: {} };
  }
  if (!printable.test(judged)) {
    const letter = Array.from(judged).find((one) => !printable.test(one)) ?? '';
    return { severity: 'fault', id: 'foreign-letter', params: { letter } };
  }
  return null;
}
