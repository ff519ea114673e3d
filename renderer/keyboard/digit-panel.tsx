import { Delete } from 'lucide-react';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from './key.tsx';
import classes from './keyboard.module.css';
import { useKeyboardStore } from './keyboard-provider.tsx';
import type { TextTarget } from './keyboard-store.ts';
import { CaretKeys, DoneKey } from './letter-panel.tsx';

/** The pad for ID numbers, telephones, money and years, laid out as on a telephone. */
export function DigitPanel(props: { readonly target: TextTarget }) {
  const say = useStrings();
  const store = useKeyboardStore();
  return (
    <div className={classes.panel} data-panel="digits">
      <div className={classes.pad}>
        <PadDigits digits="123" onDigit={store.press} />
        <Key look="word" repeats label={say('keyboard.backspace.label')} onPress={store.erase}>
          <Delete aria-hidden />
        </Key>
        <PadDigits digits="456" onDigit={store.press} />
        <Key look="word" onPress={store.clear}>
          {say('keyboard.clear')}
        </Key>
        <PadDigits digits="789" onDigit={store.press} />
        <div className={classes.carets}>
          <CaretKeys />
        </div>
        {props.target.thousands ? (
          <Key onPress={() => [...'000'].forEach(store.press)}>{say('keyboard.thousands')}</Key>
        ) : (
          <span />
        )}
        <PadDigits digits="0" onDigit={store.press} />
        <span />
        <DoneKey target={props.target} />
      </div>
    </div>
  );
}

/** A run of digit keys in a pad's grid. */
export function PadDigits(props: { readonly digits: string; readonly onDigit: (digit: string) => void }) {
  return [...props.digits].map((digit) => (
    <Key key={digit} onPress={() => props.onDigit(digit)}>
      {digit}
    </Key>
  ));
}
