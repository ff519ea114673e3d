import type { PaperState, PapersState } from '../../../../shared/contract/index.ts';
import type { Answers, DossierPaper, Procedure } from '../../../../shared/procedure/index.ts';
import type { DraftRecord } from '../draft-store.ts';
import type { BroughtRecord, Decision, PageRecord } from './page-store.ts';

/** What the screens are told of a draft's papers. */
export function papersView(input: {
  readonly draft: DraftRecord;
  readonly list: readonly DossierPaper[];
  /** Those that shorten the list. */
  readonly questions: Procedure['questions'];
  readonly answers: Answers;
  readonly pages: readonly PageRecord[];
  readonly brought: readonly BroughtRecord[];
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly mayComeLater: boolean;
}): Omit<PapersState, 'scan'> {
  const { draft, answers } = input;
  return {
    draftId: draft.draftId,
    procedureCode: draft.procedureCode,
    procedureName: draft.procedureName,
    revisionKind: draft.revisionKind,
    questions: input.questions.map(({ id, text }) => ({ id, text, answer: answers[id] ?? null })),
    papers: input.list.map((paper) => paperState(paper, input)),
  };
}

function paperState(
  paper: DossierPaper,
  input: {
    readonly pages: readonly PageRecord[];
    readonly brought: readonly BroughtRecord[];
    readonly decisions: ReadonlyMap<string, Decision>;
    readonly mayComeLater: boolean;
  },
): PaperState {
  const { componentId, kind } = paper;
  const pages = input.pages.filter((page) => page.componentId === componentId).map(pageView);
  const brought = input.brought
    .filter((one) => one.componentId === componentId)
    .map(({ broughtId, file, pageCount, signature }) => ({
      broughtId,
      pageCount,
      sizeBytes: file.sizeBytes,
      signature,
    }));
  const decision = input.decisions.get(componentId) ?? null;
  const isThere = pages.length + brought.length > 0 && pages.every(isSettled);
  return {
    componentId,
    name: paper.name,
    when: paper.when,
    need: paper.state,
    kind,
    isIdCard: paper.isIdCard,
    mayComeLater: kind === 'scan' && input.mayComeLater,
    decision: kind === 'scan' ? decision : null,
    pages,
    brought,
    done: kind !== 'scan' || isThere || (decision !== null && pages.length + brought.length === 0),
  };
}

/** A doubtful page waits for a word of the person: keep it, or scan it again. */
export function isSettled(page: { readonly verdict: string; readonly kept: boolean }): boolean {
  return page.verdict === 'good' || page.kept;
}

function pageView({ pageId, check, edits, kept, prepared }: PageRecord): PaperState['pages'][number] {
  const { verdict, findings, proposals } = check;
  const { widthPx, heightPx, fileId } = prepared;
  return { pageId, verdict, findings, proposals, edits, kept, widthPx, heightPx, picture: fileId };
}
