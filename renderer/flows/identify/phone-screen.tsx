import { useQuery } from '@tanstack/react-query';
import { RotateCcw, UserPlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SignInState } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useAttempt, useCore, useCoreQueries, useGo, useSignIn } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { QrPicture } from '../../components/qr-picture.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './phone-screen.module.css';
import { identifyPlace } from './places.ts';

/** Sign-in with one's own phone: nothing of an account is typed at the kiosk (RFC 8628). */
export function PhoneScreen(props: { readonly procedureCode: string | null }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const attempt = useAttempt();
  const queries = useCoreQueries();
  const told = useSignIn();
  // What was told before this page was loaded says how long the code lived then: asked for anew.
  const fresh = useQuery({ ...queries.signIn.state.queryOptions(), gcTime: 0 });
  const signIn =
    told.step === 'waiting' && fresh.data?.step === 'waiting' && fresh.data.userCode === told.userCode
      ? { ...told, expiresInMs: fresh.data.expiresInMs }
      : told;
  const offer = useQuery({ ...queries.signIn.offer.queryOptions(), staleTime: 30_000 });
  const hasBegun = useRef(false);
  const isIdle = signIn.step === 'none';

  const start = () => attempt(async () => void (await core.signIn.start()));
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun once, when the screen comes up with nothing going on
  useEffect(() => {
    if (hasBegun.current || !isIdle) return;
    hasBegun.current = true;
    void start();
  }, [isIdle]);

  return (
    <Screen
      layout="top"
      title={say('identify.phone.title')}
      lead={<span className={classes.lead}>{say('identify.phone.lead')}</span>}
      back={{
        onPress: async () => {
          await attempt(async () => void (await core.signIn.cancel()));
          await go(identifyPlace(props.procedureCode, 'card'));
        },
      }}
    >
      <Progress signIn={signIn} />
      <div className={classes.acts}>
        {signIn.step === 'ended' ? (
          <TouchButton look="go" icon={<RotateCcw aria-hidden />} onPress={start}>
            {say('identify.phone.again')}
          </TouchButton>
        ) : null}
        {offer.data?.registration === 'offered' ? (
          <TouchButton
            icon={<UserPlus aria-hidden />}
            onPress={() => go(identifyPlace(props.procedureCode, 'account'))}
          >
            {say('identify.phone.register')}
          </TouchButton>
        ) : (
          <p className={classes.desk}>{say('identify.phone.desk')}</p>
        )}
      </div>
    </Screen>
  );
}

function Progress(props: { readonly signIn: SignInState }) {
  const say = useStrings();
  const { signIn } = props;
  switch (signIn.step) {
    case 'none':
    case 'starting':
      return (
        <p className={classes.wait} role="status">
          {say('identify.phone.starting')}
        </p>
      );
    case 'waiting':
      return <Waiting key={signIn.userCode} {...signIn} />;
    case 'approved':
      return (
        <p className={classes.wait} role="status">
          {say('identify.phone.approved')}
        </p>
      );
    case 'ended':
      return <FaultNotice code={signIn.fault} withStaffSteps />;
  }
}

function Waiting(props: Extract<SignInState, { step: 'waiting' }>) {
  const say = useStrings();
  const minutes = useMinutesLeft(props.expiresInMs);
  return (
    <Sheet className={classes.waiting}>
      <QrPicture className={classes.code ?? ''} text={props.qrText} label={say('identify.phone.qr')} />
      <ol className={classes.steps}>
        <li>{say('identify.phone.step.scan')}</li>
        <li>
          {say('identify.phone.step.compare')}
          <b className={classes.userCode}>{props.userCode}</b>
        </li>
        <li>{say('identify.phone.step.approve')}</li>
      </ol>
      <p className={classes.line} role="status">
        {say(props.isRoadLost ? 'identify.phone.lost' : 'identify.phone.waiting', { count: minutes })}
      </p>
    </Sheet>
  );
}

/** Whole minutes that the code still lives, rounded up: nobody needs the seconds. */
function useMinutesLeft(expiresInMs: number): number {
  const [leftMs, setLeftMs] = useState(expiresInMs);
  useEffect(() => {
    const until = performance.now() + expiresInMs;
    setLeftMs(expiresInMs);
    const timer = setInterval(() => setLeftMs(Math.max(0, until - performance.now())), 5_000);
    return () => clearInterval(timer);
  }, [expiresInMs]);
  return Math.max(1, Math.ceil(leftMs / 60_000));
}
