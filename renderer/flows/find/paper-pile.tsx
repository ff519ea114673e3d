import classes from './paper-pile.module.css';

const drawnAtMost = 9;

/** The list as a pile of papers: with every answer that rules one out, it gets lower. */
export function PaperPile(props: { readonly count: number }) {
  const sheets = Math.min(props.count, drawnAtMost);
  return (
    <svg className={classes.pile} viewBox="0 0 120 120" fill="none" aria-hidden="true">
      {Array.from({ length: sheets }, (_, index) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is its place in the pile
          key={index}
          d="M16 0h70l18 14v10H16Z"
          transform={`translate(${index % 2 === 0 ? 0 : 3} ${92 - index * 9})`}
          fill="var(--surface)"
          stroke={index === sheets - 1 ? 'var(--primary)' : 'var(--edge-line)'}
          strokeWidth="2.4"
          strokeLinejoin="round"
        />
      ))}
    </svg>
  );
}
