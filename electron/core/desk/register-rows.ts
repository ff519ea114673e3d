import * as z from 'zod';
import { deskStates, type RegisterLine } from '../../../shared/contract/desk.ts';
import { shownCode } from '../../../shared/dossier/receipt-code.ts';
import type { Store } from '../storage/index.ts';

/** From `fromMs` on, before `beforeMs`; ms since 1970. */
export interface RegisterSpan {
  readonly fromMs: number;
  readonly beforeMs: number;
}

const rowSchema = z.object({
  n: z.number(),
  receivedAt: z.number(),
  person: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  way: z.enum(['office', 'post']).nullable(),
  state: z.enum(deskStates),
  temporaryCode: z.string(),
  officialCode: z.string().nullable(),
  procedure: z.string(),
  dueAt: z.number().nullable(),
  passedAt: z.number().nullable(),
  returnedAt: z.number().nullable(),
});

/** A line of the register without its running number, and where the next page begins. */
export interface RegisterEntry extends Omit<RegisterLine, 'number' | 'contact'> {
  readonly n: number;
  readonly address: string;
  readonly phone: string;
}

/** The register's rows in the order in which the dossiers came. */
export interface RegisterRows {
  page(
    span: RegisterSpan & { readonly afterN: number | null; readonly limit: number },
  ): readonly RegisterEntry[];
  total(span: RegisterSpan): number;
  /** How many of the span stand up to this row, itself included. */
  countUpTo(span: RegisterSpan, n: number): number;
  /**
   * Takes the persons out of rows received before the moment: their legal retention is over. At most so many at once, inside
   * the caller's transaction; answers how many it were.
   */
  erasePersons(beforeMs: number, atMost: number): number;
}

export function createRegisterRows({ db }: Pick<Store, 'db'>): RegisterRows {
  const span = 'w.received_at >= @fromMs AND w.received_at < @beforeMs';
  // 9: the result is there; 10: it was handed over (FACTS 11).
  const columns = `SELECT w.n, w.received_at AS receivedAt, w.person, w.address, w.phone, w.way, w.state,
    d.temporary_code AS temporaryCode, d.official_code AS officialCode, d.procedure_name AS procedure, d.due_at AS dueAt,
    (SELECT min(at) FROM dossier_history h WHERE h.dossier_id = w.dossier_id AND h.state = 9) AS passedAt,
    (SELECT min(at) FROM dossier_history h WHERE h.dossier_id = w.dossier_id AND h.state = 10) AS returnedAt
    FROM desk_row w JOIN dossier d USING (dossier_id)`;
  const first = db.prepare(`${columns} WHERE ${span} ORDER BY w.received_at, w.n LIMIT @limit`);
  const after = db.prepare(
    `${columns} WHERE ${span} AND (w.received_at, w.n) > (SELECT received_at, n FROM desk_row WHERE n = @afterN)
     ORDER BY w.received_at, w.n LIMIT @limit`,
  );
  const total = db.prepare(`SELECT count(*) FROM desk_row w WHERE ${span}`).pluck();
  const upTo = db
    .prepare(
      `SELECT count(*) FROM desk_row w WHERE ${span}
       AND (w.received_at, w.n) <= (SELECT received_at, n FROM desk_row WHERE n = @n)`,
    )
    .pluck();
  const erase = db.prepare(
    `UPDATE desk_row SET person = NULL, address = NULL, phone = NULL, words = NULL WHERE n IN
       (SELECT n FROM desk_row WHERE received_at < ? AND person IS NOT NULL
        AND state NOT IN ('waiting', 'needs-staff', 'supplement') LIMIT ?)`,
  );
  return {
    page: ({ afterN, limit, fromMs, beforeMs }) =>
      z
        .array(rowSchema)
        .parse(
          afterN === null
            ? first.all({ fromMs, beforeMs, limit })
            : after.all({ fromMs, beforeMs, limit, afterN }),
        )
        .map(entryOf),
    total: ({ fromMs, beforeMs }) => z.number().parse(total.get({ fromMs, beforeMs })),
    countUpTo: ({ fromMs, beforeMs }, n) => z.number().parse(upTo.get({ fromMs, beforeMs, n })),
    erasePersons: (beforeMs, atMost) => erase.run(beforeMs, atMost).changes,
  };
}

function entryOf(row: z.infer<typeof rowSchema>): RegisterEntry {
  return {
    n: row.n,
    code: shownCode(
      row.officialCode === null
        ? { kind: 'temporary', code: row.temporaryCode }
        : { kind: 'official', code: row.officialCode },
    ),
    procedure: row.procedure,
    person: row.person,
    address: row.address ?? '',
    phone: row.phone ?? '',
    receivedAtMs: row.receivedAt,
    dueAtMs: row.dueAt,
    passedAtMs: row.passedAt,
    returnedAtMs: row.returnedAt,
    way: row.way,
    state: row.state,
  };
}
