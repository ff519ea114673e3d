import * as z from 'zod';
import type { Places } from '../places/places.ts';
import type { Finding } from './message.ts';
import { fault } from './message.ts';
import type { FormLanguage, Words } from './words.ts';

/** One entry of a fixed list (ethnic group, country, relation). */
export interface ListItem {
  readonly id: string;
  readonly label: Words;
}

export const listNames = ['ethnicity', 'nationality', 'relation', 'document'] as const;
export type ListName = (typeof listNames)[number];
export type FormLists = Readonly<Record<ListName, readonly ListItem[]>>;

/** What a kind may know beside the value. */
export interface KindContext {
  /** Today in Việt Nam, YYYY-MM-DD. */
  readonly today: string;
  readonly places: Places;
  readonly lists: FormLists;
}

/** What a kind says about one answer. `value` is null when the field is empty or unreadable. */
export interface Examined {
  readonly value: unknown;
  readonly empty: boolean;
  readonly findings: readonly Finding[];
}

/** One kind of field, with its types erased: everything the engine, the review page and the paper need. */
export interface Kind {
  readonly name: string;
  /** Fields of this kind hold no answer (a note) or one that the form calculates. */
  readonly typed: boolean;
  readonly empty: unknown;
  parseOptions(input: unknown): z.ZodSafeParseResult<unknown>;
  examine(input: unknown, options: unknown, context: KindContext): Examined;
  /** For the review page. */
  read(value: unknown, options: unknown, context: KindContext, language: FormLanguage): string;
  /** For the paper form, always in Vietnamese. */
  paper(value: unknown, options: unknown, context: KindContext): string;
  /** For comparing and searching: no marks, no case. */
  fold(value: unknown): string;
}

interface KindDefinition<V, O> {
  readonly name: string;
  readonly typed?: boolean;
  readonly options: z.ZodType<O>;
  /** Schema of a normalised value. */
  readonly value: z.ZodType<V>;
  /** Brings what the page or an old draft sent into shape. Null means empty. Never throws, never drops letters. */
  normalise(input: unknown, options: O): unknown;
  validate(value: V, options: O, context: KindContext): readonly Finding[];
  read(value: V, options: O, context: KindContext, language: FormLanguage): string;
  paper?(value: V, options: O, context: KindContext): string;
  fold?(value: V): string;
}

/**
 * Makes a kind whose outside is untyped and safe: whatever comes in, `examine` returns findings and never throws,
 * because the page, an old draft and the core all call it with values nobody has checked yet.
 */
export function defineKind<V, O>(definition: KindDefinition<V, O>): Kind {
  const optionsOf = (options: unknown): O => options as O; // checked once by parseOptions when the form is loaded
  const withValue = (value: unknown, use: (value: V) => string): string => {
    const parsed = definition.value.safeParse(value);
    return parsed.success ? use(parsed.data) : '';
  };
  return {
    name: definition.name,
    typed: definition.typed ?? true,
    empty: null,
    parseOptions: (input) => definition.options.safeParse(input),
    examine(input, options, context) {
      const candidate = definition.normalise(input, optionsOf(options));
      if (candidate === null || candidate === undefined) return { value: null, empty: true, findings: [] };
      const parsed = definition.value.safeParse(candidate);
      if (!parsed.success) return { value: null, empty: false, findings: [fault('unreadable')] };
      return {
        value: parsed.data,
        empty: false,
        findings: definition.validate(parsed.data, optionsOf(options), context),
      };
    },
    read: (value, options, context, language) =>
      withValue(value, (known) => definition.read(known, optionsOf(options), context, language)),
    paper: (value, options, context) =>
      withValue(value, (known) =>
        definition.paper
          ? definition.paper(known, optionsOf(options), context)
          : definition.read(known, optionsOf(options), context, 'vi'),
      ),
    fold: (value) => withValue(value, (known) => definition.fold?.(known) ?? ''),
  };
}

/** A plain object from outside, or null: arrays and class instances are not answers of a compound field. */
export function asRecord(input: unknown): Readonly<Record<string, unknown>> | null {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
    ? (input as Readonly<Record<string, unknown>>)
    : null;
}

/** The options of a kind that has none. */
export const noOptions = z.strictObject({});
