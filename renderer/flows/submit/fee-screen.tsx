import { Check, Clock, HandCoins, Mailbox } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { FeeChoice, SubmissionState } from '../../../shared/contract/index.ts';
import { feeDetails, feeWords } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useGo } from '../../client/index.ts';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
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

  async function choose(way: FeeChoice['way']): Promise<void> {
    await attempt(async () => {
      props.onChange(await core.submission.setFee({ draftId, fee: { exemptionClaimed: isExempt, way } }));
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
        {fee.lines.length === 0 ? <p>{say('submit.fee.none')}</p> : null}
        {fee.lines.map((line) => (
          <div key={`${line.appliesTo ?? ''} ${feeWords(say, line)}`} className={classes.line}>
            <b>{feeWords(say, line)}</b>
            {line.appliesTo === null ? null : <small lang="vi">{line.appliesTo}</small>}
            {feeDetails(say, line).map((text) => (
              <small key={text}>{text}</small>
            ))}
          </div>
        ))}
      </section>
      <ToggleButton className={classes.exempt} isSelected={isExempt} onChange={setExempt}>
        <span className={classes.box} aria-hidden>
          <Check />
        </span>
        <span>
          {say('submit.fee.exempt')}
          <small>{say('submit.fee.exempt.line')}</small>
        </span>
      </ToggleButton>
      <div className={classes.choices}>
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
