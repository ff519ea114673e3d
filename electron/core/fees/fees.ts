import type { Clock } from '../../../shared/clock.ts';
import type { FeeFile, FeeRow, FeeView, Officer, UnmatchedTransfer } from '../../../shared/contract/index.ts';
import { feeStates } from '../../../shared/contract/index.ts';
import type { Delivery, DossierContent } from '../../../shared/dossier/manifest.ts';
import { isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import type { PaymentEvent } from '../../../shared/money/index.ts';
import type { AuditRole } from '../audit/index.ts';
import type { Store } from '../storage/index.ts';
import { createDossierRows } from '../tracking/index.ts';
import type { Books, FeeDossier } from './books.ts';
import { createFeeDossiers } from './fee-dossiers.ts';
import { feeFileOf, feeViewOf } from './views.ts';

/** One act of an officer on one dossier; `eventId` names the press. */
interface Act {
  readonly dossierId: string;
  readonly eventId: string;
}

/** The fees as page and counter use them. What names a dossier raises FEE_NONE. */
export interface Fees {
  /** Raises SESSION_NOT_OPEN and TRACK_CLOSED for a dossier that is not open to the citizen. */
  view(dossierId: string): Promise<FeeView>;
  /** Raises FEE_NOTHING_OWED and FEE_NO_ACCOUNT. */
  offer(dossierId: string): Promise<FeeView>;
  claim(act: Act): Promise<FeeView>;
  /** Raises FEE_NOTHING_OWED when nothing is due, and POST_NOT_BY_POST where no postman comes. */
  chooseWay(act: Act & { readonly way: FeeView['way'] }): Promise<FeeView>;
  list(page: {
    readonly which: 'unpaid' | 'needs-officer' | 'today';
    readonly limit: number;
    readonly offset: number;
  }): { readonly rows: FeeRow[]; readonly total: number };
  find(code: string): Promise<FeeFile>;
  file(dossierId: string): Promise<FeeFile>;
  setDue(act: Act & { readonly vnd: number; readonly reason: string }): Promise<FeeFile>;
  decideExemption(
    act: Act & {
      readonly outcome: 'granted' | 'refused';
      readonly percentOff: number;
      readonly reason: string;
    },
  ): Promise<FeeFile>;
  takeCash(
    act: Act & { readonly vnd: number; readonly givenVnd: number },
  ): Promise<{ readonly file: FeeFile; readonly changeVnd: number }>;
  confirm(given: {
    readonly dossierId: string;
    readonly reference: string;
    readonly way: 'transfer' | 'post';
    readonly vnd: number;
    readonly reason: string;
  }): Promise<FeeFile>;
  acceptLate(act: Act & { readonly payment: string; readonly reason: string }): Promise<FeeFile>;
  correct(
    act: Act & { readonly payment: string; readonly vnd: number; readonly reason: string },
  ): Promise<FeeFile>;
  refund(
    act: Act & {
      readonly payment: string;
      readonly way: 'cash' | 'transfer';
      readonly vnd: number;
      readonly reason: string;
    },
  ): Promise<FeeFile>;
  unmatched(): UnmatchedTransfer[];
}

export function createFees(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly books: Books;
  /** The dossier as it stands: as it was handed in, or as it was corrected last. */
  readonly contentOf: (dossierId: string) => Promise<DossierContent>;
  /** Where the result goes now, after what was sealed. */
  readonly deliveryNow: (dossierId: string, sealed: Delivery) => Delivery;
  /** The name of an officer's account. */
  readonly nameOf: (accountId: string) => string | null;
  readonly isOpened: (dossierId: string) => boolean;
  readonly isSessionOpen: () => boolean;
  readonly officer: () => Officer | null;
  readonly role: () => AuditRole;
  /** Start of the office's day in ms since 1970. */
  readonly dayStart: () => number;
  /** Somebody looks at a fee: the portal may be asked for news. */
  readonly onLook: () => void;
}): Fees {
  const { books, clock, store } = deps;
  const dossiers = createFeeDossiers(store);
  const rows = createDossierRows(store);

  /** Books of dossiers from before there were any, and of a database that was made anew. */
  async function needBooks(dossier: FeeDossier): Promise<DossierContent | null> {
    const isKnown = books.payments.findCase(dossier.dossierId) !== null;
    try {
      const content = await deps.contentOf(dossier.dossierId);
      const { fee, revision } = content;
      if (!isKnown)
        store.write(() => books.open(dossier.dossierId, fee, { revision, atMs: dossier.receivedAt }));
      return content;
    } catch (error) {
      // Erased or damaged: the money is still true, and worth showing.
      if (!isKioskFault(error) || !isKnown) throw error;
      return null;
    }
  }

  function dossierOf(dossierId: string): FeeDossier {
    const found = dossiers.find(dossierId);
    if (found === null) throw new KioskFault('FEE_NONE');
    return found;
  }

  function deliveryOf(content: DossierContent | null): Delivery | null {
    return content === null ? null : deps.deliveryNow(content.dossierId, content.delivery);
  }

  async function citizenView(dossierId: string): Promise<FeeView> {
    if (!deps.isSessionOpen()) throw new KioskFault('SESSION_NOT_OPEN');
    const dossier = dossierOf(dossierId);
    if (deps.officer() === null && !deps.isOpened(dossierId)) throw new KioskFault('TRACK_CLOSED');
    const content = await needBooks(dossier);
    return feeViewOf(books, dossier, deliveryOf(content));
  }

  async function fileOf(dossierId: string): Promise<FeeFile> {
    const dossier = dossierOf(dossierId);
    const content = await needBooks(dossier);
    return feeFileOf(books, dossier, {
      delivery: deliveryOf(content),
      filer: content?.persons.filer.fullName ?? null,
      nameOf: deps.nameOf,
    });
  }

  function officerId(): string {
    const officer = deps.officer();
    if (officer === null) throw new KioskFault('ROLE_REFUSED', { details: { call: 'fees' } });
    return officer.accountId;
  }

  async function act(dossierId: string, event: PaymentEvent): Promise<FeeFile> {
    await needBooks(dossierOf(dossierId));
    books.settle(dossierId);
    books.record(dossierId, event, deps.role());
    return fileOf(dossierId);
  }

  /** The same press again has the moment of the first: content that differs would be another act. */
  const stamp = () => ({ officer: officerId(), atMs: clock.now() });

  return {
    async view(dossierId) {
      const view = await citizenView(dossierId);
      deps.onLook();
      return view;
    },
    async offer(dossierId) {
      const view = await citizenView(dossierId);
      // What nobody has said, nobody can pay; a claimed exemption waits for the officer.
      if (view.dueVnd === null || view.isCancelled) throw new KioskFault('FEE_NOTHING_OWED');
      books.makeOffer(dossierOf(dossierId), deps.role());
      deps.onLook();
      return citizenView(dossierId);
    },
    async claim({ dossierId, eventId }) {
      await citizenView(dossierId);
      books.record(dossierId, { kind: 'claimed', id: eventId, atMs: clock.now() }, deps.role());
      deps.onLook();
      return citizenView(dossierId);
    },
    async chooseWay({ dossierId, eventId, way }) {
      const view = await citizenView(dossierId);
      if (view.isCancelled || (view.dueVnd !== null && view.owedVnd === 0))
        throw new KioskFault('FEE_NOTHING_OWED');
      if (way === 'post' && view.delivery !== 'post') throw new KioskFault('POST_NOT_BY_POST');
      const officer = deps.officer()?.accountId ?? null;
      const event = { kind: 'way-chosen', id: eventId, way, officer, atMs: clock.now() } as const;
      books.record(dossierId, event, deps.role());
      return citizenView(dossierId);
    },
    list({ which, limit, offset }) {
      const { rows, total } = dossiers.list({ which, limit, offset, dayStart: deps.dayStart() });
      return {
        rows: rows.map((row) => ({ ...row, state: feeStates.find((one) => one === row.state) ?? 'unpaid' })),
        total,
      };
    },
    async find(typed) {
      const found = rows.findByTypedCode(typed);
      if (found === null) throw new KioskFault('FEE_NONE');
      deps.onLook();
      return fileOf(found.dossierId);
    },
    async file(dossierId) {
      const file = await fileOf(dossierId);
      deps.onLook();
      return file;
    },
    setDue: ({ dossierId, eventId, vnd, reason }) =>
      act(dossierId, { kind: 'due-set', id: eventId, vnd, reason, ...stamp() }),
    async decideExemption({ dossierId, eventId, outcome, percentOff, reason }) {
      await needBooks(dossierOf(dossierId));
      books.settle(dossierId);
      books.decideExemption(
        dossierId,
        {
          decisionId: eventId,
          outcome,
          percentOff: outcome === 'granted' ? percentOff : 0,
          reason,
          ...stamp(),
        },
        deps.role(),
      );
      return fileOf(dossierId);
    },
    async takeCash({ dossierId, eventId, vnd, givenVnd }) {
      if (givenVnd < vnd) throw new KioskFault('PAYMENT_AMOUNT_REFUSED');
      const file = await act(dossierId, { kind: 'cash-taken', id: eventId, vnd, ...stamp() });
      return { file, changeVnd: givenVnd - vnd };
    },
    async confirm({ dossierId, reference, way, vnd, reason }) {
      books.assertReferenceFree(dossierId, reference);
      return act(dossierId, { kind: 'officer-confirmed', id: reference, way, vnd, reason, ...stamp() });
    },
    acceptLate: ({ dossierId, eventId, payment, reason }) =>
      act(dossierId, { kind: 'late-accepted', id: eventId, payment, reason, ...stamp() }),
    correct: ({ dossierId, eventId, payment, vnd, reason }) =>
      act(dossierId, { kind: 'corrected', id: eventId, payment, vnd, reason, ...stamp() }),
    refund: ({ dossierId, eventId, payment, way, vnd, reason }) =>
      act(dossierId, { kind: 'refunded', id: eventId, payment, way, vnd, reason, ...stamp() }),
    unmatched: () => {
      const isPlaced = (reference: string): boolean =>
        books.payments.dossiersOfReference(reference).length > 0;
      return books.offers.unmatched().filter(({ reference }) => !isPlaced(reference));
    },
  };
}
