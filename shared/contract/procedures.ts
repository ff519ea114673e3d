import * as z from 'zod';
import {
  agencyIdSchema,
  channelSchema,
  componentKindSchema,
  officialClassSchema,
  procedureCodeSchema,
  receptionSchema,
  twoLanguagesSchema,
} from '../procedure/index.ts';
import { call, everyone } from './call.ts';

const levelSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const count = z.number().int().nonnegative();

/** The portal's own path: agency → level → field. */
export const procedureFiltersSchema = z.object({
  agency: agencyIdSchema.optional(),
  level: levelSchema.optional(),
  field: z.string().max(200).optional(),
});
export type ProcedureFilters = z.infer<typeof procedureFiltersSchema>;

/** A procedure in a list. */
export const procedureCardSchema = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  /** How people call it; null where only the official name is known. */
  everyday: twoLanguagesSchema.nullable(),
  field: z.string(),
  level: levelSchema,
  reception: receptionSchema,
  /** False: only name and code are known here. */
  hasDetails: z.boolean(),
});
export type ProcedureCard = z.infer<typeof procedureCardSchema>;

/** Counts under the other chosen filters. */
export const facetsSchema = z.object({
  agencies: z.array(z.object({ agency: agencyIdSchema, name: twoLanguagesSchema, count })),
  levels: z.array(z.object({ level: levelSchema, count })),
  fields: z.array(z.object({ field: z.string(), count })),
});
export type Facets = z.infer<typeof facetsSchema>;

export const foundProcedureSchema = procedureCardSchema.extend({
  /** Hits of one group stand together; `related` ones come last and are only near to the query. */
  group: z.enum(['here', 'ask-staff', 'elsewhere', 'related']),
});

export const procedureSearchSchema = z.object({
  total: count,
  page: count,
  pages: count,
  items: z.array(foundProcedureSchema),
  facets: facetsSchema,
  /** What was looked for when it is not what was typed. */
  corrected: z.string().nullable(),
  /** Set when nothing was found: where to go instead. */
  instead: z
    .object({
      fields: z.array(z.object({ field: z.string(), count })),
      popular: z.array(procedureCardSchema),
    })
    .nullable(),
});
export type ProcedureSearch = z.infer<typeof procedureSearchSchema>;

const askStaff = z.object({ kind: z.literal('ask-staff') });

export const processingRowSchema = z.object({
  time: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('known'),
      amount: z.number().int(),
      unit: z.enum(['working-day', 'calendar-day', 'hour']),
    }),
    /** `printed`: the bare number of the official page, when there is one. */
    z.object({ kind: z.literal('ask-staff'), printed: z.string().nullable() }),
  ]),
  note: z.string().nullable(),
});

export const feeLineSchema = z.object({
  appliesTo: z.string().nullable(),
  amount: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('free') }),
    z.object({
      kind: z.literal('amount'),
      vnd: z.number().int(),
      usualVnd: z.number().int().nullable(),
      until: z.string().nullable(),
    }),
    z.object({
      kind: z.literal('ask-staff'),
      because: z.enum(['set-by-province', 'see-fee-law', 'not-printed', 'conflict']),
    }),
  ]),
  per: z
    .discriminatedUnion('kind', [z.object({ kind: z.literal('text'), text: z.string() }), askStaff])
    .nullable(),
  tiers: z.array(
    z.object({ fromPage: z.number().int(), toPage: z.number().int().nullable(), vnd: z.number().int() }),
  ),
  maxPerCopyVnd: z.number().int().nullable(),
  /** Stands beside every amount. */
  exemptions: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    askStaff,
    z.object({ kind: z.literal('not-needed') }),
  ]),
  note: z.string().nullable(),
});

export const dueDateSchema = z.object({
  dueAtMs: z.number(),
  /** yyyy-mm-dd at the office. */
  date: z.string(),
  /** "dự kiến" */
  provisional: z.boolean(),
  reasons: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('counted-from'), startMs: z.number() }),
      z.object({ kind: z.literal('received-late'), afterHour: z.number().int() }),
      z.object({ kind: z.literal('skipped-day-off'), date: z.string(), name: z.string() }),
      z.object({ kind: z.literal('moved-to-working-day'), from: z.string() }),
      z.object({ kind: z.literal('no-official-notice'), year: z.number().int() }),
      z.object({ kind: z.literal('uncertain-day'), date: z.string(), name: z.string() }),
    ]),
  ),
});

/** Time, date and fee of one channel. */
export const procedureChannelSchema = z.object({
  channel: channelSchema,
  processing: z.array(processingRowSchema),
  /** When the result would come if it were handed in now; null when the time is unknown. */
  dueNow: dueDateSchema.nullable(),
  fees: z.array(feeLineSchema),
});

