import type { OfficeCalendar } from '../../shared/calendar/index.ts';
import { officeDay, officeDayStart } from '../../shared/calendar/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { KioskConfig } from '../../shared/config/index.ts';
import type { DossierContent, DossierPersons } from '../../shared/dossier/manifest.ts';
import { groupTemporaryCode } from '../../shared/dossier/temporary-code.ts';
import { evaluateForm, formFee } from '../../shared/form/index.ts';
import {
  type Channel,
  feeLines,
  isUnknown,
  type Procedure,
  processingFor,
} from '../../shared/procedure/index.ts';
import type { AuditLog } from './audit/index.ts';
import { type Consents, type Identities, languageOf, type Sessions } from './citizen/index.ts';
import type { composePapers } from './compose-papers.ts';
import { createReception, type Reception } from './desk/index.ts';
import type { Printers } from './devices/index.ts';
import type { Log } from './diagnostics/index.ts';
import {
  correctedPersons,
  createChoicesStore,
  createRetention,
  createRevisionRows,
  createRevisions,
  createSameDayLook,
  createSealing,
  createSubmission,
  type DraftRecord,
  type Drafts,
  dossierPersons,
  formPdfOf,
  personsNow,
  type Revisions,
  type Sealing,
  type SealPoint,
  type StaffMarks,
  type Submission,
  type SubmissionDeps,
} from './dossiers/index.ts';
import type { CashTaken } from './fees/index.ts';
import type { PaperForms } from './forms/index.ts';
import type { PdfWorkshop } from './pdf/index.ts';
import type { PortalAdapter } from './portal/index.ts';
import { createQueue, createSealedContent, type Queue, type QueuePoint } from './queue/index.ts';
import {
  copiesAsked,
  createReceiptDesk,
  createReceipts,
  type ReceiptDesk,
  type Receipts,
  readProcedureFacts,
} from './receipt/index.ts';
import type { DiskBudget, Store } from './storage/index.ts';
import type { OpenedDossiers } from './tracking/index.ts';
import type { Words } from './words.ts';

/** A clock this far from the portal's is not to be believed on paper. */
const mostClockOffsetMs = 10 * 60_000;

/** How often dossiers whose time is over are looked for. */
const retentionEveryMs = 60 * 60_000;

/** Named moments on the way from the button to the portal. */
export type SubmissionPoint = SealPoint | QueuePoint;

