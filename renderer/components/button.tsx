import { type ComponentProps, type PointerEvent, useEffect, useRef } from 'react';

/** A browser that makes a click of a touch does so within this time after the finger left. */
const clickComesWithinMs = 80;

/** A click of the browser's that comes this late after ours belongs to the same touch. */
const sameTouchMs = 400;

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
  const late = useRef<ReturnType<typeof setTimeout>>(undefined);
  const oursAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => () => clearTimeout(late.current), []);

  function release(event: PointerEvent<HTMLButtonElement>): void {
    const isOurs = pointer.current === event.pointerId;
    pointer.current = null;
    if (!isOurs || event.pointerType === 'mouse' || !isInside(event.currentTarget, event)) return;
    clearTimeout(late.current);
    // The browser's own click, when it arrives first, takes the place of ours.
    late.current = setTimeout(() => {
      oursAt.current = performance.now();
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
        // Whatever click comes from here on belongs to this touch: a quick second press is a press.
        oursAt.current = Number.NEGATIVE_INFINITY;
        pointer.current = event.isPrimary ? event.pointerId : null;
      }}
      onPointerUp={release}
      onPointerCancel={() => {
        pointer.current = null;
      }}
      onClick={() => {
        clearTimeout(late.current);
        if (performance.now() - oursAt.current > sameTouchMs) void onPress?.();
      }}
      onKeyDown={(event) => {
        // A key that is held presses once.
        if (event.repeat) event.preventDefault();
      }}
    />
  );
}

function isInside(button: HTMLElement, event: PointerEvent): boolean {
  const box = button.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}
