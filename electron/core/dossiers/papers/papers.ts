import { randomUUID } from 'node:crypto';
import { assertDefined } from '../../../../shared/assert.ts';
import type { Clock } from '../../../../shared/clock.ts';
import type { PageEditsChoice, PapersState, ScanView } from '../../../../shared/contract/index.ts';
import { type FaultCode, isKioskFault, KioskFault } from '../../../../shared/faults/index.ts';
import {
  type Answers,
  type DossierPaper,
  dossierPapers,
  type Procedure,
} from '../../../../shared/procedure/index.ts';
import type { Scanners, ScanProgress } from '../../devices/index.ts';
import type { Log } from '../../diagnostics/index.ts';
import type { PageInput, PaperWorkshop, PreparedPage } from '../../papers/index.ts';
import type { Store } from '../../storage/index.ts';
import type { DraftRecord } from '../draft-store.ts';
import type { StaffMarks } from '../staff-marks.ts';
import type { DraftVault } from './draft-vault.ts';
import { createPageIntake } from './page-intake.ts';
import type { Decision, PageRecord, PageStore } from './page-store.ts';
import { papersView } from './papers-view.ts';

/** The papers of the open form. Everything raises DRAFT_NONE when the named draft is not the open one. */
export interface Papers {
  /** Raises PROCEDURE_UNKNOWN when the catalogue holds no papers list for the form. */
  state(draftId: string): PapersState;
  answer(draftId: string, answers: Answers): PapersState;
  /** Raises PAPER_UNKNOWN. */
  decide(draftId: string, componentId: string, decision: Decision | null): PapersState;
  /** Begins a scan and returns; raises PAPER_UNKNOWN, SCAN_RUNNING and CONSENT_NEEDED. */
  scan(wish: ScanWish): PapersState;
  stop(draftId: string): Promise<void>;
  /** Raises PAPER_UNKNOWN and VAULT_FILE_DAMAGED. */
  picture(draftId: string, pageId: string): Promise<Uint8Array>;
  /** Prepares the page anew; raises what the workshop raises, and then everything is as it was. */
  edit(draftId: string, pageId: string, edits: PageEditsChoice): Promise<PapersState>;
  keep(draftId: string, pageId: string, kept: boolean): PapersState;
  remove(draftId: string, pageId: string): Promise<PapersState>;
  move(draftId: string, pageId: string, to: number): PapersState;
  /** The vault files of single pages, which nobody needs once their PDFs are sealed. */
  pageFiles(draftId: string): readonly (readonly [dossierId: string, fileId: string])[];
  /** Ends the scan that goes on, whosever it is; pages so far stay. */
  endWork(): Promise<void>;
  /** Ends what is going on; afterwards no page of the visit arrives any more. */
  endVisit(): Promise<void>;
  /** Takes in the pages that a crash left between scanner and vault, and destroys those of dossiers that are gone. */
  takeLeftovers(): Promise<void>;
}

export interface PapersDeps {
  readonly store: Store;
  readonly rows: PageStore;
  readonly marks: StaffMarks;
  readonly vault: DraftVault;
  readonly clock: Clock;
  readonly log: Log;
  readonly scanners: Scanners;
  readonly workshop: PaperWorkshop;
  /** The open draft of this id; raises DRAFT_NONE. */
  readonly openDraft: (draftId: string) => DraftRecord;
  /** Any draft, of this visit or kept for later. */
  readonly findDraft: (draftId: string) => DraftRecord | null;
  readonly listAnswers: (draftId: string) => Answers;
  readonly setListAnswers: (draftId: string, answers: Answers) => void;
  readonly procedure: (code: string, catalogueVersion: string) => Procedure | undefined;
  /** The papers that the portal asked for; null for a whole dossier, whose list the catalogue has. */
  readonly askedPapers: (draft: DraftRecord) => readonly DossierPaper[] | null;
  readonly mayComeLater: boolean;
  /** TT 05/2025/TT-BNV Đ8 asks for at least 200. */
  readonly scanDpi: number;
  readonly mayScanCards: () => boolean;
  /** The person is not away while a page moves. */
  readonly onActivity: () => void;
  readonly onChange: (scan: ScanView | null) => void;
}

/** What is to be scanned; `replaces` names the page that the first new one takes the place of. */
export interface ScanWish {
  readonly draftId: string;
  readonly componentId: string;
  readonly from: 'auto' | 'glass' | 'feeder';
  readonly replaces: string | null;
}

