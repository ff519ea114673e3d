import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { isKioskFault } from '../../../shared/faults/index.ts';
import type { Log } from '../diagnostics/index.ts';
import { deleteDossierRows, type Store } from '../storage/index.ts';
import { stillOwed } from './still-owed.ts';

/** Erases what the law lets nobody keep longer. */
export interface Retention {
  /**
   * Erases every dossier that the portal holds whole, or that left the queue by an officer's word, for longer than
   * `olderThanMs`; codes, states and times stay. One that waits, is parked, is being withdrawn, whose supplement is still
   * asked for, whose person is owed money or a letter, or that is open to the person at the kiosk stays whole. Gives how many went.
   */
  eraseDelivered(span: { readonly olderThanMs: number }): Promise<{ readonly erased: number }>;
}

/** The state of the portal in which a citizen asked to withdraw (FACTS 11). */
const withdrawalAsked = 7;

export function createRetention(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}): Retention {
  const { store, clock } = deps;
  const conditions = `erased_at IS NULL AND portal_state IS NOT @withdrawalAsked
    AND NOT EXISTS (SELECT 1 FROM dossier_revision AS revision WHERE revision.dossier_id = dossier.dossier_id
      AND revision.superseded_by IS NULL
      AND (revision.delivered_at > @before OR revision.kind = 'withdrawal' OR revision.delivered_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM dossier_ending AS ending WHERE ending.dossier_id = revision.dossier_id
          AND ending.at <= @before)))
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.dossier_id = dossier.dossier_id AND outbox.state <> 'delivered')
    AND NOT EXISTS (SELECT 1 FROM supplement_request AS request WHERE request.dossier_id = dossier.dossier_id
      AND request.answered_revision IS NULL)
    AND NOT ${stillOwed.money} AND NOT ${stillOwed.letter}
    AND NOT EXISTS (SELECT 1 FROM session_dossier AS opened WHERE opened.dossier_id = dossier.dossier_id)`;
  const listOver = store.db
    .prepare(`SELECT dossier_id FROM dossier WHERE ${conditions} ORDER BY dossier_id`)
    .pluck();
  const isOver = store.db.prepare(`SELECT 1 FROM dossier WHERE dossier_id = @dossierId AND ${conditions}`);
  return {
    async eraseDelivered({ olderThanMs }) {
      let erased = 0;
      const limits = { withdrawalAsked, before: clock.now() - olderThanMs };
      for (const dossierId of z.array(z.string()).parse(listOver.all(limits))) {
        try {
          await store.eraseDossier({
            dossierId,
            reason: 'retention',
            role: 'kiosk',
            deleteRows: deleteDossierRows,
            // A supplement may have been handed in while the others were erased.
            evenSealed: () => isOver.get({ ...limits, dossierId }) !== undefined,
          });
          erased += 1;
        } catch (error) {
          if (isKioskFault(error) && error.code === 'DOSSIER_ALREADY_SEALED') continue;
          // The next pass takes it up again; the others do not wait for it.
          deps.log.failure('dossier left for the next retention pass', error);
        }
      }
      return { erased };
    },
  };
}
