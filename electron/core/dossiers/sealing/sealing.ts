import { createHash } from 'node:crypto';
import { assert } from '../../../../shared/assert.ts';
import type { Clock } from '../../../../shared/clock.ts';
import {
  type DossierContent,
  dossierContentSchema,
  type Manifest,
} from '../../../../shared/dossier/manifest.ts';
import { makeTemporaryCode } from '../../../../shared/dossier/temporary-code.ts';
import { KioskFault } from '../../../../shared/faults/index.ts';
import type { Sensitive } from '../../../../shared/sensitive.ts';
import type { Log } from '../../diagnostics/index.ts';
import { hashContent, type ManifestName, type Store } from '../../storage/index.ts';
import type { Sealed, SealInput, SealPoint } from './seal-input.ts';

/** What is not the person's: given to the content when it is frozen. */
interface Stamp {
  readonly temporaryCode: string;
  readonly sealedAt: string;
  readonly clockTrusted: boolean;
  readonly dueAt: string | null;
}

/** The one way by which a form becomes a dossier. */
export interface Sealing {
  /**
   * Resolves once the dossier is durable and waits in the queue; only then may anybody be told. Again with the same content
   * it answers the same. Raises VAULT_FILE_DAMAGED, DOSSIER_SEALED_OTHERWISE, DISK_FULL, DISK_READ_ONLY, all with
   * the draft as it was.
   */
  seal(input: SealInput): Promise<Sealed>;
  /** Null when nothing was sealed under this name; raises VAULT_FILE_DAMAGED after the erasure. */
  find(name: ManifestName): Promise<Sealed | null>;
  /** Once at the start, before the first seal: settles what a crash left between manifest and transaction. */
  recover(): Promise<void>;
}

export interface SealingDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly kioskId: string;
  readonly agencyCode: string;
  readonly communeCode: string;
  /** The day at the office of a moment, yyyy-mm-dd. */
  readonly officeDay: (atMs: number) => string;
  /** When the result is due, in ms since 1970; null when the catalogue has no time for the procedure. */
  readonly dueAt: (received: {
    readonly procedureCode: string;
    readonly receivedAtMs: number;
  }) => number | null;
  /** Told of each named moment. */
  readonly reached?: (point: SealPoint) => void;
}

