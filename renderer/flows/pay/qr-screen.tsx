import { useEffect, useRef } from 'react';
import type { FeeView } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useGo, useHealth } from '../../client/index.ts';
import { Notice } from '../../components/notice.tsx';
import { Pages } from '../../components/pages.tsx';
import { QrPicture } from '../../components/qr-picture.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { donePlace } from '../done/places.ts';
import { FeeNotice } from './fee-notice.tsx';
import { dong } from './money.ts';
import classes from './pay.module.css';
import { payPlace } from './places.ts';

type Offer = NonNullable<FeeView['offer']>;

/** The code to pay by, large, with what the bank's app will show, and what is known of the money. */
export function QrScreen(props: { readonly fee: FeeView; readonly onChange: () => void }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const { fee, onChange } = props;
  const { dossierId, offer, owedVnd, state } = fee;
  const isOpen = owedVnd > 0 && state !== 'after-time-out';
  const claimId = useRef(crypto.randomUUID());

  async function show(): Promise<void> {
    await attempt(async () => {
      await core.fees.offer({ dossierId });
      onChange();
    });
  }

  // The code is there at once; when its time is over the person asks for another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per visit of this screen
  useEffect(() => {
    if (isOpen && offer === null) void show();
  }, []);

  const back = { onPress: () => go(payPlace(dossierId)) };
  if (!isOpen) {
    return (
      <Screen
        title={say('pay.title')}
        back={back}
        next={{ label: say('pay.done'), onPress: () => go(donePlace(dossierId)) }}
      >
        <p className={classes.amount}>
          <b>{say('pay.amount', { amount: dong(fee.heldVnd) })}</b>
        </p>
        <FeeNotice fee={fee} />
      </Screen>
    );
  }
  if (offer === null) {
    return (
      <Screen title={say('pay.title')} back={back}>
        {fee.heldVnd > 0 ? (
          <FeeNotice fee={fee} />
        ) : (
          <Notice tone="attention" title={say('pay.qr.over')}>
            <p>{say('pay.qr.over.line')}</p>
          </Notice>
        )}
        <TouchButton look="soft" onPress={show}>
          {say('pay.qr.again')}
        </TouchButton>
      </Screen>
    );
  }
  return (
    <Screen
      layout="top"
      title={say('pay.qr.title', { amount: dong(offer.vnd) })}
      back={back}
      next={
        state === 'claimed'
          ? { label: say('pay.done'), onPress: () => go(donePlace(dossierId)) }
          : {
              label: say('pay.qr.claim'),
              onPress: () =>
                attempt(async () => {
                  await core.fees.claim({ dossierId, eventId: claimId.current });
                  onChange();
                }),
            }
      }
    >
      <Pages label={say('pay.qr.picture')}>
        <div className={classes.pay}>
          <QrPicture className={classes.qr ?? ''} text={offer.qrText} label={say('pay.qr.picture')} />
          <div className={classes.standing}>
            <Order offer={offer} />
            <Standing fee={fee} offer={offer} />
          </div>
        </div>
      </Pages>
    </Screen>
  );
}

/** What the bank's app has to show. */
function Order({ offer }: { readonly offer: Offer }) {
  const say = useStrings();
  const left = Math.ceil(offer.leftSeconds / 60);
  return (
    <dl className={classes.order}>
      <dt>{say('pay.qr.bank')}</dt>
      <dd>{offer.bankName}</dd>
      <dt>{say('pay.qr.holder')}</dt>
      <dd>{offer.holder}</dd>
      <dt>{say('pay.qr.account')}</dt>
      <dd className={classes.digits}>{offer.account.replace(/(.{4})(?=.)/g, '$1 ')}</dd>
      <dt>{say('pay.qr.amount')}</dt>
      <dd className={classes.digits}>{say('pay.amount', { amount: dong(offer.vnd) })}</dd>
      <dt>{say('pay.qr.content')}</dt>
      <dd className={classes.digits}>{offer.content}</dd>
      <dt className={classes.left}>
        {left <= 1 ? say('pay.qr.left.last') : say('pay.qr.left', { minutes: left })}
      </dt>
    </dl>
  );
}

function Standing(props: { readonly fee: FeeView; readonly offer: Offer }) {
  const say = useStrings();
  const isOffline = useHealth().network.state === 'offline';
  const { fee, offer } = props;
  if (isOffline && !offer.isTold) return <Notice tone="attention" title={say('pay.qr.offline')} />;
  if (fee.state !== 'unpaid') return <FeeNotice fee={fee} />;
  return (
    <Notice tone="info" title={say('pay.qr.waiting')}>
      <p>{say(isOffline ? 'pay.qr.offline' : 'pay.qr.waiting.line')}</p>
    </Notice>
  );
}
