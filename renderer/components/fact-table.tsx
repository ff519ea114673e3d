import type { ReactNode } from 'react';
import classes from './fact-table.module.css';

/** Words (`<dt>`) beside their values (`<dd>`, `data-needs` for one that asks for somebody's hand). */
export function FactTable(props: { readonly children: ReactNode }) {
  return <dl className={classes.table}>{props.children}</dl>;
}
