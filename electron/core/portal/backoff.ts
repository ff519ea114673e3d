/** How long to wait between tries. */
export interface BackoffLimits {
  readonly baseMs: number;
  /** No wait is longer, however often it failed. */
  readonly capMs: number;
  /** No wait is shorter: a portal that just came back is not asked in a tight loop. */
  readonly floorMs: number;
}

/**
 * Exponential backoff with full jitter: any moment between the floor and the doubled limit is as likely as any other,
 * so that a province of kiosks does not come back in one second after an outage.
 */
export function pauseBeforeTry(failures: number, limits: BackoffLimits, random: () => number): number {
  const ceilingMs = Math.min(limits.capMs, limits.baseMs * 2 ** Math.min(failures, 30));
  return Math.round(limits.floorMs + random() * Math.max(0, ceilingMs - limits.floorMs));
}
