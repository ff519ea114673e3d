import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IdCard, KeyRound, Trash2, UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { StaffAccount } from '../../shared/contract/index.ts';
import { staffPlace } from '../../shared/contract/reading.ts';
import type { FaultCode } from '../../shared/faults/index.ts';
import { Screen } from '../app/screen.tsx';
import { queryFault, useAttempt, useCore, useCoreQueries, useGo, useStaffNews } from '../client/index.ts';
import { FaultNotice } from '../components/fault-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { Pages } from '../components/pages.tsx';
import { SureDialog } from '../components/sure-dialog.tsx';
import { TileButton } from '../components/tile-button.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { NewPin } from './new-pin.tsx';
import classes from './staff.module.css';

/** Everybody who may sign in at this kiosk, for the supervisor. */
export function AccountsScreen() {
  const say = useStrings();
  const go = useGo();
  const queries = useCoreQueries();
  const cache = useQueryClient();
  const news = useStaffNews();
  const options = queries.staff.accounts.queryOptions();
  const accounts = useQuery({ ...options, gcTime: 0 });
  const [chosenId, setChosenId] = useState<string | null>(null);
  const { refetch } = accounts;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a card may have been bound
  useEffect(() => void refetch(), [news.count]);
  const fault = queryFault(accounts.error);
  const chosen = accounts.data?.find(({ accountId }) => accountId === chosenId);
  if (chosen !== undefined) {
    return (
      <Account
        account={chosen}
        onChange={(next) => cache.setQueryData(options.queryKey, [...next])}
        onBack={() => setChosenId(null)}
      />
    );
  }
  return (
    <Screen
      layout="top"
      title={say('staff.accounts.title')}
      back={{ onPress: () => go(staffPlace) }}
      next={{ label: say('staff.accounts.add'), onPress: () => go('/staff/accounts/new') }}
    >
      {fault === null ? null : <FaultNotice code={fault} />}
      <Pages label={say('staff.accounts.title')}>
        <div className={classes.tiles}>
          {accounts.data?.map((account) => (
            <TileButton
              key={account.accountId}
              icon={UserRound}
              title={account.name}
              titleLang="vi"
              line={`${say(`staff.role.${account.role}`)} · ${say(account.hasCard ? 'staff.accounts.card' : 'staff.accounts.noCard')}`}
              onPress={() => setChosenId(account.accountId)}
            />
          ))}
        </div>
      </Pages>
    </Screen>
  );
}

function Account(props: {
  readonly account: StaffAccount;
  readonly onChange: (accounts: readonly StaffAccount[]) => void;
  readonly onBack: () => void;
}) {
  const say = useStrings();
  const core = useCore();
  const attempt = useAttempt();
  const news = useStaffNews();
  const [doing, setDoing] = useState<'nothing' | 'pin' | 'binding' | 'closing'>('nothing');
  const { accountId, name, role, hasCard } = props.account;
  const cardFault: FaultCode | null = doing === 'binding' ? news.fault : null;
  // The card arrived: nothing is waited for any more.
  if (doing === 'binding' && hasCard) setDoing('nothing');

  function bind(isBound: boolean): Promise<boolean> {
    return attempt(async () => props.onChange(await core.staff.bindCard({ accountId, bind: isBound })));
  }

  if (doing === 'pin') {
    return (
      <NewPin
        name={name}
        onBack={() => setDoing('nothing')}
        onPin={async (pin) => {
          props.onChange(await core.staff.setPin({ accountId, pin }));
          setDoing('nothing');
        }}
      />
    );
  }
  return (
    <Screen layout="top" title={name} lead={say(`staff.role.${role}`)} back={{ onPress: props.onBack }}>
      {doing === 'binding' ? (
        <Notice tone="attention" title={say('staff.account.binding', { name })} />
      ) : null}
      {cardFault === null ? null : <FaultNotice code={cardFault} />}
      <div className={classes.tiles}>
        <TileButton
          icon={KeyRound}
          title={say('staff.account.pin')}
          line={say('staff.account.pin.line')}
          onPress={() => setDoing('pin')}
        />
        {hasCard ? (
          <TileButton
            icon={IdCard}
            title={say('staff.account.unbind')}
            line={say('staff.account.unbind.line')}
            onPress={() => bind(false)}
          />
        ) : (
          <TileButton
            icon={IdCard}
            title={say('staff.account.bind')}
            line={say('staff.account.bind.line')}
            onPress={async () => {
              if (await bind(true)) setDoing('binding');
            }}
          />
        )}
        <TouchButton look="danger" icon={<Trash2 aria-hidden />} onPress={() => setDoing('closing')}>
          {say('staff.account.close')}
        </TouchButton>
      </div>
      <SureDialog
        isOpen={doing === 'closing'}
        title={say('staff.account.close.title', { name })}
        text={say('staff.account.close.text')}
        yes={{
          label: say('staff.account.close.yes'),
          look: 'danger',
          onPress: async () => {
            setDoing('nothing');
            await attempt(async () => {
              props.onChange(await core.staff.closeAccount({ accountId }));
              props.onBack();
            });
          },
        }}
        no={{ label: say('staff.account.close.no'), onPress: () => setDoing('nothing') }}
      />
    </Screen>
  );
}
