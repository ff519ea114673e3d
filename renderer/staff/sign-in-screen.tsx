import { useQuery } from '@tanstack/react-query';
import { IdCard, UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { StaffDoor } from '../../shared/contract/index.ts';
import { staffPlace } from '../../shared/contract/reading.ts';
import type { FaultCode } from '../../shared/faults/index.ts';
import { Screen } from '../app/screen.tsx';
import { holdsWork } from '../app/work-places.ts';
import {
  expectFault,
  useCore,
  useCoreQueries,
  useGo,
  useKioskStore,
  useSession,
  useStaffNews,
} from '../client/index.ts';
import { FaultNotice } from '../components/fault-notice.tsx';
import { Pages } from '../components/pages.tsx';
import { TileButton } from '../components/tile-button.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { NameScreen } from './name-screen.tsx';
import { NewPin } from './new-pin.tsx';
import { PinScreen } from './pin-screen.tsx';
import classes from './staff.module.css';

type Account = StaffDoor['accounts'][number];

/** Who of the staff is here: the name, or the card, and then the PIN. The citizen's visit stands behind it. */
export function SignInScreen() {
  const queries = useCoreQueries();
  const news = useStaffNews();
  const door = useQuery({ ...queries.staff.door.queryOptions(), gcTime: 0 });
  const [chosen, setChosen] = useState<Account | null>(null);
  const [isNewsSeen, setNewsSeen] = useState(news.count);
  const { refetch } = door;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each card that is held is asked for
  useEffect(() => void refetch(), [news.count]);
  const shown = door.data?.accounts.find(({ accountId }) => accountId === door.data.shownCard);
  const account = shown ?? chosen;
  const cardFault = news.count === isNewsSeen ? null : news.fault;

  if (door.data === undefined) return <Screen layout="top" />;
  if (door.data.isNew)
    return <FirstSupervisor needsCode={door.data.needsFirstCode} onMade={() => refetch()} />;
  if (account !== null) {
    return (
      <Pin
        key={account.accountId}
        account={account}
        isCardShown={shown !== undefined}
        cardFault={cardFault}
        onBack={() => setChosen(null)}
      />
    );
  }
  return (
    <Names
      accounts={door.data.accounts}
      fault={cardFault}
      onChoose={(next) => {
        setNewsSeen(news.count);
        setChosen(next);
      }}
    />
  );
}

function Names(props: {
  readonly accounts: readonly Account[];
  readonly fault: FaultCode | null;
  readonly onChoose: (account: Account) => void;
}) {
  const say = useStrings();
  const leave = useLeave();
  return (
    <Screen
      layout="top"
      title={say('staff.door.title')}
      lead={say('staff.door.lead')}
      back={{ onPress: leave }}
    >
      {props.fault === null ? null : <FaultNotice code={props.fault} />}
      <Pages label={say('staff.door.title')}>
        <div className={classes.tiles}>
          {props.accounts.map((account) => (
            <TileButton
              key={account.accountId}
              icon={account.needsCard ? IdCard : UserRound}
              title={account.name}
              titleLang="vi"
              line={account.needsCard ? say('staff.door.card') : undefined}
              onPress={() => props.onChoose(account)}
            />
          ))}
        </div>
      </Pages>
    </Screen>
  );
}

function Pin(props: {
  readonly account: Account;
  readonly isCardShown: boolean;
  readonly cardFault: FaultCode | null;
  readonly onBack: () => void;
}) {
  const say = useStrings();
  const go = useGo();
  const store = useKioskStore();
  const session = useSession();
  const leave = useLeave();
  const [fault, setFault] = useState<FaultCode | null>(null);
  const { accountId, name, needsCard } = props.account;

  async function signIn(pin: string): Promise<void> {
    setFault(null);
    const before = session.kind === 'open' ? session.backTo : null;
    try {
      store.setSession(await store.core.staff.signIn({ accountId, pin }));
      // Called to a form: straight to the step where the citizen is.
      if (before !== null && holdsWork(before)) await go(before);
    } catch (error) {
      setFault(expectFault(error));
    }
  }

  return (
    <PinScreen
      title={say('staff.pin.title', { name })}
      lead={needsCard && !props.isCardShown ? say('staff.door.needCard', { name }) : say('staff.pin.lead')}
      onPin={signIn}
      onBack={props.isCardShown ? leave : props.onBack}
      problem={fault ?? props.cardFault}
    />
  );
}

/** The first account of a kiosk that has none, for whoever set it up or has its one-time code. */
function FirstSupervisor(props: { readonly needsCode: boolean; readonly onMade: () => unknown }) {
  const say = useStrings();
  const core = useCore();
  const leave = useLeave();
  const [code, setCode] = useState<string | null>(null);
  const [codeFault, setCodeFault] = useState<FaultCode | null>(null);
  const [name, setName] = useState<string | null>(null);
  if (props.needsCode && code === null) {
    return (
      <PinScreen
        title={say('staff.first.code')}
        lead={say('staff.first.code.lead')}
        onPin={async (typed) => {
          setCodeFault(null);
          try {
            await core.staff.checkFirst({ code: typed });
            setCode(typed);
          } catch (error) {
            setCodeFault(expectFault(error));
          }
        }}
        onBack={leave}
        problem={codeFault}
      />
    );
  }
  if (name === null) {
    return (
      <NameScreen
        title={say('staff.first.title')}
        lead={say('staff.first.lead')}
        onName={setName}
        onBack={leave}
      />
    );
  }
  return (
    <NewPin
      name={name}
      onBack={() => setName(null)}
      onPin={async (pin) => {
        await core.staff.makeFirst({ name, pin, code });
        await props.onMade();
      }}
    />
  );
}

/** Back to where the citizen was. */
function useLeave(): () => Promise<boolean> {
  const go = useGo();
  const session = useSession();
  const back = session.kind === 'open' ? session.backTo : null;
  return () => go(back === null || back === staffPlace ? '/home' : back);
}
