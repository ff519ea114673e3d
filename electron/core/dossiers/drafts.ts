import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { assertDefined } from '../../../shared/assert.ts';
import type { Clock } from '../../../shared/clock.ts';
import type {
  DraftChange,
  DraftForm,
  DraftReview,
  DraftState,
  Role,
  SessionState,
} from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import {
  type Answer,
  type Answers,
  applyPrefill,
  applySuggestions,
  evaluateForm,
  type Form,
  type FormContext,
  officeFacts,
  type PrefillSource,
  withAnswer,
} from '../../../shared/form/index.ts';
import { createPlaces, type Places, type PlacesFile } from '../../../shared/places/places.ts';
import { makeUuid7 } from '../../../shared/portal/index.ts';
import type { Answers as PaperAnswers } from '../../../shared/procedure/index.ts';
import type { Printers } from '../devices/index.ts';
import type { Log } from '../diagnostics/index.ts';
import type { Forms, PaperForms } from '../forms/index.ts';
import { deleteDossierRows, type Store } from '../storage/index.ts';
import { checkAnswer } from './check-answer.ts';
import { createDraftStore, type DraftRecord } from './draft-store.ts';

const paperAnswersSchema = z.record(z.string(), z.enum(['yes', 'no', 'unsure']));

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

export function createDrafts(deps: DraftDeps): Drafts {
  const { store, clock } = deps;
  const rows = createDraftStore(store);
  let places: Places | null = null;
  /** One erasure after the other; each is also finished at the next start, should this process end before. */
  let erasing: Promise<void> = Promise.resolve();

  function sessionId(): string | null {
    const session = deps.session();
    return session.kind === 'open' ? session.sessionId : null;
  }

  /** An officer who puts a dossier right sees that one; the citizen of the visit never does. */
  function find(): DraftRecord | null {
    const id = sessionId();
    if (id === null) return null;
    const officers = deps.role() === 'citizen' ? null : rows.findOfficersOf(id);
    return officers ?? rows.findOfSession(id);
  }

  function get(draftId: string): DraftRecord {
    const draft = find();
    if (draft === null || draft.draftId !== draftId) throw new KioskFault('DRAFT_NONE');
    return draft;
  }

  function formOf(draft: DraftRecord): Form {
    return deps.forms().get({ procedureCode: draft.procedureCode, version: draft.formVersion });
  }

  function contextOf(draft: DraftRecord): FormContext {
    places ??= createPlaces(deps.placesFile());
    return {
      today: deps.today(),
      places,
      office: officeFacts(places, deps.communeCode),
      procedure: { code: draft.procedureCode, name: draft.procedureName },
    };
  }

  function stateOf(draft: DraftRecord): DraftState {
    const { draftId, procedureCode, procedureName, stepId, revision, revisionKind } = draft;
    return {
      draftId,
      procedureCode,
      procedureName,
      stepId,
      revision,
      revisionKind,
      answers: rows.answers(draftId),
      needsIdentityCheck: deps.needsIdentityCheck(),
    };
  }

  /** Brings proposals up to date and writes what differs; runs inside a transaction. */
  function settle(draft: DraftRecord, form: Form, before: Answers, wanted: Answers): DraftChange {
    const next = applySuggestions(form, wanted, contextOf(draft));
    const changed: Record<string, Answer | null> = {};
    for (const id of new Set([...Object.keys(before), ...Object.keys(next)])) {
      const answer = Object.hasOwn(next, id) ? (next[id] ?? null) : null;
      const old = Object.hasOwn(before, id) ? (before[id] ?? null) : null;
      if (JSON.stringify(answer) === JSON.stringify(old)) continue;
      changed[id] = answer;
      rows.putAnswer(draft.draftId, id, answer, clock.now());
    }
    const isSame = Object.keys(changed).length === 0;
    return { revision: isSame ? draft.revision : rows.raiseRevision(draft.draftId), changed };
  }

  function fillIn(draft: DraftRecord): DraftChange {
    // Whoever stands here need not be the person whose dossier is corrected.
    const source = draft.revisionKind === null ? deps.prefill() : null;
    const form = formOf(draft);
    return store.write(() => {
      const before = rows.answers(draft.draftId);
      return settle(draft, form, before, source === null ? before : applyPrefill(form, before, source));
    });
  }

  function review(draftId: string): DraftReview {
    const draft = get(draftId);
    const verdict = evaluateForm(formOf(draft), rows.answers(draftId), contextOf(draft));
    return {
      revision: draft.revision,
      faults: [...verdict.allFaults],
      warnings: [...verdict.allWarnings],
      dropped: [...verdict.dropped],
      // The officer answers for what they put right: the citizen need not stand here.
      unagreed: draft.revisionKind === null ? [...rows.unagreed(draftId)] : [],
    };
  }

  /** Runs inside a transaction. */
  function insert(draft: DraftRecord): void {
    const { draftId, procedureCode, formVersion, catalogueVersion } = draft;
    rows.insert(draft);
    store.audit.append({
      id: 'draft-started',
      role: deps.role(),
      dossierId: draftId,
      details: { procedureCode, formVersion, catalogueVersion },
    });
  }

  function begin(wanted: WantedRevision, fill: () => void): DraftRecord {
    const visit = sessionId();
    if (visit === null) throw new KioskFault('SESSION_NOT_OPEN');
    const present = find() ?? rows.find(wanted.draftId);
    if (present !== null) {
      throw new KioskFault('DRAFT_OTHER_OPEN', { details: { procedure: present.procedureCode } });
    }
    const draft: DraftRecord = {
      ...wanted,
      sessionId: wanted.supersedes === null ? visit : randomUUID(),
      visitId: visit,
      stepId: 'revision',
      revision: 0,
      openedAt: Math.max(0, clock.now()),
    };
    // Without its form nothing can be corrected: said now, not on the screen after this.
    const first = wanted.revisionKind === 'correction' ? formOf(draft).steps[0]?.id : undefined;
    store.write(() => {
      insert({ ...draft, stepId: first ?? draft.stepId });
      fill();
    });
    return get(draft.draftId);
  }

  const outcomes = { citizen: 'discarded', 'session-ended': 'session-ended', retention: 'expired' } as const;

  async function erase(draft: DraftRecord, reason: keyof typeof outcomes): Promise<void> {
    const role = reason === 'citizen' ? deps.role() : 'kiosk';
    const auditFinished = (): void =>
      void store.audit.append({
        id: 'draft-finished',
        role,
        dossierId: draft.draftId,
        details: { procedureCode: draft.procedureCode, outcome: outcomes[reason] },
      });
    if (draft.revisionKind !== null) {
      await deps.dropRevision(draft.draftId, () => {
        rows.remove(draft.draftId);
        auditFinished();
      });
      deps.onErased(draft.draftId);
      return;
    }
    auditFinished();
    await store.eraseDossier({ dossierId: draft.draftId, reason, role, deleteRows: deleteDossierRows });
    deps.onErased(draft.draftId);
  }

  return {
    records: {
      open: get,
      find: (draftId) => rows.find(draftId),
      answers: (draftId) => rows.answers(draftId),
      form: formOf,
      context: contextOf,
      listAnswers: (draftId) => paperAnswersSchema.parse(JSON.parse(rows.listAnswers(draftId))),
      setListAnswers: (draftId, answers) => rows.setListAnswers(draftId, JSON.stringify(answers)),
      begin,
      putAnswers(draftId, answers) {
        for (const [fieldPath, answer] of Object.entries(answers))
          rows.putAnswer(draftId, fieldPath, answer, clock.now());
      },
    },
    offer: (procedureCode) => ({ form: deps.forms().has(procedureCode) ? 'own' : 'generic' }),
    open(procedureCode) {
      const visit = sessionId();
      if (visit === null) throw new KioskFault('SESSION_NOT_OPEN');
      const present = find();
      if (present !== null) {
        if (present.procedureCode === procedureCode && present.revisionKind === null) return stateOf(present);
        throw new KioskFault('DRAFT_OTHER_OPEN', { details: { procedure: present.procedureCode } });
      }
      const procedure = deps.procedures.find(procedureCode);
      if (procedure === undefined) {
        throw new KioskFault('PROCEDURE_UNKNOWN', { details: { code: procedureCode } });
      }
      const form = deps.forms().get({ procedureCode });
      const draft: DraftRecord = {
        draftId: makeUuid7(clock.now(), randomBytes(10)),
        sessionId: visit,
        procedureCode,
        procedureName: procedure.name,
        catalogueVersion: procedure.catalogueVersion,
        formVersion: form.version,
        stepId: assertDefined(form.steps[0], 'a form has a step').id,
        revision: 0,
        openedAt: Math.max(0, clock.now()),
        ...noRevision,
      };
      store.write(() => insert(draft));
      fillIn(draft);
      return stateOf(get(draft.draftId));
    },
    current() {
      const draft = find();
      // A form that is gone is said now, not at the first answer; a supplement has none.
      if (draft !== null && draft.revisionKind !== 'supplement') formOf(draft);
      return draft === null ? null : stateOf(draft);
    },
    form(draftId) {
      const draft = get(draftId);
      const { today, office } = contextOf(draft);
      return { form: formOf(draft), today, office, communeCode: deps.communeCode };
    },
    places: deps.placesFile,
    answer({ draftId, fieldPath, value, revision }) {
      const draft = get(draftId);
      const form = formOf(draft);
      checkAnswer(form, contextOf(draft), fieldPath, value);
      return store.write(() => {
        const now = get(draftId);
        if (now.revision !== revision) {
          throw new KioskFault('DRAFT_CHANGED_ELSEWHERE', { details: { revision: now.revision } });
        }
        const before = rows.answers(draftId);
        const source = deps.role() === 'citizen' ? 'typed' : 'staff';
        return settle(now, form, before, withAnswer(form, before, { fieldId: fieldPath, value, source }));
      });
    },
    goTo(draftId, stepId) {
      const draft = get(draftId);
      if (!formOf(draft).steps.some((step) => step.id === stepId)) {
        throw new KioskFault('INPUT_REFUSED', { details: { call: 'drafts.goTo', fields: 'stepId' } });
      }
      if (draft.stepId !== stepId) store.write(() => rows.setStep(draftId, stepId));
      return { stepId };
    },
    prefill: (draftId) => fillIn(get(draftId)),
    review,
    agree(draftId, revision) {
      store.write(() => {
        const draft = get(draftId);
        if (draft.revision !== revision) {
          throw new KioskFault('DRAFT_CHANGED_ELSEWHERE', { details: { revision: draft.revision } });
        }
        const answers = rows.unagreed(draftId).length;
        if (answers === 0) return;
        rows.agree(draftId, clock.now());
        store.audit.append({
          id: 'staff-answers-agreed',
          role: deps.role(),
          dossierId: draftId,
          details: { answers },
        });
      });
      return review(draftId);
    },
    async discard(draftId) {
      get(draftId);
      await deps.endWork();
      await erase(get(draftId), 'citizen');
    },
    async print(draftId) {
      const draft = get(draftId);
      const form = formOf(draft);
      const context = contextOf(draft);
      const answers = rows.answers(draftId);
      const open = evaluateForm(form, answers, context).allFaults.length;
      if (open > 0) throw new KioskFault('DRAFT_INCOMPLETE', { details: { faults: open } });
      const visit = deps.printers.visit();
      const pdf = await deps.papers.render({ form, answers, context });
      const { procedureCode } = draft;
      const audited = (details: { readonly outcome: string; readonly printer: string }): void =>
        void store.audit.append({
          id: 'form-printed',
          role: deps.role(),
          dossierId: draftId,
          details: { procedureCode, ...details },
        });
      try {
        const printed = await deps.printers.print({
          name: `to-khai-${procedureCode}`,
          paper: 'a4',
          pdf,
          visit,
        });
        audited({ outcome: 'confirmed', printer: printed.printer });
        return printed;
      } catch (error) {
        audited({ outcome: 'failed', printer: '' });
        throw error;
      }
    },
    openOne() {
      const draft = find();
      return draft === null || draft.revisionKind !== null ? null : summaryOf(draft);
    },
    setAside() {
      const draft = find();
      if (draft === null || draft.revisionKind !== null) throw new KioskFault('DRAFT_NONE');
      rows.setSession(draft.draftId, randomUUID());
      return summaryOf(draft);
    },
    takeUp(draftId) {
      const visit = sessionId();
      if (visit === null) throw new KioskFault('SESSION_NOT_OPEN');
      const present = find();
      if (present !== null) {
        throw new KioskFault('DRAFT_OTHER_OPEN', { details: { procedure: present.procedureCode } });
      }
      rows.setSession(draftId, visit);
      return summaryOf(get(draftId));
    },
    async eraseAside(draftId) {
      const draft = rows.find(draftId);
      if (draft !== null) await erase(draft, 'retention');
    },
    eraseLeftBehind() {
      erasing = erasing.then(async () => {
        for (const draft of rows.leftBehind(sessionId())) {
          try {
            await erase(draft, 'session-ended');
          } catch (error) {
            // Its answers are gone with the session; the rest is erased at the next start.
            deps.log.failure('draft left for the next start', error);
          }
        }
      });
      return erasing;
    },
  };
}

const noRevision = { revisionKind: null, visitId: null, requestId: null, supersedes: null } as const;

function summaryOf({ draftId, procedureCode, procedureName }: DraftRecord): DraftSummary {
  return { draftId, procedureCode, procedureName };
}
