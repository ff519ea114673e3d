import { KioskFault } from '../../../../../../shared/faults/index.ts';

/** Operations of RFC 8011 5.4.15 that the kiosk uses. */
export const ippOperations = {
  printJob: 0x0002,
  validateJob: 0x0004,
  createJob: 0x0005,
  sendDocument: 0x0006,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getPrinterAttributes: 0x000b,
} as const;

/** Value tags of RFC 8010 3.5.2. */
const tags = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  resolution: 0x32,
  collectionStart: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  collectionEnd: 0x37,
  memberName: 0x4a,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mimeType: 0x49,
} as const;

const groupTags = { operation: 0x01, job: 0x02, end: 0x03 } as const;
const firstValueTag = 0x10;
const firstTextTag = 0x40;

export interface IppResolution {
  readonly x: number;
  readonly y: number;
  readonly unit: 'dpi' | 'dpcm';
}

/** What the kiosk reads; dates, ranges, octets and collections are passed over. */
export type IppValue = number | boolean | string | IppResolution;

/** `[name, kind, value]`; several values make a set. */
export type IppAttribute = readonly [
  name: string,
  kind: 'integer' | 'boolean' | 'enum' | 'name' | 'keyword' | 'uri' | 'charset' | 'language' | 'mimeType',
  value: string | number | boolean | readonly string[],
];

export interface IppRequest {
  readonly version: '1.1' | '2.0';
  readonly operation: number;
  readonly requestId: number;
  readonly operationAttributes: readonly IppAttribute[];
  readonly jobAttributes?: readonly IppAttribute[];
}

/** All groups of an answer as one table: the kiosk asks about one printer or one job at a time. */
export interface IppAnswer {
  readonly status: number;
  readonly requestId: number;
  readonly attributes: ReadonlyMap<string, readonly IppValue[]>;
}

/**
 * Encodes a request by RFC 8010. Our own, because `ipp-encoder` 5.0.0 mixes the members of a collection into the
 * attribute before it and reads long values as having a negative length; the tests hold both against each other.
 */
export function encodeIpp(request: IppRequest): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt8(Number(request.version[0]), 0);
  head.writeUInt8(Number(request.version[2]), 1);
  head.writeUInt16BE(request.operation, 2);
  head.writeInt32BE(request.requestId, 4);
  const parts = [
    head,
    Buffer.of(groupTags.operation),
    ...request.operationAttributes.flatMap(encodeAttribute),
  ];
  if (request.jobAttributes !== undefined && request.jobAttributes.length > 0)
    parts.push(Buffer.of(groupTags.job), ...request.jobAttributes.flatMap(encodeAttribute));
  return Buffer.concat([...parts, Buffer.of(groupTags.end)]);
}

function encodeAttribute([name, kind, given]: IppAttribute): Buffer[] {
  const values = Array.isArray(given) ? (given as readonly string[]) : [given as string | number | boolean];
  return values.map((value, index) => {
    const label = Buffer.from(index === 0 ? name : '', 'utf8');
    const bytes = encodeValue(value);
    const before = Buffer.alloc(3);
    before.writeUInt8(tags[kind], 0);
    before.writeUInt16BE(label.length, 1);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length, 0);
    return Buffer.concat([before, label, length, bytes]);
  });
}

function encodeValue(value: string | number | boolean): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  if (typeof value === 'boolean') return Buffer.of(value ? 1 : 0);
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value, 0);
  return bytes;
}

/** Reads an answer; rejects with PRINTER_ANSWER_INVALID what is cut short or no IPP at all. */
export function decodeIpp(bytes: Buffer): IppAnswer {
  try {
    return decode(bytes);
  } catch (cause) {
    if (cause instanceof RangeError) throw new KioskFault('PRINTER_ANSWER_INVALID', { cause });
    throw cause;
  }
}

/** Reading past the end throws a RangeError by itself: a cut answer is never half an answer. */
function decode(bytes: Buffer): IppAnswer {
  const attributes = new Map<string, IppValue[]>();
  const version = bytes.readUInt8(0);
  if (version !== 1 && version !== 2) throw new RangeError('no IPP version');
  let at = 8;
  let depth = 0;
  let values: IppValue[] = [];
  for (let tag = bytes.readUInt8(at); tag !== groupTags.end; tag = bytes.readUInt8(at)) {
    at += 1;
    if (tag < firstValueTag) {
      values = [];
      continue;
    }
    const name = readBytes(bytes, at);
    at += 2 + name.length;
    const value = readBytes(bytes, at);
    at += 2 + value.length;
    if (tag === tags.collectionEnd) depth -= 1;
    if (depth === 0 && name.length > 0) {
      const key = name.toString('utf8');
      values = attributes.get(key) ?? [];
      attributes.set(key, values);
    }
    if (tag === tags.collectionStart) depth += 1;
    const read = depth === 0 && tag !== tags.collectionEnd ? decodeValue(tag, value) : null;
    if (read !== null) values.push(read);
  }
  return { status: bytes.readUInt16BE(2), requestId: bytes.readInt32BE(4), attributes };
}

function readBytes(bytes: Buffer, at: number): Buffer {
  const length = bytes.readUInt16BE(at);
  if (at + 2 + length > bytes.length) throw new RangeError('cut in a value');
  return bytes.subarray(at + 2, at + 2 + length);
}

function decodeValue(tag: number, value: Buffer): IppValue | null {
  switch (tag) {
    case tags.integer:
    case tags.enum:
      return value.readInt32BE(0);
    case tags.boolean:
      return value.readUInt8(0) !== 0;
    case tags.resolution:
      return {
        x: value.readInt32BE(0),
        y: value.readInt32BE(4),
        unit: value.readUInt8(8) === 4 ? 'dpcm' : 'dpi',
      };
    case tags.textWithLanguage:
    case tags.nameWithLanguage: {
      const language = readBytes(value, 0);
      return readBytes(value, 2 + language.length).toString('utf8');
    }
    default:
      return tag >= firstTextTag && tag !== tags.memberName ? value.toString('utf8') : null;
  }
}

/** The values of an attribute that are texts. */
export function textsOf(answer: IppAnswer, name: string): readonly string[] {
  return (answer.attributes.get(name) ?? []).filter((value) => typeof value === 'string');
}

/** The values of an attribute that are numbers: integers and enums. */
export function numbersOf(answer: IppAnswer, name: string): readonly number[] {
  return (answer.attributes.get(name) ?? []).filter((value) => typeof value === 'number');
}
