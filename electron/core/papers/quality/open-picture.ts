import sharp, { type Metadata, type Sharp } from 'sharp';
import { KioskFault } from '../../../../shared/faults/index.ts';
import type { PageInput, PaperSize, PictureFacts, PictureFormat } from './page-check.ts';
import { readPnm } from './read-pnm.ts';
import type { Thresholds } from './thresholds.ts';

/** A picture whose header was read and found harmless; nothing of it is decoded yet. */
export interface OpenPicture {
  readonly facts: PictureFacts;
  /** A fresh pipeline from the start of the picture, upright by its EXIF mark. */
  pipeline(): Sharp;
  /** The pixels, three channels of eight bits in sRGB, where they were decoded already. */
  readonly pixels: Pixels | null;
}

/** Red, green and blue, one after the other. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A pipeline that takes longer will never end; libvips gives up by itself, its thread must not be killed. */
const pipelineSeconds = 20;

/** Inches, upright. */
const paperInches: Readonly<Record<Exclude<PaperSize, 'other'>, readonly [number, number]>> = {
  a3: [11.69, 16.54],
  a4: [8.27, 11.69],
  a5: [5.83, 8.27],
  letter: [8.5, 11],
  legal: [8.5, 14],
};

const announcedBy: Readonly<Record<string, PictureFormat>> = { jpeg: 'jpeg', png: 'png', tiff: 'tiff' };

/**
 * Reads the header only. Raises PAGE_PICTURE_TOO_LARGE for more pixels or bytes than any paper has,
 * PAGE_PICTURE_UNREADABLE for what is no picture or another kind than announced.
 */
export async function openPicture(input: PageInput, limits: Thresholds['limits']): Promise<OpenPicture> {
  if (input.bytes.byteLength > limits.maxBytes)
    throw new KioskFault('PAGE_PICTURE_TOO_LARGE', { details: { bytes: input.bytes.byteLength } });
  const pnm = readPnm(input.bytes, limits.maxPixels);
  const header = pnm === null ? await readHeader(input.bytes) : null;
  const format = pnm !== null ? 'pnm' : announcedBy[header?.format ?? ''];
  if (format === undefined) throw unreadable('not a picture');
  if (input.announced !== null && input.announced !== format) throw unreadable('announced as something else');
  const widthPx = pnm?.width ?? header?.autoOrient.width ?? 0;
  const heightPx = pnm?.height ?? header?.autoOrient.height ?? 0;
  if (widthPx < 1 || heightPx < 1) throw unreadable('no pixels');
  if (widthPx * heightPx > limits.maxPixels)
    throw new KioskFault('PAGE_PICTURE_TOO_LARGE', { details: { widthPx, heightPx } });
  const dpi = input.dpi ?? headerDpi(header?.density) ?? dpiOfPaper(widthPx, heightPx, input.expected.size);
  const facts = { format, widthPx, heightPx, channels: pnm?.channels ?? header?.channels ?? 0, dpi };
  const source = pnm ?? null;
  return {
    facts,
    pixels: null,
    pipeline: () =>
      (source === null
        ? sharp(input.bytes, { failOn: 'error', limitInputPixels: limits.maxPixels }).autoOrient()
        : sharp(source.data, {
            raw: { width: source.width, height: source.height, channels: source.channels },
          })
      ).timeout({ seconds: pipelineSeconds }),
  };
}

/** Pages up to here are decoded once for everything (60 MB); larger ones stream through and are decoded anew. */
const mostHeldPixels = 20_000_000;

/** Decodes a page that is looked at more than once. Raises what decoding raises. */
export async function decodeOnce(picture: OpenPicture): Promise<OpenPicture> {
  const { facts } = picture;
  if (facts.widthPx * facts.heightPx > mostHeldPixels) return picture;
  const pixels = await decoding(() => toPixels(picture.pipeline().flatten({ background: '#ffffff' })));
  return { facts, pixels, pipeline: () => fromPixels(pixels) };
}

export const fromPixels = ({ data, width, height }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels: 3 } }).timeout({ seconds: pipelineSeconds });

export async function toPixels(pipeline: Sharp): Promise<Pixels> {
  const { data, info } = await pipeline
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function readHeader(bytes: Uint8Array): Promise<Metadata> {
  try {
    // Without a limit of its own: the size is judged by us, so that it gets its own name.
    return await sharp(bytes, { limitInputPixels: false, unlimited: false }).metadata();
  } catch (error) {
    throw unreadable('not a picture', error);
  }
}

/** Translates what decoding says: the end is missing, or the middle is broken. */
export async function decoding<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/premature end|truncat|not enough data|read error|end of (stream|file)|unexpected end/i.test(message))
      throw new KioskFault('PAGE_PICTURE_CUT_OFF', { cause: error });
    if (error instanceof Error && !(error instanceof TypeError)) throw unreadable('broken inside', error);
    throw error;
  }
}

function unreadable(reason: string, cause?: unknown): KioskFault {
  return new KioskFault('PAGE_PICTURE_UNREADABLE', { details: { reason }, cause });
}

/** 72 and 96 are what programs write when they do not know. */
function headerDpi(density: number | undefined): number | null {
  return density !== undefined && density >= 50 && density <= 4_800 && density !== 72 && density !== 96
    ? density
    : null;
}

function dpiOfPaper(widthPx: number, heightPx: number, size: PaperSize): number {
  const [short, long] = paperInches[size === 'other' ? 'a4' : size];
  return Math.round(Math.max(Math.min(widthPx, heightPx) / short, Math.max(widthPx, heightPx) / long));
}
