import * as z from 'zod';
import { call, everyone } from './call.ts';

/** From "rất không hài lòng" to "rất hài lòng". */
export const scores = [1, 2, 3, 4, 5] as const;
export type Score = (typeof scores)[number];

export const scoreSchema = z.literal(scores);

const ratingStateSchema = z.discriminatedUnion('kind', [
  /** Nothing was handed in during this visit. */
  z.object({ kind: z.literal('not-asked') }),
  z.object({ kind: z.literal('asked') }),
  z.object({ kind: z.literal('given'), score: scoreSchema }),
]);
export type RatingState = z.infer<typeof ratingStateSchema>;

/** How content the person was with what they handed in: one tap, without a name, once per visit. */
export const ratingContract = {
  state: call({ roles: everyone }).output(ratingStateSchema),
  /** Only the citizen's; a second tap changes nothing and answers what was given first. */
  give: call({ roles: ['citizen'], faults: ['SESSION_NOT_OPEN'], audit: 'rating-given' })
    .input(z.object({ score: scoreSchema }))
    .output(ratingStateSchema),
};
