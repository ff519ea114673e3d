import * as z from 'zod';
import { type Answer, type Answers, answerSchema } from '../../../shared/form/index.ts';
import type { Store } from '../storage/index.ts';

const draftRowSchema = z.object({
  draftId: z.string(),
  sessionId: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  catalogueVersion: z.string(),
  formVersion: z.string(),
  stepId: z.string(),
  revision: z.number(),
  openedAt: z.number(),
  /** Set when it becomes a further revision of a dossier that is sealed already. */
  revisionKind: z.enum(['supplement', 'correction']).nullable(),
  visitId: z.string().nullable(),
  requestId: z.string().nullable(),
  supersedes: z.number().nullable(),
});
export type DraftRecord = z.infer<typeof draftRowSchema>;

const answerRowSchema = z.object({
  fieldPath: z.string(),
  value: z.string().transform((text): unknown => JSON.parse(text)),
  provenance: answerSchema.shape.source,
});

/** Rows of drafts. Writing happens inside the caller's transaction. */
export interface DraftStore {
  findOfSession(sessionId: string): DraftRecord | null;
  find(draftId: string): DraftRecord | null;
  /** What an officer puts right in this visit; null when nothing. */
  findOfficersOf(sessionId: string): DraftRecord | null;
  /** Drafts whose visit is over and that nobody asked to keep: still to be erased. */
  leftBehind(openSessionId: string | null): readonly DraftRecord[];
  insert(record: DraftRecord): void;
  /** Answers to the plain questions that shorten the papers list, as JSON. */
  listAnswers(draftId: string): string;
  setListAnswers(draftId: string, json: string): void;
  remove(draftId: string): void;
  setStep(draftId: string, stepId: string): void;
  setSession(draftId: string, sessionId: string): void;
  /** Counts one change and returns the new revision. */
  raiseRevision(draftId: string): number;
  answers(draftId: string): Answers;
  /** Fields that an officer answered and the citizen has not agreed to. */
  unagreed(draftId: string): readonly string[];
  agree(draftId: string, agreedAt: number): void;
  /** Null takes the answer away. */
  putAnswer(draftId: string, fieldPath: string, answer: Answer | null, answeredAt: number): void;
}

/** Drafts in the encrypted database. */
export function createDraftStore({ db }: Pick<Store, 'db'>): DraftStore {
  const columns = `dossier_id AS draftId, session_id AS sessionId, procedure_code AS procedureCode,
    procedure_name AS procedureName, catalogue_version AS catalogueVersion, form_version AS formVersion,
    step_id AS stepId, revision, opened_at AS openedAt, kind AS revisionKind, visit_id AS visitId,
    request_id AS requestId, supersedes`;
  const drafts = `SELECT ${columns} FROM draft LEFT JOIN draft_revision USING (dossier_id)`;
  const ofSession = db.prepare<[string], unknown>(`${drafts} WHERE session_id = ?`);
  const officersOf = db.prepare<[string], unknown>(`${drafts} WHERE visit_id = ? AND session_id <> visit_id`);
  const others = db.prepare<[string], unknown>(`${drafts} WHERE coalesce(visit_id, session_id) <> ?
     AND dossier_id NOT IN (SELECT dossier_id FROM draft_suspension)`);
  const one = db.prepare<[string], unknown>(`${drafts} WHERE dossier_id = ?`);
  const setSession = db.prepare<[string, string]>('UPDATE draft SET session_id = ? WHERE dossier_id = ?');
  const insert = db.prepare(
    `INSERT INTO draft (dossier_id, session_id, procedure_code, procedure_name, catalogue_version, form_version,
       step_id, revision, opened_at)
     VALUES (@draftId, @sessionId, @procedureCode, @procedureName, @catalogueVersion, @formVersion, @stepId,
       @revision, @openedAt)`,
  );
  const insertRevision = db.prepare(
    `INSERT INTO draft_revision (dossier_id, visit_id, kind, request_id, supersedes)
     VALUES (@draftId, @visitId, @revisionKind, @requestId, @supersedes)`,
  );
  const setStep = db.prepare<[string, string]>('UPDATE draft SET step_id = ? WHERE dossier_id = ?');
  const raise = db
    .prepare<[string], number>(
      'UPDATE draft SET revision = revision + 1 WHERE dossier_id = ? RETURNING revision',
    )
    .pluck();
  const listAnswers = db
    .prepare<[string], string>('SELECT list_answers FROM draft WHERE dossier_id = ?')
    .pluck();
  const setListAnswers = db.prepare<[string, string]>(
    'UPDATE draft SET list_answers = ? WHERE dossier_id = ?',
  );
  const answers = db.prepare<[string], unknown>(
    'SELECT field_path AS fieldPath, value, provenance FROM draft_answer WHERE dossier_id = ?',
  );
  const put = db.prepare<[string, string, string, string, number]>(
    `INSERT INTO draft_answer (dossier_id, field_path, value, provenance, answered_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (dossier_id, field_path) DO UPDATE SET value = excluded.value, provenance = excluded.provenance,
       answered_at = excluded.answered_at, agreed_at = NULL`,
  );
  const unagreed = db
    .prepare<[string], unknown>(
      `SELECT field_path FROM draft_answer
       WHERE dossier_id = ? AND provenance = 'staff' AND agreed_at IS NULL`,
    )
    .pluck();
  const agree = db.prepare<[number, string]>(
    `UPDATE draft_answer SET agreed_at = ? WHERE dossier_id = ? AND provenance = 'staff' AND agreed_at IS NULL`,
  );
  const removeDraft = db.prepare<[string]>('DELETE FROM draft WHERE dossier_id = ?');
  const remove = db.prepare<[string, string]>(
    'DELETE FROM draft_answer WHERE dossier_id = ? AND field_path = ?',
  );
  return {
    findOfSession(sessionId) {
      const row = ofSession.get(sessionId);
      return row === undefined ? null : draftRowSchema.parse(row);
    },
    findOfficersOf(sessionId) {
      const row = officersOf.get(sessionId);
      return row === undefined ? null : draftRowSchema.parse(row);
    },
    find(draftId) {
      const row = one.get(draftId);
      return row === undefined ? null : draftRowSchema.parse(row);
    },
    leftBehind: (openSessionId) => z.array(draftRowSchema).parse(others.all(openSessionId ?? '')),
    insert(record) {
      insert.run(record);
      if (record.revisionKind !== null) insertRevision.run(record);
    },
    listAnswers: (draftId) => z.string().parse(listAnswers.get(draftId)),
    setListAnswers: (draftId, json) => void setListAnswers.run(json, draftId),
    remove: (draftId) => void removeDraft.run(draftId),
    setStep: (draftId, stepId) => void setStep.run(stepId, draftId),
    setSession: (draftId, sessionId) => void setSession.run(sessionId, draftId),
    raiseRevision: (draftId) => z.number().parse(raise.get(draftId)),
    answers(draftId) {
      const rows = z.array(answerRowSchema).parse(answers.all(draftId));
      return Object.fromEntries(
        rows.map(({ fieldPath, value, provenance }) => [fieldPath, { value, source: provenance }]),
      );
    },
    unagreed: (draftId) => z.array(z.string()).parse(unagreed.all(draftId)),
    agree: (draftId, agreedAt) => void agree.run(Math.max(0, agreedAt), draftId),
    putAnswer(draftId, fieldPath, answer, answeredAt) {
      if (answer === null) remove.run(draftId, fieldPath);
      else put.run(draftId, fieldPath, JSON.stringify(answer.value), answer.source, Math.max(0, answeredAt));
    },
  };
}
