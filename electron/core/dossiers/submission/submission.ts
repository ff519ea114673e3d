import type {
  ConsentProof,
  FeeChoice,
  PaperState,
  SubmissionState,
} from '../../../../shared/contract/index.ts';
import type {
  AbsentPaper,
  Delivery,
  FeeClaim,
  SealedConsent,
  SealedFile,
} from '../../../../shared/dossier/manifest.ts';
import { KioskFault } from '../../../../shared/faults/index.ts';
import type { AuditRole } from '../../audit/index.ts';
import type { Log } from '../../diagnostics/index.ts';
import type { Store } from '../../storage/index.ts';
import type { Drafts } from '../draft-contract.ts';
import type { DraftRecord } from '../draft-store.ts';
import type { DossierFile, DossierFiles, FormPdf } from '../papers/dossier-files.ts';
import type { Papers } from '../papers/papers.ts';
import type { Revisions } from '../revisions/revisions.ts';
import type { FileToSeal, SealInput, Sealing } from '../sealing/index.ts';
import type { StaffMarks } from '../staff-marks.ts';
import type { ChoicesStore } from './choices-store.ts';
import { createSubmissionView, type SubmissionViewDeps } from './submission-view.ts';

/** From the finished form to a sealed dossier. Everything raises DRAFT_NONE when the named draft is not the open one. */
export interface Submission {
  /** Everything that will be handed in and everything that is missing, at once. */
  state(draftId: string): SubmissionState;
  setDelivery(draftId: string, delivery: Delivery): SubmissionState;
  setFee(draftId: string, fee: FeeChoice): SubmissionState;
  /** The citizen's consent to what officers did; DRAFT_CHANGED_ELSEWHERE when it is no longer what they saw. */
  agree(draftId: string, lastNo: number): SubmissionState;
  /** Builds and hashes every file; what did not change is not built again. */
  prepare(
    draftId: string,
  ): Promise<{ readonly files: number; readonly pages: number; readonly sizeBytes: number }>;
  /**
   * Resolves once the dossier is durable. The same draft twice is one dossier, also when the first answer was lost.
   * Raises DOSSIER_INCOMPLETE and what building and sealing raise; then the draft is as it was.
   */
  submit(draftId: string): Promise<{ readonly dossierId: string }>;
}

export interface SubmissionDeps extends SubmissionViewDeps {
  readonly store: Store;
  readonly drafts: Drafts;
  readonly choices: ChoicesStore;
  readonly marks: StaffMarks;
  readonly papers: Papers;
  readonly files: DossierFiles;
  readonly sealing: Sealing;
  readonly revisions: Revisions;
  /** The consents that stand in the open visit. */
  readonly consents: () => readonly ConsentProof[];
  /** Papers whose originals an officer held beside the scans, by component. */
  readonly compared: (draftId: string) => ReadonlyMap<string, NonNullable<SealedFile['compared']>>;
  readonly form: (draft: DraftRecord) => FormPdf;
  readonly isClockTrusted: () => boolean;
  /** The dossier stays open to the person for the rest of the visit; within the transaction that seals. */
  readonly noteOpened: (dossierId: string) => void;
  /** Fee and letter of a dossier or of its correction, within the same transaction. `before`: what it corrects. */
  readonly noteSealed: (sealed: {
    readonly dossierId: string;
    readonly revision: number;
    readonly fee: FeeClaim;
    readonly delivery: Delivery;
    readonly before: Delivery | null;
  }) => void;
  readonly sessionId: () => string | undefined;
  readonly role: () => AuditRole;
  readonly log: Log;
  readonly isSessionOpen: () => boolean;
  readonly onSealed: (dossierId: string, procedureCode: string) => void;
}

