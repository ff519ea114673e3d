import * as z from 'zod';
import { call, everyone } from './call.ts';

/** How the demo's reference portal behaves towards us; `well` is the truth, the others are its bad days. */
export const portalMoods = [
  'well',
  'slow',
  'reply-lost',
  'failing',
  'captive-page',
  'wrong-signature',
  'wrong-clock',
  'reset',
] as const;
export type PortalMood = (typeof portalMoods)[number];

/** What a visitor of the demo can hold before the reader (resources/devices/sample-cards.json). */
export const sampleCodes = ['card-2021', 'card-2024', 'card-child', 'card-lossy', 'boarding-pass'] as const;
export type SampleCode = (typeof sampleCodes)[number];

/** What a visitor of the demo can lay into the scanner (resources/devices/scanners/samples). */
export const samplePapers = ['birth-notice', 'declaration', 'marriage-certificate', 'blurred'] as const;
export type SamplePaper = (typeof samplePapers)[number];

/** What the demo's outside world is at this moment. */
export const dockStateSchema = z.object({
  network: z.enum(['online', 'offline']),
  portal: z.enum(portalMoods),
  /** Kiosk clock minus true time, in minutes. */
  clockShiftMinutes: z.number().int(),
});
export type DockState = z.infer<typeof dockStateSchema>;

/** One thing the outside world does. Each device adds its own plays here. */
export const dockPlaySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('network'), network: z.enum(['online', 'offline']) }),
  z.object({ kind: z.literal('portal'), portal: z.enum(portalMoods) }),
  z.object({ kind: z.literal('clock'), shiftMinutes: z.number().int().min(-20_000_000).max(20_000_000) }),
  z.object({ kind: z.literal('card'), card: z.enum(sampleCodes) }),
  z.object({ kind: z.literal('paper'), paper: z.enum(samplePapers) }),
  /** The bank plays one case on the newest code to pay by; without one nothing happens. */
  z.object({
    kind: z.literal('bank'),
    way: z.enum(['exact', 'too-little', 'too-much', 'twice', 'after-time-out', 'garbled']),
  }),
  /** The phone of a sample citizen answers the sign-in that waits; without one nothing happens. */
  z.object({ kind: z.literal('sign-in'), answer: z.enum(['approve', 'deny']) }),
]);
export type DockPlay = z.infer<typeof dockPlaySchema>;

/**
 * The dock plays the outside world by driving simulators over their wire. It exists in the demo profile only:
 * in production the core refuses both calls with ROLE_REFUSED.
 */
export const dockContract = {
  state: call({ roles: everyone, faults: ['ROLE_REFUSED'] }).output(dockStateSchema),
  play: call({ roles: everyone, faults: ['ROLE_REFUSED'] })
    .input(dockPlaySchema)
    .output(dockStateSchema),
};
