import { type ReactNode, useEffect, useRef } from 'react';
import type { FaultCode } from '../../shared/faults/index.ts';
import { Screen } from '../app/screen.tsx';
import {
  KeyboardDock,
  KioskTextField,
  type SuggestionList,
  type TextFieldKind,
  useKeyboardStore,
} from '../keyboard/index.ts';
import classes from './ask-one.module.css';
import { FaultNotice } from './fault-notice.tsx';

/** Letters and digits at once. */
const kindsWithHighKeys: ReadonlySet<TextFieldKind> = new Set(['dossier-code', 'passphrase', 'name']);

interface AskFrameProps {
  readonly title: string;
  readonly lead: string;
  readonly onNext: () => unknown;
  readonly onBack: () => unknown;
  readonly nextLabel?: string | undefined;
  /** What came of the last try: said below the field, with the officer's steps when `withStaffSteps`. */
  readonly fault?: FaultCode | null;
  readonly withStaffSteps?: boolean;
  /** Something below the field is to be read: the keyboard goes away until the field is touched again. */
  readonly isResting?: boolean;
  /** Its keyboard is the highest one. */
  readonly hasHighKeys?: boolean;
  /** Below the field, and below the fault. */
  readonly children?: ReactNode;
}

/** A question, its one field and a button; ready to be typed into at once. */
export function AskFrame(props: AskFrameProps & { readonly field: ReactNode }) {
  const { fault = null, isResting = false } = props;
  const box = useRef<HTMLDivElement>(null);
  // The heading is read with the field's own name.
  useEffect(
    () => box.current?.querySelector<HTMLElement>('[data-kiosk-field]')?.focus({ preventScroll: true }),
    [],
  );
  const keyboard = useKeyboardStore();
  const hasToBeRead = isResting || fault !== null;
  useEffect(() => {
    if (hasToBeRead) keyboard.get().target?.leave();
  }, [hasToBeRead, keyboard]);
  return (
    <Screen
      title={props.title}
      lead={
        <span className={classes.lead} data-high-keys={props.hasHighKeys || undefined}>
          {props.lead}
        </span>
      }
      dock={<KeyboardDock />}
      back={{ onPress: props.onBack }}
      next={{ onPress: props.onNext, ...(props.nextLabel === undefined ? {} : { label: props.nextLabel }) }}
    >
      <div ref={box} className={classes.ask} data-asked>
        {props.field}
        {fault === null ? null : <FaultNotice code={fault} withStaffSteps={props.withStaffSteps ?? false} />}
        {props.children}
      </div>
    </Screen>
  );
}

/** One thing asked large and typed, outside of a form: who one is, a code, a number. */
export function AskOne(
  props: AskFrameProps & {
    readonly kind: TextFieldKind;
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly problem: string | null;
    readonly suggestions?: SuggestionList;
  },
) {
  const { kind, value, onChange, problem, suggestions, ...frame } = props;
  return (
    <AskFrame
      {...frame}
      hasHighKeys={kindsWithHighKeys.has(kind)}
      field={
        <KioskTextField
          label={frame.title}
          kind={kind}
          value={value}
          onChange={onChange}
          onEnter={() => void frame.onNext()}
          problem={problem}
          {...(suggestions === undefined ? {} : { suggestions })}
        />
      }
    />
  );
}
