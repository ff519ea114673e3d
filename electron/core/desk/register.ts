import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { officeZone } from '../../../shared/calendar/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { KioskConfig } from '../../../shared/config/index.ts';
import type { RegisterLine } from '../../../shared/contract/desk.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { Say } from '../../../shared/words/index.ts';
import type { AuditLog, AuditRole } from '../audit/index.ts';
import type { Printers } from '../devices/index.ts';
import {
  mostRegisterRows,
  orderRegister,
  type RegisterRow,
  registerDrawing,
  registerWords,
} from '../office-papers/index.ts';
import type { PdfWorkshop } from '../pdf/index.ts';
import { makeFolderDurably, type Store, writeFileDurably } from '../storage/index.ts';
import { createRegisterRows, type RegisterEntry, type RegisterSpan } from './register-rows.ts';

/** Both days count, yyyy-mm-dd at the office. */
export interface RegisterPeriod {
  readonly from: string;
  readonly until: string;
}

/** Mẫu 07 for any period. */
export interface Register {
  page(ask: { readonly period: RegisterPeriod; readonly cursor: number | null }): {
    readonly rows: RegisterLine[];
    readonly total: number;
    readonly cursor: number | null;
  };
  /** A file in the office's folder, or on paper. Raises REGISTER_TOO_LONG, and what drawing and printing raise. */
  make(order: {
    readonly period: RegisterPeriod;
    readonly as: 'xlsx' | 'pdf' | 'print';
  }): Promise<{ readonly rows: number; readonly fileName: string | null }>;
  /** Persons leave the rows whose legal retention is over; resolves with how many. */
  eraseOver(): Promise<number>;
}

const pageSize = 40;
/** One reading of so many rows keeps the core's loop free for the page in between. */
const batchRows = 100;
const eraseBatch = 200;
const monthsOfYear = 12;

export function createRegister(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly office: KioskConfig['office'];
  readonly keptYears: number;
  readonly collectDir: string;
  /** Its own thread: a register never keeps a person waiting for a receipt. */
  readonly workshop: Pick<PdfWorkshop, 'draw'>;
  readonly printers: Pick<Printers, 'print' | 'visit'>;
  /** Speaks `officepapers` and `receipt` in Vietnamese. */
  readonly say: Say;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly role: () => AuditRole;
  readonly officerName: () => string;
}): Register {
  const { store, clock, say } = deps;
  const rows = createRegisterRows(store);
  const commune = deps.office.place.split(',')[0]?.trim() ?? deps.office.place;
  const lead = say('receipt.agency', { commune });

  function* batches(span: RegisterSpan): Generator<readonly RegisterRow[]> {
    let afterN: number | null = null;
    for (;;) {
      const page: readonly RegisterEntry[] = rows.page({ ...span, afterN, limit: batchRows });
      if (page.length > 0) yield page.map(paperRow);
      if (page.length < batchRows) return;
      afterN = page.at(-1)?.n ?? null;
    }
  }

  function paperRow(entry: RegisterEntry): RegisterRow {
    const { state, person } = entry;
    const shared = {
      code: entry.code,
      procedure: entry.procedure,
      sets: 1,
      lead,
      receivedAtMs: entry.receivedAtMs,
      dueAtMs: entry.dueAtMs,
      passedAtMs: entry.passedAtMs,
      returnedAtMs: entry.returnedAtMs,
      way: entry.way,
      note: state === 'paper' || state === 'cancelled' ? say(`officepapers.register.note.${state}`) : '',
    };
    return person === null
      ? { kind: 'erased', ...shared }
      : { kind: 'kept', ...shared, person, address: entry.address, phone: entry.phone };
  }

  return {
    page({ period, cursor }) {
      const span = spanOf(period);
      const page = rows.page({ ...span, afterN: cursor, limit: pageSize });
      const before = cursor === null ? 0 : rows.countUpTo(span, cursor);
      const total = rows.total(span);
      return {
        rows: page.map(({ n, address, phone, ...line }, index) => ({
          ...line,
          number: before + index + 1,
          contact: [address, phone].filter((part) => part !== '').join(', '),
        })),
        total,
        cursor: before + page.length < total ? (page.at(-1)?.n ?? null) : null,
      };
    },
    async make({ period, as }) {
      const visit = deps.printers.visit();
      const role = deps.role();
      const officer = deps.officerName();
      const span = spanOf(period);
      const count = rows.total(span);
      const format = as === 'xlsx' ? 'xlsx' : 'pdf';
      const most = mostRegisterRows[format];
      // Said before anything is read: nobody waits for a no.
      if (count > most) throw new KioskFault('REGISTER_TOO_LONG', { details: { most, as: format } });
      const words = registerWords(
        {
          office: deps.office,
          issuedAtMs: clock.now(),
          officer,
          from: dayInWords(period.from),
          until: dayInWords(period.until),
        },
        say,
      );
      const order = await orderRegister({ as: format, words, rows: batches(span), say });
      const bytes = await deps.workshop.draw(registerDrawing, order);
      let fileName: string | null = null;
      if (as === 'print') {
        await deps.printers.print({ name: 'register', paper: 'a4', pdf: bytes, visit });
      } else {
        const stamp = new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-');
        fileName = `register-${period.from}-${period.until}-${stamp}.${format}`;
        await makeFolderDurably(deps.collectDir);
        await writeFileDurably(path.join(deps.collectDir, fileName), bytes);
      }
      deps.audit.append({
        id: 'register-made',
        role,
        details: { from: period.from, until: period.until, as, rows: count },
      });
      return { rows: count, fileName };
    },
    async eraseOver() {
      const beforeMs = Temporal.Instant.fromEpochMilliseconds(clock.now())
        .toZonedDateTimeISO(officeZone)
        .subtract({ months: deps.keptYears * monthsOfYear }).epochMilliseconds;
      let erased = 0;
      for (;;) {
        const now = store.write(() => rows.erasePersons(beforeMs, eraseBatch));
        erased += now;
        if (now < eraseBatch) break;
        await nextTurn();
      }
      if (erased > 0)
        deps.audit.append({ id: 'register-persons-erased', role: 'kiosk', details: { rows: erased } });
      return erased;
    },
  };
}

function dayInWords(day: string): string {
  return day.split('-').toReversed().join('/');
}

function spanOf({ from, until }: RegisterPeriod): RegisterSpan {
  const startOf = (day: Temporal.PlainDate): number =>
    day.toZonedDateTime({ timeZone: officeZone }).epochMilliseconds;
  const last = Temporal.PlainDate.from(until);
  return { fromMs: startOf(Temporal.PlainDate.from(from)), beforeMs: startOf(last.add({ days: 1 })) };
}
