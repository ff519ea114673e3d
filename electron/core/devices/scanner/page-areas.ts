import type {
  AreaMm,
  ColourMode,
  PageArea,
  PaperSource,
  ScanJob,
  ScannerCapabilities,
  SourceCapability,
} from './scanner.port.ts';

/** Upright, in millimetres. An identity card (ISO 7810 ID-1) gets room around it: nobody lays it down exactly. */
const areas: Readonly<Record<Exclude<PageArea, 'max'>, AreaMm>> = {
  a4: { widthMm: 210, heightMm: 297 },
  a5: { widthMm: 148, heightMm: 210 },
  letter: { widthMm: 215.9, heightMm: 279.4 },
  legal: { widthMm: 215.9, heightMm: 355.6 },
  'id-card': { widthMm: 105, heightMm: 74 },
};

/** Values worth offering where a scanner names a range; 200 and 300 are what the law asks for (FACTS 4). */
const usualDpi = [75, 100, 150, 200, 240, 300, 400, 600, 1200] as const;

/** The usual resolutions in a range, or its middle when none lies in it. */
export function resolutionsInRange(minDpi: number, maxDpi: number): readonly number[] {
  const inside = usualDpi.filter((dpi) => dpi >= minDpi && dpi <= maxDpi);
  return inside.length > 0 ? inside : [Math.round(Math.min(maxDpi, Math.max(minDpi, 300)))];
}

/** A scanner that says nothing usable of itself: a glass of A4, as every scanner has or pretends to. */
export const plainGlass: SourceCapability = {
  source: 'flatbed',
  resolutionsDpi: [300],
  colourModes: ['colour'],
  maxArea: areas.a4,
};

/** What will be asked of the scanner: the nearest to the wish that it can do. */
export interface ScanOrder {
  readonly source: PaperSource;
  readonly dpi: number;
  readonly colour: ColourMode;
  /** Null leaves the area to the scanner. */
  readonly area: AreaMm | null;
}

/**
 * Fits a wish to a scanner. Resolution is rounded up, because a page below 200 dpi is no record; colour falls back to
 * grey only where there is no colour; an area never grows beyond the source. Undefined when the source is missing.
 */
export function fitOrder(
  job: ScanJob,
  capabilities: ScannerCapabilities,
  isFeederLoaded: boolean,
): ScanOrder | undefined {
  const able = pickSource(job.source, capabilities, isFeederLoaded);
  if (able === undefined) return undefined;
  const dpis = able.resolutionsDpi;
  const dpi = dpis.find((one) => one >= job.dpi) ?? dpis.at(-1) ?? job.dpi;
  const wishes: readonly ColourMode[] = [job.colour, 'colour', 'grey', 'black-white'];
  const colour = wishes.find((mode) => able.colourModes.includes(mode)) ?? job.colour;
  return { source: able.source, dpi, colour, area: fitArea(job.area, able.maxArea) };
}

function pickSource(
  wish: ScanJob['source'],
  { sources }: ScannerCapabilities,
  isFeederLoaded: boolean,
): SourceCapability | undefined {
  const find = (source: PaperSource) => sources.find((one) => one.source === source);
  if (wish === 'auto') {
    const feeder = find('feeder') ?? find('feeder-duplex');
    return isFeederLoaded ? (feeder ?? find('flatbed')) : (find('flatbed') ?? feeder);
  }
  // Both sides can be read by turning the pile: a simplex feeder still serves.
  if (wish === 'feeder-duplex') return find('feeder-duplex') ?? find('feeder');
  if (wish === 'feeder') return find('feeder') ?? find('feeder-duplex');
  return find(wish);
}

function fitArea(wish: PageArea, max: AreaMm | null): AreaMm | null {
  if (wish === 'max') return max;
  const asked = areas[wish];
  if (max === null) return asked;
  return {
    widthMm: Math.min(asked.widthMm, max.widthMm),
    heightMm: Math.min(asked.heightMm, max.heightMm),
  };
}
