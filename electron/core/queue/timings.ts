/** How the queue paces itself; all by the monotonic clock. */
export const queueTimings = {
  /** Dossiers on the way at once: enough to fill a thin line, few enough to leave the screen its processor. */
  concurrency: 3,
  /** Between the tries of one dossier. */
  dossier: { baseMs: 5_000, capMs: 15 * 60_000, floorMs: 1_000 },
  /** Between probes while the road itself is broken; the watch tells earlier when it is back. */
  road: { baseMs: 2_000, capMs: 15 * 60_000, floorMs: 500 },
  /**
   * How far kiosks spread when a road comes back that was away at least as long; after a short trouble they come back
   * within the time it lasted. A thousand kiosks in four minutes are four a second.
   */
  longestSpreadMs: 4 * 60_000,
  /** The longest that anything waits for its turn to be looked at: also notices a clock that was set. */
  turnMs: 60_000,
  /** A wall clock that moved more than this against the monotonic one was set. */
  clockJumpMs: 5_000,
  /** No pause is longer: backoff and what a portal may ask for (Retry-After). */
  longestPauseMs: 60 * 60_000,
  /** Setbacks in a row (a proof that does not fit) after which staff decide. */
  mostSetbacks: 5,
  /** Progress is told at most this often. */
  progressEveryMs: 250,
  /** Proofs wait so long for each other, and so many at most, to be written down in one commit. */
  proofs: { togetherMs: 500, most: 32 },
  /** How states are asked for: each dossier this often, in batches. */
  states: { everyMs: 10 * 60_000, batchEveryMs: 60_000 },
} as const;

/** Files up to this size go with the request that announces them: one round trip less, little to send again. */
export const atOnceBytes = 256 * 1024;

/** The most bytes in one request, and the least that a proxy with a small limit brings it down to. */
export const chunkLimits = { mostBytes: 8 * 1024 * 1024, leastBytes: 128 * 1024 } as const;
