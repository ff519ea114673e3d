/** Every wait of the printer drivers, in milliseconds. */
export const printerTimings = {
  /** An IPP question and its answer, or a TCP connection: printers on a busy network answer within two seconds. */
  askMs: 8_000,
  /** Sending a document; the printer may hold the connection while it wakes up. */
  sendMs: 30_000,
  /** Between two looks at a job. */
  pollMs: 500,
  /** A stopped printer, before anything is sent: time to close a cover, not to fetch paper. */
  readyMs: 10_000,
  /** A busy printer is asked again after this, for `busyLimitMs` in all. */
  busyRetryMs: 2_000,
  busyLimitMs: 20_000,
  /** A job that has not moved for this long makes a printer's mere warning its reason. */
  suspectMs: 3_000,
  /** A job that waits for paper is taken back after this: the next person must not get it. */
  standstillMs: 35_000,
  /** A job without any progress and without a reason. */
  quietMs: 50_000,
  /** A cancelled job has this long to say so. */
  cancelMs: 5_000,
  /** One answer to DLE EOT; Epson promises it at once, cheap network cards take a second. */
  statusMs: 3_000,
  /** Does the printer answer GS r at all? Asked while it is idle, so it has nothing to do before. */
  probeMs: 1_000,
  /** Two bands of a slip print in half a second; then something holds them up. */
  bandMs: 4_000,
  /** An overheated head cools down in this time or is broken. */
  restMs: 30_000,
  /** A device file without news is read again after this. */
  readAgainMs: 20,
  /** Rendering one document into pixels. */
  renderMs: 20_000,
} as const;
