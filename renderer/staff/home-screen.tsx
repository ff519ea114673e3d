import { KeyRound, LifeBuoy, LogOut } from 'lucide-react';
import type { Officer } from '../../shared/contract/index.ts';
import { Screen } from '../app/screen.tsx';
import { useHandBack } from '../app/staff-bar.tsx';
import { useGo, useSession } from '../client/index.ts';
import { Pages } from '../components/pages.tsx';
import { TileButton } from '../components/tile-button.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { staffAreas } from './areas.ts';
import classes from './staff.module.css';

/** What an officer can do over this visit. */
export function HomeScreen(props: { readonly officer: Officer }) {
  const say = useStrings();
  const go = useGo();
  const session = useSession();
  const handBack = useHandBack();
  const { name, role } = props.officer;
  const backTo = session.kind === 'open' ? session.backTo : null;
  return (
    <Screen layout="top" title={say('staff.home.title', { name })} lead={say('staff.home.lead')}>
      <Pages label={say('staff.home.title', { name })}>
        <div className={classes.tiles}>
          {role === 'technician' ? null : (
            <TileButton
              look="soft"
              icon={LifeBuoy}
              title={say('staff.home.help')}
              line={say('staff.home.help.line')}
              onPress={() => go(backTo ?? '/home')}
            />
          )}
          {staffAreas
            .filter(({ roles }) => roles.includes(role))
            .map(({ prefix, icon, title, line }) => (
              <TileButton
                key={prefix}
                icon={icon}
                title={say(title)}
                line={say(line)}
                onPress={() => go(prefix)}
              />
            ))}
          <TileButton icon={KeyRound} title={say('staff.home.pin')} onPress={() => go('/staff/pin')} />
          <TileButton
            icon={LogOut}
            title={say('staff.home.handBack')}
            line={say('staff.home.handBack.line')}
            onPress={handBack}
          />
        </div>
      </Pages>
    </Screen>
  );
}
