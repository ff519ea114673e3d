import type { FaultDetails } from '../../../shared/faults/index.ts';
import type { DeliveryProof } from '../../../shared/portal/index.ts';
import type { RevisionKey } from '../portal/index.ts';
import type { Store } from '../storage/index.ts';
import { roadFaults } from './road.ts';

export type OutboxStep = 'create' | 'upload' | 'finalise';

/** One revision whose turn it is. */
export interface OutboxRow extends RevisionKey {
  readonly step: OutboxStep;
  readonly attempts: number;
  readonly fault: string | null;
  readonly contentHash: string;
}

/** One file of a revision and how far it is. */
export interface OutboxFile {
  readonly ordinal: number;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly uploadPath: string | null;
  readonly done: boolean;
}

/** How far one try came, kept with what ended it. */
export interface Trail {
  step: OutboxStep;
  /** Files that the portal has whole, as its signed answers said. */
  readonly there: Map<number, OutboxFile>;
  /** Files that were there before and are not any more. */
  readonly lost: Set<number>;
}

/** A revision that the portal has proven, and when that was. */
export interface Proven extends RevisionKey {
  readonly proof: DeliveryProof;
  readonly at: number;
}

export type OutboxStore = Pick<Store, 'db' | 'write' | 'audit'>;

/** What a file that the portal already held has instead of an address. */
const heldPath = 'held';

const ofRevision = 'WHERE dossier_id = @dossierId AND revision = @revision';

