import {
  memo,
  type MouseEvent as ReactMouseEvent,
  type ReactNode,
  type PointerEvent as ReactPointerEvent,
  useEffect,
  useRef,
} from 'react';
import classes from './keyboard.module.css';
import { useKeyboardStore } from './keyboard-provider.tsx';

/** How long a key is held before it repeats, how fast then, and how long a short tap stays visible. */
const keyTimings = { repeatAfterMs: 480, repeatEveryMs: 75, visibleMs: 90 } as const;

export type KeyLook = 'letter' | 'word' | 'mark' | 'chip' | 'done' | 'on';

/**
 * Enter, Space and screen readers click without a pointer and without a count. Some touch clicks have no count either:
 * their letter is there since the finger came down.
 */
function isWithoutPointer({ detail, nativeEvent }: ReactMouseEvent): boolean {
  const { pointerType = '' } = nativeEvent as Partial<PointerEvent>;
  return detail === 0 && pointerType === '';
}

/**
 * One key. It acts and shows itself pressed when the finger comes down, without waiting for React; a keyboard, a
 * keypad or a screen reader presses it by a click of its own. It never takes the focus from the field by touch.
 */
export const Key = memo(function Key(props: {
  readonly onPress: () => void;
  readonly label?: string | undefined;
  readonly look?: KeyLook;
  readonly repeats?: boolean;
  /** In columns of the row's grid. */
  readonly span?: number;
  /** Takes what the other keys of its row leave. */
  readonly wide?: boolean;
  readonly pressed?: boolean;
  readonly twoLines?: boolean;
  readonly children: ReactNode;
}) {
  const button = useRef<HTMLButtonElement>(null);
  const timers = useRef<{ repeat?: ReturnType<typeof setTimeout>; show?: ReturnType<typeof setTimeout> }>({});
  const keyboard = useKeyboardStore();
  const { onPress } = props;
  const press = useRef(onPress);
  press.current = onPress;

  function act(): void {
    if (!keyboard.isHeld()) press.current();
  }

  useEffect(() => {
    const running = timers.current;
    return () => {
      clearTimeout(running.repeat);
      clearTimeout(running.show);
    };
  }, []);

  function repeat(): void {
    act();
    timers.current.repeat = setTimeout(repeat, keyTimings.repeatEveryMs);
  }

  function down(event: ReactPointerEvent<HTMLButtonElement>): void {
    if (event.button !== 0) return;
    event.preventDefault();
    clearTimeout(timers.current.show);
    event.currentTarget.dataset.down = '';
    // A mouse that slides off must still end the press here; a finger belongs to its key anyway.
    if (event.pointerType === 'mouse') event.currentTarget.setPointerCapture(event.pointerId);
    act();
    if (props.repeats === true) timers.current.repeat = setTimeout(repeat, keyTimings.repeatAfterMs);
  }

  function up(): void {
    clearTimeout(timers.current.repeat);
    timers.current.show = setTimeout(() => {
      delete button.current?.dataset.down;
    }, keyTimings.visibleMs);
  }

  return (
    <button
      ref={button}
      type="button"
      className={classes.key}
      data-look={props.look ?? 'letter'}
      data-key
      tabIndex={-1}
      aria-label={props.label}
      aria-pressed={props.pressed}
      data-two-lines={props.twoLines === true ? '' : undefined}
      data-wide={props.wide === true ? '' : undefined}
      style={props.span === undefined ? undefined : { gridColumn: `span ${props.span}` }}
      onPointerDown={down}
      onPointerUp={up}
      onPointerCancel={up}
      onLostPointerCapture={up}
      onClick={(event) => {
        if (isWithoutPointer(event)) act();
      }}
      onContextMenu={(event) => event.preventDefault()}
    >
      {props.children}
    </button>
  );
});
