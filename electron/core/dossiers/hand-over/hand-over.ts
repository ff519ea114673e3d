import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { Manifest } from '../../../../shared/dossier/manifest.ts';
import { readTemporaryCode } from '../../../../shared/dossier/temporary-code.ts';
import { KioskFault } from '../../../../shared/faults/index.ts';
import type { AuditRole } from '../../audit/index.ts';
import {
  awaitStorageFaults,
  hashContent,
  readPublicText,
  type Store,
  writeFileDurably,
} from '../../storage/index.ts';
import { type PackageContent, type PackageIndex, packContent, unpackContent } from './package-content.ts';
import { openPackage, type PackageLock, packageLockKind, sealPackage } from './package-seal.ts';

/** Carries dossiers from a kiosk that cannot send them to one that can. */
export interface HandOver {
  /** What another kiosk must know to pack something for this one. */
  ownPublicKey(): string;
  /**
   * Packs a sealed dossier, named by its id or one of its codes, for one kiosk or one passphrase; it stays here, too: the
   * portal knows it by its id and takes it once. Raises EXPORT_REFUSED, VAULT_FILE_DAMAGED.
   */
  exportDossier(order: {
    readonly name: string;
    readonly toPath: string;
    readonly lock: { readonly publicKey: string } | { readonly passphrase: string };
    /** Who packs it; the technician at the command line without it. */
    readonly role?: AuditRole;
  }): Promise<{ readonly revisions: number; readonly files: number; readonly sizeBytes: number }>;
  /** Takes a package in, durable and queued on return; one that is here already changes nothing. PACKAGE_REFUSED. */
  adopt(order: {
    readonly fromPath: string;
    readonly passphrase: string | null;
  }): Promise<{ readonly temporaryCode: string; readonly isNew: boolean }>;
}

const shortestPassphrase = 12;
const dossierRow = z.object({
  dossierId: z.string(),
  officialCode: z.string().nullable(),
  erasedAt: z.number().nullable(),
});

