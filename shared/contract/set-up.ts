import * as z from 'zod';
import { call, faultCodeSchema } from './call.ts';

/** What the technician types at the first start of a production kiosk. Checked again by shared/config. */
export const setUpInputSchema = z.object({
  kioskId: z.string(),
  office: z.object({
    name: z.string(),
    place: z.string(),
    counter: z.string(),
    communeCode: z.string(),
    agencyCode: z.string(),
  }),
  pxPerMm: z.number(),
  portalAddress: z.string(),
  /** One-time code from the portal's administrator; empty to enrol later. */
  enrolmentCode: z.string().max(64),
  /** The technician has read that a key file beside the data does not protect a stolen disk. */
  acceptUnprotectedKey: z.boolean(),
});
export type SetUpInput = z.infer<typeof setUpInputSchema>;

export const setUpResultSchema = z.object({
  /** Every field that is wrong, at once; empty when saved. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })),
  saved: z.boolean(),
  /** Whether the portal took the kiosk in; `later` when no code was given. */
  enrolment: z.enum(['done', 'later', 'failed']),
  /** Why the portal did not take the kiosk in; the configuration is saved all the same. */
  enrolmentFault: faultCodeSchema.nullable(),
});
export type SetUpResult = z.infer<typeof setUpResultSchema>;

/**
 * The first start of a kiosk without configuration. Whoever stands at an unconfigured machine is its technician;
 * afterwards there is a configuration, and changing it is the technician's, signed in.
 */
export const setUpContract = {
  save: call({
    roles: ['technician'],
    servedBeforeReady: true,
    timeoutMs: 30_000,
    audit: 'set-up-finished',
  })
    .input(setUpInputSchema)
    .output(setUpResultSchema),
};
