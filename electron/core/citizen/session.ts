import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../shared/clock.ts';
import {
  isStaffPlace,
  type Language,
  type Officer,
  type Reading,
  type Role,
  type SessionState,
} from '../../../shared/contract/index.ts';
import { KioskFault } from '../../../shared/faults/index.ts';
import type { SessionRecord, SessionStore } from './session-store.ts';

/** Why a session ended; stands in the audit log. */
export type SessionOutcome = 'citizen' | 'idle' | 'lost';

/** An officer who no longer stands over the visit: handed back, forgotten (2 minutes), after a restart, and so on. */
export interface OfficerGone {
  readonly officer: Officer;
  readonly reason: 'handed-back' | 'untouched' | 'restarted' | 'replaced' | 'visit-ended';
}

/** Staff mode ends by itself after this time without touch: the officer was called away. */
const staffLockMs = 2 * 60_000;

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
  readonly onOfficerGone: (gone: OfficerGone) => void;
}

/**
 * The visit of one person. Begins at the first touch and ends by the button or by idleness (UI.md "Time and
 * privacy": a question after 60 s, 30 s to answer). What it knows is written through at once, so that a page or a
 * core that crashed comes back to the same step.
 */
export interface Sessions {
  state(): SessionState;
  role(): Role;
  /** Who of the staff stands over the visit; every act of theirs names them. */
  officer(): Officer | null;
  /** Raises the role of the open visit, which goes on; SESSION_NOT_OPEN. */
  takeOver(officer: Officer): SessionState;
  /** Back to the citizen, at the step where the form is; from a staff screen to where the citizen was before. */
  handBack(): SessionState;
  /** The citizen waits for staff, or no longer does. */
  setCalling(isCalling: boolean): SessionState;
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

  function role(): Role {
    return record?.officer?.role ?? 'citizen';
  }

  function state(): SessionState {
    if (record === null) return { kind: 'none' };
    return {
      kind: 'open',
      sessionId: record.sessionId,
      role: role(),
      place: record.place,
      reading: record.reading,
      idleQuestion: asking ? { answerWithinMs } : null,
      officer: record.officer,
      backTo: record.backTo,
      isCalling: record.calledAt !== null,
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
    if (record !== null && record.officer !== null) {
      // While staff help, the citizen's own clock waits (UI.md).
      cancelTimer = deps.clock.after(staffLockMs, () => leave('untouched'));
      return;
    }
    cancelTimer = deps.clock.after(askAfterMs, () => {
      asking = true;
      deps.onChange(state());
      cancelTimer = deps.clock.after(answerWithinMs, () => end('idle'));
    });
  }

  /** The record as the citizen gets it back: nothing of the staff's screens stays. */
  function citizenRecord(present: SessionRecord): SessionRecord {
    const place = isStaffPlace(present.place) ? (present.backTo ?? '/home') : present.place;
    return { ...present, officer: null, place, backTo: null };
  }

  function leave(reason: OfficerGone['reason']): SessionState {
    if (record === null || record.officer === null) return state();
    const { officer } = record;
    record = { ...citizenRecord(record), lastTouchAt: deps.clock.now() };
    deps.onOfficerGone({ officer, reason });
    restartIdleClock();
    return change(record);
  }

  function end(outcome: SessionOutcome): SessionState {
    cancelTimer();
    asking = false;
    const ended = record;
    if (ended !== null && ended.officer !== null) {
      deps.onOfficerGone({ officer: ended.officer, reason: 'visit-ended' });
    }
    const now = change(null);
    if (ended !== null) {
      const seconds = Math.max(0, Math.round((deps.clock.now() - ended.startedAt) / 1_000));
      deps.onEnded({ sessionId: ended.sessionId, outcome, seconds });
    }
    return now;
  }

  return {
    state,
    role,
    officer: () => record?.officer ?? null,
    takeOver(officer) {
      if (record === null) throw new KioskFault('SESSION_NOT_OPEN');
      if (record.officer !== null) deps.onOfficerGone({ officer: record.officer, reason: 'replaced' });
      record = { ...record, officer, calledAt: null, lastTouchAt: deps.clock.now() };
      restartIdleClock();
      return change(record);
    },
    handBack: () => leave('handed-back'),
    setCalling(isCalling) {
      if (record === null) return state();
      restartIdleClock();
      const calledAt = isCalling ? (record.calledAt ?? deps.clock.now()) : null;
      return change({ ...record, calledAt, lastTouchAt: deps.clock.now() });
    },
    begin(reading) {
      if (record !== null) return this.touch();
      const now = deps.clock.now();
      const begun = change({
        sessionId: randomUUID(),
        place: '/home',
        reading,
        startedAt: now,
        lastTouchAt: now,
        officer: null,
        backTo: null,
        calledAt: null,
      });
      restartIdleClock();
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
      const enters = isStaffPlace(place) && !isStaffPlace(record.place);
      const backTo = enters ? record.place : record.backTo;
      return change({ ...record, place, backTo, lastTouchAt: deps.clock.now() });
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
      // Who was signed in may be gone since: the PIN is asked for again.
      if (kept.officer !== null) return leave('restarted');
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
