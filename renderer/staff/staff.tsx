import { useState } from 'react';
import type { Officer } from '../../shared/contract/index.ts';
import { staffPlace } from '../../shared/contract/reading.ts';
import type { FaultCode } from '../../shared/faults/index.ts';
import type { StepProps } from '../app/routes.ts';
import { faultOf, useCore, useGo, useOfficer } from '../client/index.ts';
import { useStrings } from '../strings/use-strings.ts';
import { areaOf } from './areas.ts';
import { HomeScreen } from './home-screen.tsx';
import { NewPin } from './new-pin.tsx';
import { PinScreen } from './pin-screen.tsx';
import { SignInScreen } from './sign-in-screen.tsx';

/** The counter's screens: behind the sign-in, whatever their place is. */
export function Staff(props: StepProps) {
  const officer = useOfficer();
  if (officer === null) return <SignInScreen />;
  if (props.place === '/staff/pin') return <OwnPin officer={officer} />;
  const area = areaOf(props.place, officer.role);
  if (area === undefined) return <HomeScreen officer={officer} />;
  return <area.Area place={props.place} officer={officer} />;
}

/** The present PIN once more, then the new one twice. */
function OwnPin(props: { readonly officer: Officer }) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const [present, setPresent] = useState<string | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const { name } = props.officer;
  if (present === null) {
    return (
      <PinScreen
        key="present"
        title={say('staff.pin.title', { name })}
        lead={say('staff.pin.lead')}
        onPin={async (pin) => {
          setFault(null);
          setPresent(pin);
        }}
        onBack={() => go(staffPlace)}
        problem={fault}
      />
    );
  }
  return (
    <NewPin
      name={name}
      onBack={() => setPresent(null)}
      onPin={async (newPin) => {
        try {
          await core.staff.changePin({ pin: present, newPin });
        } catch (error) {
          const known = faultOf(error);
          if (known !== 'STAFF_PIN_WRONG' && known !== 'STAFF_LOCKED') throw error;
          setFault(known);
          return setPresent(null);
        }
        await go(staffPlace);
      }}
    />
  );
}
