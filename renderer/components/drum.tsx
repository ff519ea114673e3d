/*
 * The face of the Đông Sơn bronze drum, our one ornament: a star of fourteen rays, bands of rays and dotted circles,
 * and a ring of flying birds. Computed once; everything is stroke, so that a theme only sets a colour.
 */
const centre = 500;
const rays = 14;

function point(radius: number, turn: number): string {
  const angle = turn * 2 * Math.PI;
  return `${(centre + radius * Math.cos(angle)).toFixed(1)} ${(centre + radius * Math.sin(angle)).toFixed(1)}`;
}

function circle(radius: number, turn: number, size: number): string {
  const angle = turn * 2 * Math.PI;
  const x = centre + radius * Math.cos(angle);
  const y = centre + radius * Math.sin(angle);
  return `M${(x - size).toFixed(1)} ${y.toFixed(1)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0`;
}

function every(count: number, draw: (turn: number, index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index / count, index)).join('');
}

const starPath = `${every(rays, (turn, index) => `${index === 0 ? 'M' : 'L'}${point(122, turn)}L${point(47, turn + 0.5 / rays)}`)}Z`;
const betweenRays = every(
  rays,
  (turn) =>
    `M${point(96, turn + 0.5 / rays)}L${point(70, turn + 0.36 / rays)}M${point(96, turn + 0.5 / rays)}L${point(70, turn + 0.64 / rays)}`,
);
const rings = [132, 141, 203, 211, 294, 302, 392, 400, 471, 480]
  .map((radius) => circle(0, 0, radius))
  .join('');
const innerRays = every(64, (turn) => `M${point(150, turn)}L${point(194, turn + 0.004)}`);
const outerRays = every(108, (turn) => `M${point(408, turn)}L${point(463, turn + 0.0025)}`);
const beads = every(36, (turn) => circle(252, turn, 15) + circle(252, turn, 4.5));
/** A long-beaked bird in flight, drawn towards +x around its breast. */
const bird =
  'M43 0L20 -4C14 -9 7 -9 2 -5L-4 -5C-9 -16 -18 -24 -31 -28C-25 -20 -21 -12 -19 -4L-43 -9L-35 0L-45 8L-14 7C-2 12 12 9 19 1ZM-9 -4C-13 -11 -18 -16 -24 -20M13 -3.500a1.400 1.400 0 1 0 0.010 0';
const birds = Array.from({ length: 16 }, (_, index) => (index * 360) / 16);

/** The whole face of the drum, for backgrounds. Takes its colour from `color`. */
export function Drum(props: { readonly className?: string | undefined }) {
  return (
    <svg
      className={props.className}
      viewBox="0 0 1000 1000"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d={rings} />
      <path d={starPath} strokeLinejoin="miter" />
      <path d={betweenRays} />
      <path d={innerRays} />
      <path d={beads} />
      {birds.map((angle) => (
        <path
          key={angle}
          d={bird}
          transform={`rotate(${angle} ${centre} ${centre}) translate(${centre} ${centre - 347}) scale(0.98)`}
          strokeLinejoin="round"
        />
      ))}
      <path d={outerRays} />
    </svg>
  );
}

/** The star alone, as a quiet picture over full-screen messages. */
export function DrumStar() {
  return (
    <svg viewBox="290 290 420 420" fill="none" stroke="currentColor" strokeWidth="3.500" aria-hidden="true">
      <path d={circle(0, 0, 203) + circle(0, 0, 194) + circle(0, 0, 141)} strokeWidth="2.500" />
      <path d={innerRays} strokeWidth="2.500" />
      <path d={starPath} fill="currentColor" stroke="none" />
    </svg>
  );
}

/** The office's mark in the frame: the star on the primary colour. */
export function Mark(props: { readonly className?: string | undefined }) {
  return (
    <svg className={props.className} viewBox="0 0 100 100" aria-hidden="true">
      <circle cx="50" cy="50" r="49" fill="var(--primary)" />
      <g transform="translate(50 50) scale(0.285) translate(-500 -500)">
        <path d={starPath} fill="var(--mark-star)" />
        <path d={circle(0, 0, 146)} fill="none" stroke="var(--mark-star)" strokeWidth="9" />
      </g>
    </svg>
  );
}
