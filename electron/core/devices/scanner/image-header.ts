import { type FileHandle, open } from 'node:fs/promises';
import type { PageFormat } from './scanner.port.ts';

/** What a file is by its own bytes, whatever name or content type came with it. */
export interface ImageHeader {
  readonly format: PageFormat;
  /** Null for a PDF. */
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** As the file says; scanners leave it out or lie, so it is only a hint. */
  readonly dpi: number | null;
  /** False when the end is missing: power went, or the connection broke. */
  readonly isWhole: boolean;
}

/** Enough for every header that scanners write; EXIF and colour profiles before a JPEG's size stay below it. */
const headBytes = 256 * 1024;
const tailBytes = 2_048;

/** Reads type, size and completeness from the two ends of a file, never the picture itself; null when unknown. */
export async function readImageHeader(path: string): Promise<ImageHeader | null> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = await readAt(file, 0, Math.min(size, headBytes));
    const tail = await readAt(file, Math.max(0, size - tailBytes), Math.min(size, tailBytes));
    if (head.length < 8) return null;
    if (head[0] === 0xff && head[1] === 0xd8) return readJpeg(head, tail);
    if (head.readUInt32BE(0) === 0x89504e47) return readPng(head, tail);
    if (isTiff(head)) return await readTiff(file, head, size);
    // Some writers put a few bytes before the mark; every reader forgives the first kilobyte.
    if (head.subarray(0, 1_024).includes('%PDF-')) {
      return { format: 'pdf', widthPx: null, heightPx: null, dpi: null, isWhole: tail.includes('%%EOF') };
    }
    return null;
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}

/** ITU T.81: the size stands in the first start-of-frame; density in JFIF's APP0. */
function readJpeg(head: Buffer, tail: Buffer): ImageHeader {
  let dpi: number | null = null;
  // Scanners pad behind the end-of-image mark with zeros.
  const isWhole = tail.lastIndexOf(Buffer.from([0xff, 0xd9])) >= 0;
  for (let at = 2; at + 9 < head.length; ) {
    if (head[at] !== 0xff) {
      at += 1;
      continue;
    }
    const marker = head[at + 1] ?? 0;
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) break;
    const length = head.readUInt16BE(at + 2);
    if (marker === 0xe0 && length >= 14 && head.toString('latin1', at + 4, at + 8) === 'JFIF') {
      const unit = head[at + 11];
      const density = head.readUInt16BE(at + 12);
      if (unit === 1) dpi = density;
      if (unit === 2) dpi = Math.round(density * 2.54);
    }
    if (marker === 0xe1 && head.toString('latin1', at + 4, at + 8) === 'Exif') {
      dpi ??= exifDpi(head.subarray(at + 10, at + 2 + length));
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const heightPx = head.readUInt16BE(at + 5);
      return { format: 'jpeg', widthPx: head.readUInt16BE(at + 7), heightPx, dpi: saneDpi(dpi), isWhole };
    }
    at += 2 + length;
  }
  return { format: 'jpeg', widthPx: 0, heightPx: 0, dpi: saneDpi(dpi), isWhole: false };
}

function readPng(head: Buffer, tail: Buffer): ImageHeader {
  if (head.length < 33) return { format: 'png', widthPx: 0, heightPx: 0, dpi: null, isWhole: false };
  const widthPx = head.readUInt32BE(16);
  const heightPx = head.readUInt32BE(20);
  const physical = head.indexOf('pHYs');
  const perMetre = physical > 0 && head.length >= physical + 13 && head[physical + 12] === 1;
  const dpi = perMetre ? Math.round(head.readUInt32BE(physical + 4) * 0.0254) : null;
  return { format: 'png', widthPx, heightPx, dpi: saneDpi(dpi), isWhole: tail.includes('IEND') };
}

function isTiff(head: Buffer): boolean {
  const mark = head.readUInt32BE(0);
  return mark === 0x49492a00 || mark === 0x4d4d002a;
}

