import { createHash, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { assert } from '../../../shared/assert.ts';
import { type AuditEventId, auditCatalogue } from '../../../shared/audit/index.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Role } from '../../../shared/contract/index.ts';
import type { Sensitive } from '../../../shared/sensitive.ts';

/** Who acted; `kiosk` is the machine itself (start, retention, restart). */
export type AuditRole = Role | 'kiosk';

type DetailName<Id extends AuditEventId> = (typeof auditCatalogue)[Id]['details'][number];
type DetailValue = string | number | boolean;

/** The details that the catalogue allows for this event; `Sensitive` does not fit. */
export type AuditDetails<Id extends AuditEventId> = { readonly [Name in DetailName<Id>]?: DetailValue };

export interface AuditEvent<Id extends AuditEventId> {
  readonly id: Id;
  readonly role: AuditRole;
  /** The staff member's account id, never a citizen; left out, it is whoever of the staff is signed in. */
  readonly person?: string | null;
  readonly dossierId?: string | null;
  readonly details: AuditDetails<Id>;
}

/** One stored event. `at` in ms since 1970. */
export interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly event: string;
  readonly role: AuditRole;
  readonly person: string | null;
  readonly dossierId: string | null;
  readonly details: Readonly<Record<string, DetailValue>>;
  readonly previousHash: string;
  readonly hash: string;
}

export interface AuditVerdict {
  readonly ok: boolean;
  readonly count: number;
  /** The first event that is changed or missing. */
  readonly firstBadSeq?: number;
}

/** Append-only, hash-chained; the head (count and last hash) is authenticated with a key of its own. */
export interface AuditLog {
  /** Takes part in the caller's transaction, or makes its own. A detail the catalogue does not name is a defect. */
  append<Id extends AuditEventId>(event: AuditEvent<Id>): void;
  /** Says from now on which officer's account stands behind the acts of the staff's roles. */
  nameActor(find: () => string | null): void;
  verify(): AuditVerdict;
  /** Events with `from` <= at < `to` (ms since 1970), oldest first. */
  list(span: { readonly from: number; readonly to: number }): readonly AuditRow[];
}

const roles = [
  'kiosk',
  'citizen',
  'staff',
  'supervisor',
  'technician',
] as const satisfies readonly AuditRole[];
const detailsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const rowSchema = z.object({
  seq: z.number().int(),
  at: z.number().int(),
  event: z.string(),
  role: z.enum(roles),
  person: z.string().nullable(),
  dossierId: z.string().nullable(),
  details: z.string().transform((text) => detailsSchema.parse(JSON.parse(text))),
  previousHash: z.string(),
  hash: z.string(),
});
const headSchema = z.object({ count: z.number().int(), hash: z.string(), mac: z.string() });
type Head = z.infer<typeof headSchema>;

const beforeFirst = '0'.repeat(64);
const longestDetail = 200;
const columns =
  'seq, at, event, role, person, dossier_id AS dossierId, details, previous_hash AS previousHash, hash';

/** Opens the audit log of a database. `headKey` comes from the master key, not from the database. */
export function createAuditLog(deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly headKey: Sensitive<Buffer>;
}): AuditLog {
  const { db } = deps;
  const insert = db.prepare(
    `INSERT INTO audit_event (seq, at, event, role, person, dossier_id, details, previous_hash, hash)
     VALUES (@seq, @at, @event, @role, @person, @dossierId, @details, @previousHash, @hash)`,
  );
  const saveHead = db.prepare("INSERT OR REPLACE INTO kiosk_meta (key, value) VALUES ('audit_head', ?)");
  const readHead = db.prepare<[], { value: string }>("SELECT value FROM kiosk_meta WHERE key = 'audit_head'");
  const all = db.prepare<[], unknown>(`SELECT ${columns} FROM audit_event ORDER BY seq`);
  const between = db.prepare<[number, number], unknown>(
    `SELECT ${columns} FROM audit_event WHERE at >= ? AND at < ? ORDER BY seq`,
  );

  let findActor: () => string | null = () => null;

  function findHead(): Head | undefined {
    const row = readHead.get();
    return row === undefined ? undefined : headSchema.parse(JSON.parse(row.value));
  }

  function headMac(count: number, hash: string): string {
    return createHmac('sha256', createSecretKey(deps.headKey.reveal()))
      .update(`${count}\n${hash}`)
      .digest('hex');
  }

  // The head is read anew every time: the command line may have appended beside a running kiosk.
  const appendInTransaction = db.transaction((event: AuditEvent<AuditEventId>) => {
    const head = findHead();
    const unhashed = {
      seq: (head?.count ?? 0) + 1,
      at: deps.clock.now(),
      event: event.id,
      role: event.role,
      person: event.person ?? (isOfficer(event.role) ? findActor() : null),
      dossierId: event.dossierId ?? null,
      details: checkDetails(event.id, event.details),
      previousHash: head?.hash ?? beforeFirst,
    };
    const hash = hashOf(unhashed);
    insert.run({ ...unhashed, details: canonicalJson(unhashed.details), hash });
    saveHead.run(JSON.stringify({ count: unhashed.seq, hash, mac: headMac(unhashed.seq, hash) }));
  });

  return {
    append: (event) => {
      // `immediate` takes the write lock before the head is read; inside a transaction it becomes a savepoint.
      if (db.inTransaction) appendInTransaction(event);
      else appendInTransaction.immediate(event);
    },
    nameActor(find) {
      findActor = find;
    },
    verify: () => {
      let count = 0;
      let hash = beforeFirst;
      for (const raw of all.iterate()) {
        const row = rowSchema.safeParse(raw);
        const good = row.success && row.data.seq === count + 1 && row.data.previousHash === hash;
        if (!good || row.data.hash !== hashOf(row.data)) return { ok: false, count, firstBadSeq: count + 1 };
        count += 1;
        hash = row.data.hash;
      }
      const head = findHead();
      if (head === undefined)
        return count === 0 ? { ok: true, count } : { ok: false, count, firstBadSeq: count };
      const authentic = sameText(head.mac, headMac(head.count, head.hash));
      if (authentic && head.count === count && head.hash === hash) return { ok: true, count };
      return { ok: false, count, firstBadSeq: count + 1 };
    },
    list: ({ from, to }) => between.all(from, to).map((raw) => rowSchema.parse(raw)),
  };
}

function isOfficer(role: AuditRole): boolean {
  return role !== 'kiosk' && role !== 'citizen';
}

function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { seq, at, event, role, person, dossierId, details, previousHash } = row;
  const content = canonicalJson({ seq, at, event, role, person, dossierId, details, previousHash });
  return createHash('sha256').update(content).digest('hex');
}

/** Types can be lied to: this is the last gate before a personal value would stand in a log for years. */
function checkDetails(id: AuditEventId, details: object): Record<string, DetailValue> {
  const allowed: readonly string[] = auditCatalogue[id].details;
  const checked: Record<string, DetailValue> = {};
  for (const [name, value] of Object.entries(details)) {
    assert(allowed.includes(name), `the audit event ${id} has no detail ${name}`);
    if (value === undefined) continue;
    const plain = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
    assert(plain, `the detail ${name} of ${id} is a plain value`);
    assert(String(value).length <= longestDetail, `the detail ${name} of ${id} is short`);
    checked[name] = value;
  }
  return checked;
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
