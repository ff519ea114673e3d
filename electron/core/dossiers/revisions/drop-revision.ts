import type { Store } from '../../storage/index.ts';
import type { DraftVault } from '../papers/draft-vault.ts';
import type { PageStore } from '../papers/page-store.ts';

/**
 * Drops the draft of a further revision and never the sealed dossier: its pages, PDFs and a manifest that a crash left go,
 * what a sealed revision holds stays. `forget` deletes the draft's rows, last, so that a crash in between is taken up
 * again. Waits for a seal of the same dossier; a draft that was sealed meanwhile has nothing left to drop.
 */
export function createRevisionDrop(deps: {
  readonly store: Store;
  readonly rows: PageStore;
  readonly vault: DraftVault;
}): (dossierId: string, forget: () => void) => Promise<void> {
  const { store, rows, vault } = deps;
  const isDraft = store.db.prepare<[string]>('SELECT 1 FROM draft_revision WHERE dossier_id = ?');

  return (dossierId, forget) =>
    store.holdDossier(dossierId, async () => {
      if (isDraft.get(dossierId) === undefined) return;
      // Without the draft beside it the next start would take it for a revision that was handed in.
      for (const name of await store.manifests.list()) {
        if (name.dossierId === dossierId && !store.sealedRows.has(name)) await store.manifests.remove(name);
      }
      const files = [
        ...rows.pages(dossierId).flatMap(({ scan, prepared }) => [scan, prepared]),
        ...rows.brought(dossierId).map(({ file }) => file),
        ...[...rows.pdfs(dossierId).values()].map(({ file }) => file),
      ];
      for (const { fileId } of files) await vault.remove(dossierId, fileId);
      store.write(forget);
    });
}
