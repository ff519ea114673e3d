import * as z from 'zod';
import { call, everyone, roleSchema } from './call.ts';
import { contrasts, languages, textSizes } from './reading.ts';

export {
  type Contrast,
  defaultReading,
  isStaffPlace,
  type Language,
  languages,
  type TextSize,
  textSizes,
} from './reading.ts';

/** How this person wants to read: kept for the session, gone with it. */
export const readingSchema = z.object({
  language: z.enum(languages),
  textSize: z.enum(textSizes),
  contrast: z.enum(contrasts),
  /** Everything that must be touched moves to the lower half (people who sit, children). */
  reach: z.boolean(),
});
export type Reading = z.infer<typeof readingSchema>;

/**
 * Where in the journey the person is, as the page's own path (`/`, `/home`, `/find/…`). The core keeps it so that
 * a page that crashed comes back to the same step. It holds ids of the kiosk, never what a person typed.
 */
export const placeSchema = z.string().regex(/^\/[a-z0-9/.:-]{0,120}$/);

/** Roles of the people of the office; each has an account. */
export const officerRoles = ['staff', 'supervisor', 'technician'] as const;
export type OfficerRole = (typeof officerRoles)[number];

/** Who of the staff stands over the visit. */
export const officerSchema = z.object({
  accountId: z.uuid(),
  name: z.string(),
  role: z.enum(officerRoles),
});
export type Officer = z.infer<typeof officerSchema>;

/** Only at such a place may the page use the camera, and only for pictures. */
export function isCameraPlace(place: string): boolean {
  return /^\/identify\/(?:[a-z0-9.-]+\/)?camera$/.test(place);
}

export const sessionStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('open'),
    sessionId: z.uuid(),
    role: roleSchema,
    place: placeSchema,
    reading: readingSchema,
    /** Set while the "are you still there?" question stands; counts the milliseconds left when it was sent. */
    idleQuestion: z.object({ answerWithinMs: z.number().int().nonnegative() }).nullable(),
    /** The officer who is signed in over this visit; the role is theirs. */
    officer: officerSchema.nullable(),
    /** Where the citizen was before the staff's screens came up. */
    backTo: placeSchema.nullable(),
    /** The citizen waits for staff. */
    isCalling: z.boolean(),
  }),
]);
export type SessionState = z.infer<typeof sessionStateSchema>;

/** The visit of one person: begins at the first touch, ends by the button or by idleness, and leaves nothing. */
export const sessionContract = {
  /** First touch on the attract screen. Returns the open session when there is one already. */
  begin: call({ roles: everyone, audit: 'session-started' })
    .input(z.object({ reading: readingSchema }))
    .output(sessionStateSchema),
  /** The person touched something: the idle clock starts again. */
  touch: call({ roles: everyone }).output(sessionStateSchema),
  /** The page moved to another step. */
  go: call({ roles: everyone })
    .input(z.object({ place: placeSchema }))
    .output(sessionStateSchema),
  /** The person chose language, text size, contrast or reach. */
  read: call({ roles: everyone })
    .input(z.object({ reading: readingSchema }))
    .output(sessionStateSchema),
  /** "Kết thúc": wipes the session. */
  end: call({ roles: everyone, audit: 'session-finished' }).output(sessionStateSchema),
};
