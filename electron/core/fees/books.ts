import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../shared/clock.ts';
import type { FeeClaim } from '../../../shared/dossier/manifest.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import { type PaymentEvent, paymentSums, transferContent } from '../../../shared/money/index.ts';
import type { AuditRole } from '../audit/index.ts';
import type { Store } from '../storage/index.ts';
import { createOfferStore, type Offer, type OfferStore } from './offer-store.ts';
import {
  createPaymentStore,
  type ExemptionDecision,
  lessPercent,
  type PaymentStore,
} from './payment-store.ts';
import { feeTimings } from './timings.ts';

/** States of the portal after which nothing is due: not accepted, stopped. A withdrawal that is asked (7) may be refused. */
const cancelledStates: ReadonlySet<number> = new Set([3, 8]);

/** What a dossier's row says that its fee depends on. */
export interface FeeDossier {
  readonly dossierId: string;
  readonly temporaryCode: string;
  readonly officialCode: string | null;
  readonly procedureName: string;
  readonly receivedAt: number;
  readonly state: number | null;
  readonly stateAt: number | null;
  readonly erasedAt: number | null;
  /** An officer took it off the queue as cancelled. */
  readonly cancelledAt: number | null;
}

/**
 * The one door to the money of dossiers: every change is one durable transaction with its audit event, told twice it
 * counts once. What time and the portal's states bring (an offer that is over, a dossier that is gone) is settled before
 * anything is read.
 */
export interface Books {
  now(): number;
  readonly payments: PaymentStore;
  readonly offers: OfferStore;
  /** Within the transaction that seals. */
  open(
    dossierId: string,
    claim: FeeClaim,
    sealed: { readonly revision: number; readonly atMs: number },
  ): void;
  /**
   * Within the transaction that seals a correction: what is due follows the corrected facts, less the exemption that was
   * granted; what was paid stays paid. An officer's own amount stands as long as the correction reckons as before.
   */
  follow(
    dossierId: string,
    claim: FeeClaim,
    sealed: { readonly revision: number; readonly atMs: number },
    role: AuditRole,
  ): void;
  /** Notes what happened by itself meanwhile. */
  settle(dossierId: string): void;
  /** False when it was counted before. Raises what the ledger raises. */
  record(dossierId: string, event: PaymentEvent, role: AuditRole): boolean;
  /** Several at once; all or nothing. Answers how many were news. */
  recordAll(dossierId: string, events: readonly PaymentEvent[], role: AuditRole, also?: () => void): number;
  /** Raises FEE_NOTHING_OWED and FEE_NO_ACCOUNT; the code that is still good is given again. */
  makeOffer(dossier: FeeDossier, role: AuditRole): Offer;
  /** The code that may still be shown. */
  liveOffer(dossierId: string): Offer | null;
  /** With the new amount where it is known; once for each id. */
  decideExemption(dossierId: string, decision: ExemptionDecision, role: AuditRole): void;
  /** Raises PAYMENT_CONTRADICTED when another dossier's books hold money of this reference. */
  assertReferenceFree(dossierId: string, reference: string): void;
}

