import type { FindingCode } from '../../../electron/core/papers/index.ts';
import { drawCards, drawPaper, type PaperKind, paperKinds, type Raw } from './draw-page.ts';
import { between, pick, type Random, randomFrom } from './random.ts';
import { mildHabits, type ScanHabits, type Side, scanPaper } from './scan-paper.ts';

/** `tune` is what thresholds were chosen on; `held-out` never was, and differs in seeds, typefaces and severities. */
export type Part = 'tune' | 'held-out';

export interface LabelledPage {
  readonly id: string;
  /** What is wrong with it; good pages have nothing. */
  readonly label: FindingCode | 'good';
  readonly kind: 'paper' | 'id-card';
  readonly dpi: number;
  readonly bytes: Buffer;
}

interface PartPlan {
  readonly seed: number;
  readonly fonts: readonly string[];
  readonly hands: readonly string[];
  /** How many papers are drawn, and how many good scans are made of each. */
  readonly papers: number;
  readonly goodEach: number;
  readonly ranges: Readonly<Record<Severity, readonly [number, number]>>;
}

type Severity = 'blurMm' | 'motionMm' | 'skew' | 'dark' | 'glareMm' | 'lowDpi' | 'showThrough' | 'cutMm';

const plans: Readonly<Record<Part, PartPlan>> = {
  tune: {
    seed: 20_261_101,
    fonts: ['Liberation Serif', 'Noto Serif', 'Liberation Sans'],
    hands: ['Z003', 'Noto Serif Display'],
    papers: 24,
    goodEach: 5,
    ranges: {
      blurMm: [0.24, 0.5],
      motionMm: [0.9, 2],
      skew: [2.6, 8],
      dark: [0.22, 0.5],
      glareMm: [14, 34],
      lowDpi: [72, 150],
      showThrough: [0.03, 0.16],
      cutMm: [29, 42],
    },
  },
  'held-out': {
    seed: 770_031,
    fonts: ['DejaVu Serif', 'Noto Sans', 'Liberation Sans Narrow'],
    hands: ['DejaVu Sans', 'Noto Serif'],
    papers: 12,
    goodEach: 12,
    ranges: {
      blurMm: [0.21, 0.62],
      motionMm: [0.8, 2.4],
      skew: [2.3, 9.5],
      dark: [0.18, 0.54],
      glareMm: [12, 40],
      lowDpi: [75, 165],
      showThrough: [0.02, 0.18],
      cutMm: [27.5, 48],
    },
  },
};

type Make = (context: {
  readonly random: Random;
  readonly plan: PartPlan;
  readonly paper: Raw;
}) => ScanHabits;

const sign = (random: Random): number => (random() < 0.5 ? -1 : 1);
const within = (random: Random, [low, high]: readonly [number, number]): number => between(random, low, high);

/** One way for each finding to happen; the first word is what the check should say. */
const ailments: readonly (readonly [FindingCode, Make])[] = [
  ['blurred', ({ random, plan }) => ({ blurMm: within(random, plan.ranges.blurMm) })],
  [
    'blurred',
    ({ random, plan }) => ({
      motion: { mm: within(random, plan.ranges.motionMm), degrees: pick(random, [0, 20, 45, 90, 120, 160]) },
    }),
  ],
  ['skewed', ({ random, plan }) => ({ skewDegrees: sign(random) * within(random, plan.ranges.skew) })],
  ['cut-edge', cutThroughText],
  ['too-dark', ({ random, plan }) => ({ brightness: within(random, plan.ranges.dark) })],
  [
    'glare',
    ({ random, plan }) => ({
      tint: [236, 233, 228],
      brightness: between(random, 0.88, 0.98),
      glare: {
        xMm: between(random, 50, 160),
        yMm: between(random, 60, 230),
        radiusMm: within(random, plan.ranges.glareMm),
      },
    }),
  ],
  ['upside-down', () => ({ turn: 180 })],
  ['sideways', ({ random }) => ({ turn: pick(random, [90, 270] as const) })],
  ['low-resolution', ({ random, plan }) => ({ dpi: Math.round(within(random, plan.ranges.lowDpi)) })],
  ['no-colour', () => ({ isGrey: true })],
];

