import type { ComponentProps } from 'react';

/**
 * The browser's own button: pressed by finger, mouse, keys and screen readers alike. It draws nothing while it is being
 * pressed (app/press-feedback.ts marks it in the turn of the finger), so that a slow machine shows the press at once.
 */
export function Button({
  onPress,
  isDisabled = false,
  ...rest
}: Omit<ComponentProps<'button'>, 'onClick' | 'onKeyDown' | 'disabled' | 'type'> & {
  readonly onPress?: () => unknown;
  readonly isDisabled?: boolean;
}) {
  return (
    <button
      {...rest}
      type="button"
      disabled={isDisabled}
      data-disabled={isDisabled || undefined}
      onClick={() => void onPress?.()}
      onKeyDown={(event) => {
        // A key that is held presses once.
        if (event.repeat) event.preventDefault();
      }}
    />
  );
}
