import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noEdits, type PageInput } from '../../electron/core/papers/index.ts';
import { judgeSet, showConfusion } from '../support/page-set/confusion.ts';
import { drawCards, drawPaper, type Raw } from '../support/page-set/draw-page.ts';
import { pageSet } from '../support/page-set/page-set.ts';
import { randomFrom } from '../support/page-set/random.ts';
import { mildHabits, type ScanHabits, scanPaper } from '../support/page-set/scan-paper.ts';
import { openPapers } from '../support/paper-desk.ts';

const { workshop } = openPapers();

let paper: Raw;

beforeAll(async () => {
  paper = await drawPaper({
    kind: 'form',
    random: randomFrom(11),
    font: 'Liberation Serif',
    hand: 'Z003',
    dpi: 200,
  });
});

afterAll(() => workshop.close());

async function scan(habits: ScanHabits = {}, from: Raw = paper): Promise<PageInput> {
  const random = randomFrom(12);
  const bytes = await scanPaper({
    paper: from,
    back: null,
    habits: { ...mildHabits(random), skewDegrees: 0, edgeShadowMm: 0, ...habits },
    random,
  });
  return {
    bytes,
    dpi: habits.dpi ?? from.dpi,
    announced: null,
    expected: { kind: 'paper', size: 'a4' },
  };
}

const look = async (habits: ScanHabits, from?: Raw) => (await workshop.look(await scan(habits, from))).check;
const codesOf = ({ findings }: Awaited<ReturnType<typeof look>>) => findings.map(({ code }) => code);

test('tells good pages from bad ones on a sample of the labelled set', async () => {
  const confusion = await judgeSet(workshop, pageSet('held-out', { every: 18, goodEach: 3 }));
  const shown = `${showConfusion(confusion)}\n${confusion.misses.join('\n')}`;
  expect(confusion.pages).toBeGreaterThan(10);
  expect(confusion.goodStopped, shown).toBe(0);
  expect(confusion.badFound, shown).toBeGreaterThanOrEqual(0.95);
});

test('finds nothing wrong with a good page and proposes nothing', async () => {
  const check = await look({});
  expect(check.verdict).toBe('good');
  expect(check.findings).toEqual([]);
  expect(check.proposals).toEqual({ turn: 0, deskewDegrees: 0, crops: [] });
});

test('a crooked page is proposed to be straightened, and is straight afterwards', async () => {
  const page = await scan({ skewDegrees: 3.4 });
  const { check } = await workshop.look(page);
  expect(codesOf(check)).toEqual(['skewed']);
  expect(check.proposals.deskewDegrees).toBeCloseTo(-3.4, 0);
  const { jpeg, dpi } = await workshop.prepare(page, {
    ...noEdits,
    deskewDegrees: check.proposals.deskewDegrees,
  });
  const again = await workshop.look({ ...page, bytes: jpeg, dpi });
  expect(Math.abs(again.check.measures.skewDegrees ?? 9)).toBeLessThan(0.5);
  expect(again.check.verdict).toBe('good');
});

test.each([
  [180, 'upside-down', 180],
  [90, 'sideways', 270],
  [270, 'sideways', 90],
] as const)(
  'a page turned by %i° is %s, and the proposed turn sets it right',
  async (turn, code, proposed) => {
    const page = await scan({ turn });
    const { check } = await workshop.look(page);
    expect(codesOf(check)).toEqual([code]);
    // A guess from the shape of text: never more than a question.
    expect(check.verdict).toBe('look-again');
    expect(check.proposals.turn).toBe(proposed);
    const { jpeg, dpi } = await workshop.prepare(page, { ...noEdits, turn: proposed });
    expect((await workshop.look({ ...page, bytes: jpeg, dpi })).check.verdict).toBe('good');
  },
);

test('marks the place of a glare', async () => {
  const check = await look({
    tint: [236, 233, 228],
    brightness: 0.92,
    glare: { xMm: 60, yMm: 200, radiusMm: 25 },
  });
  expect(codesOf(check)).toContain('glare');
  const region = check.findings.find(({ code }) => code === 'glare')?.region;
  expect((region?.left ?? 0) + (region?.width ?? 0) / 2).toBeCloseTo(60 / 210, 1);
  expect((region?.top ?? 0) + (region?.height ?? 0) / 2).toBeCloseTo(200 / 297, 1);
});

test('marks the side at which a page is cut off', async () => {
  const check = await look({ cut: { side: 'left', mm: 33 } });
  expect(check.findings.find(({ code }) => code === 'cut-edge')?.region).toMatchObject({
    left: 0,
    height: 1,
  });
});

test('the other side shining through does not make a blank page printed, nor a printed one blank', async () => {
  const random = randomFrom(5);
  const back = paper;
  const white: Raw = { ...paper, data: Buffer.alloc(paper.data.length, 255) };
  const habits = { ...mildHabits(random), skewDegrees: 0, edgeShadowMm: 0, showThrough: 0.16 };
  const expected = { kind: 'paper', size: 'a4' } as const;
  const blank = await scanPaper({ paper: white, back, habits, random });
  const printed = await scanPaper({ paper, back, habits, random });
  const check = async (bytes: Buffer) =>
    (await workshop.look({ bytes, dpi: 200, announced: null, expected })).check;
  expect(codesOf(await check(blank))).toEqual(['blank']);
  expect(codesOf(await check(printed))).toEqual([]);
});

