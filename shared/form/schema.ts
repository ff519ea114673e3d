import * as z from 'zod';
import type { FormLists } from './kind.ts';
import { type KindName, kindNames } from './kinds/kinds.ts';
import { type Logic, logicSchema } from './logic.ts';
import { type Words, wordsSchema } from './words.ts';

/** Ids are keys of stored answers: add or retire, never rename within a version. */
const id = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/u, 'a-z, 0-9 and _, at most 60');
const kind = z.enum(kindNames as readonly [KindName, ...KindName[]]);

/** Official wording of the paper form, and how people say it. */
const label = z.strictObject({ official: wordsSchema, everyday: wordsSchema });

const rule = z.strictObject({
  id,
  /** The field where it is said. */
  at: id,
  /** `fault` stops; `warning` asks "xin xem lại" and never does. */
  severity: z.enum(['fault', 'warning']),
  /** True when the answers are wrong. */
  wrong: logicSchema,
  words: wordsSchema,
});
export type FormRule = z.infer<typeof rule>;

export interface Field {
  readonly id: string;
  readonly kind: KindName;
  readonly label: { readonly official: Words; readonly everyday: Words };
  readonly help: Words;
  readonly required: Logic;
  readonly relevant?: Logic | undefined;
  /** Name of the fact it may be filled from (card, earlier answers): see prefill.ts. */
  readonly prefill?: string | undefined;
  /** A proposal worked out from other answers; stays editable. */
  readonly suggest?: Logic | undefined;
  /** The value of a computed field. */
  readonly calculate?: Logic | undefined;
  /** Keys of the procedure's official field list that it answers, when not its own id. */
  readonly covers?: readonly string[] | undefined;
  readonly options: unknown;
  /** Fields of one row (kind repeat). */
  readonly fields: readonly Field[];
  /** Rules within one row. */
  readonly rules: readonly FormRule[];
}

const field: z.ZodType<Field> = z.lazy(() =>
  z.strictObject({
    id,
    kind,
    label,
    help: wordsSchema,
    required: logicSchema.default(true),
    relevant: logicSchema.optional(),
    prefill: z.string().optional(),
    suggest: logicSchema.optional(),
    calculate: logicSchema.optional(),
    covers: z.array(z.string()).optional(),
    options: z.unknown().default({}),
    fields: z.array(field).default([]),
    rules: z.array(rule).default([]),
  }),
);

const step = z.strictObject({
  id,
  title: wordsSchema,
  help: wordsSchema.optional(),
  relevant: logicSchema.optional(),
  fields: z.array(field).min(1),
});
export type FormStep = z.infer<typeof step>;

const cell = z.strictObject({
  label: z.string().default(''),
  field: id.optional(),
  /** Share of the line; cells without one take what is left. */
  width: z.number().min(0.05).max(1).optional(),
  /** `boxes`: one box a figure, as CT01 has for personal numbers. */
  as: z.enum(['value', 'boxes', 'strong']).default('value'),
  /** Dotted lines of an empty form. */
  lines: z.int().min(1).max(12).default(1),
  /** Printed after the value ("bản"). */
  after: z.string().default(''),
});

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), text: z.string(), when: logicSchema.optional() }),
  z.strictObject({
    kind: z.literal('text'),
    text: z.string(),
    style: z.enum(['plain', 'bold', 'italic']).default('plain'),
    when: logicSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('line'),
    cells: z.array(cell).min(1).max(4),
    when: logicSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('ticks'),
    label: z.string(),
    field: id,
    choices: z.array(z.strictObject({ value: z.union([z.string(), z.boolean()]), label: z.string() })).min(1),
    when: logicSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('table'),
    field: id,
    /** Field "#" is the running number. */
    columns: z
      .array(z.strictObject({ title: z.string(), field: z.union([id, z.literal('#')]), width: z.number() }))
      .min(2),
    /** Empty rows of a form for taking home. */
    emptyRows: z.int().min(1).max(12).default(4),
    when: logicSchema.optional(),
  }),
]);
export type PaperBlock = z.infer<typeof block>;

const paper = z.strictObject({
  /** Printed small in the upper right corner ("Mẫu CT01 ban hành kèm theo …"). */
  mark: z.string().optional(),
  title: z.array(z.string()).min(1).max(4),
  addressee: z.strictObject({ label: z.string().default('Kính gửi:'), field: id }).optional(),
  blocks: z.array(block).min(1),
  /** The line "…, ngày … tháng … năm …" above the signatures. */
  dated: z.boolean().default(true),
  signatures: z
    .array(
      z.strictObject({
        title: z.string(),
        note: z.string(),
        name: id.optional(),
        signature: id.optional(),
      }),
    )
    .min(1)
    .max(4),
  notes: z.array(z.string()).default([]),
});

/** A whole form after its shared sections were put in. */
export const formSchema = z.strictObject({
  code: z.string().regex(/^[0-9a-z.-]+$/u),
  /** Procedures it serves; empty for the generic form. */
  procedures: z.array(z.string()),
  /** Date it was made; a draft keeps the version it began with. */
  version: z.iso.date(),
  title: label,
  /** The public form it follows, and whether that was compared with the form in force. */
  source: z.strictObject({ formCode: z.string().nullable(), verified: z.boolean() }),
  steps: z.array(step).min(1),
  rules: z.array(rule).default([]),
  /**
   * Fields by which the fee is counted: one number, or the rows of a list with the pages and copies of each paper.
   * `beside`: a number that costs something for which the procedure's fee table has no line.
   */
  feeBasis: z
    .union([
      z.strictObject({ count: id }),
      z.strictObject({ papers: id, pages: id, copies: id }),
      z.strictObject({ beside: id }),
    ])
    .optional(),
  paper,
});

export type FormDefinition = z.infer<typeof formSchema>;

/** A form as page and core use it: self-contained with the lists it picks from. */
export interface Form extends FormDefinition {
  readonly lists: FormLists;
}

export const listFileSchema = z.strictObject({
  source: z.string(),
  items: z.array(z.strictObject({ id: z.string().min(1), label: wordsSchema })).min(1),
});