export function createSealing(deps: SealingDeps): Sealing {
  const { store, clock } = deps;
  const { manifests, sealedRows } = store;
  const reached = deps.reached ?? (() => undefined);
  /** Null: the database must be asked. A number that was tried and not committed is left out: it may be on the disk. */
  let triedNumber: number | null = null;

  function takeNumber(): number {
    triedNumber = (triedNumber ?? sealedRows.lastNumber()) + 1;
    return triedNumber;
  }

  function freeze(input: SealInput, stamp: Stamp): DossierContent {
    const { procedure, files } = input;
    return dossierContentSchema.parse({
      format: 1,
      dossierId: input.dossierId,
      revision: input.revision,
      kind: input.kind,
      kioskId: deps.kioskId,
      agencyCode: deps.agencyCode,
      communeCode: deps.communeCode,
      temporaryCode: stamp.temporaryCode,
      procedureCode: procedure.code,
      procedureName: procedure.name,
      catalogueVersion: procedure.catalogueVersion,
      formVersion: input.formVersion,
      sealedAt: stamp.sealedAt,
      clockTrusted: stamp.clockTrusted,
      dueAt: stamp.dueAt,
      persons: input.persons,
      answers: input.answers,
      delivery: input.delivery,
      fee: input.fee,
      files: files.map(({ fileId, justHashed, ...file }) => file),
      absent: input.absent,
      supplementOf: input.supplementOf,
      withdrawalReason: input.withdrawalReason,
      ...(input.consents === undefined || input.consents.length === 0 ? {} : { consents: input.consents }),
      ...(typeof input.supersedes === 'number' ? { supersedes: input.supersedes } : {}),
    });
  }

  async function stampNew(input: SealInput): Promise<{ readonly stamp: Stamp; readonly codeNumber: number }> {
    const { clockTrusted } = input;
    const receivedAtMs = Math.max(0, clock.now());
    const sealedAt = new Date(receivedAtMs).toISOString();
    if (input.revision > 0) {
      const { content, codeNumber } = await manifests.read({ dossierId: input.dossierId, revision: 0 });
      const { temporaryCode } = content;
      // One code for the life of a dossier. What was promised at the counter stays promised when the dossier is corrected;
      // when a supplemented one is due, the portal says.
      const dueAt = input.kind === 'submission' ? content.dueAt : null;
      return { stamp: { temporaryCode, sealedAt, clockTrusted, dueAt }, codeNumber };
    }
    const codeNumber = takeNumber();
    await store.codeMark.cover(codeNumber);
    const date = deps.officeDay(receivedAtMs);
    const temporaryCode = makeTemporaryCode({ kioskId: deps.kioskId, date, number: codeNumber });
    const due = clockTrusted ? deps.dueAt({ procedureCode: input.procedure.code, receivedAtMs }) : null;
    const dueAt = due === null ? null : new Date(due).toISOString();
    return { stamp: { temporaryCode, sealedAt, clockTrusted, dueAt }, codeNumber };
  }

  /** A second tap, or a reply that got lost: what was sealed first is the answer, if it is the same. */
  async function sealedBefore(input: SealInput): Promise<Sealed> {
    const { content, contentHash } = await manifests.read(input);
    if (hashContent(freeze(input, content)) === contentHash) return sealedOf(content, contentHash);
    const { dossierId, revision } = input;
    throw new KioskFault('DOSSIER_SEALED_OTHERWISE', { details: { dossierId, revision } });
  }

  async function checkFiles(dossierKey: Sensitive<Buffer>, { dossierId, files }: SealInput): Promise<void> {
    await Promise.all(files.map((file) => store.vault.look(dossierId, file)));
    for (const { fileId, sizeBytes, sha256, justHashed } of files) {
      if (justHashed === true) continue;
      const bytes = await store.vault.read(dossierKey, dossierId, fileId);
      if (bytes.length === sizeBytes && createHash('sha256').update(bytes).digest('hex') === sha256) continue;
      throw new KioskFault('VAULT_FILE_DAMAGED', { details: { fileId, reason: 'another-file' } });
    }
  }

  function commit(input: SealInput, manifest: Manifest): void {
    const { content, contentHash } = manifest;
    store.write(() => {
      input.inTransaction?.(store.db);
      sealedRows.insert(manifest);
      store.audit.append({
        id: 'dossier-sealed',
        role: input.role,
        dossierId: content.dossierId,
        details: {
          revision: content.revision,
          kind: content.kind,
          temporaryCode: content.temporaryCode,
          contentHash,
          files: content.files.length,
          procedureCode: content.procedureCode,
          ...(input.sessionId === undefined ? {} : { sessionId: input.sessionId }),
        },
      });
    });
  }

  async function sealAlone(input: SealInput): Promise<Sealed> {
    if (sealedRows.has(input)) return sealedBefore(input);
    checkOrder(input);
    // The next start would finish that erasure, and take the dossier for the draft.
    if (store.wasErased(input.dossierId)) {
      const details = { dossierId: input.dossierId, reason: 'erasure-begun' };
      throw new KioskFault('VAULT_FILE_DAMAGED', { details });
    }
    const dossierKey = await store.dossierKeys.getDossierKey(input.dossierId);
    await checkFiles(dossierKey, input);
    reached('seal-files-checked');
    const { stamp, codeNumber } = await stampNew(input);
    const content = freeze(input, stamp);
    const contentHash = hashContent(content);
    const fileIds = Object.fromEntries(input.files.map((file) => [String(file.ordinal), file.fileId]));
    const manifest: Manifest = { content, contentHash, fileIds, codeNumber };
    await manifests.write(dossierKey, manifest);
    reached('seal-manifest-written');
    commit(input, manifest);
    reached('seal-committed');
    return sealedOf(content, contentHash);
  }

  function checkOrder({ dossierId, revision, kind, files, supersedes = null }: SealInput): void {
    assert(revision > 0 || kind === 'submission', 'the first revision is the submission');
    assert(kind !== 'submission' || revision === 0 || supersedes !== null, 'handed in once, then corrected');
    assert(supersedes === null || supersedes < revision, 'a correction comes after what it corrects');
    assert(
      revision === 0 || sealedRows.has({ dossierId, revision: revision - 1 }),
      'revisions follow each other',
    );
    assert(kind === 'withdrawal' || files.length > 0, 'a dossier has files');
    for (const [index, file] of files.entries()) assert(file.ordinal === index + 1, 'files count from 1');
  }

  /**
   * A manifest without rows was acknowledged to nobody. Where the draft still stands, the manifest goes and the person hands
   * in again; where it does not, the draft went with a transaction that this database has lost: the dossier is complete.
   */
  async function settle(name: ManifestName): Promise<void> {
    const hasDraft =
      store.db.prepare('SELECT 1 FROM draft WHERE dossier_id = ?').get(name.dossierId) !== undefined;
    const manifest = await manifests.read(name);
    store.write(() => {
      sealedRows.raiseNumber(manifest.codeNumber);
      if (!hasDraft) sealedRows.insertFound(manifest);
    });
    if (hasDraft) await manifests.remove(name);
    deps.log.info('manifest without rows settled', { removed: hasDraft });
  }

  return {
    seal: (input) => store.holdDossier(input.dossierId, () => sealAlone(input)),
    async find(name) {
      if (!sealedRows.has(name)) return null;
      const { content, contentHash } = await manifests.read(name);
      return sealedOf(content, contentHash);
    },
    async recover() {
      triedNumber = null;
      for (const name of await manifests.list()) {
        if (sealedRows.has(name)) continue;
        try {
          await settle(name);
        } catch (error) {
          deps.log.failure('manifest without rows left as it is', error);
        }
      }
    },
  };
}

function sealedOf(content: DossierContent, contentHash: string): Sealed {
  const { dossierId, revision, kind, temporaryCode, dueAt } = content;
  const receivedAt = Date.parse(content.sealedAt);
  const due = dueAt === null ? null : Date.parse(dueAt);
  return { dossierId, revision, kind, temporaryCode, receivedAt, dueAt: due, contentHash, content };
}