export function createBooks(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly dossier: (dossierId: string) => FeeDossier | null;
  /** Told after the transaction. */
  readonly onChange: (dossierId: string) => void;
}): Books {
  const { store, clock } = deps;
  const payments = createPaymentStore(store);
  const offers = createOfferStore(store);

  /** Inside a transaction. */
  function put(dossierId: string, event: PaymentEvent, role: AuditRole): boolean {
    if (!payments.append(dossierId, event)) return false;
    store.audit.append({
      id: 'payment-recorded',
      role,
      dossierId,
      details: {
        kind: event.kind,
        ...('vnd' in event ? { vnd: event.vnd } : {}),
        payment: 'payment' in event ? event.payment : event.id,
      },
    });
    return true;
  }

  function recordAll(
    dossierId: string,
    events: readonly PaymentEvent[],
    role: AuditRole,
    also: () => void = () => {},
  ): number {
    const news = store.write(() => {
      const counted = events.filter((event) => put(dossierId, event, role)).length;
      also();
      return counted;
    });
    store.fileMoney();
    if (news > 0) deps.onChange(dossierId);
    return news;
  }

  function settle(dossierId: string): void {
    const found = payments.findCase(dossierId);
    const dossier = deps.dossier(dossierId);
    if (found === null || dossier === null) return;
    const ledger = payments.ledger(dossierId);
    const offer = offers.newest(dossierId);
    const due: PaymentEvent[] = [];
    if (!ledger.isCancelled && dossier.cancelledAt !== null) {
      due.push({ kind: 'cancelled', id: 'counter', atMs: dossier.cancelledAt });
    } else if (!ledger.isCancelled && dossier.state !== null && cancelledStates.has(dossier.state)) {
      due.push({
        kind: 'cancelled',
        id: `state-${dossier.state}`,
        atMs: Math.max(0, dossier.stateAt ?? clock.now()),
      });
    } else if (
      !ledger.isCancelled &&
      offer !== null &&
      offer.expiresAt <= clock.now() &&
      ledger.closedAtMs === null
    ) {
      due.push({ kind: 'timed-out', id: offer.offerId, atMs: offer.expiresAt });
    }
    if (due.length > 0) recordAll(dossierId, due, 'kiosk');
  }

  function liveOffer(dossierId: string): Offer | null {
    const offer = offers.newest(dossierId);
    if (offer === null || offer.expiresAt <= clock.now() || offer.madeAt > clock.now()) return null;
    return offer.vnd === paymentSums(payments.ledger(dossierId)).owedVnd ? offer : null;
  }

  return {
    now: () => clock.now(),
    payments,
    offers,
    open: (dossierId, claim, sealed) => payments.open(dossierId, claim, sealed),
    follow(dossierId, claim, sealed, role) {
      for (const event of payments.correct(dossierId, claim, sealed)) put(dossierId, event, role);
    },
    settle,
    record: (dossierId, event, role) => recordAll(dossierId, [event], role) === 1,
    recordAll,
    makeOffer(dossier, role) {
      const { dossierId } = dossier;
      const live = liveOffer(dossierId);
      if (live !== null) return live;
      const { owedVnd } = paymentSums(payments.ledger(dossierId));
      if (owedVnd === 0) throw new KioskFault('FEE_NOTHING_OWED');
      const payTo = offers.payTo();
      if (payTo === null) throw new KioskFault('FEE_NO_ACCOUNT');
      const madeAt = clock.now();
      const offer = {
        offerId: randomUUID(),
        dossierId,
        vnd: owedVnd,
        content: transferContent(dossier.temporaryCode),
        payTo,
        madeAt,
        expiresAt: madeAt + feeTimings.offerMs,
      };
      recordAll(dossierId, [{ kind: 'offered', id: offer.offerId, atMs: madeAt }], role, () =>
        offers.add(offer),
      );
      return { ...offer, toldAt: null };
    },
    liveOffer,
    decideExemption(dossierId, decision, role) {
      const found = payments.findCase(dossierId);
      if (found === null) throw new KioskFault('FEE_NONE');
      const { decisionId, outcome, percentOff, officer, reason, atMs } = decision;
      store.write(() => {
        if (!payments.decide(dossierId, decision)) return;
        const full = fullVnd(payments, dossierId);
        const vnd = full === null ? null : lessPercent(full, percentOff);
        store.audit.append({
          id: 'exemption-decided',
          role,
          dossierId,
          details: { outcome, percentOff, ...(vnd === null ? {} : { vnd }) },
        });
        if (vnd !== null)
          put(dossierId, { kind: 'due-set', id: decisionId, vnd, officer, reason, atMs }, role);
      });
      store.fileMoney();
      deps.onChange(dossierId);
    },
    assertReferenceFree(dossierId, reference) {
      const isElsewhere = payments
        .dossiersOfReference(reference)
        .filter((other) => other !== dossierId)
        .some((other) => payments.ledger(other).payments.some(({ id, vnd }) => id === reference && vnd > 0));
      if (isElsewhere) throw new KioskFault('PAYMENT_CONTRADICTED', { details: { reason: 'other-dossier' } });
    },
  };
}

/** The fee before any exemption: the last amount that was set for another reason than a decision. */
function fullVnd(payments: PaymentStore, dossierId: string): number | null {
  const decided = new Set(payments.decisions(dossierId).map(({ decisionId }) => decisionId));
  // A decision that a correction carried on is called by the decision and the revision.
  const isDecided = (id: string): boolean => decided.has(id.split('.')[0] ?? id);
  const set = payments
    .events(dossierId)
    .flatMap(({ event }) => (event.kind === 'due-set' && !isDecided(event.id) ? [event.vnd] : []));
  return set.at(-1) ?? null;
}
