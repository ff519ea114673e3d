import type { CoreClient, DraftForm, DraftState } from '../../../shared/contract/index.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import {
  type Answers,
  applySuggestions,
  evaluateForm,
  type Form,
  type FormContext,
  type FormEvaluation,
  withAnswer,
} from '../../../shared/form/index.ts';
import type { Places } from '../../../shared/places/places.ts';
import { expectFault } from '../../client/index.ts';

/** What a screen sees. `failed` keeps the answers on the page and tries again with the next one. */
export interface DraftView {
  readonly answers: Answers;
  readonly evaluation: FormEvaluation;
  readonly saving: 'saved' | 'saving' | 'failed';
  readonly fault: FaultCode | null;
}

/** The page's side of the open form: shows an answer at once, stores it within 300 ms, never drops one. */
export interface DraftSession {
  readonly draftId: string;
  readonly procedureName: string;
  readonly form: Form;
  readonly context: FormContext;
  readonly communeCode: string;
  readonly firstStepId: string;
  get(): DraftView;
  /** The newest answers, also of the key just pressed; a new object with every change. */
  latest(): Answers;
  subscribeToKeys(callback: () => void): () => void;
  subscribe(callback: () => void): () => void;
  /** While a person types: stored once they pause. */
  type(fieldId: string, value: unknown): void;
  /** A finished answer: stored now. */
  set(fieldId: string, value: unknown): void;
  /** Resolves true when everything is in the core, false when it could not be stored. */
  flush(): Promise<boolean>;
  dismissFault(): void;
}

/** A pause in typing after which the answer is stored; a core that restarts is asked again after a while. */
const timings = { typingMs: 250, againMs: 400 } as const;

export function createDraftSession(deps: {
  readonly core: CoreClient;
  readonly draft: DraftState;
  readonly form: DraftForm;
  readonly places: Places;
  readonly after: (callback: () => void, delayMs: number) => () => void;
}): DraftSession {
  const { core, draft } = deps;
  const { form, today, office, communeCode } = deps.form;
  const context: FormContext = {
    today,
    places: deps.places,
    office,
    procedure: { code: draft.procedureCode, name: draft.procedureName },
  };
  const callbacks = new Set<() => void>();
  const keyCallbacks = new Set<() => void>();
  /** Answers on their way, newest value by field; a field leaves only when the core has exactly that value. */
  const pending = new Map<string, unknown>();
  let revision = draft.revision;
  let answers: Answers = draft.answers;
  let stored: Answers = draft.answers;
  let running: Promise<boolean> | null = null;
  let cancelTyping: () => void = () => {};
  let view: DraftView = {
    answers,
    evaluation: evaluateForm(form, answers, context),
    saving: 'saved',
    fault: null,
  };

  function show(change: Partial<Pick<DraftView, 'saving' | 'fault'>> = {}): void {
    const evaluation = view.answers === answers ? view.evaluation : evaluateForm(form, answers, context);
    view = { ...view, ...change, answers, evaluation };
    for (const callback of [...callbacks, ...keyCallbacks]) callback();
  }

  function put(fieldId: string, value: unknown): void {
    answers = withAnswer(form, answers, { fieldId, value, source: 'typed' });
    pending.set(fieldId, value);
  }

  function merge(changed: Readonly<Record<string, Answers[string] | null>>): void {
    const next: Record<string, Answers[string]> = { ...answers };
    const known: Record<string, Answers[string]> = { ...stored };
    for (const [id, answer] of Object.entries(changed)) {
      if (answer === null) delete known[id];
      else known[id] = answer;
      if (pending.has(id)) continue;
      if (answer === null) delete next[id];
      else next[id] = answer;
    }
    answers = next;
    stored = known;
  }

  /** Another page was quicker: its answers are taken over, and ours stands where it did not touch the same field. */
  async function takeOver(fieldId: string): Promise<boolean> {
    const now = await core.drafts.current();
    if (now === null || now.draftId !== draft.draftId) return false;
    const isTouched = JSON.stringify(now.answers[fieldId]) !== JSON.stringify(stored[fieldId]);
    if (isTouched) pending.delete(fieldId);
    revision = now.revision;
    stored = now.answers;
    answers = [...pending].reduce<Answers>(
      (kept, [id, value]) => withAnswer(form, kept, { fieldId: id, value, source: 'typed' }),
      now.answers,
    );
    show({ fault: isTouched ? 'DRAFT_CHANGED_ELSEWHERE' : view.fault });
    return true;
  }

  async function storeOne(fieldId: string, value: unknown): Promise<'stored' | 'again' | FaultCode> {
    try {
      const change = await core.drafts.answer({
        draftId: draft.draftId,
        fieldPath: fieldId,
        value: value as never,
        revision,
      });
      revision = change.revision;
      if (pending.get(fieldId) === value) pending.delete(fieldId);
      merge(change.changed);
      return 'stored';
    } catch (error) {
      const fault = expectFault(error);
      if (fault === 'DRAFT_CHANGED_ELSEWHERE') return (await takeOver(fieldId)) ? 'stored' : 'DRAFT_NONE';
      if (fault === 'CORE_RESTARTING' || fault === 'CALL_TIMED_OUT' || fault === 'NOT_READY') return 'again';
      return fault;
    }
  }

  async function storeAll(): Promise<boolean> {
    show({ saving: 'saving' });
    /** What the core would not take as it is; it never keeps the other answers from being stored. */
    const refused = new Map<string, unknown>();
    for (;;) {
      const next = [...pending].find(([id, value]) => !refused.has(id) || refused.get(id) !== value);
      if (next === undefined) break;
      const [fieldId, value] = next;
      const outcome = await storeOne(fieldId, value);
      if (outcome === 'again') {
        await new Promise<void>((resolve) => deps.after(resolve, timings.againMs));
      } else if (outcome === 'INPUT_REFUSED') {
        refused.set(fieldId, value);
      } else if (outcome !== 'stored') {
        show({ saving: 'failed', fault: outcome });
        return false;
      }
    }
    const isWhole = pending.size === 0;
    show(isWhole ? { saving: 'saved' } : { saving: 'failed', fault: 'INPUT_REFUSED' });
    return isWhole;
  }

  function store(): Promise<boolean> {
    cancelTyping();
    if (running !== null) return running;
    if (pending.size === 0) return Promise.resolve(true);
    running = storeAll().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    draftId: draft.draftId,
    procedureName: draft.procedureName,
    form,
    context,
    communeCode,
    firstStepId: draft.stepId,
    get: () => view,
    latest: () => answers,
    subscribe(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    subscribeToKeys(callback) {
      keyCallbacks.add(callback);
      return () => keyCallbacks.delete(callback);
    },
    type(fieldId, value) {
      put(fieldId, value);
      // From the first key on nothing may say that all is saved; the rules are not judged anew for every letter.
      if (view.saving === 'saved') {
        view = { ...view, saving: 'saving' };
        for (const callback of callbacks) callback();
      }
      for (const callback of keyCallbacks) callback();
      cancelTyping();
      cancelTyping = deps.after(() => void store(), timings.typingMs);
    },
    set(fieldId, value) {
      put(fieldId, value);
      // The proposals of the core come with its answer; the page works them out by itself in the same moment.
      answers = applySuggestions(form, answers, context);
      show();
      void store();
    },
    async flush() {
      // What came while the last one was on its way is stored too.
      while (pending.size > 0) if (!(await store())) return false;
      return true;
    },
    dismissFault: () => show({ fault: null }),
  };
}
