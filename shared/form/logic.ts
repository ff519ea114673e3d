import jsonLogic from 'json-logic-js';
import * as z from 'zod';
import { dateInWords, daysBetween, isCertainlyBefore, isYearOrDay, yearOf, yearsBetween } from './dates.ts';
import { foldText } from './letters.ts';

/** A rule as data (https://jsonlogic.com); only the operations below, never eval. */
export type Logic =
  | boolean
  | number
  | string
  | null
  | readonly Logic[]
  | { readonly [operation: string]: Logic };

export const logicSchema: z.ZodType<Logic> = z.lazy(() =>
  z.union([
    z.boolean(),
    z.number(),
    z.string(),
    z.null(),
    z.array(logicSchema),
    z.record(z.string(), logicSchema),
  ]),
);

/** Taken over from json-logic-js. Left out on purpose: method (calls anything), log (writes values), substr and the rest. */
const plainOperations = [
  'var',
  'if',
  '==',
  '===',
  '!=',
  '!==',
  '!',
  '!!',
  'and',
  'or',
  '>',
  '>=',
  '<',
  '<=',
  '+',
  '-',
  '*',
  'in',
  'cat',
  'some',
  'all',
  'none',
];

/** Our own operations: pure, total, null in gives null or false out. */
const ownOperations = {
  /** Full years from the first date to the second; bare years give the difference. */
  yearsBetween: (first: unknown, second: unknown) => yearsBetween(first, second),
  /** The same, read as the age of somebody born on the first date. */
  age: (born: unknown, on: unknown) => yearsBetween(born, on),
  daysBetween: (first: unknown, second: unknown) => daysBetween(first, second),
  /** Certain only: the bare year 1990 is neither before nor after 15/03/1990. */
  dateBefore: (first: unknown, second: unknown) => isCertainlyBefore(first, second),
  dateAfter: (first: unknown, second: unknown) => isCertainlyBefore(second, first),
  dateInWords: (day: unknown) => dateInWords(day),
  year: (day: unknown) => (isYearOrDay(day) ? yearOf(day) : null),
  isEmpty: (value: unknown) => isEmpty(value),
  /** Same letters, whatever the case, the marks and the apostrophe. Two empty texts are not the same. */
  sameText: (first: unknown, second: unknown) =>
    typeof first === 'string' &&
    typeof second === 'string' &&
    first !== '' &&
    foldText(first) === foldText(second),
  /** Whether a text holds another, whatever the case and the marks. */
  hasText: (text: unknown, part: unknown) =>
    typeof text === 'string' && typeof part === 'string' && foldText(text).includes(foldText(part)),
  /** Only figures, at least and at most so many. */
  isDigits: (text: unknown, min: unknown, max: unknown) =>
    typeof text === 'string' &&
    /^\d+$/u.test(text) &&
    text.length >= Number(min) &&
    text.length <= Number(max),
  count: (value: unknown) => (Array.isArray(value) ? value.length : 0),
  /** True when a number is there and below the limit: null < 12 would be true in plain comparison. */
  lessThan: (value: unknown, limit: unknown) =>
    typeof value === 'number' && typeof limit === 'number' && value < limit,
  moreThan: (value: unknown, limit: unknown) =>
    typeof value === 'number' && typeof limit === 'number' && value > limit,
  /** Birth year written in a personal number: figure 4 is century and sex, 5 and 6 the year (FACTS 8; only to warn). */
  idBirthYear: (id: unknown) =>
    typeof id === 'string' && /^\d{12}$/u.test(id)
      ? 1900 + 100 * Math.trunc(Number(id[3]) / 2) + Number(id.slice(4, 6))
      : null,
  idSex: (id: unknown) =>
    typeof id === 'string' && /^\d{12}$/u.test(id) ? (Number(id[3]) % 2 === 0 ? 'male' : 'female') : null,
} as const;

for (const [name, operation] of Object.entries(ownOperations)) jsonLogic.add_operation(name, operation);

const known = new Set<string>([...plainOperations, ...Object.keys(ownOperations)]);

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** What a rule uses: names of variables (first part of the path) and operations that are not allowed. */
export interface LogicUse {
  readonly variables: ReadonlySet<string>;
  readonly unknownOperations: ReadonlySet<string>;
}

const rowOperations = new Set(['some', 'all', 'none']);

/** Walks a rule once. Inside some/all/none, `var` means the row's own fields and is not counted. */
export function inspectLogic(rule: Logic): LogicUse {
  const variables = new Set<string>();
  const unknownOperations = new Set<string>();
  walk(rule, false);
  return { variables, unknownOperations };

  function walk(part: Logic, inRow: boolean): void {
    if (typeof part !== 'object' || part === null) return;
    if (Array.isArray(part)) {
      for (const one of part) walk(one, inRow);
      return;
    }
    const entries = Object.entries(part);
    if (entries.length !== 1) unknownOperations.add(`{${entries.map(([name]) => name).join(', ')}}`);
    for (const [name, argument] of entries) {
      if (!known.has(name)) unknownOperations.add(name);
      if (name === 'var') {
        const path = Array.isArray(argument) ? argument[0] : argument;
        if (typeof path !== 'string') unknownOperations.add('var without a name');
        else if (!inRow && path !== '') variables.add(path.split('.')[0] ?? path);
      } else if (rowOperations.has(name) && Array.isArray(argument)) {
        walk(argument[0] ?? null, inRow);
        for (const one of argument.slice(1)) walk(one, true);
      } else walk(argument, inRow);
    }
  }
}

/** Works a checked rule out over the answers. Rules are checked when a form is loaded. */
export function applyLogic(rule: Logic, data: Readonly<Record<string, unknown>>): unknown {
  return jsonLogic.apply(rule as Parameters<typeof jsonLogic.apply>[0], data);
}

/** json-logic's truth: an empty list is false. */
export function holds(rule: Logic, data: Readonly<Record<string, unknown>>): boolean {
  return jsonLogic.truthy(applyLogic(rule, data));
}
