import { type ComponentProps, useEffect, useRef } from 'react';
import { Button } from './button.tsx';
import classes from './chip.module.css';

/** A small button among others of its kind; what is chosen says so by `aria-pressed` or `aria-selected`. */
export function Chip(props: Omit<ComponentProps<typeof Button>, 'className'>) {
  return <Button {...props} className={classes.chip} />;
}

/** Chips beside one another, in as many lines as it takes. */
export function Chips(props: Omit<ComponentProps<'div'>, 'className'>) {
  return <div {...props} className={classes.chips} />;
}

/**
 * Chips that stay one line where large letters on a small panel leave the height to what is below. The chosen one stands
 * in the middle, so that its neighbours can always be seen and pressed.
 */
export function ChipLine(props: Omit<ComponentProps<'div'>, 'className'>) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = line.current?.querySelector('[aria-selected="true"], [aria-pressed="true"]');
    chosen?.scrollIntoView({ block: 'nearest', inline: 'center' });
  });
  return <div {...props} ref={line} className={`${classes.chips} ${classes.line}`} />;
}
