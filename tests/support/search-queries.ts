import { readFileSync } from 'node:fs';
import * as z from 'zod';

const queriesSchema = z.array(
  z.strictObject({
    query: z.string(),
    /** Any of these is a right answer. */
    codes: z.array(z.string()).min(1),
    /** Written before the search existed; nothing is ever tuned on it. */
    heldOut: z.boolean(),
  }),
);
export type SearchQuery = z.infer<typeof queriesSchema>[number];

/** What people type and what they mean by it. */
export function searchQueries(): readonly SearchQuery[] {
  const file = new URL('../fixtures/search/queries.json', import.meta.url);
  return queriesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The share of queries, in percent, with a right answer among the first three. */
export function hitRates(search: (text: string) => readonly string[]) {
  const rate = (queries: readonly SearchQuery[]): number => {
    const hits = queries.filter(({ query, codes }) =>
      search(query)
        .slice(0, 3)
        .some((code) => codes.includes(code)),
    );
    return (hits.length / queries.length) * 100;
  };
  const all = searchQueries();
  return {
    open: rate(all.filter(({ heldOut }) => !heldOut)),
    heldOut: rate(all.filter(({ heldOut }) => heldOut)),
  };
}
