import { assertDefined } from '../../../../shared/assert.ts';
import type { PageEditsChoice, PapersState } from '../../../../shared/contract/index.ts';
import { KioskFault } from '../../../../shared/faults/index.ts';
import {
  type Answers,
  type DossierPaper,
  dossierPapers,
  type Procedure,
} from '../../../../shared/procedure/index.ts';
import type { PageInput, PaperWorkshop, PreparedPage } from '../../papers/index.ts';
import type { Store } from '../../storage/index.ts';
import type { DraftRecord } from '../draft-store.ts';
import { createDraftScans, type DraftScansDeps, type DraftScanWish } from './draft-scans.ts';
import type { Decision, PageRecord } from './page-store.ts';
import { papersView } from './papers-view.ts';

/** The papers of the open form. Everything raises DRAFT_NONE when the named draft is not the open one. */
export interface Papers {
  /** Raises PROCEDURE_UNKNOWN when the catalogue holds no papers list for the form. */
  state(draftId: string): PapersState;
  answer(draftId: string, answers: Answers): PapersState;
  /** Raises PAPER_UNKNOWN. */
  decide(draftId: string, componentId: string, decision: Decision | null): PapersState;
  /** Begins a scan and returns; raises PAPER_UNKNOWN, SCAN_RUNNING and CONSENT_NEEDED. */
  scan(wish: DraftScanWish): PapersState;
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

export interface PapersDeps extends Omit<DraftScansDeps, 'isThere' | 'expected'> {
  readonly store: Store;
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
  readonly mayScanCards: () => boolean;
}

export function createPapers(deps: PapersDeps): Papers {
  const { store, rows, marks, vault } = deps;
  const scans = createDraftScans({
    ...deps,
    isThere: (draftId) => deps.findDraft(draftId) !== null,
    expected(draftId, componentId) {
      const draft = deps.findDraft(draftId);
      const paper = draft === null ? undefined : paperOf(draft, componentId);
      return { kind: paper?.isIdCard === true ? 'id-card' : 'paper', size: 'a4' };
    },
  });

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
      scan: scans.view(),
    };
  }

  function changed(draft: DraftRecord): PapersState {
    deps.onChange(scans.view());
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
    scan(wish) {
      const draft = deps.openDraft(wish.draftId);
      const paper = scannable(draft, wish.componentId);
      if (scans.isRunning()) throw new KioskFault('SCAN_RUNNING');
      if (paper.showsIdentity && !deps.mayScanCards()) throw new KioskFault('CONSENT_NEEDED');
      scans.begin(wish);
      return stateOf(draft);
    },
    async stop(draftId) {
      deps.openDraft(draftId);
      await scans.stop();
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
    endWork: scans.stop,
    async endVisit() {
      await scans.stop();
      await deps.scanners.endVisit();
      await scans.takeLeftovers();
    },
    takeLeftovers: scans.takeLeftovers,
  };
}
