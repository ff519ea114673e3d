import { Check, ShieldCheck, X } from 'lucide-react';
import type { ConsentItem, ConsentList } from '../../../shared/contract/index.ts';
import type { ConsentGiver } from '../../../shared/identity/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore } from '../../client/index.ts';
import { Pages } from '../../components/pages.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './consent-screen.module.css';

/**
 * One use of personal data in plain words, with two equal buttons and nothing chosen beforehand (Law 91/2025/QH15 Đ9,
 * NĐ 356/2025/NĐ-CP Đ6). Agreeing is proven in the core before `onAgreed` is called.
 */
export function ConsentScreen(props: {
  readonly item: ConsentItem;
  readonly neededFrom: ConsentList['neededFrom'];
  readonly onAgreed: () => unknown;
  readonly onDeclined: () => unknown;
  readonly back: () => unknown;
}) {
  const say = useStrings();
  const core = useCore();
  const attempt = useAttempt();
  const { item } = props;
  const giver: ConsentGiver = props.neededFrom ?? 'self';

  async function agree(): Promise<void> {
    const { purpose, textSha256 } = item;
    const given = await attempt(async () => {
      await core.consent.give({ purpose, textSha256, givenBy: giver });
    });
    if (given) await props.onAgreed();
  }

  return (
    <Screen title={item.title} back={{ onPress: props.back }}>
      <div className={classes.consent}>
        <Pages label={item.title}>
          <div className={classes.text}>
            {giver === 'self' ? null : <p className={classes.giver}>{say(`identify.giver.${giver}`)}</p>}
            {item.text.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            {item.sensitive ? <p className={classes.sensitive}>{say('identify.sensitive')}</p> : null}
            <footer>
              <ShieldCheck aria-hidden />
              <span>{item.legalBasis.join(' ')}</span>
            </footer>
          </div>
        </Pages>
        <div className={classes.choice}>
          <TouchButton icon={<X aria-hidden />} onPress={props.onDeclined}>
            {item.decline}
          </TouchButton>
          <TouchButton icon={<Check aria-hidden />} onPress={agree}>
            {item.agree}
          </TouchButton>
        </div>
      </div>
    </Screen>
  );
}
