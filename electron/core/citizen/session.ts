import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../shared/clock.ts';
import type { Language, Reading, Role, SessionState } from '../../../shared/contract/index.ts';
import type { SessionRecord, SessionStore } from './session-store.ts';

/** Why a session ended; stands in the audit log. */
export type SessionOutcome = 'citizen' | 'idle' | 'lost';

export interface SessionDeps {
  readonly clock: Clock;
  readonly store: SessionStore;
  readonly idle: { readonly askAfterSeconds: number; readonly answerWithinSeconds: number };
  readonly onChange: (state: SessionState) => void;
  readonly onStarted: (sessionId: string) => void;
  readonly onEnded: (ended: {
    readonly sessionId: string;
    readonly outcome: SessionOutcome;
    readonly seconds: number;
  }) => void;
}

/**
 * The visit of one person. Begins at the first touch and ends by the button or by idleness (UI.md "Time and
 * privacy": a question after 60 s, 30 s to answer). What it knows is written through at once, so that a page or a
 * core that crashed comes back to the same step.
 */
export interface Sessions {
  state(): SessionState;
  role(): Role;
  begin(reading: Reading): SessionState;
  touch(): SessionState;
  go(place: string): SessionState;
  read(reading: Reading): SessionState;
  end(outcome: SessionOutcome): SessionState;
  /** Takes up the session of before a crash when its person can still be there; otherwise wipes it. */
  restore(): SessionState;
  /** Stops the idle clock; the session itself stays for the next start. */
  close(): void;
}

export function createSessions(deps: SessionDeps): Sessions {
  const askAfterMs = deps.idle.askAfterSeconds * 1_000;
  const answerWithinMs = deps.idle.answerWithinSeconds * 1_000;
  let record: SessionRecord | null = null;
  let asking = false;
  let cancelTimer: () => void = () => {};

  function state(): SessionState {
    if (record === null) return { kind: 'none' };
    return {
      kind: 'open',
      sessionId: record.sessionId,
      role: 'citizen',
      place: record.place,
      reading: record.reading,
      idleQuestion: asking ? { answerWithinMs } : null,
    };
  }

  function change(next: SessionRecord | null): SessionState {
    record = next;
    if (next === null) deps.store.clear();
    else deps.store.write(next);
    const now = state();
    deps.onChange(now);
    return now;
  }

  function restartIdleClock(): void {
    cancelTimer();
    asking = false;
    cancelTimer = deps.clock.after(askAfterMs, () => {
      asking = true;
      deps.onChange(state());
      cancelTimer = deps.clock.after(answerWithinMs, () => end('idle'));
    });
  }

  function end(outcome: SessionOutcome): SessionState {
    cancelTimer();
    asking = false;
    const ended = record;
    const now = change(null);
    if (ended !== null) {
      const seconds = Math.max(0, Math.round((deps.clock.now() - ended.startedAt) / 1_000));
      deps.onEnded({ sessionId: ended.sessionId, outcome, seconds });
    }
    return now;
  }

  return {
    state,
    role: () => 'citizen',
    begin(reading) {
      if (record !== null) return this.touch();
      const now = deps.clock.now();
      restartIdleClock();
      const begun = change({
        sessionId: randomUUID(),
        place: '/home',
        reading,
        startedAt: now,
        lastTouchAt: now,
      });
      if (begun.kind === 'open') deps.onStarted(begun.sessionId);
      return begun;
    },
    touch() {
      if (record === null) return state();
      restartIdleClock();
      return change({ ...record, lastTouchAt: deps.clock.now() });
    },
    go(place) {
      if (record === null) return state();
      restartIdleClock();
      return change({ ...record, place, lastTouchAt: deps.clock.now() });
    },
    read(reading) {
      if (record === null) return state();
      restartIdleClock();
      return change({ ...record, reading, lastTouchAt: deps.clock.now() });
    },
    end,
    restore() {
      const kept = deps.store.read();
      if (kept === null) return change(null);
      record = kept;
      // A clock that went back says nothing about the person: the session counts as just touched.
      const awayMs = Math.max(0, deps.clock.now() - kept.lastTouchAt);
      if (awayMs > askAfterMs + answerWithinMs) return end('lost');
      restartIdleClock();
      return change(kept);
    },
    close() {
      cancelTimer();
    },
  };
}

/** The state before the store is open: nobody is there. */
export const noSession: SessionState = { kind: 'none' };

/** How the person reads; whoever has not chosen reads Vietnamese. */
export function languageOf(session: SessionState): Language {
  return session.kind === 'open' ? session.reading.language : 'vi';
}
