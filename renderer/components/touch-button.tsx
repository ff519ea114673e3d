import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { Button } from './button.tsx';
import classes from './touch-button.module.css';

export type TouchButtonLook = 'plain' | 'go' | 'back' | 'soft' | 'help' | 'danger';

/**
 * The kiosk's button. It answers the finger by itself before any work starts, and while the work of one press runs
 * (`onPress` returned a promise) further presses do nothing: two taps never submit twice.
 */
export function TouchButton(props: {
  readonly look?: TouchButtonLook;
  readonly onPress: () => unknown;
  readonly isDisabled?: boolean;
  readonly icon?: ReactNode;
  /** On which side of the words the icon stands. */
  readonly iconSide?: 'before' | 'after';
  readonly label?: string;
  readonly autoFocus?: boolean;
  readonly children: ReactNode;
}) {
  const isBusy = useRef(false);
  const [shownBusy, setShownBusy] = useState(false);

  async function press(): Promise<void> {
    if (isBusy.current) return;
    const work = props.onPress();
    if (!(work instanceof Promise)) return;
    isBusy.current = true;
    setShownBusy(true);
    try {
      await work;
    } finally {
      isBusy.current = false;
      setShownBusy(false);
    }
  }

  return (
    <Button
      className={classes.button}
      data-look={props.look ?? 'plain'}
      data-busy={shownBusy || undefined}
      data-icon-side={props.iconSide ?? 'before'}
      onPress={() => void press()}
      isDisabled={props.isDisabled ?? false}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      autoFocus={props.autoFocus ?? false}
    >
      {props.icon}
      <span>{props.children}</span>
    </Button>
  );
}
