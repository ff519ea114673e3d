/** Fewer say nothing about the next one. */
const leastServed = 3;

/** A counter that somebody forgot to close measures nothing. */
const mostServedMs = 2 * 60 * 60_000;

/** People plan in steps of five minutes, and rather too many than too few. */
const stepMinutes = 5;

/** The last so many are looked at: the morning says little about the afternoon. */
export const servedLookedAt = 10;

/**
 * How long until one's turn, measured of those who were served last; null while too few were, or while nobody is before.
 * The median, because one difficult case says nothing about the next.
 */
export function estimateMinutes(servedMs: readonly number[], before: number): number | null {
  const sane = servedMs.filter((ms) => ms > 0 && ms <= mostServedMs).sort((one, other) => one - other);
  const median = sane[Math.floor(sane.length / 2)];
  if (before === 0 || sane.length < leastServed || median === undefined) return null;
  return Math.ceil((median * before) / 60_000 / stepMinutes) * stepMinutes;
}
