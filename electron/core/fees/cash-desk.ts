import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { type Closing, closingSchema, type Drawer, type Officer } from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import {
  type CountedNotes,
  closeDrawer,
  type DrawerDay,
  drawersOf,
  emptyDrawer,
} from '../../../shared/money/index.ts';
import type { AuditRole } from '../audit/index.ts';
import type { Store } from '../storage/index.ts';
import type { PaymentStore } from './payment-store.ts';

/** Counting the drawers at the end of the day. */
export interface CashDesk {
  /** One's own; for a supervisor everybody's in which something moved, too. */
  drawers(): Drawer[];
  /** Raises DRAWER_NOT_YOURS, CASH_DIFFERENCE_UNEXPLAINED, PAYMENT_AMOUNT_REFUSED; the same id again is the same closing. */
  close(given: {
    readonly closingId: string;
    readonly officer: string;
    readonly openingVnd: number;
    readonly counted: CountedNotes;
    readonly reason: string;
  }): Closing;
  /** With the notes that were counted; null when there is none. */
  find(closingId: string): (Closing & { readonly counted: CountedNotes }) | null;
}

const rowSchema = z.object({
  officer: z.string(),
  toSeq: z.number(),
  closing: z.string().transform((text) => closingSchema.parse(JSON.parse(text))),
  counted: z.string().transform((text) => z.record(z.string(), z.number()).parse(JSON.parse(text))),
  at: z.number(),
});

export function createCashDesk(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly payments: PaymentStore;
  readonly officer: () => Officer | null;
  readonly nameOf: (officer: string) => string | null;
  readonly role: () => AuditRole;
}): CashDesk {
  const { store, payments } = deps;
  const { db } = store;
  const columns = 'SELECT officer, to_seq AS toSeq, closing, counted, at FROM cash_closing';
  const newest = db.prepare<[string], unknown>(
    `${columns} WHERE officer = ? ORDER BY to_seq DESC, at DESC LIMIT 1`,
  );
  const byId = db.prepare<[string], unknown>(`${columns} WHERE closing_id = ?`);
  const put = db.prepare(
    `INSERT INTO cash_closing (closing_id, officer, from_seq, to_seq, closing, counted, closed_by, at)
     VALUES (@closingId, @officer, @fromSeq, @toSeq, @closing, @counted, @closedBy, @at)`,
  );
  const whoMoved = db
    .prepare<[], string>(
      `SELECT DISTINCT json_extract(event, '$.officer') FROM payment_event
       WHERE kind IN ('cash-taken', 'corrected', 'refunded')`,
    )
    .pluck();

  function me(): Officer {
    const officer = deps.officer();
    if (officer === null) throw new KioskFault('ROLE_REFUSED', { details: { call: 'fees' } });
    return officer;
  }

  function lastOf(officer: string): { readonly toSeq: number; readonly at: number } | null {
    const row = newest.get(officer);
    return row === undefined ? null : rowSchema.parse(row);
  }

  /** By the order of events, not by their times: a clock that was set neither loses money nor counts it twice. */
  function dayOf(officer: string): { readonly day: DrawerDay; readonly from: number; readonly to: number } {
    const from = lastOf(officer)?.toSeq ?? 0;
    const to = payments.lastSeq();
    const movements = payments
      .movements({ after: from, upTo: to })
      .map(({ seq, ...movement }) => ({ ...movement, atMs: seq }));
    const day = drawersOf(movements, { fromMs: from + 1, toMs: to + 1 }).find(
      (one) => one.officer === officer,
    );
    return { day: day ?? emptyDrawer(officer), from, to };
  }

  function drawerOf(officer: string): Drawer {
    const { day } = dayOf(officer);
    return {
      ...day,
      name: deps.nameOf(officer) ?? officer,
      sinceMs: lastOf(officer)?.at ?? null,
    };
  }

  function assertMayCount(officer: string): Officer {
    const mine = me();
    if (mine.accountId !== officer && mine.role !== 'supervisor') throw new KioskFault('DRAWER_NOT_YOURS');
    return mine;
  }

  return {
    drawers() {
      const mine = me();
      const others = mine.role === 'supervisor' ? whoMoved.all() : [];
      return [mine.accountId, ...others.filter((one) => one !== mine.accountId)]
        .map(drawerOf)
        .filter(({ officer, movements }) => officer === mine.accountId || movements > 0);
    },
    close({ closingId, officer, openingVnd, counted, reason }) {
      const mine = assertMayCount(officer);
      const closed = store.write(() => {
        const known = byId.get(closingId);
        if (known !== undefined) return rowSchema.parse(known).closing;
        const { day, from, to } = dayOf(officer);
        const at = deps.clock.now();
        const closing: Closing = {
          ...closeDrawer({ drawer: day, openingVnd, counted, reason }),
          closingId,
          name: deps.nameOf(officer) ?? officer,
          closedBy: mine.name,
          atMs: at,
        };
        put.run({
          closingId,
          officer,
          fromSeq: from,
          toSeq: to,
          closing: JSON.stringify(closing),
          counted: JSON.stringify(counted),
          closedBy: mine.accountId,
          at,
        });
        store.audit.append({
          id: 'drawer-closed',
          role: deps.role(),
          details: {
            drawer: officer,
            expectedVnd: closing.expectedVnd,
            countedVnd: closing.countedVnd,
            differenceVnd: closing.differenceVnd,
          },
        });
        return closing;
      });
      store.fileMoney();
      return closed;
    },
    find(closingId) {
      const row = byId.get(closingId);
      if (row === undefined) return null;
      const { closing, counted } = rowSchema.parse(row);
      assertMayCount(closing.officer);
      return { ...closing, counted };
    },
  };
}
