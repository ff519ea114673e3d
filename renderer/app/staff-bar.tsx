import { UserRoundCog } from 'lucide-react';
import type { Officer } from '../../shared/contract/index.ts';
import { staffPlace } from '../../shared/contract/reading.ts';
import { useAttempt, useGo, useKioskStore, useSession } from '../client/index.ts';
import { TouchButton } from '../components/touch-button.tsx';
import { useDraftIfOpen } from '../flows/fill/draft-context.tsx';
import { useStrings } from '../strings/use-strings.ts';
import classes from './staff-bar.module.css';

/** Whose name acts now, and the way back to the citizen; with it a coloured edge around the whole screen. */
export function StaffBar(props: { readonly officer: Officer }) {
  const say = useStrings();
  const go = useGo();
  const session = useSession();
  const handBack = useHandBack();
  const isHome = session.kind === 'open' && session.place === staffPlace;
  return (
    <aside className={classes.bar} aria-label={say('staff.bar', { name: props.officer.name })}>
      <UserRoundCog aria-hidden />
      <p>{say('staff.bar', { name: props.officer.name })}</p>
      {isHome ? null : <TouchButton onPress={() => go(staffPlace)}>{say('staff.bar.home')}</TouchButton>}
      <TouchButton onPress={handBack}>{say('staff.bar.handBack')}</TouchButton>
      <div className={classes.edge} aria-hidden />
    </aside>
  );
}

/** Signs the officer out. What they typed last is stored first, in their name. */
export function useHandBack(): () => Promise<boolean> {
  const store = useKioskStore();
  const attempt = useAttempt();
  const draft = useDraftIfOpen();
  return () =>
    attempt(async () => {
      await draft?.flush();
      store.setSession(await store.core.staff.handBack());
    });
}