interface RunningScan {
  readonly jobId: string;
  readonly replaces: string | null;
  readonly isByStaff: boolean;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

export function createPapers(deps: PapersDeps): Papers {
  const { store, rows, marks, vault, clock } = deps;
  let running: RunningScan | null = null;
  let view: ScanView | null = null;

  const intake = createPageIntake({
    store,
    rows,
    vault,
    workshop: deps.workshop,
    clock,
    isThere: (dossierId) => deps.findDraft(dossierId) !== null,
    expected: (dossierId, componentId) => {
      const draft = deps.findDraft(dossierId);
      const paper = draft === null ? undefined : paperOf(draft, componentId);
      return { kind: paper?.isIdCard === true ? 'id-card' : 'paper', size: 'a4' };
    },
    replaces: (jobId) => (running?.jobId === jobId ? running.replaces : null),
    noteTaken(jobId, { dossierId, componentId }) {
      if (running?.jobId === jobId && running.isByStaff) marks.noteStaff(dossierId, componentId, 'scanned');
    },
    onStored: () => deps.onChange(view),
  });

  function show(next: ScanView | null): void {
    view = next;
    deps.onChange(view);
  }

  function procedureOf(draft: DraftRecord): Procedure {
    const found = deps.procedure(draft.procedureCode, draft.catalogueVersion);
    if (found === undefined) {
      throw new KioskFault('PROCEDURE_UNKNOWN', { details: { code: draft.procedureCode } });
    }
    return found;
  }

  function listOf(draft: DraftRecord): readonly DossierPaper[] {
    return deps.askedPapers(draft) ?? dossierPapers(procedureOf(draft), deps.listAnswers(draft.draftId));
  }

  function paperOf(draft: DraftRecord, componentId: string): DossierPaper | undefined {
    return listOf(draft).find((paper) => paper.componentId === componentId);
  }

  function stateOf(draft: DraftRecord): PapersState {
    const { draftId } = draft;
    return {
      ...papersView({
        draft,
        list: listOf(draft),
        // A revision has its list: the questions were answered when the dossier was handed in.
        questions: draft.revisionKind === null ? procedureOf(draft).questions : [],
        answers: deps.listAnswers(draftId),
        pages: rows.pages(draftId),
        brought: rows.brought(draftId),
        decisions: rows.decisions(draftId),
        // What was asked for is brought now; a corrected dossier keeps what was promised in it.
        mayComeLater: deps.mayComeLater && draft.revisionKind !== 'supplement',
      }),
      scan: view,
    };
  }

  function changed(draft: DraftRecord): PapersState {
    deps.onChange(view);
    return stateOf(draft);
  }

  function pageOf(draftId: string, pageId: string): PageRecord {
    const page = rows.page(deps.openDraft(draftId).draftId, pageId);
    if (page === null) throw new KioskFault('PAPER_UNKNOWN');
    return page;
  }

  function scannable(draft: DraftRecord, componentId: string) {
    const paper = paperOf(draft, componentId);
    if (paper === undefined || paper.kind !== 'scan') throw new KioskFault('PAPER_UNKNOWN');
    return paper;
  }

  function progressed(componentId: string, progress: ScanProgress): void {
    const before = view ?? emptyView(componentId);
    if (progress.kind === 'scanning') deps.onActivity();
    if (progress.kind === 'stored') {
      deps.onActivity();
      show({ ...before, stored: before.stored + 1 });
      return;
    }
    const page = progress.kind === 'scanning' ? progress.page : before.page;
    const share = progress.kind === 'scanning' ? progress.share : null;
    show({ ...before, step: progress.kind, page, share });
  }

  async function run(
    draft: DraftRecord,
    componentId: string,
    from: ScanWish['from'],
    { jobId, abort }: Pick<RunningScan, 'jobId' | 'abort'>,
  ): Promise<void> {
    const source = from === 'glass' ? 'flatbed' : from === 'feeder' ? 'feeder' : 'auto';
    try {
      await deps.scanners.scan(
        {
          id: jobId,
          reference: { dossierId: draft.draftId, componentId },
          scanner: null,
          source,
          dpi: deps.scanDpi,
          colour: 'colour',
          area: 'a4',
          pageLimit: null,
        },
        {
          signal: abort.signal,
          sink: intake,
          onProgress: (progress) => progressed(componentId, progress),
        },
      );
      running = null;
      show(null);
    } catch (error) {
      running = null;
      const fault: FaultCode = isKioskFault(error) ? error.code : 'SCANNER_IO';
      if (!isKioskFault(error)) deps.log.failure('scan failed', error);
      show({ ...(view ?? emptyView(componentId)), step: 'ended', share: null, fault });
      void takeLeftovers();
    }
  }

  async function stopRunning(): Promise<void> {
    const scan = running;
    scan?.abort.abort();
    await scan?.done;
    if (view !== null) show(null);
  }

  async function prepare(page: PageRecord, edits: PageEditsChoice): Promise<PreparedPage> {
    const bytes = await vault.read(page.dossierId, page.scan.fileId);
    const input: PageInput = {
      bytes,
      dpi: page.scan.dpi,
      announced: page.scan.format,
      expected: { kind: edits.cards ? 'id-card' : 'paper', size: 'a4' },
    };
    const { crop, turn, deskewDegrees } = edits;
    if (!edits.cards) return deps.workshop.prepare(input, { crop, turn, deskewDegrees });
    const crops = crop === null ? page.check.proposals.crops : [crop];
    return deps.workshop.prepareCardSheet(
      crops.map((one) => ({ page: input, edits: { crop: one, turn, deskewDegrees: 0 } })),
    );
  }

  async function takeLeftovers(): Promise<void> {
    for (const leftover of await deps.scanners.leftovers()) {
      try {
        if (deps.findDraft(leftover.reference.dossierId) === null) await leftover.discard();
        else await leftover.handOver(intake);
      } catch (error) {
        // It stays where it is and is offered again at the next start.
        deps.log.failure('scanned pages still wait', error, { pages: leftover.pages });
      }
    }
  }

  return {
    state: (draftId) => stateOf(deps.openDraft(draftId)),
    answer(draftId, answers) {
      const draft = deps.openDraft(draftId);
      const known = new Set(procedureOf(draft).questions.map(({ id }) => id));
      const kept = Object.fromEntries(Object.entries(answers).filter(([id]) => known.has(id)));
      store.write(() => {
        deps.setListAnswers(draftId, kept);
        marks.noteChoice(draftId, 'list');
      });
      return changed(draft);
    },
    decide(draftId, componentId, decision) {
      const draft = deps.openDraft(draftId);
      const paper = scannable(draft, componentId);
      const isAllowed =
        decision === null ||
        (decision === 'later'
          ? deps.mayComeLater && draft.revisionKind !== 'supplement'
          : paper.state === 'depends');
      if (!isAllowed) throw new KioskFault('PAPER_UNKNOWN');
      store.write(() => {
        rows.decide(draftId, componentId, decision);
        marks.note(draftId, componentId, 'decided');
      });
      return changed(draft);
    },
    scan({ draftId, componentId, from, replaces }) {
      const draft = deps.openDraft(draftId);
      const paper = scannable(draft, componentId);
      if (running !== null) throw new KioskFault('SCAN_RUNNING');
      if (paper.showsIdentity && !deps.mayScanCards()) throw new KioskFault('CONSENT_NEEDED');
      const abort = new AbortController();
      show(emptyView(componentId));
      store.write(() => rows.decide(draftId, componentId, null));
      const job = { jobId: randomUUID(), replaces, abort, isByStaff: marks.isStaffActing() };
      running = { ...job, done: Promise.resolve() };
      running = { ...job, done: run(draft, componentId, from, job) };
      return stateOf(draft);
    },
    async stop(draftId) {
      deps.openDraft(draftId);
      await stopRunning();
    },
    async picture(draftId, pageId) {
      const page = pageOf(draftId, pageId);
      return vault.read(draftId, page.prepared.fileId);
    },
    async edit(draftId, pageId, edits) {
      const { jpeg, ...size } = await prepare(pageOf(draftId, pageId), edits);
      const picture = await vault.write(draftId, jpeg);
      const draft = deps.openDraft(draftId);
      const before = pageOf(draftId, pageId);
      store.write(() => {
        rows.setPrepared(pageId, { ...picture, ...size }, edits);
        marks.note(draftId, before.componentId, 'changed');
      });
      await vault.remove(draftId, before.prepared.fileId);
      return changed(draft);
    },
    keep(draftId, pageId, kept) {
      const page = pageOf(draftId, pageId);
      store.write(() => {
        rows.setKept(page.pageId, kept);
        marks.note(draftId, page.componentId, 'kept');
      });
      return changed(deps.openDraft(draftId));
    },
    async remove(draftId, pageId) {
      const draft = deps.openDraft(draftId);
      const brought = rows.brought(draftId).find(({ broughtId }) => broughtId === pageId);
      const files: string[] = [];
      if (brought === undefined) {
        const page = pageOf(draftId, pageId);
        files.push(page.scan.fileId, page.prepared.fileId);
        store.write(() => {
          rows.removePage(pageId);
          marks.note(draftId, page.componentId, 'removed');
        });
      } else {
        files.push(brought.file.fileId);
        store.write(() => {
          rows.removeBrought(pageId);
          marks.note(draftId, brought.componentId, 'removed');
        });
      }
      // The row is gone first: a file without a row is litter, a row without its file a lost page.
      for (const fileId of files) await vault.remove(draftId, fileId);
      return changed(draft);
    },
    move(draftId, pageId, to) {
      const page = pageOf(draftId, pageId);
      const order = rows
        .pages(draftId)
        .filter(({ componentId }) => componentId === page.componentId)
        .map((one) => one.pageId);
      const from = order.indexOf(pageId);
      order.splice(from, 1);
      order.splice(Math.min(to, order.length), 0, assertDefined(pageId, 'a page'));
      store.write(() => {
        rows.setOrder(order);
        marks.note(draftId, page.componentId, 'changed');
      });
      return changed(deps.openDraft(draftId));
    },
    pageFiles: (draftId) =>
      rows
        .pages(draftId)
        .flatMap(({ scan, prepared }) => [scan.fileId, prepared.fileId])
        .map((fileId) => [draftId, fileId] as const),
    endWork: stopRunning,
    async endVisit() {
      await stopRunning();
      await deps.scanners.endVisit();
      await takeLeftovers();
    },
    takeLeftovers,
  };
}

function emptyView(componentId: string): ScanView {
  return { componentId, step: 'starting', page: 0, share: null, stored: 0, fault: null };
}
