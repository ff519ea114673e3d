import type { FoundCard } from './cards.ts';
import type { CutSide } from './edges.ts';
import type { Light } from './light.ts';
import type { Box, Expectation, Finding, FindingCode, Level, PictureFacts, Verdict } from './page-check.ts';
import type { Sharpness } from './sharpness.ts';
import type { Thresholds } from './thresholds.ts';

/** Everything that was measured of one page. */
export interface PageMeasures {
  readonly picture: PictureFacts;
  readonly colouredShare: number;
  readonly light: Light;
  readonly shadedShare: number;
  readonly shadedRegion: Box | null;
  readonly inkPlaces: number;
  readonly sharpness: Sharpness;
  readonly cut: CutSide;
  readonly skewDegrees: number;
  /** Strength of upright lines over level ones. */
  readonly sideways: number;
  readonly balance: number;
  readonly textLines: number;
  readonly cards: readonly FoundCard[];
}

/** Holds the measures against the thresholds; the worst finding comes first. */
export function judgePage(
  measures: PageMeasures,
  expected: Expectation,
  thresholds: Thresholds,
): { readonly verdict: Verdict; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const add = (code: FindingCode, level: Level | null, measure: number, region: Box | null = null): void => {
    if (level !== null)
      findings.push({
        code,
        level,
        measure: Math.round(measure * 1000) / 1000,
        sentence: `scan.finding.${code}`,
        region,
      });
  };
  const { light, sharpness, cut, picture } = measures;
  const { tooDark, glare } = thresholds;
  const isCard = expected.kind === 'id-card';
  const isBlank = measures.inkPlaces < thresholds.blank.inkPlaces;

  add('low-resolution', below(picture.dpi, thresholds.lowResolution), picture.dpi);
  if (!isBlank && measures.colouredShare < thresholds.noColour.colouredShare)
    add('no-colour', picture.channels < 3 ? 'bad' : 'look-again', measures.colouredShare);
  const darkness = below(light.paperLevel, tooDark.paper);
  if (darkness !== null) add('too-dark', darkness, light.paperLevel);
  else if (!isCard && measures.shadedShare > tooDark.shadeShare)
    add('too-dark', 'look-again', light.paperLevel, measures.shadedRegion);
  add('glare', above(light.glare.areaMm2, glare.areaMm2), light.glare.areaMm2, light.glare.region);
  if (sharpness.steepness !== null && !isBlank)
    add('blurred', below(sharpness.steepness, thresholds.blurred), sharpness.steepness, sharpness.softRegion);
  if (isCard) {
    if (measures.cards.length === 0) add('card-missing', 'look-again', 0);
  } else if (isBlank) add('blank', 'bad', measures.inkPlaces);
  else {
    add('cut-edge', above(cut.pieces, thresholds.cutEdge), cut.pieces, cut.region);
    add('skewed', above(Math.abs(measures.skewDegrees), thresholds.skewed), Math.abs(measures.skewDegrees));
    const { upsideDown, sideways } = thresholds;
    // Both ways of lying wrong are guesses from the shape of text: a person decides.
    if (measures.sideways > sideways.ratio) add('sideways', 'look-again', measures.sideways);
    else if (measures.textLines >= upsideDown.minLines && measures.balance < upsideDown.balance)
      add('upside-down', 'look-again', measures.balance);
  }
  findings.sort((one, two) => Number(two.level === 'bad') - Number(one.level === 'bad'));
  return { verdict: findings[0]?.level ?? 'good', findings };
}

interface Steps {
  readonly lookAgain: number;
  readonly bad: number;
}

const above = (value: number, { lookAgain, bad }: Steps): Level | null =>
  value >= bad ? 'bad' : value >= lookAgain ? 'look-again' : null;

const below = (value: number, { lookAgain, bad }: Steps): Level | null =>
  value < bad ? 'bad' : value < lookAgain ? 'look-again' : null;
