import { AccountsScreen } from './accounts-screen.tsx';
import type { AreaProps } from './areas.ts';
import { NewAccount } from './new-account.tsx';

/** Who may sign in at this kiosk, and a new officer. */
export function Accounts(props: AreaProps) {
  return props.place === '/staff/accounts/new' ? <NewAccount /> : <AccountsScreen />;
}
