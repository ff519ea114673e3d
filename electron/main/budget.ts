import type { Clock } from '../../shared/clock.ts';

/** Allows `limit` attempts within any `windowMs`, then refuses until the oldest has left the window. */
export function createBudget(deps: {
  readonly clock: Clock;
  readonly limit: number;
  readonly windowMs: number;
}): { spend(): boolean } {
  const spentAt: number[] = [];
  return {
    spend() {
      const now = deps.clock.monotonicMs();
      while (spentAt[0] !== undefined && spentAt[0] <= now - deps.windowMs) spentAt.shift();
      if (spentAt.length >= deps.limit) return false;
      spentAt.push(now);
      return true;
    },
  };
}
