import type { Reading } from '../../../shared/contract/index.ts';

/** What is kept of an open session so that a crash does not lose the person's place. Times in ms since 1970. */
export interface SessionRecord {
  readonly sessionId: string;
  readonly place: string;
  readonly reading: Reading;
  readonly startedAt: number;
  readonly lastTouchAt: number;
}

/** Where the one open session is kept. */
export interface SessionStore {
  read(): SessionRecord | null;
  write(record: SessionRecord): void;
  clear(): void;
}
