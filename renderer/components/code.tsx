import classes from './code.module.css';

/** A dossier's code among other words: it is read and copied as one, so no line ends at its hyphens. */
export function Code(props: { readonly children: string }) {
  return <span className={classes.code}>{props.children}</span>;
}

/** A sentence that names a code, which stays in one piece wherever the language puts it. */
export function WithCode(props: { readonly code: string; readonly children: string }) {
  const at = props.children.indexOf(props.code);
  if (props.code === '' || at === -1) return props.children;
  return (
    <>
      {props.children.slice(0, at)}
      <Code>{props.code}</Code>
      {props.children.slice(at + props.code.length)}
    </>
  );
}
