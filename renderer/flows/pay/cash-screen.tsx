import type { FeeView } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useGo } from '../../client/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { donePlace } from '../done/places.ts';
import { FeeNotice } from './fee-notice.tsx';
import { dong } from './money.ts';
import classes from './pay.module.css';
import { payPlace } from './places.ts';

/** The code to show at the counter, large enough to be read from the other side. */
export function CashScreen({ fee }: { readonly fee: FeeView }) {
  const say = useStrings();
  const go = useGo();
  return (
    <Screen
      title={say('pay.cash.title')}
      lead={say('pay.cash.lead', { amount: dong(fee.owedVnd) })}
      back={{ onPress: () => go(payPlace(fee.dossierId)) }}
      next={{ label: say('pay.done'), onPress: () => go(donePlace(fee.dossierId)) }}
    >
      <p className={classes.amount}>
        <span>{say('pay.cash.code')}</span>
        <b>{fee.code}</b>
      </p>
      {fee.state === 'unpaid' ? null : <FeeNotice fee={fee} />}
    </Screen>
  );
}