test('a small paper on a dark ground is judged by itself and proposed to be cut out', async () => {
  const a5 = await sharp(paper.data, { raw: { width: paper.width, height: paper.height, channels: 3 } })
    .extract({ left: 0, top: 0, width: 1_166, height: 1_654 })
    .extend({ right: paper.width - 1_166, bottom: paper.height - 1_654, background: '#202020' })
    .raw()
    .toBuffer();
  const check = await look({ noise: 1 }, { ...paper, data: a5 });
  expect(codesOf(check)).not.toContain('too-dark');
  const [crop] = check.proposals.crops;
  expect(crop?.width).toBeCloseTo(1_166 / paper.width, 1);
  expect(crop?.height).toBeCloseTo(1_654 / paper.height, 1);
});

test('finds both sides of a card on a big glass and puts them on one A4 at their true size', async () => {
  const cards = await drawCards({
    random: randomFrom(8),
    font: 'Liberation Sans',
    dpi: 300,
    sides: ['front', 'back'],
  });
  const page: PageInput = {
    ...(await scan({ tint: [246, 245, 243], dpi: 300 }, cards)),
    expected: { kind: 'id-card', size: 'a4' },
  };
  const { check } = await workshop.look(page);
  expect(check.verdict).toBe('good');
  expect(check.proposals.crops).toHaveLength(2);
  for (const crop of check.proposals.crops) {
    expect(crop.width * 210).toBeGreaterThan(85);
    expect(crop.width * 210).toBeLessThan(95);
    expect(crop.height * 297).toBeLessThan(63);
  }
  const sheet = await workshop.prepareCardSheet(
    check.proposals.crops.map((crop) => ({ page, edits: { ...noEdits, crop } })),
  );
  expect([sheet.widthPx, sheet.heightPx, sheet.dpi]).toEqual([1_654, 2_338, 200]);
  const again = await workshop.look({ ...page, bytes: sheet.jpeg, dpi: sheet.dpi });
  expect(again.check.proposals.crops).toHaveLength(2);
});

test('asks to look again when no card lies on the glass', async () => {
  const page = await scan();
  const { check } = await workshop.look({ ...page, expected: { kind: 'id-card', size: 'a4' } });
  expect(codesOf(check)).toEqual(['card-missing']);
});

test.each(['png', 'tiff'] as const)('takes %s as it takes JPEG', async (format) => {
  const check = await look({ format });
  expect(check.verdict).toBe('good');
  expect(check.picture).toMatchObject({ format, widthPx: 1_654, heightPx: 2_339, dpi: 200 });
});

test('takes the raw pixels that SANE writes', async () => {
  const head = Buffer.from(`P6\n# SANE data follows\n${paper.width} ${paper.height}\n255\n`);
  const bytes = Buffer.concat([head, paper.data]);
  const page = await scan();
  const { check, prepared } = await workshop.look({ ...page, bytes });
  expect(check.picture).toMatchObject({ format: 'pnm', channels: 3 });
  expect(codesOf(check)).toEqual([]);
  expect(prepared).toMatchObject({ widthPx: 1_654, heightPx: 2_339, dpi: 200 });
});

test('a grey scan has no colour, and still becomes a colour JPEG', async () => {
  const page = await scan({ isGrey: true });
  const { check, prepared } = await workshop.look(page);
  expect(check.findings).toMatchObject([{ code: 'no-colour' }]);
  const header = await sharp(prepared.jpeg).metadata();
  expect(header).toMatchObject({ format: 'jpeg', channels: 3, depth: 'uchar', density: 200 });
});

test('brings 300 dpi down to 200 at the same size on paper, and leaves a coarser scan as it is', async () => {
  const large = await sharp(paper.data, { raw: { width: paper.width, height: paper.height, channels: 3 } })
    .resize(2_481, 3_509)
    .jpeg()
    .toBuffer();
  const page = await scan();
  const { prepared } = await workshop.look({ ...page, bytes: large, dpi: 300 });
  expect(prepared).toMatchObject({ widthPx: 1_654, heightPx: 2_339, dpi: 200 });
  const coarse = await workshop.look(await scan({ dpi: 120 }));
  expect(coarse.check.verdict).toBe('bad');
  expect(coarse.prepared).toMatchObject({ dpi: 120, widthPx: 992 });
});

test('quality gives way before a page grows beyond its size, resolution never', async () => {
  const noise = Buffer.from(Uint8Array.from({ length: 1_000 * 1_000 * 3 }, randomByte(randomFrom(3))));
  const bytes = await sharp(noise, { raw: { width: 1_000, height: 1_000, channels: 3 } })
    .png()
    .toBuffer();
  const page = await scan();
  const { prepared } = await workshop.look({ ...page, bytes, dpi: 200 });
  expect(prepared).toMatchObject({ widthPx: 1_000, heightPx: 1_000, dpi: 200 });
  expect(prepared.jpeg.byteLength).toBeLessThan(550_000);
});

const randomByte = (random: () => number) => () => Math.floor(random() * 256);
