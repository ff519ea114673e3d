import type { ComponentProps } from 'react';
import classes from './sheet.module.css';

/** A paper on the ground of the screen: what somebody takes home, holds before a camera or reads at leisure. */
export function Sheet({ className, ...rest }: ComponentProps<'div'>) {
  return (
    <div {...rest} className={className === undefined ? classes.sheet : `${classes.sheet} ${className}`} />
  );
}
