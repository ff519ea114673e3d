import * as z from 'zod';
import { type ReceiptCode, shownCode } from '../../../shared/dossier/receipt-code.ts';
import type { Store } from '../storage/index.ts';
import type { FeeDossier } from './books.ts';

const dossierSchema = z.object({
  dossierId: z.string(),
  temporaryCode: z.string(),
  officialCode: z.string().nullable(),
  procedureName: z.string(),
  receivedAt: z.number(),
  state: z.number().nullable(),
  stateAt: z.number().nullable(),
  erasedAt: z.number().nullable(),
  cancelledAt: z.number().nullable(),
});

const rowSchema = z
  .object({
    dossierId: z.string(),
    temporaryCode: z.string(),
    officialCode: z.string().nullable(),
    procedureName: z.string(),
    state: z.string(),
    exemption: z.enum(['none', 'claimed', 'granted', 'refused']),
    dueVnd: z.number().nullable(),
    heldVnd: z.number(),
    needsOfficer: z.number().transform((flag) => flag === 1),
    openedAtMs: z.number(),
  })
  .transform(({ temporaryCode, officialCode, ...row }) => {
    const code: ReceiptCode =
      officialCode === null
        ? { kind: 'temporary', code: temporaryCode }
        : { kind: 'official', code: officialCode };
    return { ...row, code: shownCode(code) };
  });

const wanted = {
  unpaid: "f.state IN ('ask-staff', 'unpaid', 'claimed', 'too-little')",
  'needs-officer': 'f.needs_officer = 1',
  today: 'f.opened_at >= @dayStart',
} as const;

/** What the rows of dossiers say for fees. */
export function createFeeDossiers({ db }: Pick<Store, 'db'>) {
  const columns = `SELECT dossier_id AS dossierId, temporary_code AS temporaryCode, official_code AS officialCode,
    procedure_name AS procedureName, received_at AS receivedAt, portal_state AS state, portal_state_at AS stateAt,
    erased_at AS erasedAt, (SELECT e.at FROM dossier_ending e
      WHERE e.dossier_id = dossier.dossier_id AND e.kind = 'cancelled') AS cancelledAt FROM dossier`;
  const byId = db.prepare<[string], unknown>(`${columns} WHERE dossier_id = ?`);
  const standing = db
    .prepare<[string], number>(
      `SELECT revision FROM dossier_revision
       WHERE dossier_id = ? AND kind = 'submission' AND superseded_by IS NULL`,
    )
    .pluck();
  return {
    find(dossierId: string): FeeDossier | null {
      const row = byId.get(dossierId);
      return row === undefined ? null : dossierSchema.parse(row);
    },
    /** The revision that says what the dossier is: the first, or the correction that took its place. */
    standingRevision: (dossierId: string): number => standing.get(dossierId) ?? 0,
    /** The newest first. */
    list(page: {
      readonly which: keyof typeof wanted;
      readonly limit: number;
      readonly offset: number;
      readonly dayStart: number;
    }) {
      const where = wanted[page.which];
      const { limit, offset, dayStart } = page;
      const total = db
        .prepare<[object], number>(`SELECT count(*) FROM fee_case f WHERE ${where}`)
        .pluck()
        .get({ dayStart });
      const rows = db
        .prepare<[object], unknown>(
          `SELECT f.dossier_id AS dossierId, temporary_code AS temporaryCode, official_code AS officialCode,
             procedure_name AS procedureName, f.state, f.exemption, f.due_vnd AS dueVnd, f.held_vnd AS heldVnd,
             f.needs_officer AS needsOfficer, f.opened_at AS openedAtMs
           FROM fee_case f JOIN dossier d ON d.dossier_id = f.dossier_id
           WHERE ${where} ORDER BY f.opened_at DESC, f.dossier_id DESC LIMIT @limit OFFSET @offset`,
        )
        .all({ limit, offset, dayStart });
      return { rows: z.array(rowSchema).parse(rows), total: total ?? 0 };
    },
  };
}
