import type { FeeFile, FeeView } from '../../../shared/contract/index.ts';
import type { Delivery } from '../../../shared/dossier/manifest.ts';
import { shownCode } from '../../../shared/dossier/receipt-code.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import { type PaymentEvent, paymentSums, vietQr } from '../../../shared/money/index.ts';
import type { Books, FeeDossier } from './books.ts';
import type { Offer } from './offer-store.ts';
import { type PaymentStore, standingOf, wayOf } from './payment-store.ts';

/** Cash that is in a drawer for a dossier: what of it has not gone back, who took it, and when. */
export interface CashTaken {
  readonly vnd: number;
  /** Null: an account that nobody knows any more. */
  readonly officer: string | null;
  readonly atMs: number;
}

/** In the order in which it was taken; empty where none was, or all of it went back. */
export function cashTakenOf(
  payments: PaymentStore,
  dossierId: string,
  nameOf: (officer: string) => string | null,
): readonly CashTaken[] {
  const taken = payments.events(dossierId).map(({ event }) => event);
  return payments.ledger(dossierId).payments.flatMap(({ id, way, vnd, backVnd }): CashTaken[] => {
    const event = taken.find((one) => one.kind === 'cash-taken' && one.id === id);
    if (way !== 'cash' || vnd === backVnd || event?.kind !== 'cash-taken') return [];
    return [{ vnd: vnd - backVnd, officer: nameOf(event.officer), atMs: event.atMs }];
  });
}

/** The code of a dossier as people read it. */
export function codeOf({ officialCode, temporaryCode }: FeeDossier): string {
  return shownCode(
    officialCode === null
      ? { kind: 'temporary', code: temporaryCode }
      : { kind: 'official', code: officialCode },
  );
}

/** Settles what time has brought, then says how the fee stands. Raises FEE_NONE. */
export function feeViewOf(books: Books, dossier: FeeDossier, delivery: Delivery | null): FeeView {
  const { dossierId } = dossier;
  books.settle(dossierId);
  const found = books.payments.findCase(dossierId);
  if (found === null) throw new KioskFault('FEE_NONE');
  const ledger = books.payments.ledger(dossierId);
  const sums = paymentSums(ledger);
  const decision = books.payments.decisions(dossierId).at(-1) ?? null;
  const stored = books.payments.events(dossierId);
  const { state, dueVnd, exemption } = standingOf(found, ledger, stored, decision);
  const offer = books.liveOffer(dossierId);
  return {
    dossierId,
    code: codeOf(dossier),
    procedureName: dossier.procedureName,
    state,
    isCancelled: ledger.isCancelled,
    dueVnd,
    heldVnd: sums.heldVnd,
    owedVnd: sums.owedVnd,
    spareVnd: sums.spareVnd,
    pendingVnd: sums.pendingVnd,
    exemption,
    way: wayOf(found, stored),
    delivery: delivery?.way ?? null,
    payments: ledger.payments.map(({ drawer: _whose, ...payment }) => payment),
    offer: offer === null ? null : offerViewOf(offer, books.now()),
    mayTransfer: books.offers.payTo() !== null,
  };
}

/** The same with every happening, for the officer; `nameOf` knows the office's accounts. */
export function feeFileOf(
  books: Books,
  dossier: FeeDossier,
  given: {
    readonly delivery: Delivery | null;
    readonly filer: string | null;
    readonly nameOf: (officer: string) => string | null;
  },
): FeeFile {
  const view = feeViewOf(books, dossier, given.delivery);
  const { dossierId } = dossier;
  const found = books.payments.findCase(dossierId);
  if (found === null) throw new KioskFault('FEE_NONE');
  const decisions = books.payments.decisions(dossierId);
  const stored = books.payments.events(dossierId);
  const { needsOfficer } = standingOf(
    found,
    books.payments.ledger(dossierId),
    stored,
    decisions.at(-1) ?? null,
  );
  return {
    ...view,
    filer: given.filer,
    claim: found.claim,
    needsOfficer,
    lines: stored.map(({ seq, event }) => lineOf(seq, event, given.nameOf)),
  };
}

function lineOf(
  seq: number,
  event: PaymentEvent,
  nameOf: (officer: string) => string | null,
): FeeFile['lines'][number] {
  return {
    seq,
    kind: event.kind,
    vnd: 'vnd' in event ? event.vnd : null,
    payment: 'payment' in event ? event.payment : null,
    officer: 'officer' in event && event.officer !== null ? nameOf(event.officer) : null,
    reason: 'reason' in event && !event.id.startsWith('sealed') ? event.reason : null,
    atMs: event.atMs,
  };
}

function offerViewOf(offer: Offer, now: number): NonNullable<FeeView['offer']> {
  const { payTo, vnd, content, expiresAt, toldAt } = offer;
  const { bankBin, bankName, account, holder } = payTo;
  return {
    qrText: vietQr({ to: { bankBin, account }, vnd, content }),
    bankName,
    account,
    holder,
    vnd,
    content,
    expiresAtMs: expiresAt,
    leftSeconds: Math.max(0, Math.ceil((expiresAt - now) / 1_000)),
    isTold: toldAt !== null,
  };
}
