import type { PaperState, PapersState } from '../../../shared/contract/index.ts';
import { submitPlace } from '../submit/places.ts';
import { dossierPlace } from '../track/places.ts';
import { paperPlace, papersPlace } from './places.ts';

/** The next paper with something to do, after this one and then from the beginning; null when all are done. */
export function nextPaper(papers: PapersState, after: string | null): PaperState | null {
  const at = papers.papers.findIndex(({ componentId }) => componentId === after);
  const order = [...papers.papers.slice(at + 1), ...papers.papers.slice(0, at + 1)];
  return order.find(({ done, componentId }) => !done && componentId !== after) ?? null;
}

/** Where "Giấy tờ tiếp" leads. */
export function placeAfter(papers: PapersState, componentId: string): string {
  const next = nextPaper(papers, componentId);
  if (next !== null) return paperPlace(next.componentId);
  return findOnlyPaper(papers) === null ? papersPlace : submitPlace;
}

/** Where one comes from to the papers: the form, or the dossier for which the portal asked for them. */
export function placeBefore({ revisionKind, draftId }: PapersState): string {
  return revisionKind === 'supplement' ? dossierPlace(draftId, 'papers') : '/fill/review';
}

/** The one paper of a dossier with no other, which needs no list; null where there is something to choose from. */
export function findOnlyPaper(papers: PapersState): PaperState | null {
  const [only, second] = papers.papers;
  return only?.kind === 'scan' && second === undefined ? only : null;
}
