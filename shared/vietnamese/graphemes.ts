const segmenter = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** Latin letters without combining marks: one code unit is one grapheme, so nothing has to be segmented. */
function isSimpleUnit(unit: number): boolean {
  return (unit >= 0x20 && unit < 0x300) || (unit >= 0x1e00 && unit <= 0x1eff);
}

/** The number of letters a person sees: ơ̆ is one, an emoji family is one. */
export function graphemeLength(text: string): number {
  for (let i = 0; i < text.length; i += 1) {
    if (!isSimpleUnit(text.charCodeAt(i))) {
      let count = 0;
      for (const _ of segmenter.segment(text)) count += 1;
      return count;
    }
  }
  return text.length;
}

/** True where a caret may stand: never inside a letter and its marks. */
export function isGraphemeBoundary(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return offset === 0 || offset === text.length;
  if (isSimpleUnit(text.charCodeAt(offset)) && isSimpleUnit(text.charCodeAt(offset - 1))) return true;
  return segmenter.segment(text).containing(offset)?.index === offset;
}

/** The nearest place at or after `offset` where a caret may stand. */
export function snapForward(text: string, offset: number): number {
  if (offset <= 0) return 0;
  if (offset >= text.length) return text.length;
  if (isGraphemeBoundary(text, offset)) return offset;
  const segment = segmenter.segment(text).containing(offset);
  return segment === undefined ? text.length : segment.index + segment.segment.length;
}

/** The caret place one grapheme to the left. */
export function previousBoundary(text: string, offset: number): number {
  if (offset <= 1) return 0;
  if (isSimpleUnit(text.charCodeAt(offset - 1)) && isSimpleUnit(text.charCodeAt(offset - 2)))
    return offset - 1;
  return segmenter.segment(text).containing(offset - 1)?.index ?? 0;
}

/** The caret place one grapheme to the right. */
export function nextBoundary(text: string, offset: number): number {
  return offset >= text.length ? text.length : snapForward(text, offset + 1);
}

/** The beginning of a text, cut so that at most `count` graphemes are left. */
export function takeGraphemes(text: string, count: number): string {
  if (text.length <= count) return text;
  let end = 0;
  for (let i = 0; i < count && end < text.length; i += 1) end = nextBoundary(text, end);
  return text.slice(0, end);
}

const lineBreaks = /\r\n?|[\n\u2028\u2029]/gu;
const otherSpaces = /[\t\v\f\u0085]|[^\S\n]/gu;
const invisible = /[^\P{C}\n]/gu;
const leadingMarks = /(^|[\s])\p{M}+/gu;

/**
 * What a field accepts from outside (paste, scanner, stored value): NFC, without control, format and
 * right-to-left characters, and without combining marks that have no letter to stand on.
 */
export function cleanText(text: string, options?: { readonly multiline?: boolean }): string {
  const lines = text.replace(lineBreaks, options?.multiline === true ? '\n' : ' ');
  return lines.replace(otherSpaces, ' ').replace(invisible, '').replace(leadingMarks, '$1').normalize('NFC');
}
