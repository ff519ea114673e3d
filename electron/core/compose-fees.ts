import { officeDayStart } from '../../shared/calendar/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { Delivery, DossierContent, FeeClaim } from '../../shared/dossier/manifest.ts';
import { paymentSums } from '../../shared/money/index.ts';
import type { Sessions } from './citizen/index.ts';
import type { Log } from './diagnostics/index.ts';
import {
  type CashDesk,
  type CashTaken,
  cashTakenOf,
  createBooks,
  createCashDesk,
  createFeeDossiers,
  createFeeRounds,
  createFees,
  type Fees,
  feeWayOf,
  type Untold,
} from './fees/index.ts';
import type { PortalAdapter } from './portal/index.ts';
import { createOfficerNames } from './staff/index.ts';
import type { Store } from './storage/index.ts';
import type { OpenedDossiers } from './tracking/index.ts';

/** Fees and drawer as the calls use them. */
export interface FeeCalls extends Fees {
  readonly desk: CashDesk;
  books(): { lostAtMs: number | null };
  /** What is still owed; 0 for a fee that is not known. */
  owedVnd(dossierId: string): number;
  /** How the person said that they will pay; null without books. */
  wayOf(dossierId: string): FeeClaim['way'] | null;
}

/** Joins the books to the portal, the visit and the staff. */
export function composeFees(deps: {
  readonly config: Pick<KioskConfig, 'kioskId'>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly sessions: Pick<Sessions, 'state' | 'officer' | 'role'>;
  readonly opened: Pick<OpenedDossiers, 'has'>;
  readonly adapter: PortalAdapter;
  readonly clockOffsetMs: () => number | null;
  /** Where the result goes now, after what was sealed. */
  readonly deliveryNow: (dossierId: string, sealed: Delivery) => Delivery;
  readonly onFee: (dossierId: string) => void;
  /** What else is to be told to the portal in the same way. */
  readonly alsoUntold?: readonly Untold[];
}): {
  /** In the transaction that seals: opens the books of a dossier, or lets them follow a correction of it. */
  readonly noteSealed: (dossierId: string, revision: number, claim: FeeClaim) => void;
  /** For the receipt. */
  readonly cashTaken: (dossierId: string) => readonly CashTaken[];
  start(contentOf: (dossierId: string, revision: number) => Promise<DossierContent>): FeeCalls;
  /** The road is back. Resolves when the portal was asked. */
  nudge(): Promise<void>;
  close(): Promise<void>;
} {
  const { store, clock, sessions } = deps;
  const dossiers = createFeeDossiers(store);
  const nameOf = createOfficerNames(store);
  const books = createBooks({
    store,
    clock,
    dossier: dossiers.find,
    onChange(dossierId) {
      deps.onFee(dossierId);
      void rounds.nudge();
    },
  });
  const { payments } = books;
  const rounds = createFeeRounds({
    store,
    books,
    untold: [
      {
        list: (limit) =>
          payments.untold(limit).map(({ seq, dossierId, event }) => ({
            key: seq,
            event: {
              eventId: `${deps.config.kioskId}-p${seq}`,
              dossierId,
              event: { about: 'payment', payment: event },
            },
          })),
        markTold: payments.markTold,
      },
      ...(deps.alsoUntold ?? []),
    ],
    adapter: deps.adapter,
    clock,
    log: deps.log,
    clockOffsetMs: deps.clockOffsetMs,
    onNews: deps.onFee,
  });
  const officer = () => sessions.officer();
  const role = () => sessions.role();
  return {
    noteSealed(dossierId, revision, claim) {
      const sealed = { revision, atMs: clock.now() };
      if (revision === 0) books.open(dossierId, claim, sealed);
      else books.follow(dossierId, claim, sealed, role());
    },
    cashTaken: (dossierId) => cashTakenOf(payments, dossierId, nameOf),
    start(contentOf) {
      const fees = createFees({
        nameOf,
        store,
        clock,
        books,
        contentOf: (dossierId) => contentOf(dossierId, dossiers.standingRevision(dossierId)),
        deliveryNow: deps.deliveryNow,
        isOpened: deps.opened.has,
        isSessionOpen: () => sessions.state().kind === 'open',
        officer,
        role,
        dayStart: () => officeDayStart(clock.now()),
        onLook: () => rounds.look(),
      });
      const desk = createCashDesk({ store, clock, payments, officer, role, nameOf });
      store.fileMoney();
      rounds.start();
      return {
        ...fees,
        desk,
        books: () => ({ lostAtMs: store.moneyLostAt() }),
        wayOf(dossierId) {
          const found = payments.findCase(dossierId);
          return found === null ? null : feeWayOf(found, payments.events(dossierId));
        },
        owedVnd: (dossierId) => paymentSums(payments.ledger(dossierId)).owedVnd,
      };
    },
    nudge: rounds.nudge,
    close: rounds.stop,
  };
}
