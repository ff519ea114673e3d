import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  computeLevel,
  defaultOffer,
  feeLines,
  indexFileSchema,
  myPapers,
  type Procedure,
  pagedFeeVnd,
  procedureSchema,
  processingFor,
} from './index.ts';

const folder = new URL('../../resources/catalogue/2026-11-22/', import.meta.url);

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
}

function procedure(code: string): Procedure {
  return procedureSchema.parse(read(`procedures/${code}.json`));
}

function idsOf(list: ReturnType<typeof myPapers>, state: 'bring' | 'depends'): string[] {
  return list.papers.filter((paper) => paper.state === state).map(({ component }) => component.id.slice(-2));
}

test('shortens the birth list to the papers of one person', () => {
  const birth = procedure('1.001193');
  const open = myPapers(birth);
  expect(idsOf(open, 'bring')).toEqual(['04', '06', '07']);
  expect(idsOf(open, 'depends')).toEqual(['01', '02', '03', '05']);
  const mine = myPapers(birth, { delegate: 'yes', 'special-birth': 'no', residence: 'yes' });
  expect(idsOf(mine, 'bring')).toEqual(['02', '04', '06', '07']);
  expect(mine.counts).toEqual({ bring: 4, depends: 0, left: 3 });
  expect(mine.open).toBe(0);
});

test('keeps a paper in doubt when the person is not sure', () => {
  expect(idsOf(myPapers(procedure('1.001193'), { residence: 'unsure' }), 'depends')).toContain('05');
});

test('shows the interactive form online and the paper form at the counter', () => {
  const birth = procedure('1.001193');
  expect(myPapers(birth, {}, 'online').papers.map(({ component }) => component.id)).toContain('1.001193-08');
  expect(myPapers(birth, {}, 'counter').papers.map(({ component }) => component.id)).not.toContain(
    '1.001193-08',
  );
});

test('one answer cuts the 53 lines of a building permit to those of a family house', () => {
  const permit = procedure('1.013225');
  const mine = myPapers(permit, { 'family-house': 'yes' });
  expect(mine.papers.length).toBeLessThanOrEqual(6);
  expect(mine.papers.every(({ component }) => component.group?.includes('nhà ở riêng lẻ'))).toBe(true);
});

test('prices certified copies by the page, in steps and with a cap', () => {
  const [line] = feeLines(procedure('2.000815'), 'counter', '2026-11-22');
  if (line === undefined) throw new Error('a fee line is expected');
  expect(line.amount).toMatchObject({ kind: 'amount', vnd: 2000 });
  expect(line.exemptions).toEqual({ kind: 'ask-staff' });
  expect(pagedFeeVnd(line, { pages: 1, copies: 1 })).toBe(2_000);
  expect(pagedFeeVnd(line, { pages: 5, copies: 2 })).toBe(14_000);
  expect(pagedFeeVnd(line, { pages: 900, copies: 1 })).toBe(200_000);
});

test('never shows an amount that the province sets', () => {
  const [line] = feeLines(procedure('1.000656'), 'counter', '2026-11-22');
  expect(line?.amount).toEqual({ kind: 'ask-staff', because: 'set-by-province' });
  expect(line?.exemptions.kind).toBe('text');
});

test('ends a temporary reduction on its last day', () => {
  const card = procedure('1.014064');
  expect(feeLines(card, 'counter', '2026-12-31')[0]?.amount).toMatchObject({ vnd: 35_000, usualVnd: 70_000 });
  expect(feeLines(card, 'counter', '2027-01-01')[0]?.amount).toMatchObject({ vnd: 70_000, usualVnd: null });
});

test('promises no date from a number without a unit, nor when two cases differ', () => {
  expect(processingFor(procedure('1.000894'), 'counter')).toMatchObject({
    promise: null,
    rows: [{ time: { kind: 'ask-staff', printed: '1' } }],
  });
  expect(processingFor(procedure('1.010040'), 'counter').promise).toBeNull();
});

test('keeps times apart by channel', () => {
  const land = procedure('1.013978');
  expect(processingFor(land, 'online').promise).toEqual({ amount: 17, unit: 'working-day' });
  expect(processingFor(land, 'post').promise).toEqual({ amount: 20, unit: 'working-day' });
  expect(processingFor(land, 'counter').promise).toEqual({ amount: 27, unit: 'working-day' });
});

test('uses the 15:00 rule only where the official page prints it for every case', () => {
  expect(processingFor(procedure('1.001193'), 'counter').sameDayAfterHour).toBe(15);
  expect(processingFor(procedure('2.000908'), 'counter').sameDayAfterHour).toBeNull();
  expect(processingFor(procedure('1.004859'), 'counter').sameDayAfterHour).toBeNull();
});

test('computes the level from what this kiosk offers, apart from the official class', () => {
  const birth = procedure('1.001193');
  expect(birth.officialClass.value).toBe('unknown');
  expect(computeLevel(birth, { ...defaultOffer, electronicSubmission: false })).toBe(2);
  expect(computeLevel(birth, defaultOffer)).toBe(3);
  expect(computeLevel(birth, { ...defaultOffer, resultByPost: true })).toBe(4);
  expect(computeLevel(procedure('1.004222'), { ...defaultOffer, resultByPost: true })).toBe(2);
  const row = indexFileSchema.parse(read('index.json')).rows[0];
  if (row === undefined) throw new Error('a row is expected');
  expect(computeLevel(row, defaultOffer)).toBe(1);
});