export function createHandOver({ store }: { readonly store: Store }): HandOver {
  const { db, manifests, vault, sealedRows } = store;
  const find = db.prepare<[string, string, string]>(
    `SELECT dossier_id AS dossierId, official_code AS officialCode, erased_at AS erasedAt FROM dossier
     WHERE dossier_id = ? OR temporary_code = ? OR official_code = ?`,
  );
  const findRevisions = db
    .prepare<[string]>('SELECT revision FROM dossier_revision WHERE dossier_id = ? ORDER BY revision')
    .pluck();
  const setOfficial = db.prepare<[string | null, string]>(
    'UPDATE dossier SET official_code = ? WHERE dossier_id = ?',
  );

  function findByName(name: string): z.infer<typeof dossierRow> {
    const typed = name.trim();
    const row = find.get(typed.toLowerCase(), readTemporaryCode(typed) ?? '', typed);
    if (row === undefined) throw exportRefused('unknown');
    const found = dossierRow.parse(row);
    if (found.erasedAt !== null) throw exportRefused('erased');
    return found;
  }

  async function collect(name: string): Promise<PackageContent> {
    const { dossierId, officialCode } = findByName(name);
    const dossierKey = await store.dossierKeys.getDossierKey(dossierId);
    const revisions: PackageIndex['revisions'] = [];
    const files: Uint8Array[] = [];
    for (const revision of z.array(z.number()).parse(findRevisions.all(dossierId))) {
      const { content, contentHash, codeNumber, fileIds } = await manifests.read({ dossierId, revision });
      revisions.push({ content, contentHash, codeNumber });
      for (const file of content.files) {
        const bytes = await vault.read(dossierKey, dossierId, fileIds[file.ordinal] ?? '');
        files.push(bytes);
      }
    }
    return { index: { format: 1, revisions, officialCode }, files };
  }

  async function open(fromPath: string, passphrase: string | null): Promise<PackageContent> {
    const sealed = await readFile(fromPath);
    const kind = packageLockKind(sealed);
    if (kind === null) throw packageRefused('not-a-package');
    if (kind === 'passphrase' && passphrase === null) throw packageRefused('passphrase-needed');
    const opened = openPackage(
      kind === 'kiosk'
        ? { kind, privateKey: store.handOverKeys().privateKey }
        : { kind, passphrase: passphrase ?? '' },
      sealed,
    );
    if (opened === null) throw packageRefused('not-opened');
    const content = unpackContent(opened);
    if (content === null || !isWhole(content)) throw packageRefused('not-a-package');
    return content;
  }

  /** True when everything in the package is here already; raises when it is here with another content. */
  function isHere(
    { dossierId, temporaryCode }: Manifest['content'],
    revisions: PackageIndex['revisions'],
  ): boolean {
    const row = find.get(dossierId, temporaryCode, '');
    if (row === undefined) return false;
    const found = dossierRow.parse(row);
    if (found.dossierId !== dossierId) throw packageRefused('code-taken');
    if (found.erasedAt !== null) throw packageRefused('erased-here');
    const known = db
      .prepare<[string], { revision: number; hash: string }>(
        'SELECT revision, content_hash AS hash FROM dossier_revision WHERE dossier_id = ?',
      )
      .all(dossierId);
    const same = (one: PackageIndex['revisions'][number]) =>
      known.some(({ revision, hash }) => revision === one.content.revision && hash === one.contentHash);
    if (!revisions.every(same)) throw packageRefused('other-content');
    return true;
  }

  async function takeIn({ index, files }: PackageContent, dossierId: string): Promise<void> {
    // What an adoption that was cut off left behind has no rows: it is begun anew.
    await store.dossierKeys.destroyDossierKey(dossierId);
    await vault.removeDossier(dossierId);
    const dossierKey = await store.dossierKeys.createDossierKey(dossierId);
    const taken: Manifest[] = [];
    const rest = [...files];
    for (const { content, contentHash, codeNumber } of index.revisions) {
      const fileIds: Record<string, string> = {};
      for (const { ordinal } of content.files) {
        const { fileId } = await vault.write(dossierKey, dossierId, rest.shift() ?? Buffer.alloc(0));
        fileIds[ordinal] = fileId;
      }
      taken.push({ content, contentHash, codeNumber, fileIds });
    }
    // The submission last: without it the others are nothing, should this be cut off.
    for (const manifest of taken.toReversed()) await manifests.write(dossierKey, manifest);
    const first = index.revisions[0]?.content;
    store.write(() => {
      for (const manifest of taken) sealedRows.insertFound(manifest);
      setOfficial.run(index.officialCode, dossierId);
      store.audit.append({
        id: 'dossier-adopted',
        role: 'technician',
        dossierId,
        details: { revisions: taken.length, files: files.length, fromKiosk: first?.kioskId ?? '' },
      });
    });
  }

  return {
    ownPublicKey: () => store.handOverKeys().publicText,
    async exportDossier({ name, toPath, lock, role = 'technician' }) {
      if (existsSync(toPath)) throw exportRefused('target-exists');
      const packageLock = lockOf(lock);
      const content = await collect(name);
      const sealed = sealPackage(packageLock, packContent(content));
      await awaitStorageFaults(path.dirname(toPath), () => writeFileDurably(toPath, sealed));
      const done = {
        revisions: content.index.revisions.length,
        files: content.files.length,
        sizeBytes: sealed.length,
      };
      store.audit.append({
        id: 'dossier-exported',
        role,
        dossierId: content.index.revisions[0]?.content.dossierId ?? null,
        details: { ...done, protection: packageLock.kind },
      });
      return done;
    },
    async adopt({ fromPath, passphrase }) {
      const content = await open(fromPath, passphrase);
      const { revisions } = content.index;
      const first = revisions[0]?.content;
      if (first === undefined) throw packageRefused('not-a-package');
      const { dossierId, temporaryCode } = first;
      if (store.wasErased(dossierId)) throw packageRefused('erased-here');
      return store.holdDossier(dossierId, async () => {
        if (isHere(first, revisions)) return { temporaryCode, isNew: false };
        await takeIn(content, dossierId);
        return { temporaryCode, isNew: true };
      });
    },
  };
}

/** The package vouches for itself: one dossier, in order, every file and content with the hash that was frozen. */
function isWhole({ index, files }: PackageContent): boolean {
  const [first] = index.revisions;
  const told = index.revisions.flatMap((revision) => revision.content.files);
  return (
    index.revisions.every(
      ({ content, contentHash }, at) =>
        content.dossierId === first?.content.dossierId &&
        content.revision === at &&
        hashContent(content) === contentHash,
    ) &&
    told.every(({ sha256 }, at) => {
      const bytes = files[at];
      return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === sha256;
    })
  );
}

function lockOf(lock: { readonly publicKey: string } | { readonly passphrase: string }): PackageLock {
  if ('publicKey' in lock) {
    const publicKey = readPublicText(lock.publicKey);
    if (publicKey === null) throw exportRefused('key');
    return { kind: 'kiosk', publicKey };
  }
  if ([...lock.passphrase].length < shortestPassphrase) throw exportRefused('passphrase');
  return { kind: 'passphrase', passphrase: lock.passphrase };
}

function exportRefused(reason: string): KioskFault {
  return new KioskFault('EXPORT_REFUSED', { details: { reason } });
}

function packageRefused(reason: string): KioskFault {
  return new KioskFault('PACKAGE_REFUSED', { details: { reason } });
}
