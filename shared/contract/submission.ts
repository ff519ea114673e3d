import * as z from 'zod';
import { deliverySchema, feeBasisSchema } from '../dossier/manifest.ts';
import { call, type Role } from './call.ts';
import { revisionKindSchema } from './drafts.ts';
import { feeLineSchema } from './procedures.ts';

/** Handing in is for the person at the kiosk, and for the officer who helps. */
const whoSubmits: readonly Role[] = ['citizen', 'staff'];

const draftId = z.uuid();
const feeChoiceSchema = z.object({
  exemptionClaimed: z.boolean(),
  way: z.enum(['counter', 'later', 'post']),
  basis: feeBasisSchema.optional(),
});
export type FeeChoice = z.infer<typeof feeChoiceSchema>;

/** What an officer may do in the citizen's place beside answering. */
export const staffActs = ['chosen', 'scanned', 'changed', 'kept', 'removed', 'decided'] as const;
export type StaffAct = (typeof staffActs)[number];

/** One thing that is still missing; each leads to its place. */
const problemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('form'), count: z.number().int().positive() }),
  /** An officer answered, and the citizen has not agreed yet. */
  z.object({ kind: z.literal('agreement'), count: z.number().int().positive() }),
  /** An officer handled papers or chose, and the citizen has not agreed yet. */
  z.object({ kind: z.literal('help'), count: z.number().int().positive() }),
  z.object({ kind: z.literal('paper'), componentId: z.string(), name: z.string() }),
  z.object({ kind: z.literal('delivery') }),
  z.object({ kind: z.literal('fee') }),
]);
export type SubmissionProblem = z.infer<typeof problemSchema>;

/** Everything that is about to be handed in, and everything that is still missing, at once. */
export const submissionStateSchema = z.object({
  draftId,
  procedureCode: z.string(),
  procedureName: z.string(),
  /** A supplement has neither form, delivery nor fee to choose: it brings the papers that were asked for. */
  revisionKind: revisionKindSchema.nullable(),
  /** An officer puts right what the portal refused: it takes the place of that. */
  isCorrection: z.boolean(),
  filer: z.object({
    fullName: z.string(),
    maskedIdNumber: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  /** Null when one files for oneself. */
  owner: z.object({ fullName: z.string() }).nullable(),
  /** "Cán bộ phải kiểm tra danh tính trực tiếp". */
  needsIdentityCheck: z.boolean(),
  /** False: the procedure's result is never sent by post. */
  postOffered: z.boolean(),
  delivery: deliverySchema.nullable(),
  fee: z.object({
    lines: z.array(feeLineSchema),
    /** Null: nobody can compute it here. */
    amountVnd: z.number().int().nonnegative().nullable(),
    /** What the person must say so that it can be computed; nothing for what the catalogue does not know. */
    asks: z.enum(['nothing', 'count', 'pages']),
    /** What the form says of it already; then nothing is asked. */
    counted: feeBasisSchema.nullable(),
    /** Something is asked for beside it that the fee table does not price. */
    hasMore: z.boolean(),
    choice: feeChoiceSchema.nullable(),
  }),
  papers: z.array(
    z.object({
      componentId: z.string(),
      name: z.string(),
      state: z.enum(['form', 'scanned', 'later', 'shown', 'known', 'not-needed', 'missing']),
      pages: z.number().int().nonnegative(),
    }),
  ),
  /** The code of a dossier that this person handed in today for the same procedure: asked about, never refused. */
  sameToday: z.string().nullable(),
  /** What officers did beside the answers. `lastNo` names what is shown: who agrees says it back. */
  help: z.object({
    marks: z.array(
      z.object({
        /** 'delivery', 'fee', 'list', or a paper's component. */
        subject: z.string(),
        act: z.enum(staffActs),
        isAgreed: z.boolean(),
      }),
    ),
    lastNo: z.number().int().nonnegative(),
  }),
  problems: z.array(problemSchema),
});
export type SubmissionState = z.infer<typeof submissionStateSchema>;

const faults = ['DRAFT_NONE', 'PROCEDURE_UNKNOWN', 'FORM_FILE_INVALID', 'FORM_VERSION_UNKNOWN'] as const;
const fileFaults = [
  ...faults,
  'VAULT_FILE_DAMAGED',
  'DISK_FULL',
  'DISK_READ_ONLY',
  'PAGE_NOT_CHECKED',
  'DOSSIER_PDF_TOO_LARGE',
  'DOSSIER_PDF_NOT_PROVEN',
  'PAPER_FORM_FONT_MISSING',
  'PAPER_NOT_DRAWN',
] as const;

/** From the finished form and papers to a sealed dossier. */
export const submissionContract = {
  state: call({ roles: whoSubmits, faults }).input(z.object({ draftId })).output(submissionStateSchema),
  setDelivery: call({ roles: whoSubmits, faults })
    .input(z.object({ draftId, delivery: deliverySchema }))
    .output(submissionStateSchema),
  setFee: call({ roles: whoSubmits, faults })
    .input(z.object({ draftId, fee: feeChoiceSchema }))
    .output(submissionStateSchema),
  /** The citizen agrees to everything that officers did, as it is shown. */
  agree: call({
    roles: ['citizen'],
    faults: [...faults, 'DRAFT_CHANGED_ELSEWHERE'],
    audit: 'staff-acts-agreed',
  })
    .input(z.object({ draftId, lastNo: z.number().int().nonnegative() }))
    .output(submissionStateSchema),
  /** Builds and hashes every file while the person reads, so that the button has nothing left to wait for. */
  prepare: call({ roles: whoSubmits, faults: fileFaults, timeoutMs: 120_000 })
    .input(z.object({ draftId }))
    .output(z.object({ files: z.number().int(), pages: z.number().int(), sizeBytes: z.number().int() })),
  /**
   * Seals the dossier: when this resolves it is durable and waits in the queue. Twice with the same draft is once;
   * DOSSIER_INCOMPLETE when something is still missing; REVISION_OVER when a supplement or correction is not wanted any
   * more.
   */
  submit: call({
    roles: whoSubmits,
    faults: [...fileFaults, 'DOSSIER_INCOMPLETE', 'DOSSIER_SEALED_OTHERWISE', 'REVISION_OVER'],
    timeoutMs: 120_000,
    audit: 'dossier-sealed',
  })
    .input(z.object({ draftId }))
    .output(z.object({ dossierId: z.uuid() })),
};
