import { randomUUID } from 'node:crypto';
import type { OfficeCalendar } from '../../../shared/calendar/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { KioskConfig } from '../../../shared/config/index.ts';
import type {
  DataHolding,
  DataRequest,
  DataRequestKind,
  DataRequestRow,
  Officer,
  RequestOutcome,
  Role,
} from '../../../shared/contract/index.ts';
import type { DossierContent } from '../../../shared/dossier/manifest.ts';
import { isKioskFault, KioskFault } from '../../../shared/faults/index.ts';
import { maskNumber } from '../../../shared/identity/index.ts';
import type { Say } from '../../../shared/words/index.ts';
import type { AuditLog } from '../audit/index.ts';
import type { Printers } from '../devices/index.ts';
import type { Log } from '../diagnostics/index.ts';
import type { OpenedRevision } from '../dossiers/index.ts';
import { officePaperDrawing } from '../office-papers/index.ts';
import type { PdfWorkshop } from '../pdf/index.ts';
import { deleteDossierRows, type Store } from '../storage/index.ts';
import { requestClocks } from './clocks.ts';
import { type HeldContent, personalExtract } from './extract.ts';
import { createHoldings } from './holdings.ts';
import type { DossierRecords } from './records.ts';
import { createRequestStore, type RequestRecord, type RequestStep } from './request-store.ts';
import { createRestrictions } from './restrictions.ts';

/** Requests of persons about their data, for staff and supervisor. Each raises DATA_REQUEST_NONE for an unknown one. */
export interface PersonalDataDesk {
  list(): readonly DataRequestRow[];
  take(input: {
    readonly kind: DataRequestKind;
    readonly fullName: string;
    readonly idNumber: string;
    readonly phone: string | null;
    readonly wish: string;
    readonly viaOthers: boolean;
    readonly checkedBy: DataRequest['checkedBy'];
  }): DataRequest;
  get(requestId: string): DataRequest;
  reply(requestId: string, note: string): DataRequest;
  /** Raises VAULT_FILE_DAMAGED, PRINTER_…, PRINT_CANCELLED and PAPER_… faults, too. */
  printExtract(requestId: string): Promise<DataRequest>;
  restrict(requestId: string): DataRequest;
  release(requestId: string, note: string): DataRequest;
  erase(requestId: string): Promise<DataRequest>;
  beginCorrection(requestId: string, note: string): DataRequest;
  /** Opens one of the dossiers to be put right as a further revision. Raises what `Revisions.openCorrection` raises. */
  openCorrection(requestId: string, dossierId: string): Promise<OpenedRevision>;
  /** Raises DATA_REQUEST_REASON for a refusal without one. */
  close(input: {
    readonly requestId: string;
    readonly outcome: RequestOutcome;
    readonly note: string;
  }): DataRequest;
}