/** The queue's rows. Every change is one durable transaction; nothing is ever loaded whole. */
export function createOutbox(store: OutboxStore) {
  const { db } = store;
  // Rows on the way stay `waiting` on the disk: after a crash there is nothing to put back.
  const due = db.prepare<{ now: number; limit: number }, OutboxRow>(
    `SELECT o.dossier_id AS dossierId, o.revision, o.step, o.attempts, o.fault, r.content_hash AS contentHash
     FROM outbox o JOIN dossier_revision r USING (dossier_id, revision)
     WHERE o.state = 'waiting' AND o.next_try_at <= @now
       AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.dossier_id = o.dossier_id AND p.revision < o.revision
            AND p.state <> 'delivered')
     ORDER BY o.next_try_at, o.dossier_id, o.revision LIMIT @limit`,
  );
  const nextDue = db.prepare<[number], { at: number | null }>(
    "SELECT min(next_try_at) AS at FROM outbox WHERE state = 'waiting' AND next_try_at > ?",
  );
  const listFiles = db.prepare<RevisionKey, Omit<OutboxFile, 'done'> & { done: number }>(
    `SELECT f.ordinal, f.size_bytes AS sizeBytes, f.sha256, u.upload_url AS uploadPath, coalesce(u.done, 0) AS done
     FROM dossier_file f LEFT JOIN outbox_upload u USING (dossier_id, revision, ordinal)
     WHERE f.dossier_id = @dossierId AND f.revision = @revision ORDER BY f.ordinal`,
  );
  const setStep = db.prepare(`UPDATE outbox SET step = @step ${ofRevision}`);
  const saveUpload = db.prepare(
    `INSERT INTO outbox_upload (dossier_id, revision, ordinal, upload_url, sent_bytes, done)
     VALUES (@dossierId, @revision, @ordinal, @uploadPath, @sentBytes, @done)
     ON CONFLICT (dossier_id, revision, ordinal) DO UPDATE SET upload_url = excluded.upload_url,
       sent_bytes = excluded.sent_bytes, done = excluded.done`,
  );
  const forgetUpload = db.prepare(`DELETE FROM outbox_upload ${ofRevision} AND ordinal = @ordinal`);
  const countSent = db.prepare(
    `UPDATE outbox SET sent_bytes = (SELECT coalesce(sum(f.size_bytes), 0) FROM outbox_upload u
       JOIN dossier_file f USING (dossier_id, revision, ordinal)
       WHERE u.dossier_id = @dossierId AND u.revision = @revision AND u.done = 1) ${ofRevision}`,
  );
  const wait = db.prepare(
    `UPDATE outbox SET step = @step, attempts = @attempts, next_try_at = @nextTryAt, fault = @fault,
       fault_details = @details ${ofRevision}`,
  );
  const park = db.prepare(
    `UPDATE outbox SET state = 'parked', attempts = @attempts, fault = @fault, fault_details = @details ${ofRevision}`,
  );
  const sendAgain = db.prepare(
    `UPDATE outbox SET state = 'waiting', step = 'create', attempts = 0, next_try_at = 0, fault = NULL,
       fault_details = NULL ${ofRevision} AND state IN ('parked', 'waiting')`,
  );
  const wakeRoad = db.prepare(
    `UPDATE outbox SET next_try_at = 0 WHERE state = 'waiting' AND next_try_at > @now
       AND fault IN (${[...roadFaults].map((code) => `'${code}'`).join(', ')})`,
  );
  const wakeAll = db.prepare(
    "UPDATE outbox SET next_try_at = 0 WHERE state = 'waiting' AND next_try_at > @beyond",
  );
  const askAgain = db.prepare('UPDATE dossier SET portal_asked_at = NULL WHERE portal_asked_at > @now');
  const setDelivered = db.prepare(
    `UPDATE outbox SET state = 'delivered', step = 'finalise', attempts = 0, next_try_at = 0, fault = NULL,
       fault_details = NULL, sent_bytes = total_bytes ${ofRevision}`,
  );
  const forgetUploads = db.prepare(`DELETE FROM outbox_upload ${ofRevision}`);
  const setProof = db.prepare(
    `UPDATE dossier_revision SET delivered_at = @at, proof = @proof ${ofRevision} AND delivered_at IS NULL`,
  );
  const setOfficial = db.prepare(
    `UPDATE dossier SET official_code = @officialCode, portal_state = @state, portal_state_at = @stateAt,
       portal_asked_at = @at WHERE dossier_id = @dossierId`,
  );
  const codeOf = db.prepare<[string], { officialCode: string | null }>(
    'SELECT official_code AS officialCode FROM dossier WHERE dossier_id = ?',
  );
  const ownerOf = db.prepare<[string], { dossierId: string }>(
    'SELECT dossier_id AS dossierId FROM dossier WHERE official_code = ?',
  );

  function applyTrail(key: RevisionKey, trail: Trail): void {
    for (const [ordinal, file] of trail.there)
      saveUpload.run({ ...key, ordinal, uploadPath: heldPath, sentBytes: file.sizeBytes, done: 1 });
    for (const ordinal of trail.lost) forgetUpload.run({ ...key, ordinal });
    countSent.run(key);
    setStep.run({ ...key, step: trail.step });
  }

  /** False when the portal's code contradicts what is known: another code before, or another dossier's code. */
  function isCodeFree(dossierId: string, officialCode: string): boolean {
    const known = codeOf.get(dossierId)?.officialCode ?? null;
    if (known !== null) return known === officialCode;
    return ownerOf.get(officialCode) === undefined;
  }

  function noteDelivered({ dossierId, revision, proof, at }: Proven): boolean {
    if (!isCodeFree(dossierId, proof.officialCode)) return false;
    const key = { dossierId, revision };
    setProof.run({ ...key, at, proof: JSON.stringify(proof) });
    setDelivered.run(key);
    forgetUploads.run(key);
    setOfficial.run({
      dossierId,
      officialCode: proof.officialCode,
      state: proof.state,
      stateAt: Date.parse(proof.stateAt),
      at,
    });
    store.audit.append({
      id: 'dossier-delivered',
      role: 'kiosk',
      dossierId,
      details: { revision, officialCode: proof.officialCode, fileCount: proof.fileCount },
    });
    return true;
  }

  return {
    /** Those whose turn it is, the longest waiting first; a revision only after those before it are proven or taken out. */
    due: (now: number, limit: number): readonly OutboxRow[] => due.all({ now, limit }),

    /** When the next one after `now` is due; null when none waits. */
    nextDueAt: (now: number): number | null => nextDue.get(now)?.at ?? null,

    files: (key: RevisionKey): readonly OutboxFile[] =>
      listFiles.all(key).map((file) => ({
        ...file,
        uploadPath: file.uploadPath === heldPath ? null : file.uploadPath,
        done: file.done === 1,
      })),

    /** A large file has an address: kept durably before its bytes go. */
    uploadBegan(key: RevisionKey, ordinal: number, uploadPath: string): void {
      store.write(() => saveUpload.run({ ...key, ordinal, uploadPath, sentBytes: 0, done: 0 }));
    },

    /** Keeps how far a try came; what a crash loses of it, the portal's answer to the next announcement tells. */
    keepTrail: (key: RevisionKey, trail: Trail): void => void store.write(() => applyTrail(key, trail)),

    waitUntil(
      key: RevisionKey,
      trail: Trail,
      to: {
        readonly step: OutboxStep;
        readonly attempts: number;
        readonly nextTryAt: number;
        readonly fault: string;
        readonly details: FaultDetails;
      },
    ): void {
      store.write(() => {
        applyTrail(key, trail);
        wait.run({ ...key, ...to, details: JSON.stringify(to.details) });
      });
    },

    park(
      key: RevisionKey,
      trail: Trail,
      why: { readonly attempts: number; readonly fault: string; readonly details: FaultDetails },
    ): void {
      store.write(() => {
        applyTrail(key, trail);
        park.run({ ...key, ...why, details: JSON.stringify(why.details) });
        store.audit.append({
          id: 'dossier-parked',
          role: 'kiosk',
          dossierId: key.dossierId,
          details: { revision: key.revision, fault: why.fault, reason: String(why.details.reason ?? '') },
        });
      });
    },

    /** Staff let it go again. False when it is delivered or unknown. */
    sendAgain(
      key: RevisionKey,
      by: { readonly role: 'staff' | 'supervisor'; readonly person: string | null },
    ): boolean {
      return store.write(() => {
        if (sendAgain.run(key).changes === 0) return false;
        store.audit.append({
          id: 'dossier-sent-again',
          ...by,
          dossierId: key.dossierId,
          details: { revision: key.revision },
        });
        return true;
      });
    },

    /** The road is back: those that only waited for it go at once. */
    wakeAfterRoad: (now: number): void => void store.write(() => wakeRoad.run({ now })),

    /** The wall clock was set, or this is the start: nothing may wait for a time that is wrong. */
    wakeBeyond(beyond: number, now: number): void {
      store.write(() => {
        wakeAll.run({ beyond });
        askAgain.run({ now });
      });
    },

    /** One transaction for all; answers those that stand. One whose code contradicts what is known is left as it is. */
    delivered<P extends Proven>(proven: readonly P[]): ReadonlySet<P> {
      return store.write(() => new Set(proven.filter(noteDelivered)));
    },
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
