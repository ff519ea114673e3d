import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Sealing } from '../../electron/core/dossiers/sealing/index.ts';
import type { Store } from '../../electron/core/storage/index.ts';

/** What is there, by dossier id, and what is wrong with it. */
export interface Found {
  readonly sealed: Readonly<Record<string, { readonly code: string; readonly hash: string }>>;
  readonly erased: readonly string[];
  readonly drafts: readonly string[];
  readonly wrong: readonly string[];
}

/** Everything that must hold once a start has settled what the last end left, read from the disk. */
export async function lookAround(store: Store, sealing: Pick<Sealing, 'find'>): Promise<Found> {
  const wrong: string[] = [];
  const sealed: Record<string, { code: string; hash: string }> = {};
  const erased: string[] = [];
  const count = (sql: string, id: string) => store.db.prepare<[string], number>(sql).pluck().get(id) ?? 0;
  const ids = store.db
    .prepare<[], { id: string; gone: number | null }>(
      'SELECT dossier_id AS id, erased_at AS gone FROM dossier',
    )
    .all();
  for (const { id, gone } of ids) {
    const persons = count('SELECT count(*) FROM dossier_person WHERE dossier_id = ?', id);
    const queued = count('SELECT count(*) FROM outbox WHERE dossier_id = ?', id);
    const drafts = count('SELECT count(*) FROM draft WHERE dossier_id = ?', id);
    if (drafts !== 0) wrong.push(`${id} is a draft and sealed`);
    if (gone !== null) {
      erased.push(id);
      const left = [store.paths.vault, store.paths.keys].filter((folder) =>
        [id, `${id}.key`].some((name) => existsSync(path.join(folder, name))),
      );
      if (persons + queued + left.length > 0) wrong.push(`${id} is half erased`);
      continue;
    }
    if (persons !== 1 || queued !== 1) wrong.push(`${id} is half a dossier`);
    const one = await sealing.find({ dossierId: id, revision: 0 });
    if (one === null) {
      wrong.push(`${id} has no revision`);
      continue;
    }
    const dossierKey = await store.dossierKeys.getDossierKey(id);
    const { fileIds } = await store.manifests.read({ dossierId: id, revision: 0 });
    for (const file of one.content.files) {
      const bytes = await store.vault.read(dossierKey, id, fileIds[file.ordinal] ?? '');
      if (createHash('sha256').update(bytes).digest('hex') !== file.sha256)
        wrong.push(`${id} has another file`);
    }
    sealed[id] = { code: one.temporaryCode, hash: one.contentHash };
  }
  for (const name of await store.manifests.list())
    if (sealed[name.dossierId] === undefined) wrong.push(`${name.dossierId} has a manifest and no rows`);
  if (!store.audit.verify().ok) wrong.push('the audit chain is broken');
  const drafts = store.db.prepare<[], string>('SELECT dossier_id FROM draft').pluck().all();
  return { sealed, erased, drafts, wrong };
}
