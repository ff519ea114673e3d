import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import type { Officer, PapersState, ReceptionState } from '../../../shared/contract/index.ts';
import type { DossierPerson, DossierPersons, SealedFile } from '../../../shared/dossier/manifest.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import { maskNumber } from '../../../shared/identity/index.ts';
import { paperWords } from '../../../shared/words/index.ts';
import type { AuditRole } from '../audit/index.ts';
import type { Store } from '../storage/index.ts';

/** Reception in person: the officer's own eyes on the person and on the originals. Raises DRAFT_NONE without an open form. */
export interface Reception {
  /** Null while no form is open. */
  state(): ReceptionState | null;
  /** Raises PAPER_UNKNOWN for what has no page to compare with. */
  compare(componentId: string, isCompared: boolean): ReceptionState;
  /** `reason` says why it was done at the counter; null takes the check back. */
  checkIdentity(reason: string | null): ReceptionState;
  /** What is sealed with the files and the persons of a draft. */
  comparedOf(draftId: string): ReadonlyMap<string, NonNullable<SealedFile['compared']>>;
  withCheck(draftId: string, persons: DossierPersons): DossierPersons;
}

const comparedSchema = z.array(
  z.object({ componentId: z.string(), pages: z.string(), officer: z.string(), at: z.number() }),
);
const checkSchema = z.object({ officer: z.string(), reason: z.string(), at: z.number(), who: z.string() });

export function createReception(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly openDraft: () => { readonly draftId: string; readonly procedureName: string } | null;
  readonly papers: (draftId: string) => PapersState;
  readonly filer: (draftId: string) => DossierPerson;
  readonly officer: () => Officer | null;
  readonly role: () => AuditRole;
}): Reception {
  const { store, clock } = deps;
  const { db } = store;
  const list = db.prepare<[string], unknown>(
    'SELECT component_id AS componentId, pages, officer, at FROM draft_compared WHERE dossier_id = ?',
  );
  const put = db.prepare(
    `INSERT INTO draft_compared (dossier_id, component_id, pages, officer, at)
     VALUES (@draftId, @componentId, @pages, @officer, @at)
     ON CONFLICT (dossier_id, component_id) DO UPDATE SET pages = excluded.pages, officer = excluded.officer,
       at = excluded.at`,
  );
  const remove = db.prepare('DELETE FROM draft_compared WHERE dossier_id = ? AND component_id = ?');
  const readCheck = db
    .prepare<[string], unknown>('SELECT identity_check FROM draft WHERE dossier_id = ?')
    .pluck();
  const setCheck = db.prepare('UPDATE draft SET identity_check = ? WHERE dossier_id = ?');

  function draft(): { readonly draftId: string; readonly procedureName: string } {
    const open = deps.openDraft();
    if (open === null) throw new KioskFault('DRAFT_NONE');
    return open;
  }

  function officerName(): string {
    return deps.officer()?.name ?? '';
  }

  function comparedRows(draftId: string) {
    const now = new Map(deps.papers(draftId).papers.map((paper) => [paper.componentId, pagesOf(paper)]));
    return comparedSchema
      .parse(list.all(draftId))
      .filter(({ componentId, pages }) => pages !== '' && now.get(componentId) === pages);
  }

  /** Whom the check was about; a name alone is enough to see that somebody else stands there. */
  function whoIs({ fullName, idNumber }: Pick<DossierPerson, 'fullName' | 'idNumber'>): string {
    return store.keyedHash('person whose identity was checked', `${fullName} ${idNumber ?? ''}`);
  }

  function findCheck(draftId: string, filer: DossierPerson): z.infer<typeof checkSchema> | null {
    const text = readCheck.get(draftId);
    if (typeof text !== 'string') return null;
    const check = checkSchema.parse(JSON.parse(text));
    return check.who === whoIs(filer) ? check : null;
  }

  function stateOf(open: { readonly draftId: string; readonly procedureName: string }): ReceptionState {
    const { draftId, procedureName } = open;
    const filer = deps.filer(draftId);
    const compared = new Map(comparedRows(draftId).map((row) => [row.componentId, row]));
    const check = findCheck(draftId, filer);
    return {
      draftId,
      procedureName,
      filer: {
        fullName: filer.fullName,
        maskedIdNumber: filer.idNumber === null ? null : maskNumber(filer.idNumber),
      },
      check: check === null ? null : { officer: check.officer, reason: check.reason, atMs: check.at },
      papers: deps
        .papers(draftId)
        .papers.filter((paper) => pagesOf(paper) !== '')
        .map((paper) => {
          const row = compared.get(paper.componentId);
          return {
            componentId: paper.componentId,
            name: paperWords(paper.name).headline,
            pages: paper.pages.length + paper.brought.reduce((sum, one) => sum + one.pageCount, 0),
            compared: row === undefined ? null : { officer: row.officer, atMs: row.at },
          };
        }),
    };
  }

  return {
    state() {
      const open = deps.openDraft();
      return open === null ? null : stateOf(open);
    },
    compare(componentId, isCompared) {
      const open = draft();
      const { draftId } = open;
      const paper = deps.papers(draftId).papers.find((one) => one.componentId === componentId);
      const pages = paper === undefined ? '' : pagesOf(paper);
      if (pages === '') throw new KioskFault('PAPER_UNKNOWN');
      store.write(() => {
        if (isCompared)
          put.run({ draftId, componentId, pages, officer: officerName(), at: Math.max(0, clock.now()) });
        else remove.run(draftId, componentId);
        store.audit.append({
          id: 'original-compared',
          role: deps.role(),
          dossierId: draftId,
          details: { componentId, isCompared },
        });
      });
      return stateOf(open);
    },
    checkIdentity(reason) {
      const open = draft();
      const { draftId } = open;
      const check =
        reason === null
          ? null
          : {
              officer: officerName(),
              reason,
              at: Math.max(0, clock.now()),
              who: whoIs(deps.filer(draftId)),
            };
      store.write(() => {
        setCheck.run(check === null ? null : JSON.stringify(check), draftId);
        store.audit.append({
          id: 'identity-checked',
          role: deps.role(),
          dossierId: draftId,
          details: { isChecked: check !== null },
        });
      });
      return stateOf(open);
    },
    comparedOf: (draftId) =>
      new Map(
        comparedRows(draftId).map(({ componentId, officer, at }) => [
          componentId,
          { officer, at: new Date(at).toISOString() },
        ]),
      ),
    withCheck(draftId, persons) {
      const check = findCheck(draftId, persons.filer);
      if (check === null) return persons;
      const { officer, reason, at } = check;
      return {
        ...persons,
        needsIdentityCheck: false,
        identityCheck: { officer, reason, at: new Date(at).toISOString() },
      };
    },
  };
}

/** Names the pages of a paper as they are now; empty without any. */
function pagesOf(paper: PapersState['papers'][number]): string {
  if (paper.kind !== 'scan') return '';
  return [
    ...paper.pages.map(({ pageId }) => pageId),
    ...paper.brought.map(({ broughtId }) => broughtId),
  ].join(' ');
}
