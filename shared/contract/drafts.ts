import * as z from 'zod';
import { printerFaultCodes } from '../faults/index.ts';
import { answerSchema, type Form, formMessageIds } from '../form/index.ts';
import { type PlacesFile, placesFileSchema } from '../places/places.ts';
import { call, type Role } from './call.ts';

/** Filling is for the person at the kiosk and for the officer who helps. */
const whoFills: readonly Role[] = ['citizen', 'staff'];

const draftId = z.uuid();
const fieldPath = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);
const stepId = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);
const revision = z.int().nonnegative();

/** What a further revision of a sealed dossier is: papers that the portal asked for, or a refused one corrected. */
export const revisionKindSchema = z.enum(['supplement', 'correction']);

/** Answers by field; a repeat field is one answer that holds its rows. */
export const draftStateSchema = z.object({
  draftId,
  procedureCode: z.string(),
  procedureName: z.string(),
  /** Where the person is. */
  stepId,
  /** Rises with every change; whoever writes names the one they know. */
  revision,
  answers: z.record(fieldPath, answerSchema),
  /** Set when it becomes a further revision of a dossier that is sealed already: then `draftId` is that dossier's id. */
  revisionKind: revisionKindSchema.nullable(),
  /** "Cán bộ phải kiểm tra danh tính trực tiếp": goes with the dossier while the person is less than verified. */
  needsIdentityCheck: z.boolean(),
});
export type DraftState = z.infer<typeof draftStateSchema>;

/** What changed by an answer: the answer itself, and proposals that follow from it. Null: taken away. */
const draftChangeSchema = z.object({
  revision,
  changed: z.record(fieldPath, answerSchema.nullable()),
});
export type DraftChange = z.infer<typeof draftChangeSchema>;

/** The form a draft began with and what its rules may know; checked by the core when the form was loaded. */
const draftFormSchema = z.object({
  form: z.custom<Form>((value) => typeof value === 'object' && value !== null),
  today: z.iso.date(),
  office: z.object({ agency: z.string(), police: z.string(), place: z.string() }),
  /** The commune of this office: the first guess of most addresses. */
  communeCode: z.string(),
});
export type DraftForm = z.infer<typeof draftFormSchema>;

const remarkSchema = z.object({
  stepId: z.string(),
  path: z.string(),
  part: z.string().nullable(),
  message: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('known'),
      id: z.enum(formMessageIds),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
    z.object({
      kind: z.literal('rule'),
      rule: z.string(),
      words: z.object({ vi: z.string(), en: z.string() }),
    }),
  ]),
});

/** The core's own verdict over everything at once. */
const draftReviewSchema = z.object({
  revision,
  faults: z.array(remarkSchema),
  warnings: z.array(remarkSchema),
  /** Answers that will not be used: their question does not apply any more. */
  dropped: z.array(z.object({ id: z.string(), stepId: z.string().nullable() })),
  /** Answers that an officer gave and that the citizen has not agreed to, in the order of the form. */
  unagreed: z.array(fieldPath),
});
export type DraftReview = z.infer<typeof draftReviewSchema>;

const formFaults = ['DRAFT_NONE', 'FORM_FILE_INVALID', 'FORM_VERSION_UNKNOWN'] as const;

/** The form being filled: one per visit, every answer stored at once, gone with the visit. */
export const draftsContract = {
  /** Which form a procedure would get: its own, or the generic request form. */
  offer: call({ roles: whoFills })
    .input(z.object({ procedureCode: z.string().min(1).max(40) }))
    .output(z.object({ form: z.enum(['own', 'generic']) })),
  /** Begins a form, or comes back to the one that is open for the same procedure. */
  open: call({
    roles: whoFills,
    faults: [
      'SESSION_NOT_OPEN',
      'PROCEDURE_UNKNOWN',
      'FORM_FILE_INVALID',
      'FORM_VERSION_UNKNOWN',
      'DRAFT_OTHER_OPEN',
      'DISK_LOW',
    ],
    audit: 'draft-started',
  })
    .input(z.object({ procedureCode: z.string().min(1).max(40) }))
    .output(draftStateSchema),
  /** The open form of this visit, or null. */
  current: call({ roles: whoFills, faults: ['FORM_FILE_INVALID', 'FORM_VERSION_UNKNOWN'] }).output(
    draftStateSchema.nullable(),
  ),
  form: call({ roles: whoFills, faults: formFaults }).input(z.object({ draftId })).output(draftFormSchema),
  /** Provinces, communes and old names; the same for every form. */
  places: call({ roles: whoFills }).output(
    z.custom<PlacesFile>(
      (value) => placesFileSchema.shape.provinces.safeParse(Object(value).provinces).success,
    ),
  ),
  /** Stores one answer, durable when it returns. `null` takes it away. */
  answer: call({ roles: whoFills, faults: [...formFaults, 'DRAFT_CHANGED_ELSEWHERE'] })
    .input(z.object({ draftId, fieldPath, value: z.json(), revision }))
    .output(draftChangeSchema),
  goTo: call({ roles: whoFills, faults: formFaults })
    .input(z.object({ draftId, stepId }))
    .output(z.object({ stepId })),
  /** Fills what is empty from who the person showed to be. */
  prefill: call({ roles: whoFills, faults: formFaults })
    .input(z.object({ draftId }))
    .output(draftChangeSchema),
  review: call({ roles: whoFills, faults: formFaults })
    .input(z.object({ draftId }))
    .output(draftReviewSchema),
  /** The citizen agrees to everything that officers answered, as it stands at this revision. */
  agree: call({
    roles: ['citizen'],
    faults: [...formFaults, 'DRAFT_CHANGED_ELSEWHERE'],
    audit: 'staff-answers-agreed',
  })
    .input(z.object({ draftId, revision }))
    .output(draftReviewSchema),
  /** Erases the form and everything in it; resolves once nothing is left. */
  discard: call({
    roles: whoFills,
    faults: ['DRAFT_NONE', 'DOSSIER_ALREADY_SEALED'],
    timeoutMs: 15_000,
    audit: 'draft-finished',
  })
    .input(z.object({ draftId }))
    .output(z.object({ discarded: z.literal(true) })),
  /** Prints the filled official form; resolves when the printer itself has confirmed it. */
  print: call({
    roles: whoFills,
    faults: [
      ...formFaults,
      'DRAFT_INCOMPLETE',
      ...printerFaultCodes,
      'PRINT_CANCELLED',
      'PAPER_FORM_FONT_MISSING',
      'PAPER_NOT_DRAWN',
    ],
    timeoutMs: 180_000,
    audit: 'form-printed',
  })
    .input(z.object({ draftId }))
    .output(z.object({ printer: z.string(), confirmedAt: z.number() })),
};
