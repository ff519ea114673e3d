import { useStrings } from '../../strings/use-strings.ts';
import classes from './card-pictures.module.css';

/** The dots of a code, as a picture of one: three corners and a scatter that is always the same. */
const dots = [
  [9, 1],
  [11, 2],
  [9, 4],
  [12, 5],
  [10, 6],
  [1, 9],
  [3, 10],
  [5, 9],
  [7, 11],
  [2, 12],
  [9, 9],
  [11, 10],
  [13, 9],
  [10, 12],
  [12, 12],
  [14, 11],
  [14, 14],
  [9, 14],
  [6, 14],
  [4, 13],
] as const;

function Code(props: { readonly x: number; readonly y: number; readonly size: number }) {
  const unit = props.size / 16;
  return (
    <g transform={`translate(${props.x} ${props.y})`}>
      <rect className={classes.halo} x={-3} y={-3} width={props.size + 6} height={props.size + 6} rx={2.5} />
      <g transform={`scale(${unit})`} className={classes.dots}>
        {[
          [0, 0],
          [10.5, 0],
          [0, 10.5],
        ].map(([x, y]) => (
          <g key={`${x} ${y}`} transform={`translate(${x} ${y})`}>
            <path d="M0 0h5.5v5.5H0zM1 1v3.5h3.5V1z" fillRule="evenodd" />
            <rect x={1.9} y={1.9} width={1.7} height={1.7} />
          </g>
        ))}
        {dots.map(([x, y]) => (
          <rect key={`${x} ${y}`} x={x} y={y} width={1.3} height={1.3} />
        ))}
      </g>
    </g>
  );
}

const plate = { width: 172, height: 108, rx: 7 } as const;

/** Front of the card of 2021: portrait left, code in the upper right corner. */
function Card2021() {
  return (
    <g>
      <rect className={classes.plate} {...plate} />
      <circle className={classes.seal} cx={20} cy={20} r={10} />
      <rect className={classes.line} x={38} y={13} width={62} height={4} rx={2} />
      <rect className={classes.strong} x={38} y={23} width={74} height={6} rx={3} />
      <rect className={classes.photo} x={10} y={40} width={36} height={46} rx={3} />
      <circle className={classes.face} cx={28} cy={57} r={8} />
      <path className={classes.face} d="M14 86c0-20 28-20 28 0z" />
      <rect className={classes.number} x={56} y={40} width={70} height={7} rx={3.5} />
      <rect className={classes.line} x={56} y={56} width={94} height={4} rx={2} />
      <rect className={classes.line} x={56} y={67} width={82} height={4} rx={2} />
      <rect className={classes.line} x={56} y={78} width={100} height={4} rx={2} />
      <rect className={classes.line} x={56} y={89} width={64} height={4} rx={2} />
      <Code x={134} y={10} size={28} />
    </g>
  );
}

/** Back of the card of 2024: chip left, code right, three lines for machines below. */
function Card2024() {
  return (
    <g>
      <rect className={classes.plate} {...plate} />
      <rect className={classes.chip} x={14} y={16} width={28} height={22} rx={4} />
      <path className={classes.contact} d="M14 27h28M28 16v22" />
      <rect className={classes.line} x={52} y={16} width={64} height={4} rx={2} />
      <rect className={classes.line} x={52} y={27} width={50} height={4} rx={2} />
      <rect className={classes.line} x={52} y={38} width={58} height={4} rx={2} />
      <rect className={classes.line} x={14} y={52} width={86} height={4} rx={2} />
      {[74, 84, 94].map((y) => (
        <rect key={y} className={classes.machine} x={10} y={y} width={152} height={4.5} rx={1} />
      ))}
      <Code x={124} y={14} size={36} />
    </g>
  );
}

/** Where the code sits on both generations of the card, and that it is held to the reader. */
export function CardPictures() {
  const say = useStrings();
  return (
    <div className={classes.cards}>
      <figure>
        <svg viewBox="-4 -4 180 116" aria-hidden>
          <Card2021 />
        </svg>
        <figcaption>{say('identify.picture.2021')}</figcaption>
      </figure>
      <figure>
        <svg viewBox="-4 -4 180 116" aria-hidden>
          <Card2024 />
        </svg>
        <figcaption>{say('identify.picture.2024')}</figcaption>
      </figure>
    </div>
  );
}
