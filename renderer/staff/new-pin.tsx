import { useState } from 'react';
import type { FaultCode } from '../../shared/faults/index.ts';
import { expectFault } from '../client/index.ts';
import { useStrings } from '../strings/use-strings.ts';
import { PinScreen } from './pin-screen.tsx';

/** A new PIN, typed twice: nobody sees what they type. `onPin` rejects with the core's fault, and it begins again. */
export function NewPin(props: {
  readonly name: string;
  readonly onPin: (pin: string) => Promise<unknown>;
  readonly onBack: () => unknown;
}) {
  const say = useStrings();
  const [first, setFirst] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<FaultCode | 'differs' | null>(null);

  async function second(pin: string): Promise<void> {
    setTrouble(null);
    if (pin !== first) {
      setTrouble('differs');
      return setFirst(null);
    }
    try {
      await props.onPin(pin);
    } catch (error) {
      setTrouble(expectFault(error));
      setFirst(null);
    }
  }

  if (first === null) {
    return (
      <PinScreen
        key="first"
        title={say('staff.pin.new', { name: props.name })}
        lead={say('staff.pin.new.lead')}
        onPin={async (pin) => {
          setTrouble(null);
          setFirst(pin);
        }}
        onBack={props.onBack}
        problem={trouble}
      />
    );
  }
  return (
    <PinScreen
      key="second"
      title={say('staff.pin.again')}
      lead={say('staff.pin.again.lead')}
      onPin={second}
      onBack={() => setFirst(null)}
      problem={null}
    />
  );
}
