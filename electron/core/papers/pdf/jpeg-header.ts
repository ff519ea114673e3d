/** What a PDF must say about a JPEG. */
export interface JpegHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: number;
  readonly bits: number;
}

/** ITU T.81: reads the first start-of-frame; null when there is none. */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      return {
        bits: bytes[at + 4] ?? 0,
        heightPx: view.getUint16(at + 5),
        widthPx: view.getUint16(at + 7),
        channels: bytes[at + 9] ?? 0,
      };
    }
    if (marker === 0xda || marker === 0xd9) return null;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
