import { randomInt } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { findTransferCode } from '../../../shared/money/index.ts';
import {
  type OfficeEvent,
  officeEventSchema,
  type PaymentsAnswer,
  type PayTo,
} from '../../../shared/portal/index.ts';

const schema = `
CREATE TABLE IF NOT EXISTS offered_payment (
  offer_id TEXT PRIMARY KEY, dossier_id TEXT NOT NULL, vnd INTEGER NOT NULL, content TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS bank_transfer (
  reference TEXT PRIMARY KEY, vnd INTEGER NOT NULL, content TEXT NOT NULL, moved_at TEXT NOT NULL, dossier_id TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS office_event (
  event_id TEXT PRIMARY KEY, dossier_id TEXT NOT NULL, event TEXT NOT NULL
) STRICT;
`;

interface OfferRow {
  readonly offer_id: string;
  readonly dossier_id: string;
  readonly vnd: number;
  readonly content: string;
  readonly expires_at: string;
}

interface TransferRow {
  readonly reference: string;
  readonly vnd: number;
  readonly content: string;
  readonly moved_at: string;
  readonly dossier_id: string | null;
}

/** What the simulated bank can do with the newest code to pay by (or the one of a dossier). */
export const bankWays = ['exact', 'too-little', 'too-much', 'twice', 'after-time-out', 'garbled'] as const;
export type BankWay = (typeof bankWays)[number];

export const bankOrderSchema = z.strictObject({
  way: z.enum(bankWays),
  /** The newest offer when nobody is named. */
  dossierId: z.uuid().optional(),
});
export type BankOrder = z.infer<typeof bankOrderSchema>;

/** A code to pay by and what came of it, for people. */
export interface OfferedPayment {
  readonly dossierId: string;
  readonly vnd: number;
  readonly content: string;
  readonly expiresAt: string;
  readonly transfers: readonly {
    readonly reference: string;
    readonly vnd: number;
    readonly movedAt: string;
  }[];
}

/** An invented account at an invented branch: no money ever reaches it. */
const samplePayTo: PayTo = {
  bankBin: '970415',
  bankName: 'VietinBank',
  account: '990000012345',
  holder: 'KHO BAC NHA NUOC (MAU)',
};