/** Cuts where letters stand: a cut between two lines leaves a page that nobody can tell from a whole one. */
function cutThroughText({ random, plan, paper }: Parameters<Make>[0]): ScanHabits {
  const side = pick<Side>(random, ['left', 'right', 'top', 'bottom']);
  if (side === 'left' || side === 'right') {
    const [low, high] = plan.ranges.cutMm;
    // Lines end sooner on the right.
    const more = side === 'right' ? 12 : 0;
    const columns = columnsOfText(paper).filter((column) => {
      const mm = ((side === 'left' ? column : paper.width - column) / paper.dpi) * 25.4;
      return mm > low + more && mm < high + more;
    });
    if (columns.length === 0) return cutThroughText({ random, plan, paper });
    const column = pick(random, columns);
    return {
      skewDegrees: 0,
      cut: { side, mm: ((side === 'left' ? column : paper.width - column) / paper.dpi) * 25.4 },
    };
  }
  const rows = rowsOfText(paper).filter((row) => {
    const mm = (row / paper.dpi) * 25.4;
    return side === 'top' ? mm > 18 && mm < 130 : mm > 150 && mm < 280;
  });
  if (rows.length === 0) return cutThroughText({ random, plan, paper });
  const row = pick(random, rows);
  const mm = ((side === 'top' ? row : paper.height - row) / paper.dpi) * 25.4;
  return { skewDegrees: 0, cut: { side, mm } };
}

/** Rows that go through 25 strokes at least, and columns that go through eight lines. */
const rowsOfText = (paper: Raw): readonly number[] =>
  crossings(paper, paper.height, paper.width, (y, x) => y * paper.width + x, 25);
const columnsOfText = (paper: Raw): readonly number[] =>
  crossings(paper, paper.width, paper.height, (x, y) => y * paper.width + x, 8);

function crossings(
  { data }: Raw,
  across: number,
  along: number,
  at: (across: number, along: number) => number,
  least: number,
): readonly number[] {
  const found: number[] = [];
  for (let line = 0; line < across; line += 1) {
    let runs = 0;
    let wasInk = false;
    for (let step = 0; step < along; step += 1) {
      const isInk = (data[at(line, step) * 3 + 1] ?? 255) < 110;
      if (isInk && !wasInk) runs += 1;
      wasInk = isInk;
    }
    if (runs >= least) found.push(line);
  }
  return found;
}

/** The pages of one part, drawn as they are asked for; `every` and `goodEach` thin them out for a quick look. */
export async function* pageSet(
  part: Part,
  given: { readonly every?: number; readonly goodEach?: number } = {},
): AsyncGenerator<LabelledPage> {
  const plan = plans[part];
  const { every = 1, goodEach = plan.goodEach } = given;
  for (let paperNo = 0; paperNo < plan.papers; paperNo += every) {
    const random = randomFrom(plan.seed + paperNo * 7_919);
    const kind: PaperKind = paperKinds[paperNo % paperKinds.length] ?? 'letter';
    const round = Math.floor(paperNo / paperKinds.length);
    const dpi = (paperNo + round) % 3 === 2 ? 300 : 200;
    const drawing = { font: pick(random, plan.fonts), hand: pick(random, plan.hands), dpi };
    const paper = await drawPaper({ ...drawing, kind, random });
    const back = await drawPaper({ ...drawing, kind: 'letter', random, dpi: 100 });
    const scan = async (
      label: FindingCode | 'good',
      name: string,
      habits: ScanHabits,
      from: Raw = paper,
      pageKind: LabelledPage['kind'] = 'paper',
    ): Promise<LabelledPage> => ({
      id: `${part}-${paperNo}-${kind}-${name}`,
      label,
      kind: pageKind,
      dpi: habits.dpi ?? from.dpi,
      bytes: await scanPaper({ paper: from, back, habits: { ...mildHabits(random), ...habits }, random }),
    });
    for (let no = 0; no < goodEach; no += 1)
      yield await scan('good', `good${no}`, no === 4 ? { format: pick(random, ['png', 'tiff']) } : {});
    for (const [no, [label, make]] of ailments.entries()) {
      // Every ailment on every other paper, shifted with each round of kinds: the set stays small, none misses a kind.
      if ((paperNo + round + no) % 2 === 0 || label === 'blurred')
        yield await scan(label, `${label}${no}`, make({ random, plan, paper }));
    }
    if ((paperNo + round) % 2 === 0) {
      const white: Raw = { ...paper, data: Buffer.alloc(paper.data.length, 255) };
      yield await scan(
        'blank',
        'blank',
        { showThrough: random() < 0.6 ? within(random, plan.ranges.showThrough) : 0 },
        white,
      );
    }
    if (paperNo % 3 === 0) {
      const sides =
        paperNo % 6 === 0
          ? (['front', 'back'] as const)
          : ([pick(random, ['front', 'back'] as const)] as const);
      const cards = await drawCards({ random, font: drawing.font, dpi, sides });
      yield await scan(
        'good',
        'cards',
        { tint: [246, 245, 243], skewDegrees: 0, edgeShadowMm: 0, showThrough: 0 },
        cards,
        'id-card',
      );
      yield await scan(
        'blurred',
        'cards-blurred',
        {
          tint: [246, 245, 243],
          skewDegrees: 0,
          edgeShadowMm: 0,
          showThrough: 0,
          blurMm: within(random, plan.ranges.blurMm),
        },
        cards,
        'id-card',
      );
    }
  }
}
