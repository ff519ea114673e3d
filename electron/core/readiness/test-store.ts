import * as z from 'zod';
import { type SelfTest, testFindingSchema } from '../../../shared/contract/index.ts';
import type { Store } from '../storage/index.ts';

const rowSchema = z.object({
  testId: z.string(),
  startedAtMs: z.number(),
  startedBy: z.string().nullable(),
  finding: z.string().transform((text) => testFindingSchema.parse(JSON.parse(text))),
  verdict: z.enum(['good', 'bad']).nullable(),
  judgedAtMs: z.number().nullable(),
  judgedBy: z.string().nullable(),
});

/** So many are shown; the older ones stay in the table. */
const shownTests = 12;

/** The record of self-tests. */
export interface TestStore {
  insert(test: Pick<SelfTest, 'testId' | 'startedAtMs' | 'finding'> & { readonly accountId: string }): void;
  /** False when there is no such test, or it was judged before. */
  judge(
    testId: string,
    verdict: 'good' | 'bad',
    by: { readonly accountId: string; readonly atMs: number },
  ): boolean;
  newest(): readonly SelfTest[];
}

export function createTestStore({ db }: Pick<Store, 'db'>): TestStore {
  const insert = db.prepare<[string, string, number, string, string]>(
    'INSERT INTO self_test (test_id, kind, started_at, started_by, finding) VALUES (?, ?, ?, ?, ?)',
  );
  const judge = db.prepare<['good' | 'bad', number, string, string]>(
    'UPDATE self_test SET verdict = ?, judged_at = ?, judged_by = ? WHERE test_id = ? AND verdict IS NULL',
  );
  const newest = db.prepare<[number], unknown>(
    `SELECT test_id AS testId, started_at AS startedAtMs, starter.name AS startedBy, finding, verdict,
       judged_at AS judgedAtMs, judge.name AS judgedBy
     FROM self_test LEFT JOIN staff_account AS starter ON starter.account_id = started_by
       LEFT JOIN staff_account AS judge ON judge.account_id = judged_by
     ORDER BY started_at DESC, test_id DESC LIMIT ?`,
  );
  return {
    insert: ({ testId, startedAtMs, finding, accountId }) =>
      void insert.run(testId, finding.kind, startedAtMs, accountId, JSON.stringify(finding)),
    judge: (testId, verdict, { accountId, atMs }) =>
      judge.run(verdict, atMs, accountId, testId).changes === 1,
    newest: () => z.array(rowSchema).parse(newest.all(shownTests)),
  };
}
