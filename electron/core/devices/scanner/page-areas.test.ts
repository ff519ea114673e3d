import { expect, test } from 'vitest';
import { fitOrder, resolutionsInRange } from './page-areas.ts';
import type { ScanJob, SourceCapability } from './scanner.port.ts';

const job: ScanJob = {
  id: 'job',
  reference: { dossierId: 'd', componentId: 'c' },
  scanner: null,
  source: 'auto',
  dpi: 200,
  colour: 'colour',
  area: 'a4',
  pageLimit: null,
};
const glass: SourceCapability = {
  source: 'flatbed',
  resolutionsDpi: [75, 150, 300, 600],
  colourModes: ['grey', 'colour'],
  maxArea: { widthMm: 215.9, heightMm: 297 },
};
const feeder: SourceCapability = { ...glass, source: 'feeder', maxArea: { widthMm: 208, heightMm: 355 } };

test('rounds the resolution up, because a page below 200 dpi is no record, and down only when it must', () => {
  expect(fitOrder(job, { sources: [glass] }, false)?.dpi).toBe(300);
  expect(fitOrder({ ...job, dpi: 1_200 }, { sources: [glass] }, false)?.dpi).toBe(600);
});

test('takes the feeder when it is loaded, else the glass, and what there is when there is only one', () => {
  const both = { sources: [glass, feeder] };
  expect(fitOrder(job, both, true)?.source).toBe('feeder');
  expect(fitOrder(job, both, false)?.source).toBe('flatbed');
  expect(fitOrder(job, { sources: [feeder] }, false)?.source).toBe('feeder');
  expect(fitOrder({ ...job, source: 'feeder-duplex' }, both, true)?.source).toBe('feeder');
  expect(fitOrder({ ...job, source: 'feeder' }, { sources: [glass] }, true)).toBeUndefined();
});

test('never asks for more paper than the source can see', () => {
  expect(fitOrder({ ...job, source: 'feeder' }, { sources: [feeder] }, true)?.area).toEqual({
    widthMm: 208,
    heightMm: 297,
  });
  expect(fitOrder({ ...job, area: 'max' }, { sources: [glass] }, false)?.area).toEqual(glass.maxArea);
  expect(fitOrder({ ...job, area: 'id-card' }, { sources: [glass] }, false)?.area?.widthMm).toBe(105);
});

test('falls back from colour only where there is none', () => {
  const grey = { ...glass, colourModes: ['grey', 'black-white'] as const };
  expect(fitOrder(job, { sources: [grey] }, false)?.colour).toBe('grey');
});

test('offers the usual resolutions of a range, or its nearest to 300', () => {
  expect(resolutionsInRange(50, 300)).toEqual([75, 100, 150, 200, 240, 300]);
  expect(resolutionsInRange(310, 350)).toEqual([310]);
});
