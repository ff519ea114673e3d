import { deleteDossierRows } from '../storage/index.ts';
import type { DraftDeps } from './draft-contract.ts';
import type { createDraftStore, DraftRecord } from './draft-store.ts';

const outcomes = { citizen: 'discarded', 'session-ended': 'session-ended', retention: 'expired' } as const;

/** Takes open forms away, with everything that was put in; of a further revision only what it added. */
export interface DraftErasure {
  erase(draft: DraftRecord, reason: keyof typeof outcomes): Promise<void>;
  /** Erases what visits that are over left behind, one call after the other. */
  eraseLeftBehind(): Promise<void>;
}

export function createDraftErasure(
  deps: Pick<DraftDeps, 'store' | 'log' | 'role' | 'onErased' | 'dropRevision'> & {
    readonly rows: ReturnType<typeof createDraftStore>;
    readonly sessionId: () => string | null;
  },
): DraftErasure {
  const { store, rows } = deps;
  /** One erasure after the other; each is also finished at the next start, should this process end before. */
  let erasing: Promise<void> = Promise.resolve();

  async function erase(draft: DraftRecord, reason: keyof typeof outcomes): Promise<void> {
    const role = reason === 'citizen' ? deps.role() : 'kiosk';
    const auditFinished = (): void =>
      void store.audit.append({
        id: 'draft-finished',
        role,
        dossierId: draft.draftId,
        details: { procedureCode: draft.procedureCode, outcome: outcomes[reason] },
      });
    if (draft.revisionKind !== null) {
      await deps.dropRevision(draft.draftId, () => {
        rows.remove(draft.draftId);
        auditFinished();
      });
      deps.onErased(draft.draftId);
      return;
    }
    auditFinished();
    await store.eraseDossier({ dossierId: draft.draftId, reason, role, deleteRows: deleteDossierRows });
    deps.onErased(draft.draftId);
  }

  return {
    erase,
    eraseLeftBehind() {
      erasing = erasing.then(async () => {
        for (const draft of rows.leftBehind(deps.sessionId())) {
          try {
            await erase(draft, 'session-ended');
          } catch (error) {
            // Its answers are gone with the session; the rest is erased at the next start.
            deps.log.failure('draft left for the next start', error);
          }
        }
      });
      return erasing;
    },
  };
}
