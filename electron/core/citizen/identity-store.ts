import * as z from 'zod';
import { identityWarnings, sexes, trusts } from '../../../shared/identity/index.ts';
import type { Store } from '../storage/index.ts';

const storedPersonSchema = z.object({
  fullName: z.string(),
  idNumber: z.string().nullable(),
  oldIdNumber: z.string().nullable(),
  birthDate: z.string().nullable(),
  sex: z.enum(sexes).nullable(),
  residence: z.string().nullable(),
  issueDate: z.string().nullable(),
});

const jsonOf = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);

const rowSchema = z.object({
  sessionId: z.string(),
  step: z.enum(['shown', 'confirmed']),
  trust: z.enum(trusts),
  person: jsonOf(storedPersonSchema),
  warnings: jsonOf(z.array(z.enum(identityWarnings))),
  extra: jsonOf(z.array(z.string())),
  shownAt: z.number(),
});
export type IdentityRecord = z.infer<typeof rowSchema>;

/** Where the person of the one open session is kept; the end of the session removes it by a trigger. */
export interface IdentityStore {
  read(sessionId: string): IdentityRecord | null;
  write(record: IdentityRecord): void;
  clear(): void;
}

/** In the encrypted database, so that a crash does not ask for the card again. */
export function createSqliteIdentityStore({ db }: Pick<Store, 'db'>): IdentityStore {
  const select = db.prepare<[string], unknown>(
    `SELECT session_id AS sessionId, step, trust, person, warnings, extra, shown_at AS shownAt
     FROM session_identity WHERE session_id = ?`,
  );
  const insert = db.prepare(
    `INSERT OR REPLACE INTO session_identity (slot, session_id, step, trust, person, warnings, extra, shown_at)
     VALUES (1, @sessionId, @step, @trust, @person, @warnings, @extra, @shownAt)`,
  );
  const remove = db.prepare<[]>('DELETE FROM session_identity');
  return {
    read(sessionId) {
      const row = select.get(sessionId);
      return row === undefined ? null : rowSchema.parse(row);
    },
    write(record) {
      insert.run({
        ...record,
        person: JSON.stringify(record.person),
        warnings: JSON.stringify(record.warnings),
        extra: JSON.stringify(record.extra),
        shownAt: Math.max(0, record.shownAt),
      });
    },
    clear: () => void remove.run(),
  };
}
