import * as z from 'zod';

/**
 * What the catalogue does not know is said with this mark and shown as "hỏi cán bộ"; it is never left out and never
 * guessed. `printed` keeps what the official page prints when that alone is not enough (a bare number of days).
 */
export const unknownSchema = z.strictObject({
  unknown: z.literal('ask-staff'),
  printed: z.string().min(1).optional(),
});

export function isUnknown(value: unknown): value is { readonly unknown: 'ask-staff' } {
  return typeof value === 'object' && value !== null && 'unknown' in value;
}

const text = z.string().trim().min(1);
export const dateSchema = z.iso.date();
export const procedureCodeSchema = z.string().regex(/^\d\.\d{6}$/, 'mã thủ tục có dạng 1.001193');

export const twoLanguagesSchema = z.strictObject({ vi: text, en: text });
export type TwoLanguages = z.infer<typeof twoLanguagesSchema>;

export const channels = ['counter', 'online', 'post'] as const;
export const channelSchema = z.enum(channels);
export type Channel = (typeof channels)[number];

export const agencyIds = [
  'people-committee',
  'police',
  'tax',
  'customs',
  'social-insurance',
  'treasury',
  'court',
  'other',
] as const;
export const agencyIdSchema = z.enum(agencyIds);
export type AgencyId = (typeof agencyIds)[number];

/** Who takes the dossier, and whether this office does. `ask-staff`: the commune has not said yet. */
export const receptionSchema = z.strictObject({
  agency: agencyIdSchema,
  here: z.enum(['yes', 'no', 'ask-staff']),
});

const governmentLevelSchema = z.enum(['commune', 'province', 'ministry', 'other_agency']);

/** The official class is a published decision: without a source it is `unknown` (FACTS 1). */
export const officialClassSchema = z.strictObject({
  value: z.enum(['full', 'partial', 'information', 'unknown']),
  source: text.nullable(),
  asOf: dateSchema.nullable(),
});

export const timeUnits = ['working-day', 'calendar-day', 'hour'] as const;
export const durationSchema = z.strictObject({
  amount: z.number().int().positive(),
  unit: z.enum(timeUnits),
});
export type Duration = z.infer<typeof durationSchema>;

export const processingSchema = z.strictObject({
  channel: channelSchema,
  time: z.union([durationSchema, unknownSchema]),
  note: text.nullable(),
  basis: text.nullable(),
});

/** "Received after 15:00 and not finished: the next working day" (FACTS 7); a flag of the procedure. */
export const sameDaySchema = z.strictObject({
  afterHour: z.number().int().min(0).max(23),
  text: text.nullable(),
  /** Set when the rule holds for a part of the cases only. */
  scope: text.nullable(),
  /** Printed on the procedure's official page; otherwise shown as unverified and never used to promise a date. */
  confirmed: z.boolean(),
});

const vnd = z.number().int().nonnegative();

export const feeSchema = z.strictObject({
  channel: channelSchema,
  appliesTo: text.nullable(),
  amount: z.union([
    z.strictObject({ vnd }),
    z.strictObject({
      unknown: z.literal('ask-staff'),
      because: z.enum(['set-by-province', 'see-fee-law', 'not-printed', 'conflict']),
    }),
  ]),
  /** What the page prints; for maintainers, never shown. */
  printedVnd: vnd.nullable(),
  per: z.union([text, unknownSchema]).nullable(),
  tiers: z
    .array(
      z.strictObject({
        fromPage: z.number().int().positive(),
        toPage: z.number().int().positive().nullable(),
        vnd,
      }),
    )
    .optional(),
  maxPerCopyVnd: vnd.optional(),
  temporary: z.strictObject({ vnd, validFrom: dateSchema, validUntil: dateSchema, basis: text }).optional(),
  note: text.nullable(),
  /** Stands beside every amount: people entitled to free service read "400.000 đ" as a bill (FACTS 13). */
  exemptions: z.union([text, unknownSchema]).nullable(),
});
export type Fee = z.infer<typeof feeSchema>;

export const componentKinds = ['paper', 'online-form', 'database-info', 'agency-made', 'rule-text'] as const;
export const componentKindSchema = z.enum(componentKinds);

export const componentSchema = z.strictObject({
  id: z.string().regex(/^\d\.\d{6}-\d{2}$/),
  name: text,
  group: text.nullable(),
  kind: componentKindSchema,
  originals: z.number().int().nonnegative(),
  copies: z.number().int().nonnegative(),
  /** False: the paper is only shown. */
  mustSubmit: z.boolean(),
  /** The case in official words; `as-named` when the name itself says the case; null when always needed. */
  when: text.nullable(),
  formCode: text.nullable(),
  channels: z.array(channelSchema).min(1).nullable(),
});
export type Component = z.infer<typeof componentSchema>;

const componentIds = z.array(z.string()).min(1).optional();