export function createSubmission(deps: SubmissionDeps): Submission {
  const { store, drafts, choices, sealing } = deps;
  const stateOf = createSubmissionView(deps);
  /** One submit per draft at a time: the second tap waits for the first and gets its answer. */
  const underWay = new Map<string, Promise<{ readonly dossierId: string }>>();

  function buildFiles(draft: DraftRecord): Promise<readonly DossierFile[]> {
    const form = draft.revisionKind === 'supplement' ? null : deps.form(draft);
    return deps.files.prepare(draft.draftId, form, deps.papers.state(draft.draftId).papers);
  }

  function consentsNow(): readonly SealedConsent[] {
    return deps.consents().map(({ purpose, version, language, textSha256, givenBy, givenAt }) => {
      return { purpose, version, language, textSha256, givenBy, givenAt: new Date(givenAt).toISOString() };
    });
  }

  /** What is sealed of a dossier that is handed in for the first time, or of a further revision. */
  async function sealedAs(
    draft: DraftRecord,
    built: readonly DossierFile[],
  ): Promise<{
    readonly sealed: Pick<
      SealInput,
      'revision' | 'kind' | 'supplementOf' | 'supersedes' | 'answers' | 'files'
    > &
      Partial<Pick<SealInput, 'fee' | 'consents'>>;
    readonly before: Delivery | null;
  }> {
    const answers = drafts.records.answers(draft.draftId);
    if (draft.revisionKind !== null) {
      const plan = await deps.revisions.plan(draft);
      const { revision, kind, supplementOf, supersedes } = plan;
      const files = deps.revisions.filesToSeal(draft, plan, built);
      // What the person agreed to stands behind their papers, whoever corrects them.
      const consents = supersedes === null ? consentsNow() : (plan.base.consents ?? []);
      const whole = { revision, kind, supplementOf, supersedes, answers, files, consents };
      const { fee, delivery } = plan.base;
      return { sealed: draft.revisionKind === 'supplement' ? { ...whole, fee } : whole, before: delivery };
    }
    const files = built.map(
      (file, index): FileToSeal => ({
        ...file,
        ordinal: index + 1,
        mediaType: 'application/pdf',
        doubtfulPages: [...file.doubtfulPages],
        justHashed: true,
      }),
    );
    const sealed = {
      revision: 0,
      kind: 'submission',
      supplementOf: null,
      supersedes: null,
      answers,
      files,
      consents: consentsNow(),
    } as const;
    return { sealed, before: null };
  }

  async function submitOnce(draftId: string): Promise<{ readonly dossierId: string }> {
    const draft = drafts.records.open(draftId);
    await deps.papers.endWork();
    const built = await buildFiles(draft);
    // Asked again after the files: an answer may have changed while they were built.
    const state = stateOf(drafts.records.open(draftId));
    const { delivery, fee, problems } = state;
    if (problems.length > 0 || delivery === null || fee.choice === null) {
      throw new KioskFault('DOSSIER_INCOMPLETE', { details: { problems: problems.length } });
    }
    const feeClaim: FeeClaim = {
      amountVnd: fee.amountVnd,
      ...(fee.hasMore ? { hasMore: true } : {}),
      ...fee.choice,
    };
    const sessionId = deps.sessionId();
    const { sealed, before } = await sealedAs(draft, built);
    const compared = deps.compared(draftId);
    const pageFiles = deps.papers.pageFiles(draftId);
    await sealing.seal({
      dossierId: draftId,
      procedure: {
        code: draft.procedureCode,
        name: draft.procedureName,
        catalogueVersion: draft.catalogueVersion,
      },
      formVersion: draft.formVersion,
      persons: deps.persons(draft),
      delivery,
      fee: feeClaim,
      absent: absentOf(deps.papers.state(draftId).papers),
      withdrawalReason: null,
      ...sealed,
      files: sealed.files.map((file) => ({ ...file, ...comparedAs(compared, file.componentId) })),
      clockTrusted: deps.isClockTrusted(),
      role: deps.role(),
      ...(sessionId === undefined ? {} : { sessionId }),
      // A draft or sealed, never both; what hangs on the draft goes with it.
      inTransaction(db) {
        if (draft.revisionKind !== null) deps.revisions.assertWanted(draft);
        const { changes } = db.prepare('DELETE FROM draft WHERE dossier_id = ?').run(draftId);
        // The visit ended, and its draft went, while this waited for its turn.
        if (changes === 0) throw new KioskFault('DRAFT_NONE');
        // What an officer puts right stays closed to the citizen of the visit.
        if (draft.supersedes === null) deps.noteOpened(draftId);
        if (draft.revisionKind !== 'supplement') {
          deps.noteSealed({
            dossierId: draftId,
            revision: sealed.revision,
            fee: feeClaim,
            delivery,
            before,
          });
        }
      },
    });
    deps.onSealed(draftId, draft.procedureCode);
    // Single pages are in the PDFs now; what cannot be removed goes with the dossier's erasure.
    await removePages(pageFiles);
    return { dossierId: draftId };
  }

  async function removePages(
    fileIds: readonly (readonly [dossierId: string, fileId: string])[],
  ): Promise<void> {
    for (const [dossierId, fileId] of fileIds) {
      try {
        await store.vault.remove(dossierId, fileId);
      } catch (error) {
        deps.log.failure('page left in the vault', error);
        return;
      }
    }
  }

  return {
    state: (draftId) => stateOf(drafts.records.open(draftId)),
    setDelivery(draftId, delivery) {
      const draft = drafts.records.open(draftId);
      store.write(() => {
        choices.setDelivery(draftId, delivery);
        deps.marks.noteChoice(draftId, 'delivery');
      });
      return stateOf(draft);
    },
    setFee(draftId, fee) {
      const draft = drafts.records.open(draftId);
      // Who corrects and counts nothing anew lets the count stand that was sealed.
      const counted =
        draft.revisionKind === null ? undefined : (fee.basis ?? choices.read(draftId).fee?.basis);
      store.write(() => {
        choices.setFee(draftId, counted === undefined ? fee : { ...fee, basis: counted });
        deps.marks.noteChoice(draftId, 'fee');
      });
      return stateOf(draft);
    },
    agree(draftId, lastNo) {
      const draft = drafts.records.open(draftId);
      deps.marks.agree(draftId, lastNo);
      return stateOf(draft);
    },
    async prepare(draftId) {
      const files = await buildFiles(drafts.records.open(draftId));
      return {
        files: files.length,
        pages: files.reduce((sum, { pageCount }) => sum + pageCount, 0),
        sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      };
    },
    async submit(draftId) {
      const same = underWay.get(draftId);
      if (same !== undefined) return same;
      // The answer of the first press was lost: its dossier is the answer to the second.
      const isDraft = drafts.records.find(draftId) !== null;
      if (
        deps.isSessionOpen() &&
        !isDraft &&
        (await sealing.find({ dossierId: draftId, revision: 0 })) !== null
      ) {
        return { dossierId: draftId };
      }
      const submitting = submitOnce(draftId).finally(() => underWay.delete(draftId));
      underWay.set(draftId, submitting);
      return submitting;
    },
  };
}

function comparedAs(
  compared: ReadonlyMap<string, NonNullable<SealedFile['compared']>>,
  componentId: string | null,
): Pick<SealedFile, 'compared'> {
  const by = componentId === null ? undefined : compared.get(componentId);
  return by === undefined ? {} : { compared: by };
}

function absentOf(papers: readonly PaperState[]): AbsentPaper[] {
  return papers.flatMap(({ componentId, name, kind, pages, brought, decision }): AbsentPaper[] => {
    if (kind === 'shown') return [{ componentId, title: name.slice(0, 500), because: 'shown-only' }];
    if (kind !== 'scan' || pages.length + brought.length > 0 || decision === null) return [];
    return [{ componentId, title: name.slice(0, 500), because: decision }];
  });
}