interface Tag {
  readonly type: number;
  readonly count: number;
  /** Where its value stands in the directory, or where it says that it stands. */
  readonly at: number;
}

/** One directory of tags, and numbers in the byte order of its file. */
function readTags(directory: Buffer, isLittle: boolean) {
  const u16 = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const u32 = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const tags = new Map<number, Tag>();
  const count = directory.length < 2 ? 0 : u16(directory, 0);
  for (let at = 2; at + 12 <= Math.min(directory.length, 2 + count * 12); at += 12) {
    tags.set(u16(directory, at), { type: u16(directory, at + 2), count: u32(directory, at + 4), at: at + 8 });
  }
  const isCut = tags.size < count;
  const first = (tag: number): number => {
    const found = tags.get(tag);
    if (found === undefined) return 0;
    return found.type === 3 ? u16(directory, found.at) : u32(directory, found.at);
  };
  /** Resolution from its fraction; the unit tag says 3 for centimetres. */
  const dpiOf = (fraction: Buffer): number | null => {
    if (fraction.length < 8 || u32(fraction, 4) === 0) return null;
    const perUnit = u32(fraction, 0) / u32(fraction, 4);
    return Math.round(first(296) === 3 ? perUnit * 2.54 : perUnit);
  };
  return { u16, u32, tags, isCut, first, dpiOf };
}

/** Phones and many programs write the resolution only there. */
function exifDpi(exif: Buffer): number | null {
  if (exif.length < 8 || !isTiff(exif)) return null;
  const isLittle = exif[0] === 0x49;
  const start = isLittle ? exif.readUInt32LE(4) : exif.readUInt32BE(4);
  const { first, dpiOf } = readTags(exif.subarray(start), isLittle);
  return dpiOf(exif.subarray(first(282), first(282) + 8));
}

/** TIFF 6.0; the directory may stand at the end of the file. Whole = every strip lies inside the file. */
async function readTiff(file: FileHandle, head: Buffer, size: number): Promise<ImageHeader> {
  const isLittle = head[0] === 0x49;
  const start = isLittle ? head.readUInt32LE(4) : head.readUInt32BE(4);
  const directory =
    start >= size ? Buffer.alloc(0) : await readAt(file, start, Math.min(size - start, 2 + 12 * 200));
  const { u16, u32, tags, isCut, first, dpiOf } = readTags(directory, isLittle);
  const longs = async (tag: number): Promise<readonly number[]> => {
    const found = tags.get(tag);
    if (found === undefined || found.count === 0) return [];
    const width = found.type === 3 ? 2 : 4;
    const isInline = found.count * width <= 4;
    const bytes = isInline
      ? directory.subarray(found.at, found.at + 4)
      : await readAt(file, u32(directory, found.at), Math.min(found.count, 100_000) * width);
    const values: number[] = [];
    for (let at = 0; at + width <= bytes.length && values.length < found.count; at += width) {
      values.push(width === 2 ? u16(bytes, at) : u32(bytes, at));
    }
    return values;
  };
  const dpi = tags.has(282) ? dpiOf(await readAt(file, first(282), 8)) : null;
  const offsets = await longs(273);
  const lengths = await longs(279);
  const isEveryStripIn =
    offsets.length > 0 &&
    offsets.length === (tags.get(273)?.count ?? 0) &&
    offsets.every((offset, i) => offset + (lengths[i] ?? 0) <= size);
  const isWhole = !isCut && (tags.has(324) || isEveryStripIn);
  return { format: 'tiff', widthPx: first(256), heightPx: first(257), dpi: saneDpi(dpi), isWhole };
}

/** 72 and 96 are what programs write when they do not know. */
function saneDpi(dpi: number | null): number | null {
  return dpi !== null && dpi >= 50 && dpi <= 4_800 && dpi !== 72 && dpi !== 96 ? dpi : null;
}
