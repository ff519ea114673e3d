import type { Store } from '../storage/index.ts';

/**
 * Names of officers by their accounts: open, closed, and those that went with a lost database and are known from the money
 * they took. Null for what no officer of this office did.
 */
export function createOfficerNames({ db }: Pick<Store, 'db'>): (accountId: string | null) => string | null {
  const name = db
    .prepare<[string, string], string>(
      `SELECT name FROM staff_account WHERE account_id = ?
       UNION ALL SELECT name FROM officer_name WHERE account_id = ? LIMIT 1`,
    )
    .pluck();
  return (accountId) => (accountId === null ? null : (name.get(accountId, accountId) ?? null));
}
