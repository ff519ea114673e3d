import type { Clock } from '../../../shared/clock.ts';
import type {
  DraftChange,
  DraftForm,
  DraftReview,
  DraftState,
  Role,
  SessionState,
} from '../../../shared/contract/index.ts';
import type { Answers, Form, FormContext, PrefillSource } from '../../../shared/form/index.ts';
import type { PlacesFile } from '../../../shared/places/places.ts';
import type { Answers as PaperAnswers } from '../../../shared/procedure/index.ts';
import type { Printers } from '../devices/index.ts';
import type { Log } from '../diagnostics/index.ts';
import type { Forms, PaperForms } from '../forms/index.ts';
import type { Store } from '../storage/index.ts';
import type { DraftRecord } from './draft-store.ts';

/** The form of the open visit. Everything raises DRAFT_NONE when the named draft is not the open one. */
export interface Drafts {
  offer(procedureCode: string): { readonly form: 'own' | 'generic' };
  /** Raises SESSION_NOT_OPEN, PROCEDURE_UNKNOWN, DRAFT_OTHER_OPEN and the faults of form files. */
  open(procedureCode: string): DraftState;
  current(): DraftState | null;
  form(draftId: string): DraftForm;
  places(): PlacesFile;
  /** One durable write. Raises INPUT_REFUSED and, when another page was quicker, DRAFT_CHANGED_ELSEWHERE. */
  answer(input: {
    readonly draftId: string;
    readonly fieldPath: string;
    readonly value: unknown;
    readonly revision: number;
  }): DraftChange;
  goTo(draftId: string, stepId: string): { readonly stepId: string };
  prefill(draftId: string): DraftChange;
  review(draftId: string): DraftReview;
  /** The citizen's consent to what officers answered; DRAFT_CHANGED_ELSEWHERE when it is no longer what they saw. */
  agree(draftId: string, revision: number): DraftReview;
  discard(draftId: string): Promise<void>;
  /** Raises DRAFT_INCOMPLETE and the printer's faults; the answer is the printer's own word. */
  print(draftId: string): Promise<{ readonly printer: string; readonly confirmedAt: number }>;
  /** The open form without its answers; null when none is open, or one that cannot be kept for later. */
  openOne(): DraftSummary | null;
  /** Parts the open form from the visit, within the caller's transaction: no end of a visit erases it any more. */
  setAside(): DraftSummary;
  /** Opens a form that was set aside, within the caller's transaction. SESSION_NOT_OPEN, DRAFT_OTHER_OPEN. */
  takeUp(draftId: string): DraftSummary;
  /** Erases a form that was set aside and whose time is over. */
  eraseAside(draftId: string): Promise<void>;
  /** For the features that add to a form. */
  readonly records: DraftRecords;
  /** Erases what visits that are over left behind; called after each visit and once at the start. */
  eraseLeftBehind(): Promise<void>;
}

/** Which form it is, without anything that a person said. */
export type DraftSummary = Pick<DraftRecord, 'draftId' | 'procedureCode' | 'procedureName'>;

/** A draft as the features beside it see it. */
export interface DraftRecords {
  /** The open form of this id; raises DRAFT_NONE. */
  open(draftId: string): DraftRecord;
  /** A form of any visit, also one that is kept for later. */
  find(draftId: string): DraftRecord | null;
  answers(draftId: string): Answers;
  /** The form it began with. */
  form(draft: DraftRecord): Form;
  context(draft: DraftRecord): FormContext;
  listAnswers(draftId: string): PaperAnswers;
  /** Within the caller's transaction. */
  setListAnswers(draftId: string, answers: PaperAnswers): void;
  /**
   * Opens a further revision of a sealed dossier; `fill` runs in the same transaction. Raises SESSION_NOT_OPEN,
   * DRAFT_OTHER_OPEN and, when a correction names a form that is gone, the faults of form files.
   */
  begin(wanted: WantedRevision, fill: () => void): DraftRecord;
  /** Within the caller's transaction. */
  putAnswers(draftId: string, answers: Answers): void;
}

/** What a further revision begins with. */
export type WantedRevision = Pick<
  DraftRecord,
  | 'draftId'
  | 'procedureCode'
  | 'procedureName'
  | 'catalogueVersion'
  | 'formVersion'
  | 'requestId'
  | 'supersedes'
> & { readonly revisionKind: 'supplement' | 'correction' };

/** What a draft needs of the catalogue: the procedure's name, and which version says so. */
export interface DraftProcedures {
  find(code: string): { readonly name: string; readonly catalogueVersion: string } | undefined;
}

export interface DraftDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly procedures: DraftProcedures;
  readonly forms: () => Forms;
  readonly placesFile: () => PlacesFile;
  readonly papers: PaperForms;
  readonly printers: Printers;
  readonly communeCode: string;
  /** Today at the office, YYYY-MM-DD. */
  readonly today: () => string;
  readonly session: () => SessionState;
  readonly role: () => Role;
  /** Facts of the person at the kiosk; null while nobody has shown who they are. */
  readonly prefill: () => PrefillSource | null;
  readonly needsIdentityCheck: () => boolean;
  /** Ends whatever still adds to a form (a scan), before the form is erased. */
  readonly endWork: () => Promise<void>;
  readonly onErased: (draftId: string) => void;
  /** Removes what a further revision left in the folder of its sealed dossier; `forget` deletes its rows. */
  readonly dropRevision: (draftId: string, forget: () => void) => Promise<void>;
}
