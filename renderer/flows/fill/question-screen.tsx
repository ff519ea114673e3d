import { Check, CircleAlert, Eye, LoaderCircle, Sparkle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { assertDefined } from '../../../shared/assert.ts';
import {
  type Field,
  type FormStep,
  nextStepId,
  previousStepId,
  type Remark,
  relevantSteps,
} from '../../../shared/form/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useCore, useGo, useReading } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { KeyboardDock, useKeyboardStore } from '../../keyboard/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { useDraft, useDraftView } from './draft-context.tsx';
import { layoutOf, QuestionInput } from './inputs/question-input.tsx';
import { questionPlace, reviewPlace } from './places.ts';
import classes from './question-screen.module.css';
import { tellRemark, wordsOf } from './question-words.ts';
import {
  besideQuestion,
  findField,
  findState,
  isBlank,
  isSameQuestion,
  type Question,
  questionOfRemark,
  questionsOfRow,
  questionsOfStep,
  remarksAt,
  splitPath,
  valueAt,
} from './questions.ts';
import { StepOverview } from './step-overview.tsx';

/** The list that a question stands in: its step, or its row of a repeat field. */
function siblingsOf(draft: ReturnType<typeof useDraft>, question: Question): readonly Question[] {
  const { evaluation } = draft.get();
  const answers = draft.latest();
  const { fieldId, row } = splitPath(question.path);
  const step = assertDefined(
    draft.form.steps.find((one) => one.id === question.stepId),
    'step of the place',
  );
  const field = findField(draft.form, fieldId);
  if (row !== null && field !== undefined) return questionsOfRow(step.id, field, row, evaluation, answers);
  return questionsOfStep(step, evaluation, answers);
}

/** One question: asked large, answered with one thing, judged when the person goes on. */
export function QuestionScreen(props: { readonly question: Question }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const draft = useDraft();
  const view = useDraftView();
  const keyboard = useKeyboardStore();
  const { language } = useReading();
  const { question } = props;
  const { form } = draft;
  /** What was said when the person last wanted to go on. Nothing is said while they still type. */
  const [asked, setAsked] = useState<'not-yet' | 'faults' | 'warnings'>(() => startsAsked(draft, question));
  const input = useRef<HTMLDivElement>(null);

  const step = assertDefined(
    form.steps.find((one) => one.id === question.stepId),
    'step of the place',
  );
  const field = assertDefined(findField(form, question.path), 'field of the place');
  const siblings = siblingsOf(draft, question);
  const at = siblings.findIndex((one) => isSameQuestion(one, question));
  const words = wordsOf(say, field, question, language);
  const { faults, warnings } = remarksOf(draft, question);
  const isEmpty = isBlank(valueAt(draft.latest(), question));
  const isOptional = isEmpty && faults.length === 0;
  const steps = relevantSteps(view.evaluation);
  const stepAt = steps.findIndex((one) => one.id === step.id);
  const told = (remark: Remark): string => tellRemark(say, field, remark, language);
  const problem = asked === 'not-yet' ? null : (faults[0] ?? null);

  // Ready to be answered at once, by finger or by keys: the heading is read with the field's own name.
  useEffect(() => {
    const first = input.current?.querySelector<HTMLElement>('[data-kiosk-field]');
    first?.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    void core.drafts.goTo({ draftId: draft.draftId, stepId: step.id }).catch(ignoreLostStep);
  }, [core, draft, step.id]);

  /** What is typed meanwhile belongs to the question that comes, not to the answer that was just judged. */
  async function turn(work: () => Promise<unknown>): Promise<void> {
    if (keyboard.isHeld()) return;
    keyboard.hold();
    try {
      // Nothing is left behind on the page: the core has it before the next question stands there.
      if (await draft.flush()) await work();
    } finally {
      keyboard.release();
    }
  }

  const leaveTo = (place: string): Promise<void> => turn(() => go(place));

  async function judgeAndGo(): Promise<void> {
    const now = remarksOf(draft, question);
    if (now.faults.length > 0) {
      setAsked('faults');
      return;
    }
    if (now.warnings.length > 0 && asked !== 'warnings') {
      setAsked('warnings');
      return;
    }
    await go(placeAfter(draft, step, question));
  }

  const goForward = (): Promise<void> => turn(judgeAndGo);

  async function goBack(): Promise<void> {
    await leaveTo(placeBefore(draft, step, question, form.code));
  }

  return (
    <Screen
      key={questionPlace(question)}
      layout={layoutOf(field, question)}
      title={words.title}
      lead={
        <span className={classes.lead}>
          {words.about === null ? null : <b>{words.about}</b>}
          {words.help === null ? null : <span>{words.help}</span>}
          {words.official === null ? null : <small>{say('fill.official', { label: words.official })}</small>}
        </span>
      }
      steps={{
        now: stepAt + 1,
        of: steps.length,
        name:
          siblings.length > 1
            ? say('fill.step', { name: step.title[language], now: at + 1, of: siblings.length })
            : step.title[language],
      }}
      dock={<KeyboardDock />}
      back={{ onPress: goBack }}
      next={{
        onPress: goForward,
        ...(asked === 'warnings' && faults.length === 0
          ? { label: say('fill.right') }
          : isOptional
            ? { label: say('fill.skip') }
            : {}),
      }}
    >
      <div ref={input} className={classes.question} data-asked data-kind={field.kind}>
        <QuestionInput
          question={question}
          field={field}
          label={words.title}
          problem={problem === null ? null : told(problem)}
          onNext={() => void goForward()}
          onOpen={(place) => void leaveTo(place)}
          onTouched={() => setAsked((before) => (before === 'warnings' ? 'not-yet' : before))}
        />
        {asked === 'not-yet' || faults.length > 0
          ? null
          : warnings.map((remark) => (
              <p key={told(remark)} className={classes.warning} role="status">
                <Eye aria-hidden />
                {told(remark)}
              </p>
            ))}
        <Beside fields={besideQuestion(step, question, siblings)} />
        {view.fault === null ? null : <FaultNotice code={view.fault} />}
        <SourceSign path={question.path} />
        <SavedSign isEmpty={isEmpty} />
      </div>
      <StepOverview step={step} questions={siblings} now={question} onOpen={(place) => void leaveTo(place)} />
    </Screen>
  );
}

/** A form that was erased meanwhile says so at the next answer. */
function ignoreLostStep(): void {}

function remarksOf(draft: ReturnType<typeof useDraft>, question: Question) {
  const { evaluation } = draft.get();
  const answers = draft.latest();
  return {
    faults: remarksAt(draft.form, evaluation.allFaults, question, answers),
    warnings: remarksAt(draft.form, evaluation.allWarnings, question, answers),
  };
}

/** Somebody who comes back to a wrong answer sees what is wrong; an unanswered question is asked afresh. */
function startsAsked(
  draft: ReturnType<typeof useDraft>,
  question: Question,
): 'not-yet' | 'faults' | 'warnings' {
  const { faults, warnings } = remarksOf(draft, question);
  if (isBlank(valueAt(draft.latest(), question))) return 'not-yet';
  return faults.length > 0 ? 'faults' : warnings.length > 0 ? 'warnings' : 'not-yet';
}

/** The card said it, and nothing is wrong with it: it stands on the review page, and nobody has to go through it. */
function isSettled(draft: ReturnType<typeof useDraft>, question: Question): boolean {
  if (findState(draft.get().evaluation, question.path)?.source !== 'card') return false;
  const { faults, warnings } = remarksOf(draft, question);
  return faults.length === 0 && warnings.length === 0 && !isBlank(valueAt(draft.latest(), question));
}

/** The next open question; after the last one the first that is still wrong in this step, then the next step. */
function placeAfter(draft: ReturnType<typeof useDraft>, step: FormStep, question: Question): string {
  const siblings = siblingsOf(draft, question);
  const at = siblings.findIndex((one) => isSameQuestion(one, question));
  const next = siblings.slice(at + 1).find((one) => !isSettled(draft, one));
  if (next !== undefined) return questionPlace(next);
  const { fieldId, row } = splitPath(question.path);
  if (row !== null) return questionPlace({ stepId: step.id, path: fieldId, part: null });
  const { evaluation } = draft.get();
  const open = evaluation.allFaults.find((remark) => remark.stepId === step.id);
  if (open !== undefined) return questionPlace(questionOfRemark(draft.form, open, draft.latest()));
  return firstPlaceOf(draft, nextStepId(evaluation, step.id)) ?? reviewPlace;
}

function firstPlaceOf(draft: ReturnType<typeof useDraft>, stepId: string | null): string | null {
  const step = draft.form.steps.find((one) => one.id === stepId);
  if (step === undefined) return null;
  const questions = questionsOfStep(step, draft.get().evaluation, draft.latest());
  const first = questions.find((one) => !isSettled(draft, one));
  // A step without an open question of its own is passed over.
  return first === undefined
    ? firstPlaceOf(draft, nextStepId(draft.get().evaluation, step.id))
    : questionPlace(first);
}

function placeBefore(
  draft: ReturnType<typeof useDraft>,
  step: FormStep,
  question: Question,
  code: string,
): string {
  const siblings = siblingsOf(draft, question);
  const before = siblings[siblings.findIndex((one) => isSameQuestion(one, question)) - 1];
  if (before !== undefined) return questionPlace(before);
  const { fieldId, row } = splitPath(question.path);
  if (row !== null) return questionPlace({ stepId: step.id, path: fieldId, part: null });
  const { evaluation } = draft.get();
  let earlier = previousStepId(evaluation, step.id);
  while (earlier !== null) {
    const found = draft.form.steps.find((one) => one.id === earlier);
    const last = found && questionsOfStep(found, evaluation, draft.latest()).at(-1);
    if (last) return questionPlace(last);
    earlier = previousStepId(evaluation, earlier);
  }
  return code === 'generic' ? '/find' : `/find/${draft.context.procedure.code}`;
}

/** Worked-out texts and sentences that belong to the question. */
function Beside(props: { readonly fields: readonly Field[] }) {
  const { language } = useReading();
  const { evaluation } = useDraftView();
  return props.fields.map((field) => {
    if (field.kind === 'note') {
      return (
        <p key={field.id} className={classes.note}>
          {field.label.everyday[language]}
        </p>
      );
    }
    const value = evaluation.calculated[field.id];
    return value === undefined ? null : (
      <p key={field.id} className={classes.computed}>
        <span>{field.label.everyday[language]}</span>
        <b lang="vi">{String(value)}</b>
      </p>
    );
  });
}

/** Calm and small: whether what was answered is kept. */
function SavedSign(props: { readonly isEmpty: boolean }) {
  const say = useStrings();
  const { saving } = useDraftView();
  if (props.isEmpty && saving !== 'failed') return <p className={classes.saved} />;
  const Icon = saving === 'saved' ? Check : saving === 'saving' ? LoaderCircle : CircleAlert;
  return (
    <p className={classes.saved} data-saving={saving} role="status">
      <Icon aria-hidden />
      {say(`fill.${saving}`)}
    </p>
  );
}

/** What the kiosk filled in by itself says so; it is changed like everything else. */
function SourceSign(props: { readonly path: string }) {
  const say = useStrings();
  const { evaluation } = useDraftView();
  const state = findState(evaluation, props.path);
  if (state?.value === null || (state?.source !== 'card' && state?.source !== 'earlier')) return null;
  return (
    <p className={classes.source}>
      <Sparkle aria-hidden />
      {say(`fill.source.${state.source}`)}
    </p>
  );
}
