/**
 * When keys are a scanner and not a person. Page and core share them: the page withholds, the core decodes.
 * Keyboard scanners send a key every 1-16 ms; the quickest typists stay above 50 ms (PEERS "Keyboard wedge").
 */
export const burstTimings = {
  /** The median of the gaps between keys of a burst lies below this. */
  medianGapMs: 30,
  /** A single gap may be longer (the scanner's own pause, a busy page), but a pause of this length ends a burst. */
  pauseMs: 100,
  /** Fewer keys than this are a person: two quick keys prove nothing. */
  fewestKeys: 6,
  /** A longer burst than any code is noise. A key of an ALT code takes up to twelve events. */
  mostKeys: 8_192,
} as const;
