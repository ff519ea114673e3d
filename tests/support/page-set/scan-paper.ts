import sharp, { type Sharp } from 'sharp';
import type { Raw } from './draw-page.ts';
import { between, type Random } from './random.ts';

export type Side = 'left' | 'right' | 'top' | 'bottom';

/** What a scanner and the person before it do to a paper; everything left out is left alone. */
export interface ScanHabits {
  readonly skewDegrees?: number;
  /** How much of one side lies outside the glass. */
  readonly cut?: { readonly side: Side; readonly mm: number };
  readonly turn?: 90 | 180 | 270;
  readonly blurMm?: number;
  readonly motion?: { readonly mm: number; readonly degrees: number };
  /** How much of the other side shines through, 0 to 1. */
  readonly showThrough?: number;
  readonly tint?: readonly [number, number, number];
  readonly brightness?: number;
  readonly noise?: number;
  readonly glare?: { readonly xMm: number; readonly yMm: number; readonly radiusMm: number };
  /** How much darker the far side is, 0 to 1. */
  readonly falloff?: number;
  /** The shadow of a lid that does not close, along one side. */
  readonly edgeShadowMm?: number;
  readonly isGrey?: boolean;
  /** The resolution of the scan; the paper is shrunk to it. */
  readonly dpi?: number;
  readonly format?: 'jpeg' | 'png' | 'tiff';
  readonly jpegQuality?: number;
}

const options = ({ width, height }: Raw) => ({ raw: { width, height, channels: 3 as const } });

async function toRaw(pipeline: Sharp, dpi: number): Promise<Raw> {
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, dpi };
}

const white = { r: 255, g: 255, b: 255 };

async function lay(paper: Raw, { skewDegrees = 0, cut, turn }: ScanHabits): Promise<Raw> {
  let laid = paper;
  if (skewDegrees !== 0) {
    const { width, height, dpi } = laid;
    const turned = await toRaw(
      sharp(laid.data, options(laid)).rotate(skewDegrees, { background: white }),
      dpi,
    );
    const at = { left: (turned.width - width) >> 1, top: (turned.height - height) >> 1, width, height };
    laid = await toRaw(sharp(turned.data, options(turned)).extract(at), dpi);
  }
  if (cut !== undefined) {
    const { width, height, dpi } = laid;
    const gone = Math.round((cut.mm / 25.4) * dpi);
    const isAcross = cut.side === 'left' || cut.side === 'right';
    const kept = {
      left: cut.side === 'left' ? gone : 0,
      top: cut.side === 'top' ? gone : 0,
      width: isAcross ? width - gone : width,
      height: isAcross ? height : height - gone,
    };
    const opposite = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' } as const;
    const part = await toRaw(sharp(laid.data, options(laid)).extract(kept), dpi);
    laid = await toRaw(
      sharp(part.data, options(part)).extend({ [opposite[cut.side]]: gone, background: white }),
      dpi,
    );
  }
  if (turn !== undefined) laid = await toRaw(sharp(laid.data, options(laid)).rotate(turn), laid.dpi);
  return laid;
}

/** A line of weights: what a page that moves while it is read looks like. */
function motionKernel(
  lengthPx: number,
  degrees: number,
): { width: number; height: number; kernel: number[] } {
  const size = Math.max(3, Math.ceil(lengthPx) | 1);
  const kernel = new Array<number>(size * size).fill(0);
  const angle = (degrees * Math.PI) / 180;
  const centre = (size - 1) / 2;
  for (let step = -centre; step <= centre; step += 0.25) {
    const x = Math.round(centre + step * Math.cos(angle));
    const y = Math.round(centre + step * Math.sin(angle));
    kernel[y * size + x] = (kernel[y * size + x] ?? 0) + 1;
  }
  return { width: size, height: size, kernel };
}

async function focus(paper: Raw, { blurMm = 0, motion }: ScanHabits): Promise<Raw> {
  let seen = paper;
  const sigma = (blurMm / 25.4) * paper.dpi;
  if (sigma >= 0.3) seen = await toRaw(sharp(seen.data, options(seen)).blur(sigma), seen.dpi);
  if (motion !== undefined) {
    const kernel = motionKernel((motion.mm / 25.4) * paper.dpi, motion.degrees);
    seen = await toRaw(sharp(seen.data, options(seen)).convolve(kernel), seen.dpi);
  }
  return seen;
}

/** The other side of thin paper: mirrored, soft and pale. */
async function shineThrough(paper: Raw, back: Raw | null, { showThrough = 0 }: ScanHabits): Promise<Raw> {
  if (showThrough === 0 || back === null) return paper;
  const other = await toRaw(
    sharp(back.data, options(back))
      .resize(paper.width, paper.height, { fit: 'fill' })
      .flop()
      .blur(Math.max(0.6, paper.dpi / 120)),
    paper.dpi,
  );
  const data = Buffer.from(paper.data);
  for (let i = 0; i < data.length; i += 1) {
    const lost = 255 - (other.data[i] ?? 255);
    data[i] = Math.max(0, (data[i] ?? 0) - lost * showThrough * ((data[i] ?? 0) / 255));
  }
  return { ...paper, data };
}

