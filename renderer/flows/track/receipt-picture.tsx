/** A receipt on which the place of its code is marked: what to look for on the paper in one's hand. */
export function ReceiptPicture(props: { readonly className: string }) {
  return (
    <svg className={props.className} viewBox="0 0 200 250" aria-hidden="true">
      <rect
        x="18"
        y="8"
        width="164"
        height="234"
        rx="6"
        fill="var(--surface)"
        stroke="var(--edge-line)"
        strokeWidth="3"
      />
      <g stroke="var(--edge-line)" strokeWidth="5" strokeLinecap="round">
        <path d="M62 34h76M48 52h104" />
        <path d="M36 174h128M36 190h104M36 206h118M36 222h70" strokeWidth="3.4" />
      </g>
      <rect
        x="32"
        y="72"
        width="136"
        height="82"
        rx="8"
        fill="var(--gold-tint)"
        stroke="var(--gold)"
        strokeWidth="5"
      />
      <g fill="var(--ink)">
        <path d="M44 84h18v18h-18zM84 84h18v18h-18zM44 124h18v18h-18z" />
        <path d="M68 84h6v6h-6zM74 96h6v6h-6zM68 108h6v6h-6zM50 108h6v6h-6zM80 110h6v6h-6zM92 108h6v6h-6zM68 122h6v6h-6zM80 124h6v6h-6zM94 122h6v6h-6zM74 136h6v6h-6zM88 136h6v6h-6z" />
      </g>
      <g stroke="var(--ink)" strokeWidth="6" strokeLinecap="round">
        <path d="M116 100h40M116 118h40" />
      </g>
    </svg>
  );
}
