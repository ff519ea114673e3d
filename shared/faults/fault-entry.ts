/** How bad it is for the person at the screen: `notice` is information, `stop` closes the kiosk calmly. */
export type FaultSeverity = 'notice' | 'warning' | 'error' | 'stop';

/**
 * One expected failure. Its words live in resources/strings/<language>/faults-<area>.json under the code:
 * `happened`, `safe`, `next` for the citizen and `staff` (steps) for the officer.
 */
export interface FaultEntry {
  readonly severity: FaultSeverity;
  /** What the kiosk does by itself, in one sentence; "none" when a person must act. */
  readonly recovery: string;
  /** How the simulator (or the test) raises it on the wire or on the disk. */
  readonly simulated: string;
  /** The test that shows it, a path from the root under tests/ or beside the code. */
  readonly test: string;
}

/** Checks the shape of an area's table while keeping its codes as literal types. */
export function defineFaults<const T extends Readonly<Record<string, FaultEntry>>>(table: T): T {
  return table;
}
