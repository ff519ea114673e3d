import { plainGlass, resolutionsInRange, type ScanOrder } from '../../page-areas.ts';
import type {
  AreaMm,
  ColourMode,
  PaperSource,
  ScannerCapabilities,
  SourceCapability,
} from '../../scanner.port.ts';
import {
  child,
  children,
  encodeText,
  numberOf,
  parseXml,
  textOf,
  textsOf,
  type XmlNode,
} from './escl-xml.ts';

/** eSCL measures in 1/300 inch. */
const unitsPerMm = 300 / 25.4;

const colourNames: Readonly<Record<ColourMode, string>> = {
  colour: 'RGB24',
  grey: 'Grayscale8',
  'black-white': 'BlackAndWhite1',
};

/** In the order in which we like them: JPEG is what every device does best. */
const formats = ['image/jpeg', 'image/png', 'image/tiff', 'application/pdf'] as const;

export interface EsclDescription {
  readonly makeAndModel: string;
  readonly vendor: string;
  readonly model: string;
  readonly serial: string | null;
  readonly uuid: string | null;
  /** Echoed in every order: some refuse another version. */
  readonly version: string;
  /** Which of the formats we know; null where it does not say. */
  readonly format: string | null;
  /** The device wants the newer name of the format too. */
  readonly wantsFormatExt: boolean;
  readonly capabilities: ScannerCapabilities;
}

/** Reads ScannerCapabilities; whatever is missing gets the value that every scanner can do. */
export function parseCapabilities(text: string): EsclDescription {
  const root = parseXml(text, 'ScannerCapabilities');
  const makeAndModel = textOf(root, 'MakeAndModel') ?? textOf(root, 'ModelName') ?? 'eSCL';
  const vendor = textOf(root, 'Manufacturer') ?? makeAndModel.split(' ')[0] ?? makeAndModel;
  const model = makeAndModel.toLowerCase().startsWith(`${vendor.toLowerCase()} `)
    ? makeAndModel.slice(vendor.length + 1)
    : makeAndModel;
  const platen = child(child(root, 'Platen'), 'PlatenInputCaps');
  const feeder = child(root, 'Adf');
  const simplex = child(feeder, 'AdfSimplexInputCaps');
  const isDuplex = textsOf(child(feeder, 'AdfOptions'), 'AdfOption').includes('Duplex');
  // Older devices name duplex only among the options and describe it with simplex.
  const duplex = child(feeder, 'AdfDuplexInputCaps') ?? (isDuplex ? simplex : undefined);
  const shared = child(root, 'SettingProfiles');
  const sources = [
    describe('flatbed', platen, shared),
    describe('feeder', simplex, shared),
    describe('feeder-duplex', duplex, shared),
  ].filter((one) => one !== null);
  const inputs = [platen, simplex, duplex].filter((one) => one !== undefined);
  const told = inputs
    .flatMap((input) => profilesOf(input, shared))
    .flatMap((profile) => children(profile, 'DocumentFormats'));
  const plain = told.flatMap((one) => textsOf(one, 'DocumentFormat'));
  const extended = told.flatMap((one) => textsOf(one, 'DocumentFormatExt'));
  return {
    makeAndModel,
    vendor,
    model,
    serial: textOf(root, 'SerialNumber'),
    uuid: textOf(root, 'UUID'),
    version: textOf(root, 'Version') ?? '2.0',
    format: formats.find((format) => plain.includes(format) || extended.includes(format)) ?? null,
    wantsFormatExt: extended.length > 0,
    capabilities: { sources: sources.length > 0 ? sources : [plainGlass] },
  };
}

function profilesOf(input: XmlNode, shared: XmlNode | undefined): readonly XmlNode[] {
  const own = children(child(input, 'SettingProfiles'), 'SettingProfile');
  return own.some((profile) => Object.keys(profile).length > 0) ? own : children(shared, 'SettingProfile');
}

function describe(
  source: PaperSource,
  input: XmlNode | undefined,
  shared: XmlNode | undefined,
): SourceCapability | null {
  if (input === undefined) return null;
  const profiles = profilesOf(input, shared);
  const names = profiles
    .flatMap((one) => children(one, 'ColorModes'))
    .flatMap((one) => textsOf(one, 'ColorMode'));
  const modes = (['colour', 'grey', 'black-white'] as const).filter((mode) =>
    names.includes(colourNames[mode]),
  );
  return {
    source,
    resolutionsDpi: resolutions(profiles),
    colourModes: modes.length > 0 ? modes : ['colour'],
    maxArea: areaOf(input),
  };
}

