import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../diagnostics/index.ts';
import { deleteDossierRows, type Store } from '../storage/index.ts';

/** Erases what the law lets nobody keep longer. */
export interface Retention {
  /**
   * Erases every dossier that the portal holds whole for longer than `olderThanMs`; codes, states and times stay. One that
   * waits, is parked, is being withdrawn or whose supplement is still asked for stays whole. Gives how many went.
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
  const over = store.db
    .prepare<[number, number]>(
      `SELECT dossier_id FROM dossier
       WHERE erased_at IS NULL AND portal_state IS NOT ?
         AND NOT EXISTS (SELECT 1 FROM dossier_revision AS revision WHERE revision.dossier_id = dossier.dossier_id
           AND (revision.delivered_at IS NULL OR revision.delivered_at > ? OR revision.kind = 'withdrawal'))
         AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.dossier_id = dossier.dossier_id
           AND outbox.state <> 'delivered')
         AND NOT EXISTS (SELECT 1 FROM supplement_request AS request WHERE request.dossier_id = dossier.dossier_id
           AND request.answered_revision IS NULL)
       ORDER BY dossier_id`,
    )
    .pluck();
  return {
    async eraseDelivered({ olderThanMs }) {
      let erased = 0;
      for (const dossierId of z
        .array(z.string())
        .parse(over.all(withdrawalAsked, clock.now() - olderThanMs))) {
        try {
          await store.eraseDossier({
            dossierId,
            reason: 'retention',
            role: 'kiosk',
            deleteRows: deleteDossierRows,
            evenSealed: true,
          });
          erased += 1;
        } catch (error) {
          // The next pass takes it up again; the others do not wait for it.
          deps.log.failure('dossier left for the next retention pass', error);
        }
      }
      return { erased };
    },
  };
}
