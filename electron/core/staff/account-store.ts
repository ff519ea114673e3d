import * as z from 'zod';
import { officerRoles } from '../../../shared/contract/index.ts';
import type { Store } from '../storage/index.ts';
import type { PinHash } from './pin.ts';

const rowSchema = z.object({
  accountId: z.string(),
  name: z.string(),
  role: z.enum(officerRoles),
  salt: z.instanceof(Buffer),
  hash: z.instanceof(Buffer),
  cost: z.number(),
  cardHash: z.string().nullable(),
  madeAt: z.number(),
});
/** An account that may sign in. */
export type AccountRow = z.infer<typeof rowSchema>;

/** Rows of accounts that are not closed. Writing happens inside the caller's transaction. */
export interface AccountStore {
  list(): readonly AccountRow[];
  find(accountId: string): AccountRow | null;
  findByCard(cardHash: string): AccountRow | null;
  insert(account: Omit<AccountRow, 'salt' | 'hash' | 'cost'>, pin: PinHash): void;
  setPin(accountId: string, pin: PinHash): void;
  setCard(accountId: string, cardHash: string | null): void;
  close(accountId: string, at: number): void;
}

const columns = `account_id AS accountId, name, role, pin_salt AS salt, pin_hash AS hash, pin_cost AS cost,
  card_hash AS cardHash, made_at AS madeAt`;

export function createAccountStore({ db }: Pick<Store, 'db'>): AccountStore {
  const all = db.prepare<[], unknown>(
    `SELECT ${columns} FROM staff_account WHERE closed_at IS NULL ORDER BY made_at, rowid`,
  );
  const one = db.prepare<[string], unknown>(
    `SELECT ${columns} FROM staff_account WHERE account_id = ? AND closed_at IS NULL`,
  );
  const byCard = db.prepare<[string], unknown>(
    `SELECT ${columns} FROM staff_account WHERE card_hash = ? AND closed_at IS NULL`,
  );
  const insert = db.prepare<[string, string, string, Buffer, Buffer, number, string | null, number]>(
    `INSERT INTO staff_account (account_id, name, role, pin_salt, pin_hash, pin_cost, card_hash, made_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setPin = db.prepare<[Buffer, Buffer, number, string]>(
    'UPDATE staff_account SET pin_salt = ?, pin_hash = ?, pin_cost = ? WHERE account_id = ?',
  );
  const setCard = db.prepare<[string | null, string]>(
    'UPDATE staff_account SET card_hash = ? WHERE account_id = ?',
  );
  const close = db.prepare<[number, string]>('UPDATE staff_account SET closed_at = ? WHERE account_id = ?');

  function parseOne(row: unknown): AccountRow | null {
    return row === undefined ? null : rowSchema.parse(row);
  }

  return {
    list: () => z.array(rowSchema).parse(all.all()),
    find: (accountId) => parseOne(one.get(accountId)),
    findByCard: (cardHash) => parseOne(byCard.get(cardHash)),
    insert: ({ accountId, name, role, cardHash, madeAt }, { salt, hash, cost }) =>
      void insert.run(accountId, name, role, salt, hash, cost, cardHash, madeAt),
    setPin: (accountId, { salt, hash, cost }) => void setPin.run(salt, hash, cost, accountId),
    setCard: (accountId, cardHash) => void setCard.run(cardHash, accountId),
    close: (accountId, at) => void close.run(at, accountId),
  };
}
