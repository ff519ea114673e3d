import { useQuery } from '@tanstack/react-query';
import { Building2, Mailbox } from 'lucide-react';
import type { SubmissionState } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useCoreQueries, useGo, useKiosk } from '../../client/index.ts';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { postageWords } from '../receive/postage-words.ts';
import { submitStep } from './places.ts';
import classes from './submit.module.css';

/** Where the result goes; the choice leads on by itself. */
export function DeliveryScreen(props: {
  readonly state: SubmissionState;
  readonly onChange: (next: SubmissionState) => void;
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const office = useKiosk()?.office?.name ?? '';
  const { draftId } = props.state;
  const queries = useCoreQueries();
  const table = useQuery({ ...queries.post.table.queryOptions(), gcTime: 0 });

  async function atOffice(): Promise<void> {
    await attempt(async () => {
      props.onChange(await core.submission.setDelivery({ draftId, delivery: { way: 'office' } }));
      await go(submitStep('next'));
    });
  }

  return (
    <Screen
      title={say('submit.delivery.title')}
      steps={{ now: 5, of: 6, name: say('submit.step.delivery') }}
      back={{ onPress: () => go('/scan') }}
    >
      <div className={classes.choices}>
        <TileButton
          icon={Building2}
          look="soft"
          title={say('submit.delivery.office')}
          line={say('submit.delivery.office.line', { office })}
          onPress={atOffice}
        />
        {props.state.postOffered ? (
          <TileButton
            icon={Mailbox}
            title={say('submit.delivery.post')}
            line={`${say('submit.delivery.post.line')} ${postageWords(say, table.data ?? null)}`}
            onPress={() => go(submitStep('recipient'))}
          />
        ) : null}
      </div>
    </Screen>
  );
}