const questionSchema = z.object({ id: z.string(), text: twoLanguagesSchema });

export const procedureDetailsSchema = z.object({
  /** Null: ask staff. */
  subjects: z.array(z.string()).nullable(),
  competentAgency: z.string(),
  /** Null: the ways of handing in are unknown. */
  channels: z.array(procedureChannelSchema).nullable(),
  sameDay: z
    .object({ afterHour: z.number().int(), scope: z.string().nullable(), confirmed: z.boolean() })
    .nullable(),
  steps: z.object({ vi: z.array(z.string()), en: z.array(z.string()) }),
  conditions: z.string().nullable(),
  notes: z.array(z.object({ group: z.string().nullable(), text: z.string() })),
  results: z.array(z.string()),
  legalBasis: z.array(z.string()),
  form: z.object({ code: z.string(), title: z.string(), verified: z.boolean() }).nullable(),
  questions: z.array(questionSchema),
  knownChanges: z.array(z.object({ on: z.string(), text: z.string() })),
  /** False: shown as not yet checked against the official page. */
  verified: z.boolean(),
  checkedOn: z.string().nullable(),
  /** Parts that a person still has to check. */
  unverifiedParts: z.array(z.string()),
});

/** The page of one procedure; `details` is null where only the name is known, and the page says so. */
export const procedurePageSchema = procedureCardSchema.extend({
  agencyName: twoLanguagesSchema,
  publisher: z.string().nullable(),
  officialClass: officialClassSchema,
  /** The official page, shown as a QR. */
  officialUrl: z.string(),
  /** The core's time that every date on the page was counted from. */
  asOfMs: z.number(),
  catalogue: z.object({ version: z.string(), checkedOn: z.string(), outdated: z.boolean() }),
  details: procedureDetailsSchema.nullable(),
});
export type ProcedurePage = z.infer<typeof procedurePageSchema>;

export const answerSchema = z.enum(['yes', 'no', 'unsure']);

export const paperSchema = z.object({
  id: z.string(),
  name: z.string(),
  group: z.string().nullable(),
  kind: componentKindSchema,
  /** `depends`: needed in the case `when`, which the person has to judge. */
  state: z.enum(['bring', 'depends']),
  when: z.string().nullable(),
  mustSubmit: z.boolean(),
  originals: count,
  copies: count,
  formCode: z.string().nullable(),
});
export type ProcedurePaper = z.infer<typeof paperSchema>;

/** One person's list. Nothing in it tells who the person is, and nothing of it is kept. */
export const myProcedureSchema = z.object({
  code: z.string(),
  channel: channelSchema,
  papers: z.array(paperSchema),
  rules: z.array(z.string()),
  counts: z.object({ bring: count, depends: count, left: count }),
  /** Questions without an answer. */
  open: count,
  processing: z.array(processingRowSchema),
  dueNow: dueDateSchema.nullable(),
  fees: z.array(feeLineSchema),
});
export type MyProcedure = z.infer<typeof myProcedureSchema>;

/** Find, understand, take the list home. Reading only: nothing is stored, nothing personal is asked. */
export const proceduresContract = {
  /** As you type. Text of any length and script is safe; what is beyond a sentence is not looked at. */
  search: call({ roles: everyone, timeoutMs: 2_000 })
    .input(
      z.object({
        text: z.string(),
        filters: procedureFiltersSchema,
        page: z.number().int().min(0).max(10_000),
      }),
    )
    .output(procedureSearchSchema),
  /** All procedures under the chosen filters, received here first; popular ones on the first screen. */
  browse: call({ roles: everyone, timeoutMs: 2_000 })
    .input(z.object({ filters: procedureFiltersSchema, page: z.number().int().min(0).max(10_000) }))
    .output(
      z.object({
        total: count,
        page: count,
        pages: count,
        items: z.array(foundProcedureSchema),
        facets: facetsSchema,
        popular: z.array(procedureCardSchema),
      }),
    ),
  get: call({ roles: everyone, timeoutMs: 2_000, faults: ['PROCEDURE_UNKNOWN'] })
    .input(z.object({ code: procedureCodeSchema }))
    .output(procedurePageSchema),
  mine: call({ roles: everyone, timeoutMs: 2_000, faults: ['PROCEDURE_UNKNOWN'] })
    .input(
      z.object({
        code: procedureCodeSchema,
        answers: z.record(z.string().max(60), answerSchema),
        channel: channelSchema.default('counter'),
      }),
    )
    .output(myProcedureSchema),
};
