import classes from './lay-pictures.module.css';

/* Drawn in the theme's own colours, so that they live in high contrast as well. */
const line = {
  fill: 'none',
  stroke: 'var(--ink)',
  strokeWidth: 3.2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const paper = { ...line, fill: 'var(--surface)' } as const;
const quiet = { ...line, stroke: 'var(--edge-line)', strokeWidth: 3 } as const;
const gold = { ...line, stroke: 'var(--gold)', strokeWidth: 4 } as const;

/** A paper going face down onto the glass, into the corner with the mark. */
function GlassPicture() {
  return (
    <svg viewBox="0 0 320 200" aria-hidden="true">
      <path {...line} fill="var(--sunken)" d="M40 96h240v76a10 10 0 0 1-10 10H50a10 10 0 0 1-10-10Z" />
      <path {...line} fill="var(--info-tint)" d="M56 96h208l-14 44H70Z" />
      <path {...line} d="M40 96 62 22h196l22 74" />
      <path {...paper} d="M112 40h96l18 84H94Z" />
      <path {...quiet} d="M118 58h84M116 72h92M114 86h98M112 100h70" strokeDasharray="2 9" />
      <path {...gold} d="M160 140v26m0 0-10-10m10 10 10-10" />
      <path {...gold} d="M70 140h18M70 140v-18" />
      <circle cx="256" cy="166" r="5" fill="var(--primary)" />
    </svg>
  );
}

/** A card in the middle of the glass, with room around it. */
function CardPicture() {
  return (
    <svg viewBox="0 0 320 200" aria-hidden="true">
      <path {...line} fill="var(--sunken)" d="M40 96h240v76a10 10 0 0 1-10 10H50a10 10 0 0 1-10-10Z" />
      <path {...line} fill="var(--info-tint)" d="M56 96h208l-14 44H70Z" />
      <path {...line} d="M40 96 62 22h196l22 74" />
      <path {...paper} d="M122 104h76l6 28h-88Z" />
      <path {...quiet} d="M130 112h18v12h-20ZM158 113h32M158 122h34" />
      <path {...gold} d="M160 44v40m0 0-11-11m11 11 11-11" />
      <circle cx="256" cy="166" r="5" fill="var(--primary)" />
    </svg>
  );
}

/** How this paper lies in the scanner; gives its room to the words where large letters need it. */
export function LayPicture(props: { readonly isIdCard: boolean }) {
  return <div className={classes.drawing}>{props.isIdCard ? <CardPicture /> : <GlassPicture />}</div>;
}
