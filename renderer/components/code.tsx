import classes from './code.module.css';

/** A dossier's code among other words: it is read and copied as one, so no line ends at its hyphens. */
export function Code(props: { readonly children: string }) {
  return <span className={classes.code}>{props.children}</span>;
}
