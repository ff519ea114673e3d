import * as z from 'zod';
import { procedureCodeSchema } from '../procedure/index.ts';

/** How content somebody was, from 1 (not at all) to 5 (very): nothing in it leads to a person or a dossier. */
export const ratingSchema = z.object({
  /** Random; the same id again is counted once. */
  ratingId: z.uuid(),
  day: z.iso.date(),
  procedureCode: procedureCodeSchema,
  score: z.int().min(1).max(5),
});
export type Rating = z.infer<typeof ratingSchema>;

export const ratingAnswerSchema = z.object({ counted: z.literal(true) });
