import * as z from 'zod';
import type { DataHolding } from '../../../shared/contract/index.ts';
import { groupTemporaryCode } from '../../../shared/dossier/temporary-code.ts';
import { hashOfKeptNumber } from '../citizen/index.ts';
import { stillOwed } from '../dossiers/index.ts';
import type { Store } from '../storage/index.ts';

const dossierSchema = z.object({
  dossierId: z.string(),
  temporaryCode: z.string(),
  officialCode: z.string().nullable(),
  procedureName: z.string(),
  atMs: z.number(),
  undelivered: z.number(),
  withdrawal: z.number(),
  supplement: z.number(),
  money: z.number(),
  letter: z.number(),
  refused: z.number(),
});
const keptSchema = z.object({
  dossierId: z.string(),
  procedureName: z.string(),
  atMs: z.number(),
  numberHash: z.string(),
  isNamed: z.number(),
});

/** The state of the portal in which a citizen asked to withdraw (FACTS 11). */
const withdrawalAsked = 7;

/** What this kiosk holds of one person: dossiers whose content is still here, and forms kept for later. */
export interface Holdings {
  of(person: { readonly idNumber: string; readonly numberHash: string }): readonly DataHolding[];
}

/** `isRestricted` asks the desk's own table. Erased dossiers hold nothing of anybody and are not found. */
export function createHoldings(deps: {
  readonly store: Pick<Store, 'db' | 'keyedHash'>;
  readonly isRestricted: (dossierId: string) => boolean;
}): Holdings {
  const { store } = deps;
  const { db } = store;
  // Filer by the keyed hash; owner and everybody else that a dossier names by the number itself, in what is not erased.
  const dossiers = db.prepare(
    `SELECT dossier.dossier_id AS dossierId, temporary_code AS temporaryCode, official_code AS officialCode,
       procedure_name AS procedureName, received_at AS atMs,
       EXISTS (SELECT 1 FROM dossier_revision AS revision WHERE revision.dossier_id = dossier.dossier_id
         AND revision.delivered_at IS NULL) AS undelivered,
       (portal_state IS @withdrawalAsked OR EXISTS (SELECT 1 FROM dossier_revision AS revision
         WHERE revision.dossier_id = dossier.dossier_id AND revision.kind = 'withdrawal')) AS withdrawal,
       EXISTS (SELECT 1 FROM supplement_request AS request WHERE request.dossier_id = dossier.dossier_id
         AND request.answered_revision IS NULL) AS supplement,
       ${stillOwed.money} AS money, ${stillOwed.letter} AS letter,
       coalesce((SELECT outbox.state = 'parked' AND revision.kind <> 'withdrawal'
         FROM dossier_revision AS revision LEFT JOIN outbox USING (dossier_id, revision)
         WHERE revision.dossier_id = dossier.dossier_id ORDER BY revision.revision DESC LIMIT 1), 0) AS refused
     FROM dossier LEFT JOIN dossier_person AS person ON person.dossier_id = dossier.dossier_id
     WHERE erased_at IS NULL AND (number_hash = @numberHash OR instr(person.persons, @idNumber) > 0)
     ORDER BY received_at DESC, dossier.dossier_id DESC`,
  );
  const kept = db.prepare(
    `SELECT draft.dossier_id AS dossierId, draft.procedure_name AS procedureName, draft.opened_at AS atMs,
       number_hash AS numberHash, EXISTS (SELECT 1 FROM draft_answer
         WHERE draft_answer.dossier_id = draft.dossier_id AND instr(draft_answer.value, @idNumber) > 0) AS isNamed
     FROM draft_suspension JOIN draft ON draft.dossier_id = draft_suspension.dossier_id
     ORDER BY draft.opened_at DESC`,
  );

  return {
    of({ idNumber, numberHash }) {
      const sealed = z.array(dossierSchema).parse(dossiers.all({ idNumber, numberHash, withdrawalAsked }));
      // The number beside a kept form is hashed with the form's own id: nobody finds two of one person by it.
      const forms = z
        .array(keptSchema)
        .parse(kept.all({ idNumber }))
        .filter(
          (row) => row.isNamed === 1 || row.numberHash === hashOfKeptNumber(store, row.dossierId, idNumber),
        );
      return [
        ...sealed.map(
          (row): DataHolding => ({
            dossierId: row.dossierId,
            what: 'dossier',
            code: row.officialCode ?? groupTemporaryCode(row.temporaryCode),
            procedureName: row.procedureName,
            atMs: row.atMs,
            isRestricted: deps.isRestricted(row.dossierId),
            keptBecause: keptBecause(row),
            mayCorrect: row.refused === 1,
          }),
        ),
        ...forms.map(
          (row): DataHolding => ({
            dossierId: row.dossierId,
            procedureName: row.procedureName,
            atMs: row.atMs,
            what: 'kept-form',
            code: null,
            isRestricted: deps.isRestricted(row.dossierId),
            keptBecause: null,
            mayCorrect: false,
          }),
        ),
      ];
    },
  };
}

/** What the retention lets nobody erase, either: the office still works on it, or the portal does not hold it yet. */
function keptBecause(row: z.infer<typeof dossierSchema>): DataHolding['keptBecause'] {
  if (row.undelivered === 1) return 'not-delivered';
  if (row.withdrawal === 1) return 'withdrawal';
  if (row.supplement === 1) return 'supplement';
  // Money that goes back, and a letter that is still to be sent, need to know to whom.
  if (row.money === 1) return 'money';
  return row.letter === 1 ? 'letter' : null;
}
