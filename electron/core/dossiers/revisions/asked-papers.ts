import type { SupplementRequest } from '../../../../shared/portal/index.ts';
import {
  type DossierPaper,
  dossierPapers,
  identityOn,
  type Procedure,
} from '../../../../shared/procedure/index.ts';

/** A paper that the catalogue does not have, or that is asked for twice, goes by its place in the request. */
const ownId = /^asked-\d+$/;

/** The papers of a request as a list to scan from; the portal's words, and the catalogue's where it names its paper. */
export function askedPapers(
  request: Pick<SupplementRequest, 'papers'>,
  procedure: Procedure | undefined,
): readonly DossierPaper[] {
  const known = procedure === undefined ? [] : dossierPapers(procedure, {});
  const taken = new Set<string>();
  return request.papers.map(({ componentId, title, note }, index) => {
    const isFree = componentId !== null && componentId.length <= 60 && !taken.has(componentId);
    const id = isFree ? componentId : `asked-${index + 1}`;
    taken.add(id);
    const listed = known.find((paper) => paper.componentId === componentId);
    return {
      componentId: id,
      name: title,
      when: note,
      state: 'bring',
      kind: 'scan',
      ...identityOn(`${title} ${listed?.name ?? ''}`),
      isIdCard: identityOn(title).isIdCard || listed?.isIdCard === true,
      originals: listed?.originals ?? 0,
      copies: listed?.copies ?? 0,
    };
  });
}

/** The catalogue's id of an asked paper; null for one that it does not have. */
export function askedComponent(id: string | null): string | null {
  return id === null || ownId.test(id) ? null : id;
}
