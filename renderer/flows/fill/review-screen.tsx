import { useQuery } from '@tanstack/react-query';
import { CircleAlert, Eye, Pencil, Trash2, UserRoundCog } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { DraftReview } from '../../../shared/contract/index.ts';
import {
  type ReadingRow,
  type Remark,
  readForm,
  relevantSteps,
  tellMessage,
} from '../../../shared/form/index.ts';
import { Screen } from '../../app/screen.tsx';
import {
  queryFault,
  useAttempt,
  useCore,
  useCoreQueries,
  useGo,
  useOfficer,
  useReading,
} from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { useMustSee } from '../../components/must-see.ts';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { SureDialog } from '../../components/sure-dialog.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { useDraft, useDraftView } from './draft-context.tsx';
import { formWords } from './form-words.ts';
import { finishPlace, questionPlace } from './places.ts';
import { tellRemark } from './question-words.ts';
import { findField, questionOfRemark, questionsOfStep } from './questions.ts';
import classes from './review-screen.module.css';

/** Everything that was answered, in order, with everything that is still wrong at once; each with a way to it. */
export function ReviewScreen() {
  const say = useStrings();
  const go = useGo();
  const draft = useDraft();
  const { evaluation } = useDraftView();
  const { language } = useReading();
  const queries = useCoreQueries();
  const { form, context, draftId } = draft;
  // The verdict is the core's own: the page only shows it.
  const asked = useQuery({ ...queries.drafts.review.queryOptions({ input: { draftId } }), gcTime: 0 });
  const fault = queryFault(asked.error);
  const verdict = asked.data ?? null;
  const faults = verdict?.faults ?? [];
  const unagreed = verdict?.unagreed ?? [];
  // Nobody agrees in the citizen's place: an officer who is still there goes on, and the citizen is asked later.
  const isAlone = useOfficer() === null;
  const asksToAgree = isAlone && unagreed.length > 0;
  const mustSee = useMustSee();
  // Whoever agrees has had every mark before their eyes, also on a panel where they lie below the edge.
  const hidesMarks = asksToAgree && mustSee.left !== null && mustSee.left > 0;
  const core = useCore();
  const attempt = useAttempt();
  const heading = useRef<HTMLDivElement>(null);
  const [isDiscarding, setDiscarding] = useState(false);

  const open = (place: string) => void go(place);
  const toRemark = (remark: Remark): void =>
    open(questionPlace(questionOfRemark(form, remark, draft.latest())));
  const tell = (remark: Remark): string => {
    const field = findField(form, remark.path);
    return field === undefined
      ? tellMessage(remark.message, formWords(language), language)
      : tellRemark(say, field, remark, language);
  };

  useEffect(() => {
    if (faults.length > 0) heading.current?.focus({ preventScroll: true });
  }, [faults.length]);

  function back(): void {
    const step = relevantSteps(evaluation).at(-1);
    const found = form.steps.find((one) => one.id === step?.id);
    const last = found && questionsOfStep(found, evaluation, draft.latest()).at(-1);
    open(last === undefined ? '/fill' : questionPlace(last));
  }

  /** One tap: what stands on this page is what the citizen agrees to. */
  async function agree(): Promise<void> {
    if (verdict === null) return;
    const isAgreed = await attempt(
      async () => void (await core.drafts.agree({ draftId, revision: verdict.revision })),
    );
    if (isAgreed) await go(finishPlace);
    else await asked.refetch();
  }

  const sections = readForm(form, evaluation, context, language);
  return (
    <Screen
      layout="top"
      title={say('fill.review.title')}
      lead={form.title.everyday[language]}
      back={{ onPress: back }}
      next={{
        label:
          faults.length > 0
            ? say('fill.review.fix')
            : hidesMarks
              ? say('app.mustSee', { count: mustSee.left ?? 0 })
              : say(asksToAgree ? 'fill.review.agree' : 'fill.review.right'),
        isDisabled: verdict === null || (faults.length === 0 && asksToAgree && mustSee.left === null),
        onPress: () => {
          const [first] = faults;
          if (first !== undefined) return toRemark(first);
          if (hidesMarks) return mustSee.showNext();
          return asksToAgree ? agree() : go(finishPlace);
        },
      }}
    >
      {fault === null ? null : <FaultNotice code={fault} />}
      <Pages label={say('fill.review.title')} box={mustSee.box}>
        {faults.length === 0 ? null : (
          <section className={classes.faults} aria-labelledby="fill-faults">
            <h2 id="fill-faults" ref={heading} tabIndex={-1}>
              {say('fill.review.faults', { count: faults.length })}
            </h2>
            {faults.map((remark) => (
              <Button
                key={`${remark.path} ${remark.part} ${tell(remark)}`}
                className={classes.fault}
                onPress={() => toRemark(remark)}
              >
                <CircleAlert aria-hidden />
                <span>
                  <small>{labelOf(draft.form, remark.path, language)}</small>
                  <b>{tell(remark)}</b>
                </span>
              </Button>
            ))}
          </section>
        )}
        {unagreed.length === 0 ? null : (
          <Notice tone="attention" title={say('fill.review.staff', { count: unagreed.length })}>
            <p>
              {say('fill.review.staff.line', {
                labels: unagreed.map((path) => labelOf(form, path, language)).join('; '),
              })}
            </p>
          </Notice>
        )}
        <Dropped verdict={verdict} />
        {sections.map((section) => (
          <section key={section.stepId} className={classes.section}>
            <h2>{section.title}</h2>
            <Rows rows={section.rows} stepId={section.stepId} unagreed={unagreed} onOpen={open} tell={tell} />
          </section>
        ))}
        <div className={classes.discard}>
          <TouchButton look="danger" icon={<Trash2 aria-hidden />} onPress={() => setDiscarding(true)}>
            {say('fill.discard')}
          </TouchButton>
        </div>
      </Pages>
      <DiscardDialog isOpen={isDiscarding} onClose={() => setDiscarding(false)} />
    </Screen>
  );
}

