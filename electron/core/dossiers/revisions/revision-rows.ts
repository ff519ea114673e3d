import * as z from 'zod';
import { type DossierPersons, dossierPersonsSchema } from '../../../../shared/dossier/manifest.ts';
import { type SupplementRequest, supplementRequestSchema } from '../../../../shared/portal/index.ts';
import type { Store } from '../../storage/index.ts';

const dossierSchema = z.object({
  receivedAt: z.number(),
  erasedAt: z.number().nullable(),
  state: z.number().nullable(),
});
const requestSchema = z.object({
  request: z.string().transform((text) => supplementRequestSchema.parse(JSON.parse(text))),
  answeredRevision: z.number().nullable(),
});
const standingSchema = z.object({
  revision: z.number(),
  kind: z.enum(['submission', 'supplement', 'withdrawal']),
  isSuperseded: z.number().transform((flag) => flag === 1),
  /** Null once another took its place, or after the erasure. */
  queued: z.enum(['waiting', 'sending', 'parked', 'delivered']).nullable(),
  fault: z.string().nullable(),
});
export type RevisionStanding = z.infer<typeof standingSchema>;

/** What the rows of a sealed dossier say about a further revision of it. */
export interface RevisionRows {
  /** Null when nothing of that id was sealed here. `state` is the portal's. */
  dossier(dossierId: string): z.infer<typeof dossierSchema> | null;
  request(
    dossierId: string,
    requestId: string,
  ): { readonly request: SupplementRequest; readonly answeredRevision: number | null } | null;
  /** Every revision in its order. */
  revisions(dossierId: string): readonly RevisionStanding[];
  persons(dossierId: string): DossierPersons | null;
}

export function createRevisionRows({ db }: Pick<Store, 'db'>): RevisionRows {
  const dossier = db.prepare<[string], unknown>(
    'SELECT received_at AS receivedAt, erased_at AS erasedAt, portal_state AS state FROM dossier WHERE dossier_id = ?',
  );
  const request = db.prepare<[string, string], unknown>(
    `SELECT request, answered_revision AS answeredRevision FROM supplement_request
     WHERE dossier_id = ? AND request_id = ?`,
  );
  const revisions = db.prepare<[string], unknown>(
    `SELECT r.revision, r.kind, r.superseded_by IS NOT NULL AS isSuperseded, o.state AS queued, o.fault
     FROM dossier_revision r LEFT JOIN outbox o USING (dossier_id, revision)
     WHERE r.dossier_id = ? ORDER BY r.revision`,
  );
  const persons = db
    .prepare<[string], string>('SELECT persons FROM dossier_person WHERE dossier_id = ?')
    .pluck();
  return {
    dossier(dossierId) {
      const row = dossier.get(dossierId);
      return row === undefined ? null : dossierSchema.parse(row);
    },
    request(dossierId, requestId) {
      const row = request.get(dossierId, requestId);
      return row === undefined ? null : requestSchema.parse(row);
    },
    revisions: (dossierId) => z.array(standingSchema).parse(revisions.all(dossierId)),
    persons(dossierId) {
      const json = persons.get(dossierId);
      return json === undefined ? null : dossierPersonsSchema.parse(JSON.parse(json));
    },
  };
}
