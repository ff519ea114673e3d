import { splitLetters } from '../../../shared/form/letters.ts';
import type { Face } from './fonts.ts';

/**
 * Breaks a text into lines: at spaces, at line breaks of the text, and inside a word only when it alone is wider
 * than a line. The first line may be narrower, because a label stands before it. Every letter is on some line.
 */
export function wrapText(
  face: Face,
  text: string,
  at: { readonly size: number; readonly first: number; readonly rest: number },
): readonly string[] {
  const lines: string[] = [];
  const width = (part: string): number => (face.width(part) * at.size) / 1000;
  const room = (): number => (lines.length === 0 ? at.first : at.rest);
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (width(longer) <= room()) {
        line = longer;
        continue;
      }
      // A long first word goes to the next line when it fits there: an empty first line is right after a long label.
      if (line !== '' || (lines.length === 0 && at.first < at.rest && width(word) <= at.rest)) {
        lines.push(line);
        line = '';
      }
      if (width(word) <= room()) line = word;
      else {
        for (const letter of splitLetters(word)) {
          if (line !== '' && width(line + letter) > room()) {
            lines.push(line);
            line = '';
          }
          line += letter;
        }
      }
    }
    lines.push(line);
  }
  return lines;
}