/** One plain question that shortens the list of papers. Unanswered, its papers stay "khi …". */
export const questionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  text: twoLanguagesSchema,
  yes: z.strictObject({ bring: componentIds, skip: componentIds }),
  no: z.strictObject({ bring: componentIds, skip: componentIds }),
});
export type Question = z.infer<typeof questionSchema>;

export const formFieldTypes = [
  'agency',
  'name',
  'text',
  'long_text',
  'date',
  'date_in_words',
  'datetime',
  'date_range',
  'year_or_date',
  'integer',
  'money',
  'boolean',
  'choice',
  'gender',
  'ethnicity',
  'nationality',
  'relation',
  'place',
  'address_two_level',
  'personal_id_12',
  'id_document',
  'doc_ref',
  'phone',
  'email',
  'table',
  'group',
  'consent',
  'declaration',
  'signature',
] as const;

const formFieldSchema = z.strictObject({
  key: z.string().regex(/^[a-z0-9_]+$/),
  label: text,
  type: z.enum(formFieldTypes),
  required: z.boolean(),
  columns: z.array(z.unknown()).optional(),
});

export const blankFormSchema = z.strictObject({
  code: text,
  title: text,
  /** False until somebody compared the field list with the form in force; shown as unverified. */
  verified: z.boolean(),
  source: text.nullable(),
  fields: z.array(formFieldSchema).min(1),
});

/** One procedure as a person maintains it: resources/catalogue/<version>/procedures/<code>.json. */
export const procedureSchema = z.strictObject({
  code: procedureCodeSchema,
  name: text,
  nameEn: text,
  everyday: twoLanguagesSchema,
  searchWords: z.array(text),
  popular: z.boolean(),
  field: text,
  publisher: z.union([text, unknownSchema]),
  reception: receptionSchema,
  competentAgency: text,
  levels: z.array(governmentLevelSchema).min(1),
  subjects: z.union([z.array(text).min(1), unknownSchema]),
  submission: z.union([z.array(channelSchema).min(1), unknownSchema]),
  officialClass: officialClassSchema,
  processing: z.array(processingSchema),
  sameDay: sameDaySchema.nullable(),
  fees: z.array(feeSchema),
  components: z.array(componentSchema),
  componentNotes: z.array(z.strictObject({ group: text.nullable(), text })),
  questions: z.array(questionSchema),
  conditions: text.nullable(),
  /** Name of a description in shared.json: the pages print no steps of their own. */
  steps: text,
  results: z.array(z.strictObject({ code: text.nullable(), name: text })),
  legalBasis: z.array(text),
  legalBasisAlsoCited: z.array(text),
  form: blankFormSchema.nullable(),
  knownChanges: z.array(z.strictObject({ on: dateSchema, text })),
  announcedBy: text.nullable(),
  sources: z.array(text),
  verified: z.boolean(),
  checkedOn: dateSchema.nullable(),
  review: z.array(z.strictObject({ field: text, reason: text })),
});
export type Procedure = z.infer<typeof procedureSchema>;

/** A procedure of which only code and name are known: it is found, and its page is honest about it. */
export const indexRowSchema = z.strictObject({
  code: procedureCodeSchema,
  name: text,
  field: text,
  publisher: text,
  levels: z.array(governmentLevelSchema).min(1),
  reception: receptionSchema,
  decision: text.nullable(),
  url: z.url().nullable(),
  searchWords: z.array(text),
});
export type IndexRow = z.infer<typeof indexRowSchema>;

export const indexFileSchema = z.strictObject({ asOf: dateSchema, rows: z.array(indexRowSchema) });

/** What all procedures share: names of agencies, the general way of a dossier, the register of form codes. */
export const sharedFileSchema = z.strictObject({
  agencies: z.record(agencyIdSchema, twoLanguagesSchema),
  postalFee: unknownSchema,
  officialPortal: z.url(),
  steps: z.record(z.string(), z.strictObject({ vi: z.array(text).min(1), en: z.array(text).min(1) })),
  /** The popular procedures in the order in which people come for them. */
  popularOrder: z.array(procedureCodeSchema),
  forms: z.array(
    z.strictObject({ code: text, title: z.union([text, unknownSchema]), fieldsHeld: z.boolean() }),
  ),
});
export type SharedFile = z.infer<typeof sharedFileSchema>;

export const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** Date of the issue, with a running number when there are several a day; orders versions as text. */
  version: z.string().regex(/^\d{4}-\d{2}-\d{2}(\.\d{1,2})?$/),
  validFrom: dateSchema,
  validTo: dateSchema.nullable(),
  checkedOn: dateSchema,
  compiledOn: dateSchema,
  sources: z.array(z.url()).min(1),
  notes: z.array(text),
  files: z.record(
    z.string().regex(/^(index\.json|shared\.json|procedures\/\d\.\d{6}\.json)$/),
    z.string().regex(/^[0-9a-f]{64}$/),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
