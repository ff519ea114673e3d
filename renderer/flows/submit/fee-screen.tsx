import { Check, Clock, HandCoins, Mailbox, Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { FeeChoice, SubmissionState } from '../../../shared/contract/index.ts';
import { reckonLines } from '../../../shared/money/index.ts';
import { feeDetails, feeWords } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useGo } from '../../client/index.ts';
import { TileButton } from '../../components/tile-button.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { type Say, useStrings } from '../../strings/use-strings.ts';
import { dong } from '../pay/money.ts';
import { submitStep } from './places.ts';
import classes from './submit.module.css';

/** What it costs, who need not pay, and how; the way to pay leads on by itself. */
export function FeeScreen(props: {
  readonly state: SubmissionState;
  readonly onChange: (next: SubmissionState) => void;
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const { draftId, fee, delivery, postOffered } = props.state;
  const [isExempt, setExempt] = useState(fee.choice?.exemptionClaimed ?? false);
  const isPost = delivery?.way === 'post';
  const known = fee.choice?.basis;
  const [count, setCount] = useState(known?.count ?? 1);
  const [pages, setPages] = useState(known?.papers[0]?.pages ?? 1);
  const [copies, setCopies] = useState(known?.papers[0]?.copies ?? 1);
  const basis: FeeChoice['basis'] =
    fee.asks === 'nothing'
      ? undefined
      : fee.asks === 'count'
        ? { count, papers: [] }
        : { count: null, papers: [{ pages, copies }] };
  const amountVnd = basis === undefined ? fee.amountVnd : reckonLines(fee.lines, basis).amountVnd;

  async function choose(way: FeeChoice['way']): Promise<void> {
    await attempt(async () => {
      props.onChange(
        await core.submission.setFee({
          draftId,
          fee: { exemptionClaimed: isExempt, way, ...(basis === undefined ? {} : { basis }) },
        }),
      );
      await go(submitStep('next'));
    });
  }

  return (
    <Screen
      title={say('submit.fee.title')}
      steps={{ now: 5, of: 6, name: say('submit.step.delivery') }}
      back={{ onPress: () => go(postOffered ? submitStep('delivery') : '/scan') }}
    >
      <section className={classes.lines}>
        {fee.lines.map((line) => (
          <div key={`${line.appliesTo ?? ''} ${feeWords(say, line)}`} className={classes.line}>
            <b>{feeWords(say, line)}</b>
            {line.appliesTo === null ? null : <small lang="vi">{line.appliesTo}</small>}
            {feeDetails(say, line).map((text) => (
              <small key={text}>{text}</small>
            ))}
          </div>
        ))}
        {fee.counted === null || amountVnd === 0 ? null : <p>{countedWords(say, fee.counted)}</p>}
        {amountVnd === null ? <p>{say(fee.hasMore ? 'submit.fee.beside' : 'submit.fee.none')}</p> : null}
      </section>
      {fee.asks === 'nothing' && (amountVnd === null || amountVnd === 0) ? null : (
        <section className={classes.counts}>
          {fee.asks === 'count' ? (
            <Stepper label={say('submit.fee.count')} value={count} onChange={setCount} />
          ) : null}
          {fee.asks === 'pages' ? (
            <>
              <Stepper label={say('submit.fee.pages')} value={pages} onChange={setPages} />
              <Stepper label={say('submit.fee.copies')} value={copies} onChange={setCopies} />
            </>
          ) : null}
          {amountVnd === null ? null : (
            <p className={classes.sum} aria-live="polite">
              {say('submit.fee.sum', { amount: dong(amountVnd) })}
            </p>
          )}
        </section>
      )}
      <ToggleButton className={classes.exempt} isSelected={isExempt} onChange={setExempt}>
        <span className={classes.box} aria-hidden>
          <Check />
        </span>
        <span>
          {say('submit.fee.exempt')}
          <small>{say('submit.fee.exempt.line')}</small>
        </span>
      </ToggleButton>
      <div className={classes.ways}>
        {isPost ? (
          <TileButton icon={Mailbox} title={say('submit.fee.post')} onPress={() => choose('post')} />
        ) : (
          <TileButton icon={HandCoins} title={say('submit.fee.counter')} onPress={() => choose('counter')} />
        )}
        <TileButton icon={Clock} title={say('submit.fee.later')} onPress={() => choose('later')} />
      </div>
    </Screen>
  );
}

/** How the form was counted, so that the sum can be checked by whoever filled it. */
function countedWords(say: Say, { count, papers }: NonNullable<FeeChoice['basis']>): string {
  if (count !== null) return say('submit.fee.counted', { count });
  const copies = papers.reduce((sum, paper) => sum + paper.copies, 0);
  return say('submit.fee.counted.papers', { papers: papers.length, copies });
}

const mostCounted = 500;

/** A number that is changed by two big buttons; nobody types for it. */
function Stepper(props: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const say = useStrings();
  const { label, value, onChange } = props;
  return (
    <div className={classes.stepper}>
      <span>{label}</span>
      <TouchButton
        icon={<Minus aria-hidden />}
        label={say('submit.fee.less', { label })}
        isDisabled={value <= 1}
        onPress={() => onChange(value - 1)}
      >
        {''}
      </TouchButton>
      <b aria-live="polite">{value}</b>
      <TouchButton
        icon={<Plus aria-hidden />}
        label={say('submit.fee.more', { label })}
        isDisabled={value >= mostCounted}
        onPress={() => onChange(value + 1)}
      >
        {''}
      </TouchButton>
    </div>
  );
}
