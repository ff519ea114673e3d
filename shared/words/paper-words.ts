/** A paper of the official list in two parts: what to take from the drawer, and the sentence it stands in. */
export interface PaperWords {
  readonly headline: string;
  /** The official sentence, when the headline is only a part of it. */
  readonly official: string | null;
}

/** "Trường hợp … thì phải có X": the person looks for X; the case is said beside it. */
const casePrefix =
  /^(?:\(?\d+\)?[.)]\s*)?(?:đối với\s|trong\s)?trường hợp[^;.]*?(?:,?\s*thì)?\s*(?:phải có|phải nộp|phải xuất trình|thì nộp|thì xuất trình|nộp kèm)\s*:?\s+/iu;
const bullets = /^(?:[-+•*\s]+|\([ivx]+\)\s*|\(\d+\)\s*)+/u;
/** Where a sentence that is still long begins to speak of law and detail. */
const details = [
  /\stheo (?:quy định|mẫu|Mẫu)\s/u,
  /,?\strong đó\s/u,
  /\sban hành kèm\s/u,
  /\sđược cấp theo\s/u,
  /\shoặc (?:các )?giấy tờ khác\s/u,
  /\squa các thời kỳ/u,
];
const comfortableLength = 90;

/**
 * Shortens the name of a paper to its first words. Nothing is reworded: the headline is a part of the official
 * sentence, and the sentence stays within reach.
 */
export function paperWords(name: string): PaperWords {
  const whole = name.replace(/\s+/g, ' ').trim();
  const withoutCase = whole.replace(bullets, '').replace(casePrefix, '');
  const headline = capitalised(firstPartOf(withoutCase).replaceAll(/(?<=\p{L})\/(?=\p{Lu}\p{Ll})/gu, ' / '));
  const isWhole = headline.replaceAll(/[\s./]/g, '') === whole.replaceAll(/[\s./]/g, '');
  return { headline, official: isWhole ? null : whole };
}

function firstPartOf(text: string): string {
  const part = cutAt(text, [
    /;/,
    /\s\(/,
    /\.\s/,
    /\.$/,
    /(?:\sđối với|\strong|,)?\strường hợp\s/iu,
    /\s-\s/,
    /\snếu\s/iu,
  ]);
  return part.length > comfortableLength ? cutAt(part, details) : part;
}

function cutAt(text: string, ends: readonly RegExp[]): string {
  // A part too short to name a paper ("Bản chính …") is not one.
  const places = ends.map((end) => text.search(end)).filter((at) => at >= 10);
  return places.length === 0 ? text : text.slice(0, Math.min(...places)).replace(/[,;:.\s]+$/u, '');
}

/** The case in which a paper is needed, as a sentence of its own. */
export function caseWords(when: string): string {
  return capitalised(
    when
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[.;,]+$/u, ''),
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
