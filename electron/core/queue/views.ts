import * as z from 'zod';
import { type FaultCode, type FaultDetails, isFaultCode } from '../../../shared/faults/index.ts';
import type { RevisionKey } from '../portal/index.ts';
import type { OutboxStep, OutboxStore } from './outbox.ts';

/** A revision on its way, as a person reads it. */
export interface QueueItem extends RevisionKey {
  readonly kind: 'submission' | 'supplement' | 'withdrawal';
  readonly temporaryCode: string;
  readonly officialCode: string | null;
  readonly procedureName: string;
  readonly sealedAt: number;
  readonly state: 'waiting' | 'sending' | 'parked' | 'delivered';
  readonly step: OutboxStep;
  /** Whole percent of its bytes that are over there. */
  readonly percent: number;
  readonly totalBytes: number;
  /** By this machine's clock; null while it is on its way, parked, delivered, or waits for its turn only. */
  readonly nextTryAt: number | null;
  readonly attempts: number;
  /** Why it waits or is parked. `details.said` are the portal's own words: for the staff's eyes, never for a log. */
  readonly fault: { readonly code: FaultCode; readonly details: FaultDetails } | null;
  /** It waits for an earlier revision of the same dossier. */
  readonly behind: boolean;
}

export interface QueueCounts {
  readonly waiting: number;
  readonly parked: number;
  readonly delivered: number;
}

/** What is in memory only while a revision is on its way. */
export type SentBytes = (key: RevisionKey) => number | null;

interface ItemRow extends RevisionKey {
  readonly kind: QueueItem['kind'];
  readonly temporaryCode: string;
  readonly officialCode: string | null;
  readonly procedureName: string;
  readonly sealedAt: number;
  readonly state: 'waiting' | 'parked' | 'delivered';
  readonly step: OutboxStep;
  readonly sentBytes: number;
  readonly totalBytes: number;
  readonly nextTryAt: number;
  readonly attempts: number;
  readonly fault: string | null;
  readonly details: string | null;
  readonly behind: number;
}

const detailsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const columns = `SELECT o.dossier_id AS dossierId, o.revision, r.kind, d.temporary_code AS temporaryCode,
  d.official_code AS officialCode, d.procedure_name AS procedureName, r.sealed_at AS sealedAt, o.state, o.step,
  o.sent_bytes AS sentBytes, o.total_bytes AS totalBytes, o.next_try_at AS nextTryAt, o.attempts, o.fault,
  o.fault_details AS details,
  EXISTS (SELECT 1 FROM outbox p WHERE p.dossier_id = o.dossier_id AND p.revision < o.revision
          AND p.state <> 'delivered') AS behind
  FROM outbox o JOIN dossier_revision r USING (dossier_id, revision) JOIN dossier d USING (dossier_id)`;

/** Reads pages of the queue: each costs what it shows, however many wait. */
export function createQueueViews(store: OutboxStore, sentBytes: SentBytes) {
  const { db } = store;
  const byState = db.prepare<{ state: string; limit: number; offset: number }, ItemRow>(
    `${columns} WHERE o.state = @state ORDER BY o.next_try_at, o.dossier_id, o.revision LIMIT @limit OFFSET @offset`,
  );
  const byDossier = db.prepare<[string], ItemRow>(`${columns} WHERE o.dossier_id = ? ORDER BY o.revision`);
  const byKey = db.prepare<RevisionKey, ItemRow>(
    `${columns} WHERE o.dossier_id = @dossierId AND o.revision = @revision`,
  );
  const counts = db.prepare<[], { state: string; n: number }>('SELECT state, n FROM outbox_count');

  function itemOf(row: ItemRow): QueueItem {
    const { sentBytes: onDisk, details, behind, fault, ...rest } = row;
    const live = sentBytes(row);
    const sent = row.state === 'delivered' ? row.totalBytes : (live ?? onDisk);
    const waits = row.state === 'waiting' && live === null && row.nextTryAt > 0;
    return {
      ...rest,
      state: live === null ? row.state : 'sending',
      percent: row.totalBytes === 0 ? 0 : Math.min(100, Math.floor((sent / row.totalBytes) * 100)),
      nextTryAt: waits ? row.nextTryAt : null,
      fault:
        fault !== null && isFaultCode(fault)
          ? { code: fault, details: detailsSchema.parse(JSON.parse(details ?? '{}')) }
          : null,
      behind: behind === 1,
    };
  }

  return {
    list: (page: { readonly state: 'waiting' | 'parked' | 'delivered'; limit: number; offset: number }) =>
      byState.all(page).map(itemOf),
    state: (dossierId: string): readonly QueueItem[] => byDossier.all(dossierId).map(itemOf),
    find(key: RevisionKey): QueueItem | null {
      const row = byKey.get({ dossierId: key.dossierId, revision: key.revision });
      return row === undefined ? null : itemOf(row);
    },
    counts(): QueueCounts {
      const rows = counts.all();
      const of = (state: string): number => rows.find((row) => row.state === state)?.n ?? 0;
      return { waiting: of('waiting') + of('sending'), parked: of('parked'), delivered: of('delivered') };
    },
  };
}
