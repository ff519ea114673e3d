import { encode } from 'uqr';

/** Pixels as a camera gives them, RGBA. */
export interface CardPicture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/**
 * A camera picture of a QR code on a grey, noisy ground. `modulePx` is the size of one dot; an identity card held at
 * arm's length fills about a third of a 720p picture. Without text there is no card in it.
 */
export function cardPicture(options: {
  readonly text: string | null;
  readonly modulePx?: number;
  readonly random: () => number;
  readonly width?: number;
  readonly height?: number;
}): CardPicture {
  const width = options.width ?? 1280;
  const height = options.height ?? 720;
  const data = new Uint8ClampedArray(width * height * 4);
  const code = options.text === null ? null : encode(options.text, { ecc: 'M', border: 4 });
  const modulePx = options.modulePx ?? 4;
  const left = Math.floor((width - (code?.size ?? 0) * modulePx) / 2);
  const top = Math.floor((height - (code?.size ?? 0) * modulePx) / 2);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const dark = code?.data[Math.floor((y - top) / modulePx)]?.[Math.floor((x - left) / modulePx)];
      const ground =
        dark === undefined ? 110 + 40 * Math.sin(x / 97) + 30 * Math.cos(y / 61) : dark ? 35 : 215;
      const level = ground + (options.random() - 0.5) * 24;
      const at = (y * width + x) * 4;
      data[at] = level;
      data[at + 1] = level;
      data[at + 2] = level;
      data[at + 3] = 255;
    }
  }
  return { data, width, height };
}
