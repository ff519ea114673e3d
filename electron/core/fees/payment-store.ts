import * as z from 'zod';
import type { FeeState } from '../../../shared/contract/index.ts';
import { type FeeClaim, feeClaimSchema } from '../../../shared/dossier/manifest.ts';
import {
  type CashMovement,
  emptyLedger,
  type PaymentEvent,
  type PaymentLedger,
  paymentEventSchema,
  paymentState,
  paymentSums,
  recordPayment,
} from '../../../shared/money/index.ts';
import type { Store } from '../storage/index.ts';

/** An event with its place in the order of all events of this kiosk. */
export interface StoredEvent {
  readonly seq: number;
  readonly dossierId: string;
  readonly event: PaymentEvent;
}

export interface ExemptionDecision {
  readonly decisionId: string;
  readonly outcome: 'granted' | 'refused';
  readonly percentOff: number;
  readonly officer: string;
  readonly reason: string;
  readonly atMs: number;
}

const caseSchema = z.object({
  dossierId: z.string(),
  claim: z.string().transform((text) => feeClaimSchema.parse(JSON.parse(text))),
  exemption: z.enum(['none', 'claimed', 'granted', 'refused']),
  state: z.string(),
  needsOfficer: z.number().transform((flag) => flag === 1),
  openedAt: z.number(),
});
export type FeeCase = z.infer<typeof caseSchema>;

const eventRowSchema = z.object({
  seq: z.number(),
  dossierId: z.string(),
  event: z.string().transform((text) => paymentEventSchema.parse(JSON.parse(text))),
});
const decisionSchema = z.object({
  decisionId: z.string(),
  outcome: z.enum(['granted', 'refused']),
  percentOff: z.number(),
  officer: z.string(),
  reason: z.string(),
  atMs: z.number(),
});

/** Which events are still to be told to the portal; what it has told us itself is none of them. */
const toldByPortal: ReadonlySet<PaymentEvent['kind']> = new Set([
  'portal-paid',
  'portal-unpaid',
  'bank-message',
]);

/** The books of every dossier. Whatever writes runs inside the caller's transaction. */
export interface PaymentStore {
  findCase(dossierId: string): FeeCase | null;
  /** Opens the books of a sealed dossier; once. `atMs`: when it was handed in. */
  open(
    dossierId: string,
    claim: FeeClaim,
    sealed: { readonly revision: number; readonly atMs: number },
  ): void;
  /**
   * What a correction says takes the place of the claim that was sealed before; answers the events that follow from it, for
   * the caller to append.
   */
  correct(
    dossierId: string,
    claim: FeeClaim,
    sealed: { readonly revision: number; readonly atMs: number },
  ): readonly PaymentEvent[];
  /** In their order; empty for a dossier without money. */
  events(dossierId: string): readonly StoredEvent[];
  ledger(dossierId: string): PaymentLedger;
  /** False when it was counted before. Raises what the ledger raises, with nothing written. */
  append(dossierId: string, event: PaymentEvent): boolean;
  decisions(dossierId: string): readonly ExemptionDecision[];
  /** False when it was decided before under the same id. */
  decide(dossierId: string, decision: ExemptionDecision): boolean;
  /** Dossiers whose books name this bank's reference. */
  dossiersOfReference(reference: string): readonly string[];
  untold(limit: number): readonly StoredEvent[];
  markTold(seqs: readonly number[], atMs: number): void;
  lastSeq(): number;
  /** What moved in drawers after one event up to another, each with the event it came by. */
  movements(range: { readonly after: number; readonly upTo: number }): readonly (CashMovement & {
    readonly seq: number;
  })[];
}

