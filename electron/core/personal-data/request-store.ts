import * as z from 'zod';
import {
  type DataRequest,
  type DataRequestKind,
  dataRequestKinds,
  identityChecks,
  type RequestOutcome,
  requestOutcomes,
  requestSteps,
} from '../../../shared/contract/index.ts';
import type { Store } from '../storage/index.ts';

const personSchema = z.object({
  fullName: z.string(),
  idNumber: z.string(),
  phone: z.string().nullable(),
});

const rowSchema = z.object({
  requestId: z.string(),
  number: z.number(),
  kind: z.enum(dataRequestKinds),
  askedAtMs: z.number(),
  viaOthers: z.number().transform((value) => value === 1),
  replyDueAtMs: z.number(),
  dueAtMs: z.number(),
  person: z.string().transform((text) => personSchema.parse(JSON.parse(text))),
  wish: z.string(),
  checkedBy: z.enum(identityChecks),
  numberHash: z.string(),
  repliedAtMs: z.number().nullable(),
  closedAtMs: z.number().nullable(),
  outcome: z.enum(requestOutcomes).nullable(),
});
export type RequestRecord = z.infer<typeof rowSchema>;

const stepSchema = z.object({
  atMs: z.number(),
  by: z.string().nullable(),
  what: z.enum(requestSteps),
  note: z.string(),
});
export type RequestStep = DataRequest['steps'][number]['what'];

/** Closed ones that are shown; the others stay in the table. */
const shownClosed = 50;

/** Requests and their records. Every write runs inside the caller's transaction. */
export interface RequestStore {
  insert(request: {
    readonly requestId: string;
    readonly kind: DataRequestKind;
    readonly askedAtMs: number;
    readonly viaOthers: boolean;
    readonly replyDueAtMs: number;
    readonly dueAtMs: number;
    readonly person: z.infer<typeof personSchema>;
    readonly wish: string;
    readonly checkedBy: DataRequest['checkedBy'];
    readonly numberHash: string;
    readonly takenBy: string;
  }): void;
  find(requestId: string): RequestRecord | null;
  list(): readonly RequestRecord[];
  addStep(step: {
    readonly requestId: string;
    readonly atMs: number;
    readonly by: string;
    readonly what: RequestStep;
    readonly note: string;
  }): void;
  steps(requestId: string): DataRequest['steps'];
  setReplied(requestId: string, atMs: number): void;
  close(requestId: string, outcome: RequestOutcome, atMs: number): void;
  restrict(dossierId: string, requestId: string, atMs: number): void;
  /** Those that this request had restricted. */
  release(requestId: string): void;
}

export function createRequestStore({ db }: Pick<Store, 'db'>): RequestStore {
  const columns = `SELECT request_id AS requestId, number, kind, asked_at AS askedAtMs, via_others AS viaOthers,
    reply_due_at AS replyDueAtMs, due_at AS dueAtMs, person, wish, checked_by AS checkedBy, number_hash AS numberHash,
    replied_at AS repliedAtMs, closed_at AS closedAtMs, outcome FROM data_request`;
  const insert = db.prepare(
    `INSERT INTO data_request (request_id, number, kind, asked_at, via_others, reply_due_at, due_at, person, wish,
       checked_by, number_hash, taken_by)
     VALUES (@requestId, (SELECT coalesce(max(number), 0) + 1 FROM data_request), @kind, @askedAtMs, @viaOthers,
       @replyDueAtMs, @dueAtMs, @person, @wish, @checkedBy, @numberHash, @takenBy)`,
  );
  const find = db.prepare<[string], unknown>(`${columns} WHERE request_id = ?`);
  const listOpen = db.prepare<[], unknown>(`${columns} WHERE closed_at IS NULL ORDER BY due_at, number`);
  const listClosed = db.prepare<[number], unknown>(
    `${columns} WHERE closed_at IS NOT NULL ORDER BY closed_at DESC, number DESC LIMIT ?`,
  );
  const addStep = db.prepare(
    `INSERT INTO data_request_step (request_id, seq, at, by, what, note)
     VALUES (@requestId, (SELECT coalesce(max(seq), 0) + 1 FROM data_request_step WHERE request_id = @requestId),
       @atMs, @by, @what, @note)`,
  );
  const steps = db.prepare<[string], unknown>(
    `SELECT at AS atMs, account.name AS by, what, note FROM data_request_step
     LEFT JOIN staff_account AS account ON account.account_id = data_request_step.by
     WHERE request_id = ? ORDER BY seq`,
  );
  const setReplied = db.prepare(
    'UPDATE data_request SET replied_at = coalesce(replied_at, ?) WHERE request_id = ?',
  );
  const close = db.prepare('UPDATE data_request SET closed_at = ?, outcome = ? WHERE request_id = ?');
  const restrict = db.prepare(
    'INSERT INTO data_restriction (dossier_id, request_id, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const release = db.prepare('DELETE FROM data_restriction WHERE request_id = ?');
  return {
    insert: (request) =>
      void insert.run({
        ...request,
        viaOthers: request.viaOthers ? 1 : 0,
        person: JSON.stringify(request.person),
      }),
    find(requestId) {
      const row = find.get(requestId);
      return row === undefined ? null : rowSchema.parse(row);
    },
    list: () => z.array(rowSchema).parse([...listOpen.all(), ...listClosed.all(shownClosed)]),
    addStep: (step) => void addStep.run(step),
    steps: (requestId) => z.array(stepSchema).parse(steps.all(requestId)),
    setReplied: (requestId, atMs) => void setReplied.run(atMs, requestId),
    close: (requestId, outcome, atMs) => void close.run(atMs, outcome, requestId),
    restrict: (dossierId, requestId, atMs) => void restrict.run(dossierId, requestId, atMs),
    release: (requestId) => void release.run(requestId),
  };
}
