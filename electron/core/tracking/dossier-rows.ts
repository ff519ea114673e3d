import * as z from 'zod';
import { readReceiptCode } from '../../../shared/dossier/receipt-code.ts';
import { type SupplementRequest, supplementRequestSchema } from '../../../shared/portal/index.ts';
import type { Store } from '../storage/index.ts';

const rowSchema = z.object({
  dossierId: z.string(),
  temporaryCode: z.string(),
  officialCode: z.string().nullable(),
  procedureCode: z.string(),
  procedureName: z.string(),
  numberHash: z.string().nullable(),
  receivedAt: z.number(),
  dueAt: z.number().nullable(),
  state: z.number().nullable(),
  stateAt: z.number().nullable(),
  askedAt: z.number().nullable(),
  erasedAt: z.number().nullable(),
});
export type DossierRow = z.infer<typeof rowSchema>;

const historySchema = z.array(z.object({ state: z.number(), atMs: z.number() }));
const requestRowSchema = z.object({
  request: z.string().transform((text) => supplementRequestSchema.parse(JSON.parse(text))),
  answeredRevision: z.number().nullable(),
});
const revisionSchema = z.object({
  revision: z.number(),
  kind: z.enum(['submission', 'supplement', 'withdrawal']),
  sealedAt: z.number(),
  /** Another took its place: the portal refused this one. */
  isSuperseded: z.number().transform((flag) => flag === 1),
});

/** The most dossiers of one person that are listed; the older ones are found by their codes. */
const mostOfOne = 50;

/** What the database knows of dossiers without opening them. */
export interface DossierRows {
  find(dossierId: string): DossierRow | null;
  /** By the code of a receipt, scanned or typed; of an official one people leave dots and hyphens out. */
  findByTypedCode(typed: string): DossierRow | null;
  /** The newest first. */
  ofNumber(numberHash: string): readonly DossierRow[];
  history(dossierId: string): readonly { readonly state: number; readonly atMs: number }[];
  requests(
    dossierId: string,
  ): readonly { readonly request: SupplementRequest; readonly answeredRevision: number | null }[];
  revisions(dossierId: string): readonly z.infer<typeof revisionSchema>[];
}

export function createDossierRows({ db }: Pick<Store, 'db'>): DossierRows {
  const columns = `SELECT dossier_id AS dossierId, temporary_code AS temporaryCode, official_code AS officialCode,
    procedure_code AS procedureCode, procedure_name AS procedureName, number_hash AS numberHash,
    received_at AS receivedAt, due_at AS dueAt, portal_state AS state, portal_state_at AS stateAt,
    portal_asked_at AS askedAt, erased_at AS erasedAt FROM dossier`;
  const byId = db.prepare<[string], unknown>(`${columns} WHERE dossier_id = ?`);
  const byTemporary = db.prepare<[string], unknown>(`${columns} WHERE temporary_code = ?`);
  const byOfficial = db.prepare<[string], unknown>(
    `${columns} WHERE official_code IS NOT NULL AND replace(replace(official_code, '.', ''), '-', '') = ?`,
  );
  const byNumber = db.prepare<[string, number], unknown>(
    `${columns} WHERE number_hash = ? ORDER BY received_at DESC, dossier_id DESC LIMIT ?`,
  );
  const history = db.prepare<[string], unknown>(
    'SELECT state, at AS atMs FROM dossier_history WHERE dossier_id = ? ORDER BY seq',
  );
  const requests = db.prepare<[string], unknown>(
    `SELECT request, answered_revision AS answeredRevision FROM supplement_request
     WHERE dossier_id = ? ORDER BY asked_at DESC, request_id`,
  );
  const revisions = db.prepare<[string], unknown>(
    `SELECT revision, kind, sealed_at AS sealedAt, superseded_by IS NOT NULL AS isSuperseded
     FROM dossier_revision WHERE dossier_id = ? ORDER BY revision`,
  );
  const one = (row: unknown): DossierRow | null => (row === undefined ? null : rowSchema.parse(row));
  return {
    find: (dossierId) => one(byId.get(dossierId)),
    findByTypedCode(typed) {
      const code = readReceiptCode(typed);
      if (code?.kind === 'temporary') return one(byTemporary.get(code.code));
      return one(byOfficial.get((code?.code ?? typed).toUpperCase().replace(/[^0-9A-Z]/g, '')));
    },
    ofNumber: (numberHash) => z.array(rowSchema).parse(byNumber.all(numberHash, mostOfOne)),
    history: (dossierId) => historySchema.parse(history.all(dossierId)),
    requests: (dossierId) => z.array(requestRowSchema).parse(requests.all(dossierId)),
    revisions: (dossierId) => z.array(revisionSchema).parse(revisions.all(dossierId)),
  };
}
