import * as z from 'zod';
import {
  type DeskItem,
  type DeskList,
  type DeskState,
  type DeskTab,
  deskStates,
} from '../../../shared/contract/desk.ts';
import { readKeptCode } from '../../../shared/dossier/kept-code.ts';
import { shownCode } from '../../../shared/dossier/receipt-code.ts';
import { isFaultCode, isKioskFault } from '../../../shared/faults/index.ts';
import { nameWords, type Store } from '../storage/index.ts';
import { createDossierRows } from '../tracking/index.ts';

const pageSize = 25;
/** What was handed in since the last search is made findable so many at a time. */
const wordsBatch = 1_000;
/** Nobody reads on a tab whether it is a thousand or two. */
const mostCounted = 999;

const itemRowSchema = z.object({
  n: z.number(),
  dossierId: z.string(),
  person: z.string().nullable(),
  receivedAt: z.number(),
  state: z.enum(deskStates),
  temporaryCode: z.string(),
  officialCode: z.string().nullable(),
  procedureName: z.string(),
  portalState: z.number().nullable(),
  fault: z.string().nullable(),
});
type ItemRow = z.infer<typeof itemRowSchema>;

const keptSchema = z.object({ procedureName: z.string(), keptUntilMs: z.number() });

/** What stands under each tab besides `today`. */
const statesOf: Readonly<Record<Exclude<DeskTab, 'today'>, readonly DeskState[]>> = {
  waiting: ['waiting'],
  'needs-staff': ['needs-staff'],
  supplement: ['supplement'],
  delivered: ['delivered', 'paper', 'cancelled'],
};

/** Pages of the work list: each costs what it shows, however many dossiers there were. */
export interface DeskLists {
  /** `dayStartMs` is the beginning of today at the office. */
  list(ask: {
    readonly tab: DeskTab;
    readonly query: string;
    readonly cursor: number | null;
    readonly dayStartMs: number;
  }): DeskList;
  /** Null when there is no such dossier. */
  item(dossierId: string): DeskItem | null;
}

