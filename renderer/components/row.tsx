import type { ComponentProps, ReactNode } from 'react';
import { Button } from './button.tsx';
import classes from './row.module.css';

/** One line of a staff list that is pressed: words on the left, its state or sum on the right. */
export function RowButton(props: Omit<ComponentProps<typeof Button>, 'className'>) {
  return <Button {...props} className={`${classes.row} ${classes.button}`} />;
}

/** The same line where there is nothing behind it. */
export function Row(props: { readonly children: ReactNode }) {
  return <div className={classes.row}>{props.children}</div>;
}

/** What a line is about: its name in `<b>`, then one `<span>` or `<small>` below the other. */
export function RowWords(props: { readonly children: ReactNode }) {
  return <span className={classes.words}>{props.children}</span>;
}