function labelOf(form: ReturnType<typeof useDraft>['form'], path: string, language: 'vi' | 'en'): string {
  const field = findField(form, path);
  if (field === undefined) return '';
  return field.kind === 'declaration' ? field.label.official[language] : field.label.everyday[language];
}

/** Answers whose question does not apply any more are named, never silently left out. */
function Dropped(props: { readonly verdict: DraftReview | null }) {
  const say = useStrings();
  const draft = useDraft();
  const { language } = useReading();
  const labels = (props.verdict?.dropped ?? [])
    .map(({ id }) => labelOf(draft.form, id, language))
    .filter((label) => label !== '');
  if (labels.length === 0) return null;
  return (
    <Notice tone="info" title={say('fill.review.dropped')}>
      <p>{labels.join('; ')}</p>
    </Notice>
  );
}

function Rows(props: {
  readonly rows: readonly ReadingRow[];
  readonly stepId: string;
  /** What an officer answered and the citizen has not agreed to. */
  readonly unagreed: readonly string[];
  readonly onOpen: (place: string) => void;
  readonly tell: (remark: Remark) => string;
}) {
  const say = useStrings();
  const draft = useDraft();
  const { language } = useReading();
  return props.rows.map((row) => {
    const field = findField(draft.form, row.path);
    const isFixed = field === undefined || field.kind === 'computed';
    const text =
      field?.kind === 'repeat'
        ? row.rows
            .map((one) =>
              one
                .map(({ text: part }) => part)
                .filter((part) => part !== '')
                .join(' · '),
            )
            .join('\n')
        : row.text;
    const value = text === '' ? say('fill.review.empty') : text;
    const about = (
      <span className={classes.words}>
        <small>{field === undefined ? row.label : labelOf(draft.form, row.path, language)}</small>
        <b data-empty={text === '' || undefined}>{value}</b>
        {row.source === null || row.source === 'typed' ? null : (
          <em
            data-source={row.source}
            {...(props.unagreed.includes(row.path) ? { 'data-must-see': row.path } : {})}
          >
            {row.source === 'staff' ? <UserRoundCog aria-hidden /> : null}
            {say(`fill.source.${row.source}`)}
          </em>
        )}
        {row.faults.map((remark) => (
          <strong key={props.tell(remark)} data-tone="wrong">
            <CircleAlert aria-hidden />
            {props.tell(remark)}
          </strong>
        ))}
        {row.warnings.map((remark) => (
          <strong key={props.tell(remark)} data-tone="look">
            <Eye aria-hidden />
            {props.tell(remark)}
          </strong>
        ))}
      </span>
    );
    if (isFixed) {
      return (
        <div key={row.path} className={classes.row}>
          {about}
        </div>
      );
    }
    return (
      <Button
        key={row.path}
        className={classes.row}
        onPress={() => {
          const all = questionsOfStep(
            draft.form.steps.find(({ id }) => id === props.stepId) ?? (draft.form.steps[0] as never),
            draft.get().evaluation,
            draft.latest(),
          );
          const question = all.find(({ path }) => path === row.path);
          if (question !== undefined) props.onOpen(questionPlace(question));
        }}
      >
        {about}
        <span className={classes.change}>
          <Pencil aria-hidden />
          {say('fill.review.change')}
        </span>
      </Button>
    );
  });
}

/** Erasing is asked once, said plainly, and done by the core. */
export function DiscardDialog(props: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const { draftId } = useDraft();
  return (
    <SureDialog
      isOpen={props.isOpen}
      title={say('fill.discard.title')}
      text={say('fill.discard.text')}
      yes={{
        label: say('fill.discard.yes'),
        look: 'danger',
        onPress: async () => {
          const isGone = await attempt(async () => void (await core.drafts.discard({ draftId })));
          if (isGone) await go('/home');
        },
      }}
      no={{ label: say('fill.discard.no'), onPress: props.onClose }}
    />
  );
}
