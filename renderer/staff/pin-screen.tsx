import { CircleAlert, Delete } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { pinLength } from '../../shared/contract/reading.ts';
import type { FaultCode } from '../../shared/faults/index.ts';
import { Screen } from '../app/screen.tsx';
import { Button } from '../components/button.tsx';
import { FaultBrief } from '../components/fault-notice.tsx';
import { useStrings } from '../strings/use-strings.ts';
import classes from './pin-screen.module.css';

const rows = ['123', '456', '789'] as const;
const places = [...Array(pinLength).keys()];

/** Six digits on a pad of their own: no letter of them is ever on the screen, and the last one sends them off. */
export function PinScreen(props: {
  readonly title: string;
  readonly lead: string;
  readonly onPin: (pin: string) => Promise<unknown>;
  readonly onBack: () => unknown;
  /** What came of the last try. */
  readonly problem: FaultCode | 'differs' | null;
}) {
  const say = useStrings();
  // The next digit may come before React has drawn the last one: what is typed is not what is shown.
  const typed = useRef('');
  const [count, setCount] = useState(0);
  const [isChecking, setChecking] = useState(false);
  const { onPin, problem } = props;

  function put(pin: string): void {
    typed.current = pin;
    setCount(pin.length);
  }

  async function press(digit: string): Promise<void> {
    if (typed.current.length >= pinLength) return;
    put(typed.current + digit);
    if (typed.current.length < pinLength) return;
    setChecking(true);
    try {
      await onPin(typed.current);
    } finally {
      setChecking(false);
      put('');
    }
  }

  const erase = (): void => {
    if (typed.current.length < pinLength) put(typed.current.slice(0, -1));
  };

  // A real keyboard or keypad types as well.
  const latest = useRef({ press, erase });
  latest.current = { press, erase };
  useEffect(() => {
    const type = (event: KeyboardEvent): void => {
      if (/^\d$/.test(event.key)) void latest.current.press(event.key);
      else if (event.key === 'Backspace') latest.current.erase();
    };
    window.addEventListener('keydown', type);
    return () => window.removeEventListener('keydown', type);
  }, []);

  const key = (digit: string): ReactNode => (
    <Button key={digit} className={classes.key} onPress={() => void press(digit)}>
      {digit}
    </Button>
  );
  return (
    <Screen title={props.title} lead={props.lead} back={{ onPress: props.onBack }}>
      <div className={classes.pin}>
        <p className={classes.dots} role="status">
          {places.map((place) => (
            <i key={place} data-on={place < count || undefined} aria-hidden />
          ))}
          <span>{isChecking ? say('staff.pin.checking') : say('staff.pin.entered', { count })}</span>
        </p>
        {problem === null ? null : (
          <p className={classes.problem} role="alert">
            <CircleAlert aria-hidden />
            {problem === 'differs' ? say('staff.pin.differs') : <FaultBrief code={problem} withNext />}
          </p>
        )}
        <div className={classes.pad}>
          {rows.map((row) => [...row].map(key))}
          <span />
          {key('0')}
          <Button className={classes.key} aria-label={say('staff.pin.erase')} onPress={erase}>
            <Delete aria-hidden />
          </Button>
        </div>
      </div>
    </Screen>
  );
}
