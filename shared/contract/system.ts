import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { otherCodes } from '../identity/index.ts';
import { call, everyone, faultCodeSchema } from './call.ts';
import { scanViewSchema } from './papers.ts';
import { sessionStateSchema } from './session.ts';
import { signInStateSchema } from './sign-in.ts';

export const profiles = ['demo', 'production'] as const;
export type Profile = (typeof profiles)[number];

/** What the core is doing about itself. `set-up` asks the technician for a first configuration. */
export const phaseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('starting'), step: z.string() }),
  z.object({ kind: z.literal('set-up') }),
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('paused'), fault: faultCodeSchema }),
]);
export type Phase = z.infer<typeof phaseSchema>;

/** How the road to the portal is, in the words the frame shows. Offline is information, not an alarm. */
export const networkSchema = z.object({
  state: z.enum(['unknown', 'online', 'offline']),
  /** The cause of `offline`, for staff. */
  cause: faultCodeSchema.nullable(),
  /** Portal clock minus kiosk clock at the last signed answer, in milliseconds. */
  clockOffsetMs: z.number().nullable(),
});
export type Network = z.infer<typeof networkSchema>;

export const healthSchema = z.object({ phase: phaseSchema, network: networkSchema });
export type Health = z.infer<typeof healthSchema>;

/** What the frame shows on every screen; known before database, network and devices are. */
export const kioskSchema = z.object({
  version: z.string(),
  profile: z.enum(profiles),
  kioskId: z.string().nullable(),
  office: z.object({ name: z.string(), place: z.string(), counter: z.string() }).nullable(),
  /** What queue numbers are given for; none where the office has another way. */
  tickets: z.array(z.object({ id: z.string(), vi: z.string(), en: z.string() })),
  pxPerMm: z.number(),
  idle: z.object({ askAfterSeconds: z.number(), answerWithinSeconds: z.number() }),
});
export type Kiosk = z.infer<typeof kioskSchema>;

/** The event stream: the first event of each kind is the present state, then every change. */
export const kioskEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('health'), health: healthSchema }),
  z.object({ kind: z.literal('session'), session: sessionStateSchema }),
  /** Dossiers on their way; `count` rises with every change of any of them. */
  z.object({
    kind: z.literal('queue'),
    waiting: z.number().int(),
    needsStaff: z.number().int(),
    count: z.number().int(),
  }),
  /** Who is at the kiosk changed, or a code came to nothing; the person is asked for with `identity.state`. */
  z.object({
    kind: z.literal('identity'),
    step: z.enum(['none', 'shown', 'confirmed']),
    fault: faultCodeSchema.nullable(),
    /** What a code was that is no identity card. */
    other: z.enum(otherCodes).nullable(),
    /** Rises with every news: the same fault twice is told twice. */
    count: z.number().int().nonnegative(),
  }),
  /** The sign-in by phone moved on; `signIn.state` says the same. */
  z.object({ kind: z.literal('sign-in'), signIn: signInStateSchema }),
  /** The code of a kept form was held before a reader (`code`), or that is over (null). */
  z.object({ kind: z.literal('slip'), code: z.string().nullable() }),
  /** The code of a receipt was held before a reader (`code`), or that is taken up (null). */
  z.object({ kind: z.literal('receipt'), code: z.string().nullable(), count: z.number().int() }),
  /** A card was held before a reader on the staff's screens; `staff.door` says whose, `fault` why it was nobody's. */
  z.object({ kind: z.literal('staff'), fault: faultCodeSchema.nullable(), count: z.number().int() }),
  /** The papers of the open form changed, or the scan went on; `papers.state` has the rest. */
  z.object({ kind: z.literal('papers'), scan: scanViewSchema.nullable(), count: z.number().int() }),
  /** The queue at the counter: who is called, how many wait; `calls` rises with every call aloud. */
  z.object({
    kind: z.literal('tickets'),
    called: z.int().positive().nullable(),
    waiting: z.int().nonnegative(),
    calls: z.int().nonnegative(),
  }),
  /** The fee or the post of this dossier may be otherwise now. */
  z.object({ kind: z.literal('fee'), dossierId: z.uuid(), count: z.number().int() }),
  z.object({
    kind: z.literal('device'),
    device: z.enum(['scanner', 'printer', 'reader']),
    state: z.enum(['absent', 'ready', 'working', 'recovering', 'fault']),
    fault: faultCodeSchema.nullable(),
  }),
]);
export type KioskEvent = z.infer<typeof kioskEventSchema>;

export const systemContract = {
  /** Who this kiosk is. Served from the first moment on. */
  hello: call({ roles: everyone, servedBeforeReady: true }).output(kioskSchema),
  /** The page has painted a frame: the shell's watchdog lives on it. */
  painted: call({ roles: everyone, servedBeforeReady: true }).output(z.object({ at: z.number() })),
  /** Everything that changes by itself: health, session, devices, queue. */
  events: call({ roles: everyone, servedBeforeReady: true, timeoutMs: null }).output(
    eventIterator(kioskEventSchema),
  ),
};
