import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, Pencil, UserRoundCog } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { SubmissionProblem, SubmissionState } from '../../../shared/contract/index.ts';
import { staffPlace } from '../../../shared/contract/reading.ts';
import type { FaultCode } from '../../../shared/faults/index.ts';
import { feeWords } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import {
  expectFault,
  queryFault,
  useAttempt,
  useCore,
  useCoreQueries,
  useGo,
  useKiosk,
  useOfficer,
} from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { CallFault } from '../../components/fault-notice.tsx';
import { useMustSee } from '../../components/must-see.ts';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { type Say, useStrings } from '../../strings/use-strings.ts';
import { donePlace } from '../done/places.ts';
import { paperPlace, papersPlace } from '../scan/places.ts';
import { submitStep } from './places.ts';
import classes from './review-screen.module.css';

/** Everything that will be handed in, everything that is missing at once, and one button that works once. */
export function ReviewScreen(props: { readonly state: SubmissionState }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const queries = useCoreQueries();
  const { state } = props;
  const { draftId, problems, revisionKind } = state;
  const isSupplement = revisionKind === 'supplement';
  const [fault, setFault] = useState<FaultCode | null>(null);
  const [isSubmitting, setSubmitting] = useState(false);
  const attempt = useAttempt();
  const cache = useQueryClient();
  const officer = useOfficer();
  const unseen = problems.find((problem) => problem.kind === 'help');
  const missing = problems.filter((problem) => problem.kind !== 'help');
  // Nobody agrees in the citizen's place, and not before everything else is there to be looked at.
  const asksToAgree = unseen !== undefined && missing.length === 0 && officer === null;
  // The files are built while the person reads.
  const files = useQuery({
    ...queries.submission.prepare.queryOptions({ input: { draftId } }),
    enabled: problems.length === 0,
    gcTime: 0,
  });
  const fileFault = queryFault(files.error);

  async function submit(): Promise<void> {
    setSubmitting(true);
    setFault(null);
    try {
      const { dossierId } = await core.submission.submit({ draftId });
      // What an officer put right is not the dossier of whoever stands here.
      await go(state.isCorrection ? staffPlace : donePlace(dossierId));
    } catch (error) {
      setFault(expectFault(error));
    } finally {
      setSubmitting(false);
    }
  }

  /** What stands on this page is what the citizen agrees to; an officer who did more meanwhile is seen first. */
  async function agree(): Promise<void> {
    const options = queries.submission.state.queryOptions({ input: { draftId } });
    const isAgreed = await attempt(async () => {
      const next = await core.submission.agree({ draftId, lastNo: state.help.lastNo });
      cache.setQueryData(options.queryKey, next);
    });
    if (!isAgreed) await cache.invalidateQueries({ queryKey: options.queryKey });
  }

  const mustSee = useMustSee();
  // Whoever agrees has had every mark before their eyes, also on a panel where they lie below the edge.
  const hidesMarks = asksToAgree && mustSee.left !== null && mustSee.left > 0;
  const shownFault = fault ?? fileFault;
  return (
    <Screen
      layout="top"
      title={say(revisionKind === null ? 'submit.review.title' : `submit.review.title.${revisionKind}`)}
      lead={
        <span aria-live="polite">
          {missing.length > 0
            ? say('submit.review.problems', { count: missing.length })
            : unseen !== undefined
              ? say('submit.review.lead')
              : files.data === undefined
                ? say('submit.review.preparing')
                : say('submit.review.ready', { files: files.data.files, pages: files.data.pages })}
        </span>
      }
      steps={
        isSupplement
          ? { now: 2, of: 2, name: say('submit.step.supplement') }
          : { now: 6, of: 6, name: say('submit.step.review') }
      }
      back={{ onPress: () => go(papersPlace) }}
      next={
        asksToAgree
          ? hidesMarks
            ? { label: say('app.mustSee', { count: mustSee.left ?? 0 }), onPress: mustSee.showNext }
            : {
                label: say('submit.review.help.agree'),
                isDisabled: mustSee.left === null,
                onPress: agree,
              }
          : {
              label: say(
                isSubmitting
                  ? 'submit.review.submitting'
                  : revisionKind === null
                    ? 'submit.review.submit'
                    : `submit.review.submit.${revisionKind}`,
              ),
              isDisabled: problems.length > 0 || isSubmitting,
              onPress: submit,
            }
      }
    >
      <CallFault code={shownFault} withStaffSteps />
      <Pages label={say('submit.review.title')} box={mustSee.box}>
        {state.sameToday === null ? null : (
          <Notice tone="attention" title={say('submit.review.sameToday', { code: state.sameToday })}>
            <p>{say('submit.review.sameToday.line')}</p>
          </Notice>
        )}
        {unseen === undefined ? null : (
          <Notice tone="attention" title={say('submit.review.help', { count: unseen.count })}>
            <p>{say(officer === null ? 'submit.review.help.line' : 'submit.review.help.wait')}</p>
          </Notice>
        )}
        {isSupplement && missing.length > 0 ? (
          <Notice tone="info" title={say('submit.review.whole')}>
            <p>{say('submit.review.whole.line')}</p>
          </Notice>
        ) : null}
        {missing.length === 0 ? null : (
          <section className={classes.problems}>
            {missing.map((problem) => (
              <Button
                key={JSON.stringify(problem)}
                className={classes.problem}
                onPress={() => void go(placeOf(problem))}
              >
                <CircleAlert aria-hidden />
                <b>{problemWords(problem, say)}</b>
              </Button>
            ))}
          </section>
        )}
        <Row label={say('submit.review.procedure')}>
          <b lang="vi">{state.procedureName}</b>
        </Row>
        <Row
          label={say('submit.review.who')}
          {...(isSupplement ? {} : { onPress: () => go('/fill/review') })}
        >
          <b lang="vi">{state.filer.fullName}</b>
          {state.filer.maskedIdNumber === null ? null : (
            <span>{say('submit.review.number', { number: state.filer.maskedIdNumber })}</span>
          )}
          {state.owner === null ? null : (
            <span>
              {say('submit.review.owner')}: <b lang="vi">{state.owner.fullName}</b>
            </span>
          )}
          {state.needsIdentityCheck ? <em>{say('submit.review.check')}</em> : null}
        </Row>
        <Row label={say('submit.review.papers')} onPress={() => go(papersPlace)}>
          <ul className={classes.papers}>
            {state.papers
              .filter((paper) => paper.state !== 'not-needed')
              .map((paper) => (
                <li key={paper.componentId} data-state={paper.state}>
                  <span lang="vi">{paper.name}</span>
                  <small>{say(`submit.review.paper.${paper.state}`, { count: paper.pages })}</small>
                  <Help state={state} subject={paper.componentId} />
                </li>
              ))}
          </ul>
          <Help state={state} subject="list" />
        </Row>
        {isSupplement ? null : <Choices state={state} />}
      </Pages>
    </Screen>
  );
}

