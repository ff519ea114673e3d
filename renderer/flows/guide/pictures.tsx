import type { ReactNode } from 'react';

/* Drawn in the theme's own colours, so that they live in high contrast as well. 240 × 160 units each. */
const line = {
  fill: 'none',
  stroke: 'var(--ink)',
  strokeWidth: 3.2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const paper = { ...line, fill: 'var(--surface)' } as const;
const act = { fill: 'var(--primary)' } as const;
const quiet = { ...line, stroke: 'var(--edge-line)', strokeWidth: 3 } as const;
const gold = { ...line, stroke: 'var(--gold)', strokeWidth: 3.6 } as const;

function Picture(props: { readonly children: ReactNode }) {
  return (
    <svg viewBox="0 0 240 160" aria-hidden="true">
      {props.children}
    </svg>
  );
}

/** A pointing hand, its fingertip at 0,0. */
function Hand(props: { readonly x: number; readonly y: number }) {
  return (
    <path
      {...paper}
      transform={`translate(${props.x} ${props.y})`}
      d="M-9 2a9 9 0 0 1 18 0v36c2-5 15-5 17 3 3-4 14-3 15 4 4-3 14-1 14 7v22c0 20-10 32-32 32-18 0-26-7-34-21L-27 61c-5-9 6-17 13-9l5 6Z"
    />
  );
}

/** A small square that reads as a QR code. */
function Code(props: { readonly x: number; readonly y: number; readonly size: number }) {
  return (
    <g transform={`translate(${props.x} ${props.y}) scale(${props.size / 9})`} fill="var(--ink)">
      <path
        fillRule="evenodd"
        d="M0 0h4v4H0zM1 1v2h2V1zM5 0h4v4H5zM6 1v2h2V1zM0 5h4v4H0zM1 6v2h2V6zM5 5h1.500v1.500H5zM7.500 5H9v1.500H7.500zM6.200 6.300h1.500v1.500H6.200zM5 7.700h1.300V9H5zM7.700 7.600H9V9H7.700z"
      />
    </g>
  );
}

export function TouchPicture() {
  return (
    <Picture>
      <rect {...paper} x="58" y="10" width="124" height="140" rx="9" />
      <path {...quiet} d="M76 30h54M76 43h36" />
      <rect {...quiet} x="75" y="100" width="42" height="34" rx="5" />
      <rect {...quiet} x="125" y="100" width="42" height="34" rx="5" />
      <rect {...act} x="75" y="57" width="92" height="34" rx="6" />
      <circle {...gold} cx="131" cy="74" r="15" />
      <circle {...gold} cx="131" cy="74" r="25" strokeWidth="2.4" strokeDasharray="3 7" />
      <g transform="translate(131 74) scale(0.82)">
        <Hand x={0} y={0} />
      </g>
    </Picture>
  );
}

export function CardPicture() {
  return (
    <Picture>
      <rect {...paper} x="128" y="92" width="92" height="58" rx="8" />
      <rect {...act} x="146" y="108" width="56" height="26" rx="4" />
      <path d="M152 121h44" stroke="var(--on-primary)" strokeWidth="3" strokeLinecap="round" />
      <g transform="rotate(-7 84 56)">
        <rect {...paper} x="20" y="16" width="126" height="80" rx="8" />
        <circle {...quiet} cx="45" cy="46" r="10" />
        <path {...quiet} d="M29 76c2-19 30-19 32 0Z" />
        <path {...quiet} d="M73 40h26M73 53h20M73 66h58M73 79h40" />
        <Code x={106} y={24} size={30} />
      </g>
      <path {...gold} d="M172 44v30m-11-11 11 11 11-11" />
    </Picture>
  );
}

export function PapersPicture() {
  return (
    <Picture>
      <path {...paper} d="M78 12h66l18 18v66H78Z" transform="rotate(-6 120 54)" />
      <path {...paper} d="M84 10h64l18 18v70H84Z" />
      <path {...quiet} d="M148 10v18h18M98 34h34M98 48h54M98 62h54M98 76h40" />
      <path
        {...paper}
        d="M34 92h172a10 10 0 0 1 10 10v34a10 10 0 0 1-10 10H34a10 10 0 0 1-10-10v-34a10 10 0 0 1 10-10Z"
      />
      <path d="M56 98h128" stroke="var(--primary)" strokeWidth="7" strokeLinecap="round" />
      <circle {...act} cx="192" cy="122" r="8" />
      <path {...quiet} d="M46 122h76" />
      <path {...gold} d="M196 34v36m-12-12 12 12 12-12" />
    </Picture>
  );
}

export function ReceiptPicture() {
  return (
    <Picture>
      <path
        {...paper}
        d="M34 12h172a10 10 0 0 1 10 10v34a10 10 0 0 1-10 10H34a10 10 0 0 1-10-10V22a10 10 0 0 1 10-10Z"
      />
      <path d="M66 52h108" stroke="var(--ink)" strokeWidth="7" strokeLinecap="round" />
      <circle {...act} cx="192" cy="30" r="7" />
      <path {...quiet} d="M44 30h60" />
      <path {...paper} d="M76 53h88v89l-11-7-11 7-11-7-11 7-11-7-11 7-11-7-11 7Z" />
      <path d="M88 70h36" stroke="var(--primary)" strokeWidth="6" strokeLinecap="round" />
      <path {...quiet} d="M88 85h30M88 98h30M88 111h52" />
      <Code x={128} y={66} size={26} />
      <path {...gold} d="M196 90v36m-12-12 12 12 12-12" />
    </Picture>
  );
}
