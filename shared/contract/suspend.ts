import * as z from 'zod';
import { printerFaultCodes } from '../faults/index.ts';
import { call, everyone } from './call.ts';

const suspendOfferSchema = z.discriminatedUnion('kind', [
  /** Nothing is open that could be kept. */
  z.object({ kind: z.literal('nothing-open') }),
  z.object({
    kind: z.literal('offered'),
    /** How long it is kept. */
    keptDays: z.number().int().positive(),
    /** No identity number is known yet: the person types the one that will open it again. */
    needsIdNumber: z.boolean(),
  }),
]);
export type SuspendOffer = z.infer<typeof suspendOfferSchema>;

/** A draft that was put aside. The code stays on the screen whatever the printer does. */
const suspendedSchema = z.object({
  /** As it is read aloud and printed: XXXX-XXXX. */
  code: z.string(),
  /** Wall clock of the kiosk, ms since 1970: the last moment at which it can be opened. */
  keptUntil: z.number(),
  keptDays: z.number().int().positive(),
});
export type Suspended = z.infer<typeof suspendedSchema>;

const number = z.string().max(40);

/**
 * Keeping a begun form for later, only when the person asks. Without it the end of the visit erases everything. After
 * `keep` the form is no longer open in this visit.
 */
export const suspendContract = {
  offer: call({ roles: everyone }).output(suspendOfferSchema),
  /** Puts the open form aside. The number of a confirmed person is used; without one, `idNumber` must be given. */
  keep: call({
    roles: everyone,
    faults: ['SESSION_NOT_OPEN', 'DRAFT_NONE', 'SUSPEND_NUMBER_NEEDED'],
    audit: 'draft-suspended',
  })
    .input(z.object({ idNumber: number.nullable() }))
    .output(suspendedSchema),
  /** What this visit put aside, as long as the visit lasts; null otherwise. */
  kept: call({ roles: everyone }).output(suspendedSchema.nullable()),
  /** Prints the slip of `kept`; resolves when the printer itself has confirmed it. May be repeated. */
  print: call({
    roles: everyone,
    faults: [
      'SESSION_NOT_OPEN',
      'DRAFT_NONE',
      ...printerFaultCodes,
      'PRINT_CANCELLED',
      'PAPER_FORM_FONT_MISSING',
    ],
    timeoutMs: 180_000,
    audit: 'suspend-slip-printed',
  })
    .input(z.object({ paper: z.enum(['a4', 'slip']) }))
    .output(z.object({ state: z.literal('printed') })),
  /**
   * Opens what was kept, by code and identity number. A slip of the tongue (RESUME_CODE_MISTYPED) is no attempt. RESUME_LOCKED
   * carries `details.waitSeconds`; RESUME_WRONG does not tell whether code or number is wrong, nor whether time is over.
   */
  resume: call({
    roles: everyone,
    faults: ['SESSION_NOT_OPEN', 'DRAFT_OTHER_OPEN', 'RESUME_CODE_MISTYPED', 'RESUME_WRONG', 'RESUME_LOCKED'],
    audit: 'draft-resumed',
  })
    .input(z.object({ code: z.string().max(80), idNumber: number }))
    .output(z.object({ draftId: z.uuid(), procedureCode: z.string(), procedureName: z.string() })),
};