export function createDeskLists(store: Pick<Store, 'db' | 'keyedHash' | 'write' | 'deskRows'>): DeskLists {
  const { db } = store;
  const dossiers = createDossierRows(store);
  const columns = `SELECT w.n, w.dossier_id AS dossierId, w.person, w.received_at AS receivedAt, w.state,
    d.temporary_code AS temporaryCode, d.official_code AS officialCode, d.procedure_name AS procedureName,
    d.portal_state AS portalState,
    (SELECT o.fault FROM outbox o WHERE o.dossier_id = w.dossier_id AND o.state <> 'delivered'
     ORDER BY o.state = 'parked' DESC, o.revision LIMIT 1) AS fault
    FROM desk_row w JOIN dossier d USING (dossier_id)`;
  const byN = db.prepare<[number], unknown>(`${columns} WHERE w.n = ?`);
  const byId = db.prepare<[string], unknown>(`${columns} WHERE w.dossier_id = ?`);
  const ofState = db
    .prepare<[string, number, number], unknown>(
      'SELECT n FROM desk_row WHERE state = ? AND n < ? ORDER BY n DESC LIMIT ?',
    )
    .pluck();
  // The plus keeps it from walking back over all the years when today was quiet.
  const ofToday = db
    .prepare<[number, number, number], unknown>(
      'SELECT n FROM desk_row WHERE received_at >= ? AND n < ? ORDER BY +n DESC LIMIT ?',
    )
    .pluck();
  const ofWords = db
    .prepare<[string, number, number], unknown>(
      'SELECT rowid FROM desk_search WHERE desk_search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
    )
    .pluck();
  const countOf = db
    .prepare<[string, number], unknown>(
      'SELECT count(*) FROM (SELECT 1 FROM desk_row WHERE state = ? LIMIT ?)',
    )
    .pluck();
  const kept = db.prepare<[string], unknown>(
    `SELECT d.procedure_name AS procedureName, s.kept_until AS keptUntilMs FROM draft_suspension s
     JOIN draft d USING (dossier_id) WHERE s.code_hash = ?`,
  );
  const numbers = z.array(z.number());

  function findByCode(query: string): DeskItem | null {
    const row = dossiers.findByTypedCode(query);
    return row === null ? null : item(row.dossierId);
  }

  function item(dossierId: string): DeskItem | null {
    const row = byId.get(dossierId);
    return row === undefined ? null : itemOf(itemRowSchema.parse(row));
  }

  /** Sealing leaves it to whoever searches, so that nobody waits for it at the kiosk. */
  function makeFindable(): void {
    try {
      while (store.write(() => store.deskRows.makeMissingWords(wordsBatch)) > 0);
    } catch (error) {
      // The disk is full or read-only: what was found before is found.
      if (!isKioskFault(error)) throw error;
    }
  }

  function pageNumbers(ask: Parameters<DeskLists['list']>[0]): readonly number[] {
    const before = ask.cursor ?? Number.MAX_SAFE_INTEGER;
    const most = pageSize + 1;
    if (ask.query !== '') {
      const match = matchOf(ask.query);
      if (match === null) return [];
      makeFindable();
      return numbers.parse(ofWords.all(match, before, most));
    }
    if (ask.tab === 'today') return numbers.parse(ofToday.all(ask.dayStartMs, before, most));
    return statesOf[ask.tab]
      .flatMap((state) => numbers.parse(ofState.all(state, before, most)))
      .sort((a, b) => b - a)
      .slice(0, most);
  }

  function count(state: DeskState): number {
    return z.number().parse(countOf.get(state, mostCounted));
  }

  return {
    item,
    list(ask) {
      const counts = {
        waiting: count('waiting'),
        needsStaff: count('needs-staff'),
        supplement: count('supplement'),
      };
      const known = ask.query === '' ? null : findByCode(ask.query);
      if (known !== null) return { items: [known], cursor: null, counts, kept: null };
      const found = pageNumbers(ask);
      const page = found.slice(0, pageSize);
      return {
        items: page.map((n) => itemOf(itemRowSchema.parse(byN.get(n)))),
        cursor: found.length > pageSize ? (page.at(-1) ?? null) : null,
        counts,
        kept: ask.query === '' || found.length > 0 ? null : keptOf(ask.query),
      };
    },
  };

  function keptOf(query: string): DeskList['kept'] {
    const code = readKeptCode(query);
    const row = code === null ? undefined : kept.get(store.keyedHash('code of a kept form', code));
    return row === undefined ? null : keptSchema.parse(row);
  }
}

function itemOf(row: ItemRow): DeskItem {
  const { temporaryCode, officialCode, fault } = row;
  return {
    dossierId: row.dossierId,
    code: shownCode(
      officialCode === null
        ? { kind: 'temporary', code: temporaryCode }
        : { kind: 'official', code: officialCode },
    ),
    isTemporary: officialCode === null,
    procedureName: row.procedureName,
    person: row.person,
    receivedAtMs: row.receivedAt,
    state: row.state,
    portalState: row.portalState,
    fault: fault !== null && isFaultCode(fault) ? fault : null,
  };
}

/** The shortest part of an identity number that finds people: less fits half a province. */
const shortestNumberPart = 9;

/** Every word must be there; the last may be only begun. Null when nothing of it can be looked for. */
function matchOf(query: string): string | null {
  const isNumber = /^[\d\s.-]+$/.test(query);
  const words = nameWords(isNumber ? query.replace(/\D/g, '') : query)
    .split(' ')
    .filter((word) => word !== '');
  const last = words.at(-1);
  if (last === undefined) return null;
  const mayBeBegun = !/^\d+$/.test(last) || last.length >= shortestNumberPart;
  return words.map((word) => `"${word}"`).join(' AND ') + (mayBeBegun ? '*' : '');
}
