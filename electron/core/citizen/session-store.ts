import type { Officer, Reading } from '../../../shared/contract/index.ts';

/** What is kept of an open session so that a crash does not lose the person's place. Times in ms since 1970. */
export interface SessionRecord {
  readonly sessionId: string;
  readonly place: string;
  readonly reading: Reading;
  readonly startedAt: number;
  readonly lastTouchAt: number;
  /** Who of the staff stands over the visit. */
  readonly officer: Officer | null;
  /** Where the citizen was when the staff's screens came up. */
  readonly backTo: string | null;
  /** Since when the citizen waits for staff. */
  readonly calledAt: number | null;
}

/** Where the one open session is kept. */
export interface SessionStore {
  read(): SessionRecord | null;
  write(record: SessionRecord): void;
  clear(): void;
}
