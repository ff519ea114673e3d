import type { PaperState, SubmissionState } from '../../../../shared/contract/index.ts';
import type { DossierPersons } from '../../../../shared/dossier/manifest.ts';
import { KioskFault } from '../../../../shared/faults/index.ts';
import type { FormFee } from '../../../../shared/form/index.ts';
import { maskNumber } from '../../../../shared/identity/index.ts';
import { reckonLines } from '../../../../shared/money/index.ts';
import { type FeeLine, isUnknown, type Procedure } from '../../../../shared/procedure/index.ts';
import { paperWords } from '../../../../shared/words/index.ts';
import type { Drafts } from '../draft-contract.ts';
import type { DraftRecord } from '../draft-store.ts';
import type { Papers } from '../papers/papers.ts';
import type { StaffMarks } from '../staff-marks.ts';
import type { ChoicesStore } from './choices-store.ts';

export interface SubmissionViewDeps {
  readonly drafts: Pick<Drafts, 'review'>;
  readonly choices: Pick<ChoicesStore, 'read'>;
  readonly marks: Pick<StaffMarks, 'list'>;
  readonly papers: Pick<Papers, 'state'>;
  readonly procedure: (code: string, catalogueVersion: string) => Procedure | undefined;
  readonly persons: (draft: DraftRecord) => DossierPersons;
  /** What the online way costs on the day on which the dossier is, or was, handed in. */
  readonly feeLines: (procedure: Procedure, draft: DraftRecord) => readonly FeeLine[];
  /** What the form says of the fee's count; it stands above what is said on the screen of the fee. */
  readonly formFee: (draft: DraftRecord) => FormFee;
  readonly postOffered: boolean;
  /** The grouped code of a dossier of the same people and procedure that came today; null when there is none. */
  readonly sameToday: (procedureCode: string, idNumbers: readonly (string | null)[]) => string | null;
}

/**
 * Everything that will be handed in and everything that is missing, asked anew at each call: nothing may be handed in
 * while `problems` names anything. Raises PROCEDURE_UNKNOWN when the catalogue does not hold the draft's procedure.
 */
export function createSubmissionView(deps: SubmissionViewDeps): (draft: DraftRecord) => SubmissionState {
  const { choices, drafts } = deps;

  function procedureOf(draft: DraftRecord): Procedure {
    const found = deps.procedure(draft.procedureCode, draft.catalogueVersion);
    if (found === undefined) {
      throw new KioskFault('PROCEDURE_UNKNOWN', { details: { code: draft.procedureCode } });
    }
    return found;
  }

  function isPostOffered({ submission }: Procedure): boolean {
    return deps.postOffered && !isUnknown(submission) && submission.includes('post');
  }

  function stateOf(draft: DraftRecord): SubmissionState {
    const { draftId, revisionKind } = draft;
    if (revisionKind === 'supplement') return supplementState(draft);
    const { filer, owner } = deps.persons(draft);
    const chosen = choices.read(draftId);
    const procedure = procedureOf(draft);
    const postOffered = isPostOffered(procedure);
    // Where there is nothing to choose, nobody is asked.
    const delivery = chosen.delivery ?? (postOffered ? null : { way: 'office' as const });
    const lines = deps.feeLines(procedure, draft);
    const { count: counted, hasMore } = deps.formFee(draft);
    const reckoned = reckonLines(lines, counted ?? chosen.fee?.basis);
    // Whoever gets the result by post does not come to the counter to pay for what was asked beside it.
    const usualWay = hasMore && delivery?.way === 'post' ? 'post' : 'counter';
    const chosenFee =
      chosen.fee ?? (reckoned.amountVnd === 0 ? { exemptionClaimed: false, way: usualWay } : null);
    const fee = chosenFee === null || counted === null ? chosenFee : { ...chosenFee, basis: counted };
    const { papers } = deps.papers.state(draftId);
    const review = drafts.review(draftId);
    const formFaults = review.faults.length;
    const unagreed = review.unagreed.length;
    const help = helpOf(draft);
    return {
      ...headOf(draft),
      postOffered,
      delivery,
      fee: {
        lines: lines.map((line) => ({ ...line, tiers: [...line.tiers] })),
        amountVnd: hasMore ? null : reckoned.amountVnd,
        asks: counted === null && !hasMore ? reckoned.asks : 'nothing',
        counted,
        hasMore,
        choice: fee,
      },
      papers: papers.map(summaryOf),
      sameToday:
        revisionKind === null ? deps.sameToday(draft.procedureCode, [filer.idNumber, owner.idNumber]) : null,
      help,
      problems: [
        ...(formFaults === 0 ? [] : [{ kind: 'form' as const, count: formFaults }]),
        ...(unagreed === 0 ? [] : [{ kind: 'agreement' as const, count: unagreed }]),
        ...helpProblem(help),
        ...papers.filter(({ done }) => !done).map(missingPaper),
        ...(delivery === null ? [{ kind: 'delivery' as const }] : []),
        ...(fee === null ? [{ kind: 'fee' as const }] : []),
      ],
    };
  }

  /** A refused dossier is the officer's to correct, with nobody at the kiosk: the log names who did it. */
  function helpOf({ draftId, supersedes }: DraftRecord): SubmissionState['help'] {
    const { marks, lastNo } = deps.marks.list(draftId);
    return supersedes === null ? { marks: [...marks], lastNo } : { marks: [], lastNo: 0 };
  }

  function headOf(draft: DraftRecord) {
    const { draftId, procedureCode, procedureName, revisionKind } = draft;
    const { filer, owner, needsIdentityCheck } = deps.persons(draft);
    return {
      draftId,
      procedureCode,
      procedureName,
      revisionKind,
      isCorrection: draft.supersedes !== null,
      filer: {
        fullName: filer.fullName,
        maskedIdNumber: filer.idNumber === null ? null : maskNumber(filer.idNumber),
        phone: filer.phone,
      },
      owner: owner.fullName === filer.fullName ? null : { fullName: owner.fullName },
      needsIdentityCheck,
    };
  }

  /** Where the result goes and what it costs was settled when the dossier was handed in. */
  function supplementState(draft: DraftRecord): SubmissionState {
    const { delivery, fee } = choices.read(draft.draftId);
    const { papers } = deps.papers.state(draft.draftId);
    const help = helpOf(draft);
    return {
      ...headOf(draft),
      postOffered: false,
      delivery,
      fee: { lines: [], amountVnd: null, asks: 'nothing', counted: null, hasMore: false, choice: fee },
      papers: papers.map(summaryOf),
      sameToday: null,
      help,
      problems: [...helpProblem(help), ...papers.filter(({ done }) => !done).map(missingPaper)],
    };
  }

  return stateOf;
}

function missingPaper({ componentId, name }: PaperState): SubmissionState['problems'][number] {
  return { kind: 'paper', componentId, name: paperWords(name).headline };
}

function summaryOf(paper: PaperState): SubmissionState['papers'][number] {
  const { componentId, name, kind, pages, brought, decision, done } = paper;
  const count = pages.length + brought.reduce((sum, { pageCount }) => sum + pageCount, 0);
  const state = kind !== 'scan' ? kind : !done ? 'missing' : count > 0 ? 'scanned' : (decision ?? 'missing');
  return { componentId, name: paperWords(name).headline, state, pages: count };
}

/** What officers did must be seen before it is handed in. */
function helpProblem({ marks }: SubmissionState['help']): SubmissionState['problems'] {
  const count = marks.filter(({ isAgreed }) => !isAgreed).length;
  return count === 0 ? [] : [{ kind: 'help', count }];
}