function areaOf(input: XmlNode): AreaMm | null {
  const width = numberOf(input, 'MaxWidth');
  const height = numberOf(input, 'MaxHeight');
  return width && height ? { widthMm: width / unitsPerMm, heightMm: height / unitsPerMm } : null;
}

function resolutions(profiles: readonly XmlNode[]): readonly number[] {
  const supported = profiles.flatMap((one) => children(one, 'SupportedResolutions'));
  const discrete = supported
    .flatMap((one) => children(child(one, 'DiscreteResolutions'), 'DiscreteResolution'))
    .filter((one) => numberOf(one, 'XResolution') === numberOf(one, 'YResolution'))
    .map((one) => numberOf(one, 'XResolution'))
    .filter((dpi): dpi is number => dpi !== null && dpi > 0);
  if (discrete.length > 0) return [...new Set(discrete)].toSorted((a, b) => a - b);
  const range = child(child(supported[0], 'ResolutionRange'), 'XResolutionRange');
  const min = numberOf(range, 'Min');
  const max = numberOf(range, 'Max');
  return min !== null && max !== null && max >= min ? resolutionsInRange(min, max) : [300];
}

export interface EsclJobInfo {
  /** The path part of its address. */
  readonly uri: string;
  readonly state: string | null;
  readonly isOver: boolean;
  readonly isFailed: boolean;
  readonly imagesCompleted: number | null;
  readonly imagesToTransfer: number | null;
}

export interface EsclStatus {
  readonly state: string | null;
  /** Without its prefix: Loaded, Empty, Jam, DoorOpen, Processing …; null where it has no feeder or does not say. */
  readonly feeder: string | null;
  readonly jobs: readonly EsclJobInfo[];
}

/** Reads ScannerStatus. */
export function parseStatus(text: string): EsclStatus {
  const root = parseXml(text, 'ScannerStatus');
  return {
    state: textOf(root, 'State'),
    feeder: textOf(root, 'AdfState')?.replace(/^ScannerAdf/, '') ?? null,
    jobs: children(child(root, 'Jobs'), 'JobInfo').map((job) => {
      const state = textOf(job, 'JobState');
      return {
        uri: textOf(job, 'JobUri') ?? '',
        state,
        isOver: state !== null && ['Completed', 'Canceled', 'Aborted'].includes(state),
        isFailed: state === 'Aborted' || state === 'Canceled',
        imagesCompleted: numberOf(job, 'ImagesCompleted'),
        imagesToTransfer: numberOf(job, 'ImagesToTransfer'),
      };
    }),
  };
}

/** The order for a scan, in the order of elements that the schema asks for. */
export function writeScanSettings(order: ScanOrder, device: EsclDescription): string {
  const format = device.format;
  const region =
    order.area === null
      ? ''
      : `<pwg:ScanRegions><pwg:ScanRegion><pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>` +
        `<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>` +
        `<pwg:Width>${Math.floor(order.area.widthMm * unitsPerMm)}</pwg:Width>` +
        `<pwg:Height>${Math.floor(order.area.heightMm * unitsPerMm)}</pwg:Height></pwg:ScanRegion></pwg:ScanRegions>`;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"' +
    ' xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">' +
    `<pwg:Version>${encodeText(device.version)}</pwg:Version>` +
    '<scan:Intent>Document</scan:Intent>' +
    region +
    `<pwg:InputSource>${order.source === 'flatbed' ? 'Platen' : 'Feeder'}</pwg:InputSource>` +
    `<scan:ColorMode>${colourNames[order.colour]}</scan:ColorMode>` +
    (format === null ? '' : `<pwg:DocumentFormat>${format}</pwg:DocumentFormat>`) +
    (format !== null && device.wantsFormatExt
      ? `<scan:DocumentFormatExt>${format}</scan:DocumentFormatExt>`
      : '') +
    `<scan:XResolution>${order.dpi}</scan:XResolution><scan:YResolution>${order.dpi}</scan:YResolution>` +
    (order.source === 'flatbed' ? '' : `<scan:Duplex>${order.source === 'feeder-duplex'}</scan:Duplex>`) +
    '</scan:ScanSettings>'
  );
}
