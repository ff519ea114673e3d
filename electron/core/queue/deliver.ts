import { createHash } from 'node:crypto';
import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { DeliveryProof } from '../../../shared/portal/index.ts';
import type { PortalAdapter, RevisionKey } from '../portal/index.ts';
import type { Outbox, OutboxFile, OutboxRow, Trail } from './outbox.ts';
import type { Proofs } from './proofs.ts';
import { atOnceBytes } from './timings.ts';

/** What sealing left behind, decrypted one at a time. Each raises VAULT_FILE_DAMAGED when it is gone or changed. */
export interface SealedContent {
  readContent(dossierId: string, revision: number): Promise<DossierContent>;
  readFile(dossierId: string, revision: number, ordinal: number): Promise<Buffer>;
  /** A try is over: whatever was kept for it goes. */
  forget(dossierId: string): void;
}

/** How one try goes: told while it goes, and kept by whoever ends it. */
export interface TryNews {
  readonly trail: Trail;
  /** Bytes of the whole revision that are over there, as far as the line tells. */
  readonly onProgress: (sentBytes: number) => void;
  /** The portal proved that something moved: a step, or bytes. */
  readonly onMoved: () => void;
  readonly onClockOffset: (offsetMs: number) => void;
  /** Nothing more goes over the line; what is left is to write it down. */
  readonly onProven: () => void;
}

/** Named moments of a delivery, in their order: the fault tests end the process at each. */
export type QueuePoint =
  | 'dossier-announced'
  | 'upload-began'
  | 'file-there'
  | 'dossier-proven'
  | 'dossier-delivered';

/** Takes one revision as far as it goes in one try; rejects with what stopped it, and the outbox knows how far it came. */
export function createDelivery(deps: {
  readonly adapter: PortalAdapter;
  readonly outbox: Outbox;
  readonly sealed: SealedContent;
  /** Waits for the bandwidth cap. */
  readonly mayStart: (sizeBytes: number) => Promise<void>;
  readonly chunkBytes: () => number;
  readonly proofs: Proofs;
  /** Told of each named moment. */
  readonly reached: (point: QueuePoint) => void;
}) {
  const { adapter, outbox, sealed, reached } = deps;

  /** What the portal holds needs no sending, what it lost does. */
  async function announce(
    row: OutboxRow,
    files: readonly OutboxFile[],
    news: TryNews,
    signal: AbortSignal,
  ): Promise<void> {
    const { dossierId, revision, contentHash } = row;
    const content = await sealed.readContent(dossierId, revision);
    const { held, clockOffsetMs } = await adapter.createDossier(
      { dossierId, revision, contentHash, content },
      { signal },
    );
    news.onClockOffset(clockOffsetMs);
    for (const file of files) {
      if (held.includes(file.ordinal)) news.trail.there.set(file.ordinal, file);
      else if (file.done) news.trail.lost.add(file.ordinal);
    }
    news.trail.step = 'upload';
    news.onMoved();
    reached('dossier-announced');
  }

  async function readSealed(row: OutboxRow, file: OutboxFile): Promise<Buffer> {
    const bytes = await sealed.readFile(row.dossierId, row.revision, file.ordinal);
    if (bytes.length === file.sizeBytes && createHash('sha256').update(bytes).digest('hex') === file.sha256)
      return bytes;
    throw new KioskFault('VAULT_FILE_DAMAGED', { details: { reason: 'changed', ordinal: file.ordinal } });
  }

  async function uploadAll(
    row: OutboxRow,
    files: readonly OutboxFile[],
    news: TryNews,
    signal: AbortSignal,
  ): Promise<void> {
    const { trail } = news;
    const isThere = (file: OutboxFile): boolean =>
      trail.there.has(file.ordinal) || (file.done && !trail.lost.has(file.ordinal));
    let sentBytes = files.reduce((sum, file) => sum + (isThere(file) ? file.sizeBytes : 0), 0);
    const open = files.filter((file) => !isThere(file));
    let ahead: Promise<Buffer> | null = null;
    for (const [index, file] of open.entries()) {
      const bytes = await (ahead ?? readSealed(row, file));
      const next = open[index + 1];
      // The disk works while the line does; large files lie in memory one at a time.
      ahead = next !== undefined && next.sizeBytes <= atOnceBytes ? readSealed(row, next) : null;
      ahead?.catch(() => {}); // raised when it is this file's turn
      await upload(row, { ...file, bytes }, sentBytes, news, signal);
      sentBytes += file.sizeBytes;
      trail.there.set(file.ordinal, file);
      trail.lost.delete(file.ordinal);
      // A large file is not sent twice because of a crash; small ones cost less than the row.
      if (file.sizeBytes > atOnceBytes) outbox.keepTrail(row, trail);
      news.onProgress(sentBytes);
      reached('file-there');
    }
    trail.step = 'finalise';
  }

  async function upload(
    row: OutboxRow,
    file: OutboxFile & { readonly bytes: Buffer },
    sentBefore: number,
    news: TryNews,
    signal: AbortSignal,
  ): Promise<void> {
    const { bytes } = file;
    let provenBytes = 0;
    let isFirstOffset = file.uploadPath !== null;
    await adapter.uploadFile(
      {
        dossierId: row.dossierId,
        revision: row.revision,
        ordinal: file.ordinal,
        sha256: file.sha256,
        bytes,
        uploadPath: file.uploadPath,
        // After a failure first an address: then what arrives can be resumed.
        atOnce: row.attempts === 0 && bytes.length <= Math.min(atOnceBytes, deps.chunkBytes()),
        onPath(uploadPath) {
          if (provenBytes === bytes.length) return;
          outbox.uploadBegan(row, file.ordinal, uploadPath);
          reached('upload-began');
        },
        onProgress(fileBytes, proven) {
          if (proven) {
            // The offset of a resumed upload is where an earlier try came to, not progress of this one.
            if (fileBytes > provenBytes && !isFirstOffset) news.onMoved();
            isFirstOffset = false;
            provenBytes = fileBytes;
          }
          news.onProgress(sentBefore + fileBytes);
        },
        mayStart: deps.mayStart,
        chunkBytes: deps.chunkBytes(),
      },
      { signal },
    );
  }

  /** Delivered is what the portal proves: code, count and the hash of every byte (DESIGN, "Queue"). */
  function checkProof(row: OutboxRow, files: readonly OutboxFile[], proof: DeliveryProof): void {
    const wrong = (reason: string): KioskFault =>
      new KioskFault('DOSSIER_PROOF_WRONG', { details: { reason } });
    if (proof.contentHash !== row.contentHash) throw wrong('content');
    if (proof.fileCount !== files.length || proof.files.length !== files.length) throw wrong('count');
    for (const file of files) {
      const there = proof.files.find((known) => known.ordinal === file.ordinal);
      if (there?.sha256 !== file.sha256 || there.sizeBytes !== file.sizeBytes) throw wrong('hash');
    }
  }

  return async function deliver(row: OutboxRow, news: TryNews, signal: AbortSignal): Promise<void> {
    const files = outbox.files(row);
    if (row.step === 'create') await announce(row, files, news, signal);
    if (row.step !== 'finalise') await uploadAll(row, files, news, signal);
    const key: RevisionKey = { dossierId: row.dossierId, revision: row.revision };
    const proof = await adapter.finaliseDossier(
      { ...key, contentHash: row.contentHash, fileCount: files.length },
      { signal },
    );
    checkProof(row, files, proof);
    reached('dossier-proven');
    const written = deps.proofs.keep(key, proof);
    news.onProven();
    await written;
    reached('dossier-delivered');
  };
}
