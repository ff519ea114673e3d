import { randomUUID } from 'node:crypto';
import type { AbsentPaper, DossierContent, SealedFile } from '../../../../shared/dossier/manifest.ts';
import { KioskFault } from '../../../../shared/faults/index.ts';
import { type DossierPaper, dossierPapers, type Procedure } from '../../../../shared/procedure/index.ts';
import type { AuditRole } from '../../audit/index.ts';
import type { Store } from '../../storage/index.ts';
import type { Drafts } from '../draft-contract.ts';
import type { DraftRecord } from '../draft-store.ts';
import type { DossierFile } from '../papers/dossier-files.ts';
import type { PageStore } from '../papers/page-store.ts';
import type { FileToSeal } from '../sealing/index.ts';
import type { ChoicesStore } from '../submission/choices-store.ts';
import { askedComponent, askedPapers } from './asked-papers.ts';
import type { RevisionRows, RevisionStanding } from './revision-rows.ts';

/** The portal's states after which nothing is added any more: not accepted, stopped, done, handed over (FACTS 11). */
const lateStates: ReadonlySet<number> = new Set([3, 8, 9, 10]);

export interface OpenedRevision {
  readonly draftId: string;
  readonly place: string;
}

/** What a further revision is sealed as. */
export interface RevisionPlan {
  readonly revision: number;
  readonly kind: 'submission' | 'supplement';
  readonly supplementOf: string | null;
  readonly supersedes: number | null;
  /** What was sealed before: the dossier that is supplemented, or the revision that is corrected. */
  readonly base: DossierContent;
}

/** Drafts of further revisions of sealed dossiers. */
export interface Revisions {
  /** Raises SESSION_NOT_OPEN, TRACK_NONE, TRACK_CLOSED, REVISION_OVER, DRAFT_OTHER_OPEN, VAULT_FILE_DAMAGED. */
  openSupplement(dossierId: string, requestId: string): Promise<OpenedRevision>;
  /** The same but TRACK_CLOSED, and PROCEDURE_UNKNOWN and the faults of form files; who may ask is the caller's matter. */
  openCorrection(dossierId: string): Promise<OpenedRevision>;
  /** Raises REVISION_OVER when nobody waits for it any more, VAULT_FILE_DAMAGED. */
  plan(draft: DraftRecord): Promise<RevisionPlan>;
  /** The same, within the transaction that seals. */
  assertWanted(draft: DraftRecord): void;
  /** Built files as they are sealed: what is kept of the corrected revision says what it said there. */
  filesToSeal(draft: DraftRecord, plan: RevisionPlan, built: readonly DossierFile[]): readonly FileToSeal[];
}