export function createPaymentStore({ db }: Pick<Store, 'db'>): PaymentStore {
  const columns = 'SELECT seq, dossier_id AS dossierId, event FROM payment_event';
  const findCase = db.prepare<[string], unknown>(
    `SELECT dossier_id AS dossierId, claim, exemption, state, needs_officer AS needsOfficer, opened_at AS openedAt
     FROM fee_case WHERE dossier_id = ?`,
  );
  const putCase = db.prepare(
    `INSERT INTO fee_case (dossier_id, claim, exemption, state, due_vnd, needs_officer, opened_at, changed_at)
     VALUES (@dossierId, @claim, @exemption, 'ask-staff', NULL, 1, @atMs, @atMs)`,
  );
  const setClaim = db.prepare<[string, string]>('UPDATE fee_case SET claim = ? WHERE dossier_id = ?');
  const setCase = db.prepare(
    `UPDATE fee_case SET exemption = @exemption, state = @state, due_vnd = @dueVnd, held_vnd = @heldVnd,
       needs_officer = @needsOfficer, changed_at = @atMs WHERE dossier_id = @dossierId`,
  );
  const ofDossier = db.prepare<[string], unknown>(`${columns} WHERE dossier_id = ? ORDER BY seq`);
  const put = db.prepare(
    `INSERT INTO payment_event (dossier_id, kind, event_id, event, told_at)
     VALUES (@dossierId, @kind, @eventId, @event, @toldAt)`,
  );
  const decisions = db.prepare<[string], unknown>(
    `SELECT decision_id AS decisionId, outcome, percent_off AS percentOff, officer, reason, at AS atMs
     FROM exemption_decision WHERE dossier_id = ? ORDER BY seq`,
  );
  const putDecision = db.prepare(
    `INSERT INTO exemption_decision (dossier_id, decision_id, outcome, percent_off, officer, reason, at)
     VALUES (@dossierId, @decisionId, @outcome, @percentOff, @officer, @reason, @atMs)
     ON CONFLICT (decision_id) DO NOTHING`,
  );
  const byReference = db
    .prepare<[string], string>(
      `SELECT DISTINCT dossier_id FROM payment_event
       WHERE event_id = ? AND kind IN ('portal-paid', 'officer-confirmed', 'bank-message')`,
    )
    .pluck();
  const untold = db.prepare<[number], unknown>(`${columns} WHERE told_at IS NULL ORDER BY seq LIMIT ?`);
  const markTold = db.prepare<[number, number]>(
    'UPDATE payment_event SET told_at = ? WHERE seq = ? AND told_at IS NULL',
  );
  const lastSeq = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM payment_event').pluck();
  const touched = db
    .prepare<[number, number], string>(
      'SELECT DISTINCT dossier_id FROM payment_event WHERE seq > ? AND seq <= ? ORDER BY dossier_id',
    )
    .pluck();

  function events(dossierId: string): readonly StoredEvent[] {
    return z.array(eventRowSchema).parse(ofDossier.all(dossierId));
  }

  function ledgerOf(stored: readonly StoredEvent[]): PaymentLedger {
    return stored.reduce((ledger, { event }) => recordPayment(ledger, event), emptyLedger);
  }

  /** Makes the row of the lists fit the books again. */
  function project(dossierId: string, atMs: number): void {
    const found = find(dossierId);
    if (found === null) return;
    const stored = events(dossierId);
    const standing = standingOf(found, ledgerOf(stored), stored, lastOf(dossierId));
    setCase.run({ ...standing, needsOfficer: standing.needsOfficer ? 1 : 0, dossierId, atMs });
  }

  function lastOf(dossierId: string): ExemptionDecision | null {
    return z.array(decisionSchema).parse(decisions.all(dossierId)).at(-1) ?? null;
  }

  function find(dossierId: string): FeeCase | null {
    const row = findCase.get(dossierId);
    return row === undefined ? null : caseSchema.parse(row);
  }

  function append(dossierId: string, event: PaymentEvent): boolean {
    const stored = events(dossierId);
    const before = ledgerOf(stored);
    if (recordPayment(before, event) === before) return false;
    // A machine that contradicts itself marks the payment once, however often it says so.
    if (stored.some((known) => isSameNews(known.event, event))) return false;
    put.run({
      dossierId,
      kind: event.kind,
      eventId: event.id,
      event: JSON.stringify(event),
      toldAt: toldByPortal.has(event.kind) ? event.atMs : null,
    });
    project(dossierId, event.atMs);
    return true;
  }

  function open(
    dossierId: string,
    claim: FeeClaim,
    { revision, atMs }: { readonly revision: number; readonly atMs: number },
  ): void {
    if (find(dossierId) !== null) return;
    const exemption = claim.exemptionClaimed ? 'claimed' : 'none';
    putCase.run({ dossierId, claim: JSON.stringify(claim), exemption, atMs });
    const due = sealedDue(claim, { revision, atMs });
    // Its events may be older than the row: they outlive a database that was made anew.
    if (
      due === null ||
      events(dossierId).some(({ event }) => event.kind === 'due-set' && event.id === due.id)
    )
      project(dossierId, atMs);
    else append(dossierId, due);
  }

  return {
    findCase: find,
    open,
    correct(dossierId, claim, sealed) {
      const before = find(dossierId)?.claim;
      if (before === undefined) {
        open(dossierId, claim, sealed);
        return [];
      }
      setClaim.run(JSON.stringify(claim), dossierId);
      project(dossierId, sealed.atMs);
      const { revision, atMs } = sealed;
      const { way } = claim;
      const ways: readonly PaymentEvent[] =
        way === before.way
          ? []
          : [{ kind: 'way-chosen', id: `sealed-${revision}`, way, officer: null, atMs }];
      const due = sealedDue(claim, sealed);
      if (due === null || due.vnd === before.amountVnd) return ways;
      const decision = lastOf(dossierId);
      if (decision === null || decision.percentOff === 0) return [...ways, due];
      const { decisionId, percentOff, officer, reason } = decision;
      const id = `${decisionId}.${revision}`;
      return [...ways, due, { ...due, id, vnd: lessPercent(due.vnd, percentOff), officer, reason }];
    },
    events,
    ledger: (dossierId) => ledgerOf(events(dossierId)),
    append,
    decisions: (dossierId) => z.array(decisionSchema).parse(decisions.all(dossierId)),
    decide(dossierId, decision) {
      const isNew = putDecision.run({ ...decision, dossierId }).changes === 1;
      if (isNew) project(dossierId, decision.atMs);
      return isNew;
    },
    dossiersOfReference: (reference) => byReference.all(reference),
    untold: (limit) => z.array(eventRowSchema).parse(untold.all(limit)),
    markTold(seqs, atMs) {
      for (const seq of seqs) markTold.run(atMs, seq);
    },
    lastSeq: () => lastSeq.get() ?? 0,
    movements({ after, upTo }) {
      return touched.all(after, upTo).flatMap((dossierId) => {
        let ledger = emptyLedger;
        return events(dossierId).flatMap(({ seq, event }) => {
          const known = ledger.cash.length;
          ledger = recordPayment(ledger, event);
          if (seq <= after || seq > upTo) return [];
          return ledger.cash.slice(known).map((movement) => ({ ...movement, seq }));
        });
      });
    },
  };
}