/** Joins sealing, queue and receipts to drafts, papers, printer and portal. */
export function composeSubmission(deps: {
  readonly config: KioskConfig;
  /** Nobody can stand at the kiosk before its own data were compiled. */
  readonly notBeforeMs: number;
  readonly store: Store;
  readonly disk: DiskBudget;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: AuditLog;
  readonly sessions: Sessions;
  readonly identities: Identities;
  readonly consents: Pick<Consents, 'proofs'>;
  readonly drafts: Drafts;
  readonly marks: StaffMarks;
  readonly paperRoad: ReturnType<typeof composePapers>;
  readonly paperForms: PaperForms;
  readonly printers: Printers;
  readonly workshop: PdfWorkshop;
  readonly words: Words;
  readonly calendar: OfficeCalendar;
  readonly adapter: PortalAdapter;
  readonly opened: OpenedDossiers;
  readonly postOffered: boolean;
  readonly procedure: (code: string, catalogueVersion?: string) => Procedure | undefined;
  /** Portal clock minus this clock; null while nobody knows. */
  readonly clockOffsetMs: () => number | null;
  /** Tells books and letters within the transaction that seals. */
  readonly noteSealed: SubmissionDeps['noteSealed'];
  readonly cashTaken: (dossierId: string) => readonly CashTaken[];
  readonly onQueue: (counts: { readonly waiting: number; readonly needsStaff: number }) => void;
  /** A dossier found nobody over there, maybe before the watch did. */
  readonly onRoadLost: () => void;
  /** A dossier of this procedure was handed in during the visit. */
  readonly onHandedIn: (procedureCode: string) => void;
  readonly reached?: ((point: SubmissionPoint) => void) | undefined;
}): {
  readonly submission: Submission;
  readonly revisions: Revisions;
  readonly reception: Reception;
  readonly receipts: ReceiptDesk;
  /** Receipts of any dossier: for the officer, who need not have opened it. */
  readonly anyReceipts: Receipts;
  readonly queue: Queue;
  readonly sealing: Sealing;
  readonly contentOf: (dossierId: string, revision: number) => Promise<DossierContent>;
  /** May this machine's clock be believed on paper? */
  isClockTrusted(): boolean;
  /** Tells the page that something of a dossier on its way, or of its state, is otherwise now. */
  tellQueue(): void;
  start(): Promise<void>;
  close(): Promise<void>;
} {
  const { config, store, clock, log, audit, sessions, drafts, paperRoad } = deps;
  const told = deps.reached === undefined ? {} : { reached: deps.reached };

  /** What the receipt may say about time: the portal's clock where it was heard, else that time went on at all. */
  function isClockTrusted(): boolean {
    const offset = queue.clockOffsetMs() ?? deps.clockOffsetMs();
    if (offset !== null) return Math.abs(offset) <= mostClockOffsetMs;
    return clock.now() >= deps.notBeforeMs;
  }

  const sealing = createSealing({
    ...told,
    store,
    clock,
    log,
    kioskId: config.kioskId,
    agencyCode: config.office.agencyCode,
    communeCode: config.office.communeCode,
    officeDay,
    dueAt({ procedureCode, receivedAtMs }) {
      const procedure = deps.procedure(procedureCode);
      if (procedure === undefined) return null;
      const { promise, sameDayAfterHour } = processingFor(procedure, channelOf(procedure));
      return deps.calendar.due({ receivedAtMs, duration: promise, sameDayAfterHour })?.dueAtMs ?? null;
    },
  });
  const content = createSealedContent(store);
  const queue = createQueue({
    ...told,
    store,
    adapter: deps.adapter,
    sealed: content,
    clock,
    log,
    bandwidthBytesPerSecond: config.queue.bandwidthBytesPerSecond,
    onChange(item) {
      tellQueue();
      if (item.state === 'waiting' && item.fault?.code === 'PORTAL_UNREACHABLE') deps.onRoadLost();
    },
    onStates: tellQueue,
  });

  function tellQueue(): void {
    const { waiting, parked } = queue.counts();
    deps.onQueue({ waiting, needsStaff: parked });
  }

  const sessionId = (): string | undefined => {
    const session = sessions.state();
    return session.kind === 'open' ? session.sessionId : undefined;
  };

  const choices = createChoicesStore(store);
  const revisionRows = createRevisionRows(store);
  const revisions = createRevisions({
    store,
    rows: revisionRows,
    pages: paperRoad.rows,
    choices,
    drafts,
    contentOf: content.readContent,
    procedure: deps.procedure,
    sessionId,
    mayOpen: deps.opened.has,
    role: () => sessions.role(),
  });

  /** Of a sealed dossier they are known: a supplement says who stands here now, a correction what was put right. */
  function personsOf(draft: DraftRecord): DossierPersons {
    const { draftId, revisionKind, supersedes } = draft;
    const now = {
      answers: drafts.records.answers(draftId),
      identity: deps.identities.state(),
      needsIdentityCheck: deps.identities.needsStaffCheck(),
    };
    const sealed = revisionKind === null ? null : revisionRows.persons(draftId);
    if (sealed !== null && revisionKind === 'supplement') {
      return supersedes === null ? personsNow(sealed, now) : sealed;
    }
    const form = drafts.records.form(draft);
    const context = drafts.records.context(draft);
    return sealed === null
      ? dossierPersons({ ...now, form, context })
      : correctedPersons(sealed, { ...now, form, context });
  }

  const reception = createReception({
    store,
    clock,
    openDraft: () => drafts.openOne(),
    papers: (draftId) => paperRoad.papers.state(draftId),
    filer: (draftId) => personsOf(drafts.records.open(draftId)).filer,
    officer: () => sessions.officer(),
    role: () => sessions.role(),
  });
  const findSameDay = createSameDayLook(store);
  const submission = createSubmission({
    store,
    drafts,
    choices,
    marks: deps.marks,
    revisions,
    consents: () => deps.consents.proofs(),
    papers: paperRoad.papers,
    files: paperRoad.files,
    sealing: { ...sealing, seal: (input) => deps.disk.finishBegun(() => sealing.seal(input)) },
    procedure: deps.procedure,
    persons: (draft) => reception.withCheck(draft.draftId, personsOf(draft)),
    compared: (draftId) => reception.comparedOf(draftId),
    form: (draft) =>
      formPdfOf({
        form: drafts.records.form(draft),
        answers: drafts.records.answers(draft.draftId),
        context: drafts.records.context(draft),
        papers: deps.paperForms,
      }),
    feeLines(procedure, { draftId, revisionKind }) {
      // A correction costs what it cost on the day on which the dossier was handed in.
      const receivedAt = revisionKind === null ? null : revisionRows.dossier(draftId)?.receivedAt;
      return feeLines(procedure, channelOf(procedure), officeDay(receivedAt ?? clock.now()));
    },
    formFee(draft) {
      const form = drafts.records.form(draft);
      const { values } = evaluateForm(
        form,
        drafts.records.answers(draft.draftId),
        drafts.records.context(draft),
      );
      return formFee(form, values);
    },
    postOffered: deps.postOffered,
    sameToday(procedureCode, idNumbers) {
      const code = findSameDay({ procedureCode, idNumbers, dayStartMs: officeDayStart(clock.now()) });
      return code === null ? null : groupTemporaryCode(code);
    },
    isClockTrusted,
    noteOpened: deps.opened.add,
    noteSealed: deps.noteSealed,
    isSessionOpen: () => sessions.state().kind === 'open',
    sessionId,
    role: () => sessions.role(),
    log,
    onSealed(dossierId, procedureCode) {
      deps.onHandedIn(procedureCode);
      paperRoad.vault.forget(dossierId);
      queue.nudge('sealed');
      tellQueue();
    },
  });

  const anyReceipts = createReceipts({
    store,
    clock,
    printers: deps.printers,
    workshop: deps.workshop,
    office: config.office,
    language: () => languageOf(sessions.state()),
    say: (language) => deps.words.in(language, ['receipt', 'find']),
    contentOf: content.readContent,
    cashTaken: deps.cashTaken,
    procedureOf(sealed) {
      const procedure = deps.procedure(sealed.procedureCode, sealed.catalogueVersion);
      const certifiedCopies = copiesAsked(sealed.answers);
      return readProcedureFacts({
        ...(certifiedCopies === null ? {} : { certifiedCopies }),
        content: sealed,
        procedure,
        channel: procedure === undefined ? 'counter' : channelOf(procedure),
        calendar: deps.calendar,
        say: (language) => deps.words.in(language, ['find']),
        today: officeDay(clock.now()),
      });
    },
    audit,
    role: () => sessions.role(),
  });
  const receipts = createReceiptDesk({
    receipts: anyReceipts,
    queue,
    endingOf: (dossierId) => store.endings.find(dossierId)?.kind ?? null,
    mayRead: deps.opened.has,
    visit: () => deps.printers.visit(),
  });

  const retention = createRetention({ store, clock, log });
  let cancelRetention: () => void = () => {};

  async function eraseOver(): Promise<void> {
    await retention.eraseDelivered({ olderThanMs: config.queue.retentionDays * 86_400_000 });
    cancelRetention = clock.after(retentionEveryMs, () => void eraseOver());
  }

  return {
    submission,
    revisions,
    reception,
    receipts,
    anyReceipts,
    queue,
    sealing,
    contentOf: content.readContent,
    isClockTrusted,
    tellQueue,
    async start() {
      await sealing.recover();
      queue.start();
      tellQueue();
      await eraseOver();
    },
    async close() {
      cancelRetention();
      await queue.stop();
    },
  };
}

/** A dossier that is handed in at the kiosk goes the portal's online way where the procedure has one. */
function channelOf({ submission }: Procedure): Channel {
  return !isUnknown(submission) && submission.includes('online') ? 'online' : 'counter';
}