/** Where the result goes and what it costs: settled already when papers are only added. */
function Choices({ state }: { readonly state: SubmissionState }) {
  const say = useStrings();
  const go = useGo();
  const office = useKiosk()?.office?.name ?? '';
  return (
    <>
      <Row
        label={say('submit.review.where')}
        {...(state.postOffered ? { onPress: () => go(submitStep('delivery')) } : {})}
      >
        <b>
          {state.delivery === null
            ? say('submit.review.delivery')
            : state.delivery.way === 'office'
              ? say('submit.review.office', { office })
              : say('submit.review.post', {
                  address: `${state.delivery.recipient}, ${state.delivery.street}, ${state.delivery.commune}`,
                })}
        </b>
        <Help state={state} subject="delivery" />
      </Row>
      <Row
        label={say('submit.review.money')}
        {...(state.fee.amountVnd === 0 ? {} : { onPress: () => go(submitStep('fee')) })}
      >
        <b>{moneyWords(state, say)}</b>
        {state.fee.choice === null || state.fee.amountVnd === 0 ? null : (
          <span>{say(`submit.fee.${state.fee.choice.way}`)}</span>
        )}
        {state.fee.choice?.exemptionClaimed === true ? <em>{say('submit.review.exempt')}</em> : null}
        <Help state={state} subject="fee" />
      </Row>
    </>
  );
}

function Row(props: {
  readonly label: string;
  readonly onPress?: () => unknown;
  readonly children: ReactNode;
}) {
  const say = useStrings();
  const { onPress } = props;
  return (
    <section className={classes.row}>
      <div className={classes.words}>
        <h2>{props.label}</h2>
        {props.children}
      </div>
      {onPress === undefined ? null : (
        <Button
          className={classes.change}
          aria-label={`${say('fill.review.change')}: ${props.label}`}
          onPress={() => void onPress()}
        >
          <Pencil aria-hidden />
          {say('fill.review.change')}
        </Button>
      )}
    </section>
  );
}

/** What an officer did about one thing of the review; nothing where the citizen did it alone. */
function Help(props: { readonly state: SubmissionState; readonly subject: string }) {
  const say = useStrings();
  const marks = props.state.help.marks.filter(({ subject }) => subject === props.subject);
  if (marks.length === 0) return null;
  return (
    <em
      className={classes.help}
      {...(marks.some(({ isAgreed }) => !isAgreed) ? { 'data-must-see': props.subject } : {})}
    >
      <UserRoundCog aria-hidden />
      {marks
        .map(({ act }) => say(props.subject === 'list' ? 'submit.review.help.list' : `submit.help.${act}`))
        .join(' · ')}
    </em>
  );
}

function placeOf(problem: SubmissionProblem): string {
  switch (problem.kind) {
    case 'form':
    case 'agreement':
      return '/fill/review';
    // Agreed to on this very page.
    case 'help':
      return submitStep('review');
    case 'paper':
      return paperPlace(problem.componentId);
    default:
      return submitStep(problem.kind);
  }
}

function problemWords(problem: SubmissionProblem, say: Say): string {
  switch (problem.kind) {
    case 'form':
      return say('submit.review.form', { count: problem.count });
    case 'agreement':
      return say('submit.review.agreement', { count: problem.count });
    case 'help':
      return say('submit.review.help', { count: problem.count });
    case 'paper':
      return say('submit.review.paper', { name: problem.name });
    default:
      return say(`submit.review.${problem.kind}`);
  }
}

function moneyWords({ fee }: SubmissionState, say: Say): string {
  if (fee.amountVnd === null) {
    // What the fee screen says of the price is said here, too, as long as it is one price.
    const [price, ...others] = new Set(fee.lines.map((line) => feeWords(say, line)));
    const isPriced = fee.lines.every(({ amount }) => amount.kind === 'amount');
    return price === undefined || others.length > 0 || !isPriced
      ? say('submit.review.ask')
      : say('submit.review.priced', { price });
  }
  if (fee.amountVnd === 0) return say('submit.review.free');
  return say('submit.review.amount', { amount: new Intl.NumberFormat('vi-VN').format(fee.amountVnd) });
}
