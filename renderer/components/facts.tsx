import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** What is known of a dossier, one fact under the other. */
export function Facts(props: { readonly isLive?: boolean; readonly children: ReactNode }) {
  return (
    <ul className={classes.facts} {...(props.isLive === true ? { 'aria-live': 'polite' } : {})}>
      {props.children}
    </ul>
  );
}

/** A picture, what is so (`<b>`), and a smaller line under it (`<small>`). */
export function Fact(props: {
  readonly icon: ReactNode;
  readonly tone?: 'plain' | 'good' | 'wrong';
  readonly children: ReactNode;
}) {
  return (
    <li className={classes.fact} data-tone={props.tone ?? 'plain'}>
      {props.icon}
      <span>{props.children}</span>
    </li>
  );
}
