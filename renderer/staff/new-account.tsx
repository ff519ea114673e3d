import { Headset, ShieldCheck, Wrench } from 'lucide-react';
import { useState } from 'react';
import type { OfficerRole } from '../../shared/contract/index.ts';
import { Screen } from '../app/screen.tsx';
import { useCore, useGo } from '../client/index.ts';
import { TileButton } from '../components/tile-button.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { NameScreen } from './name-screen.tsx';
import { NewPin } from './new-pin.tsx';
import classes from './staff.module.css';

const roles = [
  { role: 'staff', icon: Headset },
  { role: 'supervisor', icon: ShieldCheck },
  { role: 'technician', icon: Wrench },
] as const;

/** A new officer: name, what they do, and the PIN that they type themselves. */
export function NewAccount() {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const [name, setName] = useState<string | null>(null);
  const [role, setRole] = useState<OfficerRole | null>(null);
  if (name === null) return <NameScreen onName={setName} onBack={() => go('/staff/accounts')} />;
  if (role === null) {
    return (
      <Screen layout="top" title={say('staff.role.title', { name })} back={{ onPress: () => setName(null) }}>
        <div className={classes.tiles}>
          {roles.map(({ role: one, icon }) => (
            <TileButton
              key={one}
              icon={icon}
              title={say(`staff.role.${one}`)}
              line={say(`staff.role.${one}.line`)}
              onPress={() => setRole(one)}
            />
          ))}
        </div>
      </Screen>
    );
  }
  return (
    <NewPin
      name={name}
      onBack={() => setRole(null)}
      onPin={async (pin) => {
        await core.staff.makeAccount({ name, role, pin });
        await go('/staff/accounts');
      }}
    />
  );
}
