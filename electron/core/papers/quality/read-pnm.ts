import { KioskFault } from '../../../../shared/faults/index.ts';

/** Pixels as SANE's `pnm` output gives them, eight bits. */
export interface PnmPicture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** Netpbm P4 to P6 (libvips in `sharp` is built without it); null when the bytes are something else. */
export function readPnm(bytes: Uint8Array, maxPixels: number): PnmPicture | null {
  const kind = bytes[0] === 0x50 ? (bytes[1] ?? 0) - 0x30 : 0;
  if (kind < 4 || kind > 6) return null;
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  const numbers = kind === 4 ? 2 : 3;
  const match = new RegExp(
    `^P\\d(?:(?:\\s|#[^\\n]*\\n)+(\\d{1,9})){1}(?:(?:\\s|#[^\\n]*\\n)+(\\d{1,9}))${numbers === 3 ? '(?:(?:\\s|#[^\\n]*\\n)+(\\d{1,5}))' : '()'}\\s`,
  ).exec(head);
  if (match === null) return null;
  const width = Number(match[1]);
  const height = Number(match[2]);
  const highest = kind === 4 ? 1 : Number(match[3]);
  if (width * height > maxPixels)
    throw new KioskFault('PAGE_PICTURE_TOO_LARGE', { details: { widthPx: width, heightPx: height } });
  const channels = kind === 6 ? 3 : 1;
  const body = bytes.subarray(match[0].length);
  const rowBytes = kind === 4 ? Math.ceil(width / 8) : width * channels * (highest > 255 ? 2 : 1);
  if (body.length < rowBytes * height) throw new KioskFault('PAGE_PICTURE_CUT_OFF');
  return {
    data: toEightBits(body, { kind, width, height, channels, highest, rowBytes }),
    width,
    height,
    channels,
  };
}

function toEightBits(
  body: Uint8Array,
  {
    kind,
    width,
    height,
    channels,
    highest,
    rowBytes,
  }: {
    readonly kind: number;
    readonly width: number;
    readonly height: number;
    readonly channels: number;
    readonly highest: number;
    readonly rowBytes: number;
  },
): Uint8Array {
  const count = width * height * channels;
  if (kind !== 4 && highest === 255) return body.subarray(0, count);
  const data = new Uint8Array(count);
  for (let i = 0; i < count; i += 1) {
    if (kind === 4) {
      const y = Math.floor(i / width);
      const x = i - y * width;
      // In P4 a set bit is black.
      data[i] = ((body[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 0 : 255;
    } else if (highest > 255)
      data[i] = Math.round(((((body[i * 2] ?? 0) << 8) | (body[i * 2 + 1] ?? 0)) / highest) * 255);
    else data[i] = Math.round(((body[i] ?? 0) / highest) * 255);
  }
  return data;
}
