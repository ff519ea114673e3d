/** How fees pace themselves. */
export const feeTimings = {
  /** How long a code to pay by is good: time to open the bank's app, even to ask a grandchild to do it. */
  offerMs: 30 * 60_000,
  /** Between two rounds at the portal when nobody waits before the screen. */
  roundMs: 60_000,
  /** Somebody waits: at most this often. */
  askEveryMs: 1_000,
  /** Money may come twice, or late: a paid code is asked about for so long. */
  askForMs: 60 * 86_400_000,
} as const;
