import { expect, test } from 'vitest';
import { defaultReading, type SessionState } from '../../../shared/contract/index.ts';
import { createFakeClock } from '../../../tests/support/fake-clock.ts';
import { createSessions, type SessionOutcome } from './session.ts';
import type { SessionRecord, SessionStore } from './session-store.ts';

function memoryStore(): SessionStore & { kept: SessionRecord | null } {
  return {
    kept: null,
    read() {
      return this.kept;
    },
    write(record) {
      this.kept = record;
    },
    clear() {
      this.kept = null;
    },
  };
}

function open(store = memoryStore(), clock = createFakeClock()) {
  const seen: SessionState[] = [];
  const ended: SessionOutcome[] = [];
  const sessions = createSessions({
    clock,
    store,
    idle: { askAfterSeconds: 60, answerWithinSeconds: 30 },
    onChange: (state) => seen.push(state),
    onStarted: () => {},
    onOfficerGone: () => {},
    onEnded: ({ outcome }) => ended.push(outcome),
  });
  return { sessions, clock, store, seen, ended };
}

test('asks after 60 s without touch and wipes after 30 s more', () => {
  const { sessions, clock, store, ended } = open();
  sessions.begin(defaultReading);
  clock.advance(59_999);
  expect(sessions.state()).toMatchObject({ kind: 'open', idleQuestion: null });
  clock.advance(1);
  expect(sessions.state()).toMatchObject({ kind: 'open', idleQuestion: { answerWithinMs: 30_000 } });
  clock.advance(30_000);
  expect(sessions.state()).toEqual({ kind: 'none' });
  expect(store.kept).toBeNull();
  expect(ended).toEqual(['idle']);
});

test('a touch answers the question and starts the clock again', () => {
  const { sessions, clock } = open();
  sessions.begin(defaultReading);
  clock.advance(75_000);
  sessions.touch();
  clock.advance(59_000);
  expect(sessions.state()).toMatchObject({ kind: 'open', idleQuestion: null });
});

test('a restart soon after brings the person back to the same step', () => {
  const first = open();
  first.sessions.begin(defaultReading);
  first.sessions.go('/find/1.001193');
  first.sessions.close();
  const second = open(first.store, first.clock);
  first.clock.advance(5_000);
  expect(second.sessions.restore()).toMatchObject({ kind: 'open', place: '/find/1.001193' });
});

test('a restart long after wipes the session of the person who left', () => {
  const first = open();
  first.sessions.begin(defaultReading);
  first.sessions.close();
  first.clock.advance(91_000);
  const second = open(first.store, first.clock);
  expect(second.sessions.restore()).toEqual({ kind: 'none' });
  expect(second.ended).toEqual(['lost']);
});

test('a clock that went back years does not end the session', () => {
  const first = open();
  first.sessions.begin(defaultReading);
  first.sessions.close();
  first.clock.setWallClock(0);
  const second = open(first.store, first.clock);
  expect(second.sessions.restore()).toMatchObject({ kind: 'open' });
});
