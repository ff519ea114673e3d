import * as z from 'zod';
import { call, everyone, faultCodeSchema } from './call.ts';

const dossierId = z.uuid();
const code = z.string().max(80);

/** One of the portal's states 1 to 10 and when the dossier came into it, ms since 1970 by the portal's clock. */
const reachedStateSchema = z.object({ state: z.int().min(1).max(10), atMs: z.number() });

/** What anybody learns who has the code: procedure, state and dates, and nobody's name. Times in ms since 1970. */
const standingShape = {
  /** As it is read aloud. */
  code: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  /** Null: the clock was not to be believed, and the portal has not said it either. */
  receivedAtMs: z.number().nullable(),
  /** Null: "theo thông báo". */
  dueAtMs: z.number().nullable(),
  /** Null: the portal has not told any. */
  now: reachedStateSchema.nullable(),
  /** When the portal was asked last, by this machine's clock: how old `now` is. */
  askedAtMs: z.number().nullable(),
  /** The first first. */
  history: z.array(reachedStateSchema),
};

/** A dossier of this kiosk. */
const trackedSchema = z.object({
  ...standingShape,
  dossierId,
  isTemporary: z.boolean(),
  /** What is not with the portal yet; null when it holds everything. */
  onTheWay: z
    .object({
      kind: z.enum(['submission', 'supplement', 'withdrawal']),
      /** `paper` and `cancelled`: an officer took it out of the queue, it never goes. */
      state: z.enum(['waiting', 'sending', 'parked', 'paper', 'cancelled']),
      percent: z.number().int().min(0).max(100),
      fault: faultCodeSchema.nullable(),
    })
    .nullable(),
  /** The portal is being asked now; an event of the queue tells when that is over. */
  isAsking: z.boolean(),
  /** `open`: the person has shown that it is theirs. `closed`: asks for the number. `never`: erased, or without a number. */
  access: z.enum(['open', 'closed', 'never']),
  /** Its pages and persons were erased as the law says. */
  isErased: z.boolean(),
});
export type Tracked = z.infer<typeof trackedSchema>;

/** A dossier that another channel took in, as the portal tells of it. */
const trackedElsewhereSchema = z.object(standingShape);
export type TrackedElsewhere = z.infer<typeof trackedElsewhereSchema>;

const askedPapersSchema = z.object({
  requestId: z.uuid(),
  askedAtMs: z.number(),
  reason: z.string(),
  /** The last day, yyyy-mm-dd. */
  until: z.string().nullable(),
  papers: z.array(z.object({ title: z.string(), note: z.string().nullable() })),
  /** The supplement that was handed in for it, and how far that is on its way to the portal; null while there is none. */
  answer: z
    .object({ sealedAtMs: z.number(), state: z.enum(['waiting', 'sending', 'parked', 'delivered']) })
    .nullable(),
});

/** What only the person themself is shown. */
const openedSchema = z.object({
  dossierId,
  filer: z.object({ fullName: z.string(), maskedIdNumber: z.string().nullable() }),
  /** Null when one files for oneself. */
  owner: z.object({ fullName: z.string() }).nullable(),
  papers: z.array(z.object({ title: z.string(), pages: z.number().int() })),
  later: z.array(z.string()),
  delivery: z.enum(['office', 'post']),
  requests: z.array(askedPapersSchema),
  withdrawal: z.enum(['possible', 'asked', 'too-late']),
});
export type Opened = z.infer<typeof openedSchema>;

/** Why somebody withdraws: written down in Vietnamese for the officer, whatever language the screen speaks. */
const withdrawalReasons = ['changed-mind', 'wrong-procedure', 'hand-in-again'] as const;
const withdrawalReasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(withdrawalReasons) }),
  z.object({ kind: z.literal('other'), text: z.string().trim().min(1).max(500) }),
]);
export type WithdrawalReason = z.infer<typeof withdrawalReasonSchema>;

const dossierFaults = ['SESSION_NOT_OPEN', 'TRACK_NONE', 'VAULT_FILE_DAMAGED'] as const;

/** How a dossier stands, by its receipt or by the card of the person who handed it in. */
export const trackingContract = {
  /**
   * By a code that was typed or scanned. What this kiosk handed in is answered at once, and the portal is asked for news
   * meanwhile; a code of another channel waits for the portal.
   */
  find: call({
    roles: everyone,
    faults: ['SESSION_NOT_OPEN', 'TRACK_CODE_MISTYPED', 'TRACK_CODE_UNKNOWN', 'TRACK_CODE_ELSEWHERE'],
    timeoutMs: 15_000,
  })
    .input(z.object({ code }))
    .output(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('here'), dossier: trackedSchema }),
        z.object({ kind: z.literal('elsewhere'), dossier: trackedElsewhereSchema }),
      ]),
    ),
  /** The same dossier once more, after news of it. */
  view: call({ roles: everyone, faults: dossierFaults }).input(z.object({ dossierId })).output(trackedSchema),
  /** The dossiers of the person whose card was shown, the newest first; a typed number is no proof. */
  mine: call({ roles: everyone, faults: dossierFaults }).output(
    z.object({ isKnown: z.boolean(), dossiers: z.array(trackedSchema) }),
  ),
  /**
   * Shows persons and papers to who knows the filer's identity number. TRACK_LOCKED carries `details.waitSeconds`. Without
   * `idNumber` it answers for what is open in this visit already, else TRACK_CLOSED.
   */
  open: call({
    roles: everyone,
    faults: [...dossierFaults, 'TRACK_CLOSED', 'TRACK_NUMBER_WRONG', 'TRACK_LOCKED'],
    audit: 'dossier-opened',
  })
    .input(z.object({ dossierId, idNumber: z.string().max(40).nullable() }))
    .output(openedSchema),
  /** State 7: sealed and queued as a revision. Twice is once. */
  withdraw: call({
    roles: everyone,
    faults: [...dossierFaults, 'TRACK_CLOSED', 'TRACK_WITHDRAWAL_LATE'],
    timeoutMs: 30_000,
    audit: 'dossier-sealed',
  })
    .input(z.object({ dossierId, reason: withdrawalReasonSchema }))
    .output(z.object({ dossierId })),
};