export function createRevisions(deps: {
  readonly store: Pick<Store, 'db' | 'audit'>;
  readonly rows: RevisionRows;
  readonly pages: PageStore;
  readonly choices: ChoicesStore;
  readonly drafts: Drafts;
  readonly contentOf: (dossierId: string, revision: number) => Promise<DossierContent>;
  readonly procedure: (code: string, catalogueVersion: string) => Procedure | undefined;
  readonly sessionId: () => string | undefined;
  /** Is the dossier open to whoever stands here? */
  readonly mayOpen: (dossierId: string) => boolean;
  readonly role: () => AuditRole;
}): Revisions {
  const { rows, pages, choices, drafts } = deps;
  const findFiles = deps.store.db.prepare<[string, number], { ordinal: number; fileId: string }>(
    'SELECT ordinal, file_id AS fileId FROM dossier_file WHERE dossier_id = ? AND revision = ?',
  );

  function needDossier(dossierId: string): { readonly state: number | null } {
    if (deps.sessionId() === undefined) throw new KioskFault('SESSION_NOT_OPEN');
    const dossier = rows.dossier(dossierId);
    if (dossier === null || dossier.erasedAt !== null) throw new KioskFault('TRACK_NONE');
    return dossier;
  }

  function over(reason: string): KioskFault {
    return new KioskFault('REVISION_OVER', { details: { reason } });
  }

  function assertAsked(dossierId: string, requestId: string): void {
    const asked = rows.request(dossierId, requestId);
    if (asked === null) throw over('not-asked');
    if (asked.answeredRevision !== null) throw over('answered');
    const state = rows.dossier(dossierId)?.state ?? null;
    if (state !== null && lateStates.has(state)) throw over('finished');
  }

  /** The newest revision, if the portal refused it and it can be put right. */
  function refusedOf(dossierId: string): RevisionStanding {
    const last = rows.revisions(dossierId).at(-1);
    // What waits behind a refused revision would be lost with it.
    if (last === undefined || last.queued !== 'parked') throw over('not-refused');
    if (last.kind === 'withdrawal') throw over('withdrawal');
    return last;
  }

  /** The draft of this visit for the same purpose: opened by a page that lost the answer, or before a reload. */
  function presentOf(dossierId: string, isSame: (draft: DraftRecord) => boolean): OpenedRevision | null {
    const draft = drafts.records.find(dossierId);
    if (draft === null || draft.visitId !== deps.sessionId()) return null;
    return isSame(draft) ? openedOf(draft) : null;
  }

  /** The dossier as it stands: what was handed in first, or what took its place. */
  async function standingOf(dossierId: string): Promise<DossierContent> {
    const whole = rows.revisions(dossierId).find((one) => one.kind === 'submission' && !one.isSuperseded);
    return deps.contentOf(dossierId, whole?.revision ?? 0);
  }

  function wanted(content: DossierContent) {
    const { procedureCode, procedureName, catalogueVersion, formVersion } = content;
    return { draftId: content.dossierId, procedureCode, procedureName, catalogueVersion, formVersion };
  }

  function keepChoices({ dossierId, delivery, fee }: DossierContent): void {
    choices.setDelivery(dossierId, delivery);
    const { amountVnd: _reckonedAnew, ...said } = fee;
    choices.setFee(dossierId, said);
  }

  function keyOf(
    file: Pick<SealedFile, 'componentId' | 'title'>,
    list: readonly DossierPaper[],
  ): string | null {
    const same = list.find(({ componentId }) => componentId === file.componentId);
    return (same ?? list.find(({ name }) => name === file.title))?.componentId ?? file.componentId;
  }

  /** The papers of the refused revision as they were handed in, and what was said of those that were not. */
  function keepPapers(content: DossierContent, list: readonly DossierPaper[]): void {
    const { dossierId, revision, files, absent } = content;
    const fileIds = new Map(
      findFiles.all(dossierId, revision).map(({ ordinal, fileId }) => [ordinal, fileId]),
    );
    const there = new Set<string | null>();
    for (const file of files) {
      const fileId = fileIds.get(file.ordinal);
      const componentId = keyOf(file, list);
      if (file.kind === 'form' || fileId === undefined || componentId === null) continue;
      there.add(componentId);
      const { sizeBytes, sha256, pageCount, ordinal } = file;
      pages.insertBrought(
        {
          broughtId: randomUUID(),
          dossierId,
          componentId,
          jobId: `${dossierId}.${revision}`,
          jobOrdinal: ordinal,
          file: { fileId, sizeBytes, sha256 },
          pageCount,
          signature: 'absent',
        },
        0,
      );
    }
    const said = new Map<string, AbsentPaper['because']>(
      absent.map(({ componentId, because }) => [componentId, because]),
    );
    for (const { componentId, kind, state } of list) {
      if (kind !== 'scan' || there.has(componentId)) continue;
      const because = said.get(componentId);
      if (because === 'later' || because === 'not-needed') pages.decide(dossierId, componentId, because);
      // The plain questions that let it fall away are not sealed: that it fell away is.
      else if (because === undefined && state === 'depends')
        pages.decide(dossierId, componentId, 'not-needed');
    }
  }

  function listFor(content: DossierContent): readonly DossierPaper[] {
    const procedure = deps.procedure(content.procedureCode, content.catalogueVersion);
    if (content.supplementOf !== null) {
      const asked = rows.request(content.dossierId, content.supplementOf);
      return asked === null ? [] : askedPapers(asked.request, procedure);
    }
    if (procedure === undefined) {
      throw new KioskFault('PROCEDURE_UNKNOWN', { details: { code: content.procedureCode } });
    }
    return dossierPapers(procedure, {});
  }

  return {
    async openSupplement(dossierId, requestId) {
      needDossier(dossierId);
      if (!deps.mayOpen(dossierId)) throw new KioskFault('TRACK_CLOSED');
      assertAsked(dossierId, requestId);
      const content = await standingOf(dossierId);
      // A draft that another visit left may still be on its way out.
      await drafts.eraseLeftBehind();
      const present = presentOf(
        dossierId,
        (draft) => draft.supersedes === null && draft.requestId === requestId,
      );
      if (present !== null) return present;
      const draft = drafts.records.begin(
        { ...wanted(content), revisionKind: 'supplement', requestId, supersedes: null },
        () => keepChoices(content),
      );
      return openedOf(draft);
    },
    async openCorrection(dossierId) {
      needDossier(dossierId);
      const refused = refusedOf(dossierId);
      const content = await deps.contentOf(dossierId, refused.revision);
      await drafts.eraseLeftBehind();
      const present = presentOf(dossierId, ({ supersedes }) => supersedes !== null);
      if (present !== null) return present;
      const list = listFor(content);
      const draft = drafts.records.begin(
        {
          ...wanted(content),
          revisionKind: content.kind === 'supplement' ? 'supplement' : 'correction',
          requestId: content.supplementOf,
          supersedes: content.supersedes ?? refused.revision,
        },
        () => {
          drafts.records.putAnswers(dossierId, content.answers);
          keepChoices(content);
          keepPapers(content, list);
          deps.store.audit.append({
            id: 'correction-opened',
            role: deps.role(),
            dossierId,
            details: { revision: refused.revision, fault: refused.fault ?? '' },
          });
        },
      );
      return openedOf(draft);
    },
    async plan(draft) {
      const { draftId, requestId, supersedes } = draft;
      const last = rows.revisions(draftId).at(-1);
      const revision = (last?.revision ?? 0) + 1;
      if (supersedes !== null) {
        const refused = refusedOf(draftId);
        const base = await deps.contentOf(draftId, refused.revision);
        const kind = base.kind === 'supplement' ? 'supplement' : 'submission';
        return { revision, kind, supplementOf: base.supplementOf, supersedes, base };
      }
      assertAsked(draftId, requestId ?? '');
      const base = await standingOf(draftId);
      return { revision, kind: 'supplement', supplementOf: requestId, supersedes: null, base };
    },
    assertWanted(draft) {
      if (draft.supersedes !== null) refusedOf(draft.draftId);
      else assertAsked(draft.draftId, draft.requestId ?? '');
    },
    filesToSeal(draft, { base }, built) {
      const kept = new Map<string, SealedFile>();
      if (draft.supersedes !== null) {
        for (const { ordinal, fileId } of findFiles.all(draft.draftId, base.revision)) {
          const file = base.files.find((one) => one.ordinal === ordinal);
          if (file !== undefined) kept.set(fileId, file);
        }
      }
      return built.map((file, index): FileToSeal => {
        const before = kept.get(file.fileId);
        const { kind, doubtfulPages } = before ?? file;
        return {
          ...file,
          kind,
          doubtfulPages: [...doubtfulPages],
          componentId: askedComponent(file.componentId),
          ordinal: index + 1,
          mediaType: 'application/pdf',
          justHashed: before === undefined,
        };
      });
    },
  };
}

function openedOf({ draftId, revisionKind }: DraftRecord): OpenedRevision {
  return { draftId, place: revisionKind === 'correction' ? '/fill/review' : '/scan' };
}
