import type { Reading } from '../../shared/contract/index.ts';

/** The panel the generous design is drawn for: 27 inches, upright or lying. Smaller panels shrink towards 0.7. */
const drawnFor = {
  portrait: { widthMm: 337, heightMm: 600 },
  landscape: { widthMm: 560, heightMm: 310 },
} as const;
const smallestFit = 0.7;
/** Below this the panel is a counter PC, not a kiosk. */
const roomyFrom = 0.85;

/** How much the design shrinks on this panel; letter heights and targets keep their legal minimum all the same. */
export function fitOf(panel: { readonly widthMm: number; readonly heightMm: number }): number {
  const drawn = panel.heightMm > panel.widthMm ? drawnFor.portrait : drawnFor.landscape;
  const fit = Math.min(panel.widthMm / drawn.widthMm, panel.heightMm / drawn.heightMm, 1);
  return Math.round(Math.max(fit, smallestFit) * 1000) / 1000;
}

/** Writes the panel's scale on the root and keeps it true when the window changes; returns the end of keeping. */
export function keepPanelScale(pxPerMm: number): () => void {
  const root = document.documentElement;
  const apply = (): void => {
    const fit = fitOf({ widthMm: window.innerWidth / pxPerMm, heightMm: window.innerHeight / pxPerMm });
    root.style.setProperty('--mm', `${pxPerMm}px`);
    root.style.setProperty('--fit', String(fit));
    // The media query's landscape, for one rule that names several situations.
    root.toggleAttribute('data-lying', window.innerWidth > window.innerHeight);
    // Media queries know no millimetres: screens that must give something up for large letters ask for this.
    root.dataset.room = fit < roomyFrom ? 'small' : 'roomy';
  };
  apply();
  window.addEventListener('resize', apply);
  return () => window.removeEventListener('resize', apply);
}

/** Shows the page the way this person reads: the theme and the type hang on the root's attributes. */
export function applyReading(reading: Reading): void {
  const root = document.documentElement;
  root.lang = reading.language;
  root.dataset.textSize = reading.textSize;
  root.dataset.contrast = reading.contrast;
  root.dataset.reach = String(reading.reach);
}
