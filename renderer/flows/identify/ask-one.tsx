import { type ReactNode, useEffect, useRef } from 'react';
import { Screen } from '../../app/screen.tsx';
import {
  KeyboardDock,
  KioskTextField,
  type SuggestionList,
  type TextFieldKind,
  useKeyboardStore,
} from '../../keyboard/index.ts';
import classes from './ask-one.module.css';

/** One thing asked large and typed, outside of a form: who one is, a code, a number. */
export function AskOne(props: {
  readonly title: string;
  readonly lead: string;
  readonly kind: TextFieldKind;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: string | null;
  readonly onNext: () => unknown;
  readonly onBack: () => unknown;
  readonly nextLabel?: string | undefined;
  readonly suggestions?: SuggestionList;
  /** Something below the field is to be read: the keyboard goes away until the field is touched again. */
  readonly isResting?: boolean;
  readonly children?: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  // Ready to be typed into at once; the heading is read with the field's own name.
  useEffect(
    () => box.current?.querySelector<HTMLElement>('[data-kiosk-field]')?.focus({ preventScroll: true }),
    [],
  );
  const keyboard = useKeyboardStore();
  const { isResting } = props;
  useEffect(() => {
    if (isResting) keyboard.get().target?.leave();
  }, [isResting, keyboard]);
  return (
    <Screen
      title={props.title}
      lead={<span className={classes.lead}>{props.lead}</span>}
      dock={<KeyboardDock />}
      back={{ onPress: props.onBack }}
      next={{ onPress: props.onNext, ...(props.nextLabel === undefined ? {} : { label: props.nextLabel }) }}
    >
      <div ref={box} className={classes.ask}>
        <KioskTextField
          label={props.title}
          kind={props.kind}
          value={props.value}
          onChange={props.onChange}
          onEnter={() => void props.onNext()}
          problem={props.problem}
          {...(props.suggestions === undefined ? {} : { suggestions: props.suggestions })}
        />
        {props.children}
      </div>
    </Screen>
  );
}
