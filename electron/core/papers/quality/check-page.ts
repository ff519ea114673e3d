import { type FoundCard, findCards } from './cards.ts';
import { findCutSide } from './edges.ts';
import { findInk, turnLetters } from './ink.ts';
import { judgePage, type PageMeasures } from './judge-page.ts';
import { findPaperArea, measureLight, placesWithInk } from './light.ts';
import { measureLines } from './lines.ts';
import { decoding, type OpenPicture } from './open-picture.ts';
import type { Expectation, PageCheck, Proposals, QuarterTurn } from './page-check.ts';
import { measureSharpness } from './sharpness.ts';
import type { Thresholds } from './thresholds.ts';
import { boxAround, measureTiles, type Tiles } from './tiles.ts';
import { measureUprightness } from './upright.ts';
import { shrink, type WorkPicture } from './work-picture.ts';

/** Judges one opened page. Raises PAGE_PICTURE_CUT_OFF and PAGE_PICTURE_UNREADABLE when its pixels say so. */
export async function checkPage(
  picture: OpenPicture,
  expected: Expectation,
  thresholds: Thresholds,
): Promise<PageCheck> {
  const work = await decoding(() => shrink(picture, thresholds.workDpi));
  const { measures, turn, crop } = measurePage(work, picture, expected, thresholds);
  const { verdict, findings } = judgePage(measures, expected, thresholds);
  const isCard = expected.kind === 'id-card';
  const isSkewed = Math.abs(measures.skewDegrees) >= straightEnough;
  const proposals: Proposals = {
    turn: findings.some(({ code }) => code === 'sideways' || code === 'upside-down') ? turn : 0,
    deskewDegrees: isCard
      ? skewOfCards(measures.cards)
      : isSkewed && measures.inkPlaces >= thresholds.blank.inkPlaces
        ? -measures.skewDegrees
        : 0,
    crops: isCard ? measures.cards.map(({ box }) => box) : crop === null ? [] : [crop],
  };
  return { verdict, findings, proposals, picture: picture.facts, measures: figures(measures) };
}

/** Degrees that nobody sees and that are not worth resampling a page for. */
const straightEnough = 0.5;

/** One turn serves both cards of a sheet when they lie alike; else each is turned by hand. */
function skewOfCards(cards: readonly FoundCard[]): number {
  const [first] = cards;
  return first === undefined || Math.abs(first.skewDegrees) < straightEnough ? 0 : -first.skewDegrees;
}

function measurePage(
  work: WorkPicture,
  picture: OpenPicture,
  expected: Expectation,
  { tooDark, glare, blank, blurred, card, sideways }: Thresholds,
): {
  readonly measures: PageMeasures;
  readonly turn: QuarterTurn;
  readonly crop: PageCheck['proposals']['crops'][0] | null;
} {
  const tiles = measureTiles(work);
  const area = findPaperArea(work, tiles);
  const light = measureLight(work, tiles, area, {
    shade: tooDark.paper.lookAgain,
    glareAbovePaper: glare.abovePaper,
  });
  // On dark paper ink stands out less.
  const contrast = blank.inkContrast * Math.min(1, light.paperLevel / 220);
  const isCard = expected.kind === 'id-card';
  const cards = isCard ? findCards(work, card.toleranceMm) : [];
  const places = isCard ? tilesInside(work, tiles, cards) : placesWithInk(tiles, area, contrast);
  const sharpness = measureSharpness(work, tiles, places, blurred.lookAgain);
  const common = {
    picture: picture.facts,
    colouredShare: work.colouredShare,
    light,
    shadedShare: light.shaded.length / Math.max(1, area.tiles.length),
    shadedRegion: boxAround(tiles, work, light.shaded),
    inkPlaces: places.length,
    sharpness,
    cards,
  };
  const ink = findInk(work, tiles, contrast);
  const cut = findCutSide(ink);
  if (isCard) {
    const still = { skewDegrees: 0, sideways: 0, balance: 0, textLines: 0 };
    return { measures: { ...common, ...still, cut }, turn: 0, crop: null };
  }
  const level = measureLines(ink);
  const turned = turnLetters(ink);
  const upright = measureLines(turned);
  const ratio = level.strength === 0 ? 0 : upright.strength / level.strength;
  const isSideways = ratio > sideways.ratio;
  const lines = isSideways ? upright : level;
  const { balance, lines: textLines } = measureUprightness(isSideways ? turned : ink, lines.skewDegrees);
  // `turned` is the page turned clockwise: heavy on top there means that this turn sets it right.
  const turn: QuarterTurn = isSideways ? (balance >= 0 ? 90 : 270) : 180;
  return {
    measures: { ...common, cut, skewDegrees: lines.skewDegrees, sideways: ratio, balance, textLines },
    turn,
    crop: area.crop,
  };
}

function tilesInside(work: WorkPicture, tiles: Tiles, cards: readonly FoundCard[]): readonly number[] {
  const inside: number[] = [];
  for (let tile = 0; tile < tiles.columns * tiles.rows; tile += 1) {
    const x = (((tile % tiles.columns) + 0.5) * tiles.sizePx) / work.width;
    const y = ((Math.floor(tile / tiles.columns) + 0.5) * tiles.sizePx) / work.height;
    if (
      cards.some(
        ({ box }) => x > box.left && x < box.left + box.width && y > box.top && y < box.top + box.height,
      )
    )
      inside.push(tile);
  }
  return inside;
}

function figures(measures: PageMeasures): Readonly<Record<string, number>> {
  return {
    dpi: measures.picture.dpi,
    colouredShare: measures.colouredShare,
    paperLevel: measures.light.paperLevel,
    shadedShare: measures.shadedShare,
    glareMm2: measures.light.glare.areaMm2,
    inkPlaces: measures.inkPlaces,
    steepness: measures.sharpness.steepness ?? -1,
    cutPieces: measures.cut.pieces,
    skewDegrees: measures.skewDegrees,
    sideways: measures.sideways,
    balance: measures.balance,
    textLines: measures.textLines,
    cards: measures.cards.length,
  };
}
