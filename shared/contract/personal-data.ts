import * as z from 'zod';
import { printerFaultCodes } from '../faults/index.ts';
import { call, type Role } from './call.ts';
import { correctionFaults, openedRevisionSchema } from './revisions.ts';

/** Who may know whose data it is: never the technician. */
const desk: readonly Role[] = ['staff', 'supervisor'];

/** What a person may ask of the office that holds their data (NĐ 356/2025 Đ5). */
export const dataRequestKinds = ['see', 'correct', 'restrict', 'delete'] as const;
export type DataRequestKind = (typeof dataRequestKinds)[number];

/** How the officer made sure who asks. */
export const identityChecks = ['card-in-hand', 'chip', 'authority-paper'] as const;

export const requestOutcomes = ['done', 'part', 'refused', 'withdrawn'] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

const requestId = z.uuid();

const rowSchema = z.object({
  requestId,
  /** Running number of this kiosk. */
  number: z.number().int(),
  kind: z.enum(dataRequestKinds),
  fullName: z.string(),
  maskedIdNumber: z.string(),
  askedAtMs: z.number(),
  /** The answer that the request has arrived and what becomes of it: two working days. */
  replyDueAtMs: z.number(),
  repliedAtMs: z.number().nullable(),
  dueAtMs: z.number(),
  closedAtMs: z.number().nullable(),
  outcome: z.enum(requestOutcomes).nullable(),
  /** What is overdue now, by this machine's clock. */
  overdue: z.enum(['none', 'reply', 'request']),
});
export type DataRequestRow = z.infer<typeof rowSchema>;

/** What was done about a request; each step says when and by whom. */
export const requestSteps = [
  'taken',
  'replied',
  'extract-printed',
  'restricted',
  'released',
  'deleted',
  'kept',
  'correction-begun',
  'closed',
] as const;

/** Something of the person that this kiosk holds. */
const holdingSchema = z.object({
  dossierId: z.uuid(),
  what: z.enum(['dossier', 'kept-form']),
  /** As read aloud; null for a kept form, whose code is only the person's. */
  code: z.string().nullable(),
  procedureName: z.string(),
  atMs: z.number(),
  isRestricted: z.boolean(),
  /** Why it may not be deleted now; null: it may. */
  keptBecause: z.enum(['not-delivered', 'withdrawal', 'supplement', 'money', 'letter']).nullable(),
  /** The portal gave it back: it may be put right here as a further revision. */
  mayCorrect: z.boolean(),
});
export type DataHolding = z.infer<typeof holdingSchema>;

export const dataRequestSchema = rowSchema.extend({
  phone: z.string().nullable(),
  wish: z.string(),
  viaOthers: z.boolean(),
  checkedBy: z.enum(identityChecks),
  holdings: z.array(holdingSchema),
  steps: z.array(
    z.object({
      atMs: z.number(),
      /** The officer's name, while they have an account. */
      by: z.string().nullable(),
      what: z.enum(requestSteps),
      note: z.string(),
    }),
  ),
});
export type DataRequest = z.infer<typeof dataRequestSchema>;

const note = z.string().trim().max(500);

/** Requests of persons about what this kiosk holds of them, each with its clocks and its record. */
export const personalDataContract = {
  /** The open ones by their due day, then the closed ones, newest first. */
  list: call({ roles: desk }).output(z.array(rowSchema)),
  take: call({ roles: desk, audit: 'data-request-taken' })
    .input(
      z.object({
        kind: z.enum(dataRequestKinds),
        fullName: z.string().trim().min(2).max(120),
        idNumber: z.string().regex(/^\d{12}$/),
        phone: z
          .string()
          .regex(/^0\d{9,10}$/)
          .nullable(),
        wish: note,
        /** Somebody else holds a part and must be asked: the longer clock of the decree. */
        viaOthers: z.boolean(),
        checkedBy: z.enum(identityChecks),
      }),
    )
    .output(dataRequestSchema),
  get: call({ roles: desk, faults: ['DATA_REQUEST_NONE'] })
    .input(z.object({ requestId }))
    .output(dataRequestSchema),
  /** The person was told that the request is here and by when it is answered. */
  reply: call({ roles: desk, faults: ['DATA_REQUEST_NONE'], audit: 'data-request-step' })
    .input(z.object({ requestId, note }))
    .output(dataRequestSchema),
  /** Prints everything that this kiosk holds of the person, on A4. */
  printExtract: call({
    roles: desk,
    faults: [
      'DATA_REQUEST_NONE',
      'VAULT_FILE_DAMAGED',
      ...printerFaultCodes,
      'PRINT_CANCELLED',
      'PAPER_FORM_FONT_MISSING',
      'PAPER_NOT_DRAWN',
    ],
    timeoutMs: 120_000,
    audit: 'data-request-step',
  })
    .input(z.object({ requestId }))
    .output(dataRequestSchema),
  /** Every dossier of the person is shown to the supervisor only from now on. */
  restrict: call({ roles: desk, faults: ['DATA_REQUEST_NONE'], audit: 'data-request-step' })
    .input(z.object({ requestId }))
    .output(dataRequestSchema),
  release: call({ roles: ['supervisor'], faults: ['DATA_REQUEST_NONE'], audit: 'data-request-step' })
    .input(z.object({ requestId, note }))
    .output(dataRequestSchema),
  /** Destroys what the law lets go; what stays, and why, stands in the holdings and in the record. */
  erase: call({
    roles: ['supervisor'],
    faults: ['DATA_REQUEST_NONE'],
    timeoutMs: 60_000,
    audit: 'data-request-step',
  })
    .input(z.object({ requestId }))
    .output(dataRequestSchema),
  /** A sealed dossier is never edited: the correction goes to the portal as a revision of it. */
  beginCorrection: call({ roles: desk, faults: ['DATA_REQUEST_NONE'], audit: 'data-request-step' })
    .input(z.object({ requestId, note }))
    .output(dataRequestSchema),
  /** Opens a dossier that the portal gave back, to be put right and sealed as a further revision. */
  openCorrection: call({
    roles: desk,
    faults: ['DATA_REQUEST_NONE', ...correctionFaults],
    timeoutMs: 15_000,
    audit: 'data-request-step',
  })
    .input(z.object({ requestId, dossierId: z.uuid() }))
    .output(openedRevisionSchema),
  /** A refusal needs a reason (Law 91/2025 Đ14). */
  close: call({
    roles: desk,
    faults: ['DATA_REQUEST_NONE', 'DATA_REQUEST_REASON'],
    audit: 'data-request-closed',
  })
    .input(z.object({ requestId, outcome: z.enum(requestOutcomes), note }))
    .output(dataRequestSchema),
};
