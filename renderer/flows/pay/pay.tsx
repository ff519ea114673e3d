import { Banknote, Mailbox, QrCode } from 'lucide-react';
import { useRef } from 'react';
import type { FeeView } from '../../../shared/contract/index.ts';
import type { StepProps } from '../../app/routes.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useGo } from '../../client/index.ts';
import { WithCode } from '../../components/code.tsx';
import { CallFault, FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { donePlace } from '../done/places.ts';
import { CashScreen } from './cash-screen.tsx';
import { FeeNotice } from './fee-notice.tsx';
import { dong } from './money.ts';
import classes from './pay.module.css';
import { payPlace, readPayPlace } from './places.ts';
import { QrScreen } from './qr-screen.tsx';
import { useFee } from './use-fee.ts';

/** "Trả phí": what is due, how it stands, and the ways to pay it. */
export function Pay(props: StepProps) {
  const go = useGo();
  const place = readPayPlace(props.place);
  if (place === null) {
    return (
      <Screen layout="top" back={{ onPress: () => go('/home') }}>
        <FaultNotice code="FEE_NONE" />
      </Screen>
    );
  }
  return <Fee key={place.dossierId} {...place} />;
}

function Fee(props: NonNullable<ReturnType<typeof readPayPlace>>) {
  const go = useGo();
  const { dossierId, screen } = props;
  const { fee, fault, refetch } = useFee(dossierId, { isWaiting: screen === 'qr' });
  if (fee === null) {
    return (
      <Screen layout="top" back={{ onPress: () => go('/home') }}>
        <CallFault code={fault} />
      </Screen>
    );
  }
  switch (screen) {
    case 'ways':
      return <WaysScreen fee={fee} onChange={refetch} />;
    case 'qr':
      return <QrScreen fee={fee} onChange={refetch} />;
    case 'cash':
      return <CashScreen fee={fee} />;
  }
}

function WaysScreen({ fee, onChange }: { readonly fee: FeeView; readonly onChange: () => void }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const { dossierId, owedVnd, dueVnd } = fee;
  const press = useRef(crypto.randomUUID());
  const paysPostman = fee.way === 'post' && fee.delivery === 'post';
  const mayPay = owedVnd > 0 && fee.state !== 'after-time-out';

  /** Said, not paid: counter and post read it. */
  async function choosePostman(): Promise<void> {
    await attempt(async () => {
      await core.fees.chooseWay({ dossierId, eventId: press.current, way: 'post' });
      onChange();
    });
  }

  return (
    <Screen
      layout="top"
      title={say('pay.title')}
      lead={<span lang="vi">{fee.procedureName}</span>}
      back={{ onPress: () => go(donePlace(dossierId)) }}
      next={{
        label: say(mayPay && !paysPostman ? 'pay.later' : 'pay.done'),
        onPress: () => go(donePlace(dossierId)),
      }}
    >
      <Pages label={say('pay.title')}>
        <div className={classes.standing}>
          {dueVnd === null || dueVnd === 0 ? null : (
            <p className={classes.amount}>
              <span>
                {say(owedVnd === 0 ? 'pay.amount.settled' : owedVnd < dueVnd ? 'pay.owed' : 'pay.due')}
              </span>
              <b>{say('pay.amount', { amount: dong(owedVnd > 0 ? owedVnd : dueVnd) })}</b>
            </p>
          )}
          {mayPay ? null : <FeeNotice fee={fee} />}
          {mayPay ? (
            <>
              <div className={classes.ways}>
                {fee.mayTransfer ? (
                  <TileButton
                    look="soft"
                    icon={QrCode}
                    title={say('pay.way.transfer')}
                    line={say('pay.way.transfer.line')}
                    onPress={() => go(payPlace(dossierId, 'qr'))}
                  />
                ) : null}
                <TileButton
                  icon={Banknote}
                  title={say('pay.way.cash')}
                  line={<WithCode code={fee.code}>{say('pay.way.cash.line', { code: fee.code })}</WithCode>}
                  onPress={() => go(payPlace(dossierId, 'cash'))}
                />
                {fee.delivery === 'post' && !paysPostman ? (
                  <TileButton
                    icon={Mailbox}
                    title={say('pay.way.post')}
                    line={say('pay.way.post.line')}
                    onPress={choosePostman}
                  />
                ) : null}
              </div>
              {paysPostman && fee.state === 'unpaid' ? (
                <Notice tone="good" title={say('pay.postman', { amount: dong(owedVnd) })}>
                  <p>{say('pay.postman.line')}</p>
                </Notice>
              ) : (
                <FeeNotice fee={fee} />
              )}
            </>
          ) : null}
        </div>
      </Pages>
    </Screen>
  );
}
