export const officeZone = 'Asia/Ho_Chi_Minh';

/** Vietnam has kept one offset all year since 1975, so the clock of the office needs no table of zones. */
export const officeAheadMs = 7 * 3_600_000;

const dayMs = 86_400_000;

/** What calendar and clock show at the office at a moment in ms since 1970, to the second: `2026-11-23T09:05:00`. */
export function officeWallTime(atMs: number): string {
  return new Date(atMs + officeAheadMs).toISOString().slice(0, 19);
}

/** The ISO day at the office at a moment in ms since 1970. */
export function officeDay(atMs: number): string {
  return officeWallTime(atMs).slice(0, 10);
}

/** When the day at the office began that holds this moment; both in ms since 1970. */
export function officeDayStart(atMs: number): number {
  return Math.floor((atMs + officeAheadMs) / dayMs) * dayMs - officeAheadMs;
}