export function createPersonalDataDesk(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: AuditLog;
  readonly calendar: OfficeCalendar;
  readonly officer: () => Officer | null;
  readonly role: () => Role;
  readonly workshop: PdfWorkshop;
  readonly printers: Printers;
  readonly contentOf: (dossierId: string, revision: number) => Promise<DossierContent>;
  /** The answers of a form as a person reads them: label and words, in their order. */
  readonly readAnswers: (content: DossierContent) => readonly (readonly [label: string, words: string])[];
  readonly records: DossierRecords;
  readonly openCorrection: (dossierId: string) => Promise<OpenedRevision>;
  readonly office: KioskConfig['office'];
  readonly kioskId: string;
  readonly retentionDays: number;
  /** Areas personaldata, officepapers and receipt, in Vietnamese. */
  readonly say: Say;
}): PersonalDataDesk {
  const { store, clock, audit } = deps;
  const requests = createRequestStore(store);
  const holdings = createHoldings({ store, isRestricted: createRestrictions(store).has });
  const revisionsOf = store.db
    .prepare<[string], number>('SELECT revision FROM dossier_revision WHERE dossier_id = ? ORDER BY revision')
    .pluck();

  function actor(): Officer {
    const officer = deps.officer();
    if (officer === null) throw new KioskFault('ROLE_REFUSED', { details: { call: 'personalData' } });
    return officer;
  }

  function getRecord(requestId: string): RequestRecord {
    const record = requests.find(requestId);
    if (record === null) throw new KioskFault('DATA_REQUEST_NONE');
    return record;
  }

  /** One that can still be worked on. */
  function getOpen(requestId: string): RequestRecord {
    const record = getRecord(requestId);
    if (record.closedAtMs !== null) throw new KioskFault('DATA_REQUEST_NONE');
    return record;
  }

  function held(record: RequestRecord): readonly DataHolding[] {
    return holdings.of({ idNumber: record.person.idNumber, numberHash: record.numberHash });
  }

  function rowOf(record: RequestRecord): DataRequestRow {
    const { requestId, number, kind, askedAtMs, replyDueAtMs, repliedAtMs, dueAtMs, closedAtMs, outcome } =
      record;
    const now = clock.now();
    const isOpen = closedAtMs === null;
    return {
      requestId,
      number,
      kind,
      fullName: record.person.fullName,
      maskedIdNumber: maskNumber(record.person.idNumber),
      askedAtMs,
      replyDueAtMs,
      repliedAtMs,
      dueAtMs,
      closedAtMs,
      outcome,
      overdue:
        isOpen && now > dueAtMs
          ? 'request'
          : isOpen && repliedAtMs === null && now > replyDueAtMs
            ? 'reply'
            : 'none',
    };
  }

  function viewOf(record: RequestRecord): DataRequest {
    const { person, wish, viaOthers, checkedBy, requestId } = record;
    return {
      ...rowOf(record),
      phone: person.phone,
      wish,
      viaOthers,
      checkedBy,
      holdings: [...held(record)],
      steps: requests.steps(requestId),
    };
  }

  /** What was done, with whoever did it, in one transaction with what it changes. */
  function step(record: RequestRecord, what: RequestStep, note: string, change: () => void = () => {}): void {
    const { accountId } = actor();
    const { requestId, number, kind } = record;
    store.write(() => {
      change();
      requests.addStep({ requestId, atMs: Math.max(0, clock.now()), by: accountId, what, note });
      audit.append({ id: 'data-request-step', role: deps.role(), details: { number, kind, what } });
    });
  }

  async function contentsOf(record: RequestRecord): Promise<readonly HeldContent[]> {
    const found: HeldContent[] = [];
    for (const holding of held(record)) {
      const contents: DossierContent[] = [];
      if (holding.what === 'dossier') {
        for (const revision of revisionsOf.all(holding.dossierId))
          contents.push(await deps.contentOf(holding.dossierId, revision));
      }
      found.push({ holding, contents });
    }
    return found;
  }

  return {
    list: () => requests.list().map(rowOf),
    take(input) {
      const { accountId } = actor();
      const { kind, viaOthers, fullName, idNumber, phone, wish, checkedBy } = input;
      const requestId = randomUUID();
      const askedAtMs = Math.max(0, clock.now());
      store.write(() => {
        requests.insert({
          requestId,
          kind,
          askedAtMs,
          viaOthers,
          ...requestClocks({ kind, viaOthers, askedAtMs }, deps.calendar),
          person: { fullName, idNumber, phone },
          wish,
          checkedBy,
          numberHash: store.hashDossierNumber(idNumber),
          takenBy: accountId,
        });
        requests.addStep({ requestId, atMs: askedAtMs, by: accountId, what: 'taken', note: '' });
        const { number } = getRecord(requestId);
        audit.append({
          id: 'data-request-taken',
          role: deps.role(),
          details: { number, kind, checkedBy, viaOthers },
        });
      });
      return viewOf(getRecord(requestId));
    },
    get: (requestId) => viewOf(getRecord(requestId)),
    reply(requestId, note) {
      const record = getOpen(requestId);
      step(record, 'replied', note, () => requests.setReplied(requestId, Math.max(0, clock.now())));
      return viewOf(getRecord(requestId));
    },
    async printExtract(requestId) {
      const record = getOpen(requestId);
      const officer = actor();
      const visit = deps.printers.visit();
      const paper = personalExtract({
        record,
        held: await contentsOf(record),
        atMs: clock.now(),
        office: deps.office,
        kioskId: deps.kioskId,
        retentionDays: deps.retentionDays,
        officerName: officer.name,
        readAnswers: deps.readAnswers,
        records: deps.records,
        say: deps.say,
      });
      const pdf = await deps.workshop.draw(officePaperDrawing, paper);
      await deps.printers.print({ name: `data-request-${record.number}`, paper: 'a4', pdf, visit });
      step(record, 'extract-printed', '');
      return viewOf(getRecord(requestId));
    },
    restrict(requestId) {
      const record = getOpen(requestId);
      const now = Math.max(0, clock.now());
      const found = held(record);
      step(
        record,
        'restricted',
        found
          .map(({ code }) => code ?? '')
          .join(' ')
          .trim(),
        () => {
          for (const { dossierId } of found) requests.restrict(dossierId, requestId, now);
        },
      );
      return viewOf(getRecord(requestId));
    },
    release(requestId, note) {
      const record = getRecord(requestId);
      step(record, 'released', note, () => requests.release(requestId));
      return viewOf(getRecord(requestId));
    },
    async erase(requestId) {
      const record = getOpen(requestId);
      actor();
      for (const holding of held(record)) {
        const note = holding.code ?? '';
        if (holding.keptBecause !== null) {
          step(record, 'kept', `${note} ${holding.keptBecause}`.trim());
          continue;
        }
        try {
          await store.eraseDossier({
            dossierId: holding.dossierId,
            reason: 'data-request',
            role: deps.role(),
            deleteRows: deleteDossierRows,
            // A supplement may have been handed in while the others were erased.
            evenSealed: () =>
              held(record).some(
                ({ dossierId, keptBecause }) => dossierId === holding.dossierId && keptBecause === null,
              ),
          });
          step(record, 'deleted', note);
        } catch (error) {
          if (!isKioskFault(error) || error.code !== 'DOSSIER_ALREADY_SEALED') throw error;
          deps.log.failure('a dossier was handed in while its person had it deleted', error);
          step(record, 'kept', `${note} not-delivered`.trim());
        }
      }
      return viewOf(getRecord(requestId));
    },
    beginCorrection(requestId, note) {
      step(getOpen(requestId), 'correction-begun', note);
      return viewOf(getRecord(requestId));
    },
    async openCorrection(requestId, dossierId) {
      const record = getOpen(requestId);
      const holding = held(record).find((one) => one.dossierId === dossierId);
      if (holding === undefined) throw new KioskFault('TRACK_NONE');
      const opened = await deps.openCorrection(dossierId);
      step(record, 'correction-begun', holding.code ?? '');
      return opened;
    },
    close({ requestId, outcome, note }) {
      const record = getOpen(requestId);
      if (outcome === 'refused' && note === '') throw new KioskFault('DATA_REQUEST_REASON');
      const { accountId } = actor();
      const atMs = Math.max(0, clock.now());
      store.write(() => {
        requests.close(requestId, outcome, atMs);
        // Whoever was told is answered: the first clock is over with the second.
        requests.setReplied(requestId, atMs);
        requests.addStep({ requestId, atMs, by: accountId, what: 'closed', note });
        audit.append({
          id: 'data-request-closed',
          role: deps.role(),
          details: { number: record.number, kind: record.kind, outcome, isLate: atMs > record.dueAtMs },
        });
      });
      return viewOf(getRecord(requestId));
    },
  };
}
