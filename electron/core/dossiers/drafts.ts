import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { assertDefined } from '../../../shared/assert.ts';
import type { DraftChange, DraftReview, DraftState } from '../../../shared/contract/index.ts';
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
  withAnswer,
} from '../../../shared/form/index.ts';
import { createPlaces, type Places } from '../../../shared/places/places.ts';
import { makeUuid7 } from '../../../shared/portal/index.ts';
import { checkAnswer } from './check-answer.ts';
import type { DraftDeps, DraftSummary, Drafts, WantedRevision } from './draft-contract.ts';
import { createDraftErasure } from './draft-erasure.ts';
import { createDraftStore, type DraftRecord } from './draft-store.ts';
import { printDraft } from './print-draft.ts';

const paperAnswersSchema = z.record(z.string(), z.enum(['yes', 'no', 'unsure']));

export function createDrafts(deps: DraftDeps): Drafts {
  const { store, clock } = deps;
  const rows = createDraftStore(store);
  let places: Places | null = null;

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
    const form = formOf(draft);
    const verdict = evaluateForm(form, rows.answers(draftId), contextOf(draft));
    return {
      revision: draft.revision,
      faults: [...verdict.allFaults],
      warnings: [...verdict.allWarnings],
      dropped: [...verdict.dropped],
      // The officer answers for what they put right: the citizen need not stand here.
      unagreed: draft.revisionKind === null ? inOrderOf(form, rows.unagreed(draftId)) : [],
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

  const erasure = createDraftErasure({ ...deps, rows, sessionId });

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
      await erasure.erase(get(draftId), 'citizen');
    },
    print: (draftId) => printDraft({ ...deps, rows, get, formOf, contextOf }, draftId),
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
      if (draft !== null) await erasure.erase(draft, 'retention');
    },
    eraseLeftBehind: erasure.eraseLeftBehind,
  };
}

const noRevision = { revisionKind: null, visitId: null, requestId: null, supersedes: null } as const;

function summaryOf({ draftId, procedureCode, procedureName }: DraftRecord): DraftSummary {
  return { draftId, procedureCode, procedureName };
}

/** Fields as the form asks for them. */
function inOrderOf(form: Form, fieldIds: readonly string[]): string[] {
  const order = form.steps.flatMap(({ fields }) => fields.map(({ id }) => id));
  return [...fieldIds].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}
