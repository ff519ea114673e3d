/** Every wait and budget of the shell. A lost page is back at the same step within ten seconds. */
export const shellTimings = {
  /** Pause between two looks at whether the page still paints. */
  frameEveryMs: 1_000,
  /** A page that paints nothing for this long is hung: with the look and a reload it stays under ten seconds. */
  frameLimitMs: 5_000,
  /** A page that does not paint may still think (screen switched off); it has this long to say so. */
  scriptLimitMs: 1_000,
  /** A load takes at most this long; slow disks of cheap counter PCs included. */
  loadLimitMs: 20_000,
  /** Page restarts within the window, then the pause page: a page that keeps dying would only flicker. */
  budgetReloads: 5,
  budgetWindowMs: 10 * 60_000,
  /** Such a page is loaded anew once within the window; more often would not light a dark screen. */
  budgetDark: 1,
  /** A person's new page that is not ready by then is shown as it is. */
  replaceLimitMs: 10_000,
} as const;
