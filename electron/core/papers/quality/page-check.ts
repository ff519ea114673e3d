/** What can be wrong with a page. Words for each: resources/strings/<language>/scan.json, `finding.<code>`. */
export const findingCodes = [
  'blurred',
  'skewed',
  'cut-edge',
  'too-dark',
  'glare',
  'blank',
  'upside-down',
  'sideways',
  'low-resolution',
  'no-colour',
  'card-missing',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** `look-again` asks the person to compare, `bad` to scan once more; either page may be kept. */
export type Level = 'look-again' | 'bad';
export type Verdict = 'good' | Level;

/** A place on the page, from 0 to 1 of its width and height as it is shown (EXIF orientation applied). */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** One thing that is wrong. */
export interface Finding {
  readonly code: FindingCode;
  readonly level: Level;
  /** The figure that the threshold was held against, in the unit of its threshold (resources/scanning/quality.json). */
  readonly measure: number;
  /** The id of the one sentence for the person. */
  readonly sentence: `scan.finding.${FindingCode}`;
  /** Where to mark it; null means the whole page. */
  readonly region: Box | null;
}

export type QuarterTurn = 0 | 90 | 180 | 270;

/** What would help, for a person to say yes or no to: nothing of it is done by itself. */
export interface Proposals {
  /** Clockwise. */
  readonly turn: QuarterTurn;
  /** Clockwise, done after the turn; 0 when the page lies straight enough. */
  readonly deskewDegrees: number;
  /** The cards found on the glass, or the paper where it is smaller than the glass; of the page as it was scanned. */
  readonly crops: readonly Box[];
}

export type PictureFormat = 'jpeg' | 'png' | 'tiff' | 'pnm';

/** What the header says. */
export interface PictureFacts {
  readonly format: PictureFormat;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: number;
  /** What makes the picture its true size: as claimed, else as its header says, else as the paper's size gives. */
  readonly dpi: number;
}

/** The judgement of one page. */
export interface PageCheck {
  readonly verdict: Verdict;
  /** The worst first. */
  readonly findings: readonly Finding[];
  readonly proposals: Proposals;
  readonly picture: PictureFacts;
  /** Every figure that was taken, also of what is in order: for calibration and for the technician. */
  readonly measures: Readonly<Record<string, number>>;
}

export type PaperSize = 'a4' | 'a5' | 'a3' | 'letter' | 'legal' | 'other';

/** What should lie on the glass. */
export interface Expectation {
  readonly kind: 'paper' | 'id-card';
  readonly size: PaperSize;
}

/** One scanned page, encoded. */
export interface PageInput {
  readonly bytes: Uint8Array;
  /** As the driver says; null when nobody knows. */
  readonly dpi: number | null;
  /** What the sender says it is; another kind of picture is refused. Null when nothing was said. */
  readonly announced: PictureFormat | null;
  readonly expected: Expectation;
}
