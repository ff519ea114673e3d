import { createHash } from 'node:crypto';
import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { DeliveryProof } from '../../../shared/portal/index.ts';
import type { PortalAdapter, RevisionKey } from '../portal/index.ts';
import type { Outbox, OutboxFile, OutboxRow } from './outbox.ts';
import { atOnceBytes } from './timings.ts';

/** What sealing left behind, decrypted one at a time. Each raises VAULT_FILE_DAMAGED when it is gone or changed. */
export interface SealedContent {
  readContent(dossierId: string, revision: number): Promise<DossierContent>;
  readFile(dossierId: string, revision: number, ordinal: number): Promise<Buffer>;
}

/** How one try goes; told while it goes. */
export interface TryNews {
  /** Bytes of the whole revision that are over there, as far as the line tells. */
  readonly onProgress: (sentBytes: number) => void;
  /** The portal proved that something moved: a step, or bytes. */
  readonly onMoved: () => void;
  readonly onClockOffset: (offsetMs: number) => void;
}

/** Takes one revision as far as it goes in one try; rejects with what stopped it, and the outbox knows how far it came. */
export function createDelivery(deps: {
  readonly adapter: PortalAdapter;
  readonly outbox: Outbox;
  readonly sealed: SealedContent;
  /** Waits for the bandwidth cap. */
  readonly mayStart: (sizeBytes: number) => Promise<void>;
  readonly chunkBytes: () => number;
  readonly now: () => number;
}) {
  const { adapter, outbox, sealed } = deps;

  async function announce(row: OutboxRow, news: TryNews, signal: AbortSignal): Promise<void> {
    const content = await sealed.readContent(row.dossierId, row.revision);
    const { held, clockOffsetMs } = await adapter.createDossier(
      { dossierId: row.dossierId, revision: row.revision, contentHash: row.contentHash, content },
      { signal },
    );
    news.onClockOffset(clockOffsetMs);
    outbox.created(row, outbox.files(row), new Set(held));
    news.onMoved();
  }

  async function readSealed(row: OutboxRow, file: OutboxFile): Promise<Buffer> {
    const bytes = await sealed.readFile(row.dossierId, row.revision, file.ordinal);
    if (bytes.length === file.sizeBytes && createHash('sha256').update(bytes).digest('hex') === file.sha256)
      return bytes;
    throw new KioskFault('VAULT_FILE_DAMAGED', { details: { reason: 'changed', ordinal: file.ordinal } });
  }

  async function uploadAll(row: OutboxRow, news: TryNews, signal: AbortSignal): Promise<void> {
    const files = outbox.files(row);
    let sentBytes = files.reduce((sum, file) => sum + (file.done ? file.sizeBytes : 0), 0);
    const open = files.filter((file) => !file.done);
    for (const [index, file] of open.entries()) {
      const bytes = await readSealed(row, file);
      const before = sentBytes;
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
            // Complete already: the row that says so follows at once.
            if (provenBytes < bytes.length) outbox.uploadBegan(row, file.ordinal, uploadPath);
          },
          onProgress(fileBytes, proven) {
            if (proven) {
              // The offset of a resumed upload is where an earlier try came to, not progress of this one.
              if (fileBytes > provenBytes && !isFirstOffset) news.onMoved();
              isFirstOffset = false;
              provenBytes = fileBytes;
            }
            news.onProgress(before + fileBytes);
          },
          mayStart: deps.mayStart,
          chunkBytes: deps.chunkBytes(),
        },
        { signal },
      );
      sentBytes += file.sizeBytes;
      outbox.fileDone(row, file, index === open.length - 1);
      news.onProgress(sentBytes);
    }
  }

  /** Delivered is what the portal proves: code, count and the hash of every byte (DESIGN, "Queue"). */
  function checkProof(row: OutboxRow, proof: DeliveryProof): void {
    const wrong = (reason: string): KioskFault =>
      new KioskFault('DOSSIER_PROOF_WRONG', { details: { reason } });
    const files = outbox.files(row);
    if (proof.contentHash !== row.contentHash) throw wrong('content');
    if (proof.fileCount !== files.length || proof.files.length !== files.length) throw wrong('count');
    for (const file of files) {
      const there = proof.files.find((known) => known.ordinal === file.ordinal);
      if (there?.sha256 !== file.sha256 || there.sizeBytes !== file.sizeBytes) throw wrong('hash');
    }
    if (!outbox.isCodeFree(row.dossierId, proof.officialCode)) throw wrong('code');
  }

  return async function deliver(row: OutboxRow, news: TryNews, signal: AbortSignal): Promise<void> {
    if (row.step === 'create') await announce(row, news, signal);
    if (row.step !== 'finalise') await uploadAll(row, news, signal);
    const key: RevisionKey = { dossierId: row.dossierId, revision: row.revision };
    const proof = await adapter.finaliseDossier(
      { ...key, contentHash: row.contentHash, fileCount: outbox.files(row).length },
      { signal },
    );
    checkProof(row, proof);
    outbox.delivered(key, proof, deps.now());
  };
}
