import { type ComponentProps, type PointerEvent, useEffect, useRef } from 'react';

/** A browser that makes a click of a touch does so within this time after the finger left. */
const clickComesWithinMs = 80;

/** On a machine that is very busy it may come this late. */
const latestClickMs = 3_000;

/**
 * The browser's own button: pressed by finger, mouse, keys and screen readers alike. It draws nothing while it is being
 * pressed (app/press-feedback.ts marks it in the turn of the finger), so that a slow machine shows the press at once.
 * A finger that trembled is a press as long as it left inside the button, also where the browser makes no click of it.
 */
export function Button({
  onPress,
  isDisabled = false,
  ...rest
}: Omit<ComponentProps<'button'>, 'onClick' | 'onKeyDown' | 'disabled' | 'type'> & {
  readonly onPress?: () => unknown;
  readonly isDisabled?: boolean;
}) {
  const pointer = useRef<number | null>(null);
  /** A touch began here: the browser gives the click of a touch to what lies under the finger when it leaves. */
  const hasBegun = useRef(false);
  const late = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(late.current), []);

  function release(event: PointerEvent<HTMLButtonElement>): void {
    const isOurs = pointer.current === event.pointerId;
    pointer.current = null;
    if (!isOurs || event.pointerType === 'mouse' || !isInside(event.currentTarget, event)) return;
    clearTimeout(late.current);
    // The browser's own click, when it arrives first, takes the place of ours.
    late.current = setTimeout(() => {
      swallowLateClick();
      void onPress?.();
    }, clickComesWithinMs);
  }

  return (
    <button
      {...rest}
      type="button"
      disabled={isDisabled}
      data-disabled={isDisabled || undefined}
      onPointerDown={(event) => {
        pointer.current = event.isPrimary ? event.pointerId : null;
        hasBegun.current = true;
      }}
      onPointerUp={release}
      onPointerCancel={() => {
        pointer.current = null;
      }}
      onClick={(event) => {
        // The second touch of a trembling finger began on the screen before. Keys and screen readers have no finger.
        if (event.detail !== 0 && !hasBegun.current) return;
        hasBegun.current = false;
        clearTimeout(late.current);
        void onPress?.();
      }}
      onKeyDown={(event) => {
        // A key that is held presses once.
        if (event.repeat) event.preventDefault();
      }}
    />
  );
}

/**
 * The press was made of a touch whose click had not come. Should it come after all, it would meet whatever lies under the
 * finger by then, such as the "yes" of the question that the press has just opened. The next touch has clicks of its own.
 */
function swallowLateClick(): void {
  const swallow = (event: MouseEvent): void => {
    // Keys and screen readers click without a finger.
    if (event.detail === 0) return;
    event.stopPropagation();
    event.preventDefault();
    end();
  };
  const timer = setTimeout(end, latestClickMs);
  function end(): void {
    clearTimeout(timer);
    removeEventListener('click', swallow, { capture: true });
    removeEventListener('pointerdown', end, { capture: true });
  }
  addEventListener('click', swallow, { capture: true });
  addEventListener('pointerdown', end, { capture: true });
}

function isInside(button: HTMLElement, event: PointerEvent): boolean {
  const box = button.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}
