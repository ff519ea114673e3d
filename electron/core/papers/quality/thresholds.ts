import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const share = z.number().min(0).max(1);

/** Two steps: from the first on the person looks again, from the second on the page counts as bad. */
const steps = z.object({ lookAgain: z.number(), bad: z.number() }).strict();

const thresholdsSchema = z
  .object({
    /** When these figures were calibrated, and on what. */
    calibrated: z.string(),
    limits: z
      .object({ maxPixels: z.number().int().positive(), maxBytes: z.number().int().positive() })
      .strict(),
    /** Pages are judged at this resolution: what cannot be seen there does not hinder reading. */
    workDpi: z.number().min(72).max(300),
    /** Edge steepness over local contrast, the median over places with text; lower is softer. */
    blurred: steps,
    /** Degrees. */
    skewed: steps,
    /** Pieces of ink that run over one side of the picture. */
    cutEdge: steps,
    /** Grey level (0 to 255) of the paper; and how much of the page may be darker than that. */
    tooDark: z.object({ paper: steps, shadeShare: share }).strict(),
    /** Square millimetres without any grain, brighter than the paper around. */
    glare: z.object({ areaMm2: steps, abovePaper: z.number() }).strict(),
    /** Places with ink that make a page not blank; less contrast than `inkContrast` is the other side shining through. */
    blank: z.object({ inkPlaces: z.number(), inkContrast: z.number() }).strict(),
    /** From -1 to 1: letters' parts above against below the line; negative is upside down. Less text says nothing. */
    upsideDown: z.object({ balance: z.number(), minLines: z.number() }).strict(),
    /** How many times stronger lines stand upright than lying. */
    sideways: z.object({ ratio: z.number() }).strict(),
    /** TT 05/2025/TT-BNV Đ8: 200 dpi; a little less because paper is never cut exactly. */
    lowResolution: steps,
    /** Share of coloured pixels below which a picture has no colour. */
    noColour: z.object({ colouredShare: share }).strict(),
    /** Millimetres that a card may measure more or less. */
    card: z.object({ toleranceMm: z.number() }).strict(),
  })
  .strict();

/** Where good ends (resources/scanning/quality.json). */
export type Thresholds = z.infer<typeof thresholdsSchema>;

export function readThresholds(resourcesDir: string): Thresholds {
  return thresholdsSchema.parse(
    JSON.parse(readFileSync(path.join(resourcesDir, 'scanning/quality.json'), 'utf8')),
  );
}