/** The portal's payment service, with the bank behind it. Everything is durable when it returns. */
export function createPaymentDesk(database: Database) {
  database.exec(schema);
  let payTo: PayTo | null = samplePayTo;
  const putOffer = database.prepare(
    `INSERT INTO offered_payment VALUES (@offerId, @dossierId, @vnd, @content, @expiresAt) ON CONFLICT DO NOTHING`,
  );
  const listOffers = database.prepare<[], OfferRow>('SELECT * FROM offered_payment ORDER BY rowid DESC');
  const putTransfer = database.prepare(
    `INSERT INTO bank_transfer VALUES (@reference, @vnd, @content, @movedAt, @dossierId) ON CONFLICT DO NOTHING`,
  );
  const listTransfers = database.prepare<[], TransferRow>('SELECT * FROM bank_transfer ORDER BY rowid');
  const place = database.prepare(
    'UPDATE bank_transfer SET dossier_id = ? WHERE reference = ? AND dossier_id IS NULL',
  );
  const putEvent = database.prepare(
    'INSERT INTO office_event VALUES (@eventId, @dossierId, @event) ON CONFLICT DO NOTHING',
  );
  const listEvents = database.prepare<[string], { event_id: string; dossier_id: string; event: string }>(
    'SELECT * FROM office_event WHERE dossier_id = ? ORDER BY rowid',
  );

  /** The dossier whose code stands in the text, as a bank's clerk would read it. */
  function dossierIn(content: string): string | null {
    const offers = listOffers.all();
    const codeOf = (offer: OfferRow): string => offer.content.split(' ').at(-1) ?? '';
    const code = findTransferCode(content, (one) => offers.some((offer) => codeOf(offer) === one));
    return offers.find((offer) => codeOf(offer) === code)?.dossier_id ?? null;
  }

  function transfersOf(dossierId: string) {
    return listTransfers
      .all()
      .filter((row) => row.dossier_id === dossierId)
      .map((row) => ({ reference: row.reference, vnd: row.vnd, movedAt: row.moved_at }));
  }

  /** Money arrives at the account. Returns the bank's reference. */
  function receive(transfer: {
    readonly vnd: number;
    readonly content: string;
    readonly movedAt: string;
  }): string {
    const reference = `FT${transfer.movedAt.slice(2, 10).replaceAll('-', '')}${randomInt(1e9, 1e10)}`;
    putTransfer.run({ ...transfer, reference, dossierId: dossierIn(transfer.content) });
    return reference;
  }

  return {
    payTo: (): PayTo | null => payTo,
    /** Null: this office takes no transfers. */
    setPayTo(next: PayTo | null): void {
      payTo = next;
    },
    offer(
      offer: Readonly<Record<'dossierId' | 'offerId' | 'content' | 'expiresAt', string>> & { vnd: number },
    ) {
      putOffer.run(offer);
      // Somebody may have paid a code that was shown while the kiosk had no network.
      for (const row of listTransfers.all().filter((one) => one.dossier_id === null)) {
        const dossierId = dossierIn(row.content);
        if (dossierId !== null) place.run(dossierId, row.reference);
      }
      return { payTo, transfers: transfersOf(offer.dossierId) };
    },
    read(dossierIds: readonly string[]): PaymentsAnswer {
      return {
        payTo,
        dossiers: dossierIds.map((dossierId) => ({ dossierId, transfers: transfersOf(dossierId) })),
        unmatched: listTransfers
          .all()
          .filter((row) => row.dossier_id === null)
          .map((row) => ({
            reference: row.reference,
            vnd: row.vnd,
            movedAt: row.moved_at,
            content: row.content,
          })),
      };
    },
    tell(events: readonly OfficeEvent[]): string[] {
      database.transaction(() => {
        for (const { eventId, dossierId, event } of events) {
          putEvent.run({ eventId, dossierId, event: JSON.stringify(event) });
          if (event.about === 'payment' && event.payment.kind === 'officer-confirmed')
            place.run(dossierId, event.payment.id);
        }
      })();
      return events.map(({ eventId }) => eventId);
    },
    /** What the kiosk told of a dossier, in the order of arrival. */
    events: (dossierId: string): OfficeEvent[] =>
      listEvents.all(dossierId).map((row) =>
        officeEventSchema.parse({
          eventId: row.event_id,
          dossierId: row.dossier_id,
          event: JSON.parse(row.event),
        }),
      ),
    receive,
    /** The bank plays one case on a code that was shown; null when none was. */
    pay(order: BankOrder, now = Date.now()): readonly string[] | null {
      const offers = listOffers.all();
      const offer = offers.find(({ dossier_id }) => dossier_id === (order.dossierId ?? dossier_id));
      if (offer === undefined) return null;
      const { vnd, content } = offer;
      const movedAt = new Date(now).toISOString();
      switch (order.way) {
        case 'exact':
          return [receive({ vnd, content, movedAt })];
        case 'too-little':
          return [receive({ vnd: Math.max(1, Math.floor(vnd / 2)), content, movedAt })];
        case 'too-much':
          return [receive({ vnd: vnd + 2_000, content, movedAt })];
        case 'twice':
          return [receive({ vnd, content, movedAt }), receive({ vnd, content, movedAt })];
        case 'after-time-out':
          return [
            receive({ vnd, content, movedAt: new Date(Date.parse(offer.expires_at) + 60_000).toISOString() }),
          ];
        case 'garbled':
          return [receive({ vnd, content: `CK ${content.slice(0, 6)} ${content.slice(-3)}`, movedAt })];
      }
    },
    /** The newest first. */
    offers: (): readonly OfferedPayment[] =>
      listOffers.all().map((row) => ({
        dossierId: row.dossier_id,
        vnd: row.vnd,
        content: row.content,
        expiresAt: row.expires_at,
        transfers: transfersOf(row.dossier_id),
      })),
  };
}

export type PaymentDesk = ReturnType<typeof createPaymentDesk>;