/** The amount that a sealed revision brings; null when nobody could compute it. */
export function sealedDue(
  { amountVnd }: FeeClaim,
  { revision, atMs }: { readonly revision: number; readonly atMs: number },
): Extract<PaymentEvent, { kind: 'due-set' }> | null {
  if (amountVnd === null) return null;
  const id = revision === 0 ? 'sealed' : `sealed-${revision}`;
  return { kind: 'due-set', id, vnd: amountVnd, officer: 'catalogue', reason: 'as sealed', atMs };
}

/** How the person will pay: as they said last. */
export function wayOf(found: Pick<FeeCase, 'claim'>, stored: readonly StoredEvent[]): FeeClaim['way'] {
  const chosen = stored.flatMap(({ event }) => (event.kind === 'way-chosen' ? [event.way] : []));
  return chosen.at(-1) ?? found.claim.way;
}

/** A part of a đồng that a percentage leaves is the citizen's. */
export function lessPercent(vnd: number, percentOff: number): number {
  return Math.floor((vnd * (100 - percentOff)) / 100);
}

/** What of a fee stands in the lists. */
export function standingOf(
  found: Pick<FeeCase, 'claim'>,
  ledger: PaymentLedger,
  stored: readonly StoredEvent[],
  decision: ExemptionDecision | null,
): {
  readonly exemption: FeeCase['exemption'];
  readonly state: FeeState;
  readonly dueVnd: number | null;
  readonly heldVnd: number;
  readonly needsOfficer: boolean;
} {
  const sums = paymentSums(ledger);
  const isKnown = ledger.isCancelled || stored.some(({ event }) => event.kind === 'due-set');
  const said = paymentState(ledger);
  const state = !isKnown && said === 'nothing-due' ? 'ask-staff' : said;
  const exemption = decision?.outcome ?? (found.claim.exemptionClaimed ? 'claimed' : 'none');
  const isOpen = !ledger.isCancelled;
  const lastDue = stored.map(({ event }) => event).findLast((event) => event.kind === 'due-set');
  // A correction that nobody could compute leaves the amount of before: an officer must say the new one.
  const isOutdated = found.claim.amountVnd === null && lastDue?.officer === 'catalogue';
  return {
    exemption,
    state,
    dueVnd: isKnown ? sums.dueVnd : null,
    heldVnd: sums.heldVnd,
    needsOfficer:
      sums.spareVnd > 0 ||
      state === 'after-time-out' ||
      ledger.payments.some(({ isDisputed }) => isDisputed) ||
      (isOpen && (isOutdated || state === 'ask-staff' || state === 'claimed' || exemption === 'claimed')),
  };
}

function isSameNews(known: PaymentEvent, event: PaymentEvent): boolean {
  if (known.kind !== event.kind || known.id !== event.id) return false;
  return 'vnd' in known && 'vnd' in event ? known.vnd === event.vnd : true;
}
