import sharp, { type OverlayOptions } from 'sharp';
import { decoding, fromPixels, type OpenPicture, type Pixels, toPixels } from './open-picture.ts';
import type { Box } from './page-check.ts';
import type { PageEdits, PageOutput, PreparedPage } from './prepared-page.ts';

/** The first that fits is taken; below the last, letters begin to show blocks, so it is taken whatever its size. */
const qualities = [82, 74, 66, 58] as const;
const white = '#ffffff';

/** Decodes, edits, brings down to the output's resolution and encodes. Raises what decoding raises. */
export async function preparePage(
  picture: OpenPicture,
  edits: PageEdits,
  output: PageOutput,
): Promise<PreparedPage> {
  const { facts } = picture;
  const dpi = Math.min(facts.dpi, output.dpi);
  const pixels = await decoding(() => edited(picture, edits, dpi / facts.dpi));
  const jpeg = await encode(pixels, output.targetBytes, dpi);
  return { jpeg, widthPx: pixels.width, heightPx: pixels.height, dpi };
}

async function edited(picture: OpenPicture, edits: PageEdits, scale: number): Promise<Pixels> {
  const { facts } = picture;
  const area = cropArea(edits.crop, facts.widthPx, facts.heightPx);
  let pipeline = picture.pipeline();
  if (edits.crop !== null) pipeline = pipeline.extract(area);
  pipeline = pipeline.flatten({ background: white });
  if (scale < 1) {
    const width = Math.max(1, Math.round(area.width * scale));
    const height = Math.max(1, Math.round(area.height * scale));
    pipeline = pipeline.resize(width, height, { fit: 'fill', kernel: 'mks2013' });
  }
  let pixels = await toPixels(pipeline);
  if (edits.turn !== 0) pixels = await toPixels(fromPixels(pixels).rotate(edits.turn));
  if (edits.deskewDegrees !== 0) {
    const { width, height } = pixels;
    const turned = await toPixels(
      fromPixels(pixels).rotate(edits.deskewDegrees, { background: paperTone(pixels) }),
    );
    // The paper keeps its size: what the turn added around it is cut off again.
    const at = { left: (turned.width - width) >> 1, top: (turned.height - height) >> 1, width, height };
    pixels = await toPixels(fromPixels(turned).extract(at));
  }
  return pixels;
}

/** White corners on tinted paper would look like glare: they are filled with what most of the page is. */
function paperTone({ data }: Pixels): { readonly r: number; readonly g: number; readonly b: number } {
  const samples = 2_000;
  const step = Math.max(3, Math.floor(data.length / 3 / samples) * 3);
  const middle = (channel: number): number => {
    const levels: number[] = [];
    for (let at = channel; at < data.length; at += step) levels.push(data[at] ?? 0);
    return levels.sort((one, two) => one - two)[levels.length >> 1] ?? 255;
  };
  return { r: middle(0), g: middle(1), b: middle(2) };
}

function cropArea(
  crop: Box | null,
  width: number,
  height: number,
): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } {
  if (crop === null) return { left: 0, top: 0, width, height };
  const left = Math.min(width - 1, Math.max(0, Math.round(crop.left * width)));
  const top = Math.min(height - 1, Math.max(0, Math.round(crop.top * height)));
  return {
    left,
    top,
    width: Math.max(1, Math.min(width - left, Math.round(crop.width * width))),
    height: Math.max(1, Math.min(height - top, Math.round(crop.height * height))),
  };
}

async function encode(pixels: Pixels, targetBytes: number, dpi: number): Promise<Uint8Array> {
  let jpeg = Buffer.alloc(0);
  for (const quality of qualities) {
    jpeg = await fromPixels(pixels)
      // The marks say the true size to whoever takes the picture out of the PDF again.
      .withDensity(dpi)
      .jpeg({ quality, chromaSubsampling: '4:2:0' })
      .toBuffer();
    if (jpeg.byteLength <= targetBytes) break;
  }
  // libvips keeps its own memory, which no thread can hand over.
  return new Uint8Array(jpeg);
}

/** A4 in inches, and where the two sides of a card stand on it: one above the other, in the middle. */
const sheet = { widthIn: 8.27, heightIn: 11.69, firstTopIn: 2.2, secondTopIn: 6.4 } as const;

/**
 * Both sides of an identity card on one A4, at their true size, as offices expect copies of cards. Raises what decoding
 * raises.
 */
export async function prepareCardSheet(
  sides: readonly { readonly picture: OpenPicture; readonly edits: PageEdits }[],
  output: PageOutput,
): Promise<PreparedPage> {
  const dpi = Math.min(output.dpi, ...sides.map(({ picture }) => picture.facts.dpi));
  const width = Math.round(sheet.widthIn * dpi);
  const height = Math.round(sheet.heightIn * dpi);
  const tops = [sheet.firstTopIn, sheet.secondTopIn] as const;
  const layers: OverlayOptions[] = [];
  for (const [i, { picture, edits }] of sides.slice(0, 2).entries()) {
    const card = await decoding(() => edited(picture, edits, dpi / picture.facts.dpi));
    layers.push({
      input: card.data,
      raw: { width: card.width, height: card.height, channels: 3 },
      left: Math.max(0, Math.round((width - card.width) / 2)),
      top: Math.round((tops[i] ?? 0) * dpi),
    });
  }
  const pixels = await toPixels(
    sharp({ create: { width, height, channels: 3, background: white } }).composite(layers),
  );
  return { jpeg: await encode(pixels, output.targetBytes, dpi), widthPx: width, heightPx: height, dpi };
}