const noiseLength = 1 << 18;

/** About normal, unit deviation; one table serves every page because each starts somewhere else in it. */
function noiseTable(random: Random): Float32Array {
  const table = new Float32Array(noiseLength);
  for (let i = 0; i < noiseLength; i += 1) table[i] = (random() + random() + random() + random() - 2) * 1.73;
  return table;
}

function expose(paper: Raw, habits: ScanHabits, random: Random): Raw {
  const { tint = [255, 255, 255], brightness = 1, noise = 0, glare, falloff = 0, edgeShadowMm = 0 } = habits;
  const { width, height, dpi } = paper;
  const data = Buffer.alloc(paper.data.length);
  const table = noiseTable(random);
  const mm = dpi / 25.4;
  const [red = 1, green = 1, blue = 1] = tint.map((level) => (level / 255) * brightness);
  const shadowPx = edgeShadowMm * mm;
  const light = Float32Array.from({ length: width }, (_, x) => {
    const shadow = x < shadowPx ? 0.55 + 0.45 * (x / shadowPx) : 1;
    return shadow * (1 - falloff * (x / width));
  });
  for (let y = 0; y < height; y += 1) {
    let grain = Math.floor(random() * noiseLength);
    for (let x = 0, i = y * width * 3; x < width; x += 1, i += 3) {
      const lit = light[x] ?? 1;
      const added = glare === undefined ? 0 : glareAt(x / mm - glare.xMm, y / mm - glare.yMm, glare.radiusMm);
      data[i] = bound((paper.data[i] ?? 0) * red * lit + added + noise * (table[grain] ?? 0));
      grain = (grain + 1) % noiseLength;
      data[i + 1] = bound((paper.data[i + 1] ?? 0) * green * lit + added + noise * (table[grain] ?? 0));
      grain = (grain + 1) % noiseLength;
      data[i + 2] = bound((paper.data[i + 2] ?? 0) * blue * lit + added + noise * (table[grain] ?? 0));
      grain = (grain + 1) % noiseLength;
    }
  }
  return { ...paper, data };
}

const bound = (level: number): number => Math.max(0, Math.min(level, 255));

/** Far beyond white in its middle, gone at one and a half times its radius. */
function glareAt(dxMm: number, dyMm: number, radiusMm: number): number {
  const away = Math.hypot(dxMm, dyMm) / radiusMm;
  if (away >= 1.6) return 0;
  return away < 0.75 ? 300 : 300 * Math.exp(-(((away - 0.75) / 0.28) ** 2));
}

/** The paper as the scanner gives it: encoded bytes. `back` is what stands on its other side. */
export async function scanPaper(options_: {
  readonly paper: Raw;
  readonly back: Raw | null;
  readonly habits: ScanHabits;
  readonly random: Random;
}): Promise<Buffer> {
  const { paper, back, habits, random } = options_;
  const focused = await focus(await lay(paper, habits), habits);
  const exposed = expose(await shineThrough(focused, back, habits), habits, random);
  const dpi = habits.dpi ?? paper.dpi;
  let picture = sharp(exposed.data, options(exposed));
  if (dpi !== paper.dpi) picture = picture.resize(Math.round((exposed.width * dpi) / paper.dpi));
  if (habits.isGrey === true) picture = picture.greyscale();
  picture = picture.withMetadata({ density: dpi });
  if (habits.format === 'png') return picture.png({ compressionLevel: 1 }).toBuffer();
  if (habits.format === 'tiff') return picture.tiff({ compression: 'none' }).toBuffer();
  return picture.jpeg({ quality: habits.jpegQuality ?? 85 }).toBuffer();
}

/** What every scan has a little of, and what makes no page bad. */
export function mildHabits(random: Random): ScanHabits {
  const paperWhite = between(random, 226, 252);
  const warmth = between(random, 0, 12);
  return {
    skewDegrees: between(random, -1, 1),
    blurMm: between(random, 0, 0.06),
    showThrough: random() < 0.35 ? between(random, 0.02, 0.12) : 0,
    tint: [paperWhite, paperWhite - warmth * 0.4, paperWhite - warmth],
    brightness: between(random, 0.9, 1.03),
    noise: between(random, 0.8, 4),
    falloff: random() < 0.4 ? between(random, 0, 0.08) : 0,
    edgeShadowMm: random() < 0.2 ? between(random, 1, 4) : 0,
    jpegQuality: Math.round(between(random, 72, 92)),
  };
}
